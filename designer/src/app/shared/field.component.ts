import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';

/** A form field in Clarity's layout: label, the control (content), help, and messages. The control's id is given as `for`. */
@Component({
  selector: 'app-field',
  imports: [ClrIcon],
  template: `
    <div class="clr-form-control">
      <label class="clr-control-label" [attr.for]="for()">
        {{ label() }}
        @if (optional()) {
          <span class="optional">(optional)</span>
        }
      </label>
      <div class="clr-control-container" [class.clr-error]="messages().length > 0">
        <ng-content />
        <span [id]="for() + '-help'">
          @for (message of messages(); track message) {
            <span class="clr-subtext error"><cds-icon shape="error-standard" size="14" aria-hidden="true" /> {{ message }}</span>
          } @empty {
            @if (help()) {
              <span class="clr-subtext">{{ help() }}</span>
            }
          }
        </span>
      </div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FieldComponent {
  readonly label = input.required<string>();
  /** Id of the control; its help and messages have the id `<for>-help`. */
  readonly for = input.required<string>();
  readonly help = input('');
  readonly optional = input(false);
  readonly messages = input<readonly string[]>([]);
}
