import {
  ClarityIcons, angleIcon, angleDoubleIcon, arrowIcon, banIcon, bellIcon, boltIcon, clipboardIcon, clockIcon, cloudScaleIcon, codeIcon, copyIcon, dashboardIcon,
  dollarBillIcon, downloadIcon, envelopeIcon, errorStandardIcon, forkingIcon, historyIcon, infoStandardIcon, linkIcon, logoutIcon, moonIcon, organizationIcon, pauseIcon,
  pencilIcon, playIcon, plusIcon, refreshIcon, searchIcon, stopIcon, successStandardIcon, sunIcon, terminalIcon, timelineIcon, trashIcon, undoIcon,
  unknownStatusIcon, userIcon, vmIcon, warningStandardIcon,
} from '@clr/angular/icon';

/** Registers the icons that the console uses; Clarity's other icons are not shipped. */
export function registerIcons(): void {
  ClarityIcons.addIcons(
    angleIcon, angleDoubleIcon, arrowIcon, banIcon, bellIcon, boltIcon, clipboardIcon, clockIcon, cloudScaleIcon, codeIcon, copyIcon, dashboardIcon,
    dollarBillIcon, downloadIcon, envelopeIcon, errorStandardIcon, forkingIcon, historyIcon, infoStandardIcon, linkIcon, logoutIcon, moonIcon, organizationIcon, pauseIcon,
    pencilIcon, playIcon, plusIcon, refreshIcon, searchIcon, stopIcon, successStandardIcon, sunIcon, terminalIcon, timelineIcon, trashIcon, undoIcon,
    unknownStatusIcon, userIcon, vmIcon, warningStandardIcon,
  );
}
