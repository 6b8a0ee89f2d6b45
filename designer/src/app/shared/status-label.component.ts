import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { ClrSpinnerModule } from '@clr/angular/progress/spinner';
import { statusLook } from '../../lib/status';

/** A status as a word with an icon and a colour, never by colour alone. */
@Component({
  selector: 'app-status',
  imports: [ClrIcon, ClrSpinnerModule],
  template: `
    <span class="label status" [class]="'status-' + look().tone" [attr.data-status]="status()">
      @if (look().busy) {
        <clr-spinner clrInline clrSmall aria-hidden="true" />
      } @else {
        <cds-icon [shape]="look().icon" size="14" aria-hidden="true" />
      }
      {{ look().label }}
    </span>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusLabelComponent {
  readonly status = input.required<string | null | undefined>();
  protected readonly look = computed(() => statusLook(this.status()));
}
