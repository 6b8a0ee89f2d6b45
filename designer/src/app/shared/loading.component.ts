import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrSpinnerModule } from '@clr/angular/progress/spinner';

@Component({
  selector: 'app-loading',
  imports: [ClrSpinnerModule],
  template: `<div class="loading" role="status"><clr-spinner clrMedium aria-hidden="true" /> <span>{{ text() }}</span></div>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LoadingComponent {
  readonly text = input('Loading …');
}
