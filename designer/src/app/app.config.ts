import { ApplicationConfig, provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { provideNoopAnimations } from '@angular/platform-browser/animations';
import { TitleStrategy, provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideEchartsCore } from 'ngx-echarts';
import { routes } from './app.routes';
import { provideAdoptedStyles } from './core/adopted-styles';
import { ConsoleTitleStrategy } from './core/console-title.strategy';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideAdoptedStyles(),
    provideNoopAnimations(),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    provideEchartsCore({ echarts: () => import('./billing/echarts').then((module) => module.echarts) }),
    { provide: TitleStrategy, useExisting: ConsoleTitleStrategy },
  ],
};
