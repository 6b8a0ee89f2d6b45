import { ChangeDetectionStrategy, Component, inject, input, model, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem, toProblem } from '../../api';
import { readValues } from '../../lib/values-input';
import { API } from '../core/api';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** Runs an instance again as a new one, from the start or from a chosen activity, and goes there. */
@Component({
  selector: 'app-rerun-dialog',
  imports: [FormsModule, ClrModalModule, FieldComponent, ProblemAlertComponent],
  template: `
    <clr-modal [clrModalOpen]="open()" (clrModalOpenChange)="open.set($event)" [clrModalClosable]="!busy()">
      <h2 class="modal-title">Run again</h2>
      <div class="modal-body">
        <form id="rerun-form" class="clr-form clr-form-vertical" (ngSubmit)="run()">
          <app-problem [problem]="problem()" />
          <p>A new instance of the same version starts with the input, the correlation id and the variables of this one.{{ isRunning() ? ' This one is cancelled.' : '' }}</p>
          <app-field label="Begin at" for="rerun-activity" help="What lies before it is not executed.">
            <div class="clr-select-wrapper">
              <select id="rerun-activity" name="activity" class="clr-select" aria-describedby="rerun-activity-help" [(ngModel)]="activity">
                <option value="">The start of the workflow</option>
                @for (choice of activities(); track choice.id) {
                  <option [value]="choice.id">{{ choice.title }}</option>
                }
              </select>
            </div>
          </app-field>
          <app-field label="Variables to change" for="rerun-values" [optional]="true" help="A JSON object by name, such as { &quot;Size&quot;: &quot;large&quot; }." [messages]="faults()">
            <textarea id="rerun-values" name="values" class="clr-textarea mono" rows="5" spellcheck="false" aria-describedby="rerun-values-help" [(ngModel)]="values"></textarea>
          </app-field>
        </form>
      </div>
      <div class="modal-footer">
        <button type="button" class="btn btn-outline" (click)="open.set(false)" [disabled]="busy()">Close</button>
        <button type="submit" form="rerun-form" class="btn btn-primary" [disabled]="busy()">Run again</button>
      </div>
    </clr-modal>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RerunDialogComponent {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  readonly open = model(false);
  readonly instanceId = input.required<string>();
  readonly isRunning = input(false);
  readonly activities = input.required<readonly { readonly id: string; readonly title: string }[]>();
  protected readonly activity = signal('');
  protected readonly values = signal('');
  protected readonly faults = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected async run(): Promise<void> {
    const given = readValues(this.values());
    this.faults.set(given.ok ? [] : [given.message]);
    if (!given.ok || this.busy()) {
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const id = await this.api.operations.rerun(this.instanceId(), this.activity() || undefined, given.value);
      this.open.set(false);
      await this.router.navigate(['/instances', id]);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
