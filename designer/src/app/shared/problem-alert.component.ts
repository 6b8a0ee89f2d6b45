import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { ApiProblem } from '../../api';

/** Shows an error answer: what went wrong and each of its messages. Read aloud when it appears. */
@Component({
  selector: 'app-problem',
  imports: [ClrIcon],
  template: `
    <div role="alert">
      @if (problem(); as shown) {
        <div class="alert alert-danger">
          <div class="alert-items">
            <div class="alert-item static">
              <div class="alert-icon-wrapper"><cds-icon class="alert-icon" shape="error-standard" aria-hidden="true" /></div>
              <div class="alert-text">
                <strong>{{ shown.title }}</strong>
                @if (shown.detail) {
                  <span> {{ shown.detail }}</span>
                }
                @if (messages().length > 0) {
                  <ul class="problem-messages">
                    @for (message of messages(); track message) {
                      <li>{{ message }}</li>
                    }
                  </ul>
                }
              </div>
            </div>
          </div>
        </div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProblemAlertComponent {
  readonly problem = input<ApiProblem | undefined>();
  /** Replaces the problem's own messages, where a form shows some of them beside its fields. */
  readonly only = input<readonly string[] | undefined>();
  protected readonly messages = computed(() => this.only() ?? this.problem()?.messages ?? []);
}
