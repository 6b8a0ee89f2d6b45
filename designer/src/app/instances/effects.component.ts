import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Effect } from '../../api/workflows';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { JsonViewComponent } from '../shared/json-view.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

/** What an instance did outside: an intent that was committed before, a receipt after. */
@Component({
  selector: 'app-effects',
  imports: [EmptyStateComponent, JsonViewComponent, StatusLabelComponent, TimeComponent],
  template: `
    @if (effects().length > 0) {
      <table class="table table-left">
        <caption class="visually-hidden">Actions on the outside world</caption>
        <thead>
          <tr><th scope="col">Action</th><th scope="col">Activity</th><th scope="col">Intent</th><th scope="col">Receipt</th><th scope="col">Attempts</th></tr>
        </thead>
        <tbody>
          @for (effect of effects(); track effect.key) {
            <tr>
              <td>
                <strong>{{ effect.name }}</strong>
                <div class="cell-note mono">{{ effect.key }}</div>
              </td>
              <td>{{ titles().get(effect.activityId) || effect.activityId }}</td>
              <td><app-time [at]="effect.intentAt" /></td>
              <td>
                @if (effect.receiptAt) {
                  <app-status status="completed" /> <app-time [at]="effect.receiptAt" />
                  @if (effect.receipt) {
                    <details><summary>Receipt</summary><app-json [value]="effect.receipt" label="receipt" /></details>
                  }
                } @else {
                  <app-status status="pending" />
                }
              </td>
              <td>{{ effect.attempts }}</td>
            </tr>
          }
        </tbody>
      </table>
    } @else {
      <app-empty icon="bolt" title="This instance has done nothing outside." />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EffectsComponent {
  readonly effects = input.required<readonly Effect[]>();
  /** Names of activities by id. */
  readonly titles = input<ReadonlyMap<string, string>>(new Map());
}
