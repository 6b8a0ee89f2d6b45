import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { Incident } from '../../api/workflows';
import { JsonViewComponent } from '../shared/json-view.component';
import { TimeComponent } from '../shared/time.component';
import { IncidentActionsComponent } from './incident-actions.component';

/** The faults of an instance. */
@Component({
  selector: 'app-incidents',
  imports: [ClrIcon, IncidentActionsComponent, JsonViewComponent, TimeComponent],
  template: `
    @if (incidents().length > 0) {
      <section class="panel panel-danger" aria-labelledby="incidents-title">
        <h2 id="incidents-title"><cds-icon shape="error-standard" size="18" aria-hidden="true" /> Incidents</h2>
        <ul class="plain-list">
          @for (incident of incidents(); track incident.id) {
            <li>
              <strong>{{ incident.message }}</strong>
              @if (incident.resolvedAt) {
                <span class="label status status-success">Resolved</span>
              }
              <div class="muted">
                {{ titles().get(incident.activityId) || incident.activityId }} · {{ incident.activityType }}
                @if (incident.code) {
                  · <span class="mono">{{ incident.code }}</span>
                }
                · <app-time [at]="incident.timestamp" />
              </div>
              @if (!incident.resolvedAt) {
                <app-incident-actions [incident]="incident" [title]="titles().get(incident.activityId) ?? ''" (done)="changed.emit()" />
              }
              @if (incident.detail) {
                <details><summary>Details</summary><app-json [value]="incident.detail" label="incident's details" /></details>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IncidentsComponent {
  readonly incidents = input.required<readonly Incident[]>();
  /** An incident was acted upon. */
  readonly changed = output<void>();
  /** Names of activities by id. */
  readonly titles = input<ReadonlyMap<string, string>>(new Map());
}
