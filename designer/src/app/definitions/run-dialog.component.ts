import { ChangeDetectionStrategy, Component, inject, input, model, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem, toProblem } from '../../api';
import { parseJsonInput } from '../../lib/json-input';
import { API } from '../core/api';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** Starts a definition by hand and goes to the new instance. */
@Component({
  selector: 'app-run-dialog',
  imports: [FormsModule, ClrModalModule, FieldComponent, ProblemAlertComponent],
  template: `
    <clr-modal [clrModalOpen]="open()" (clrModalOpenChange)="open.set($event)">
      <h2 class="modal-title">Run {{ name() }}</h2>
      <div class="modal-body">
        <form id="run-form" class="clr-form clr-form-vertical" (ngSubmit)="run()">
          <app-problem [problem]="problem()" />
          <app-field label="Input" for="run-input" help="A JSON object whose members are the workflow's inputs." [messages]="faults()">
            <textarea id="run-input" name="input" class="clr-textarea mono" rows="8" spellcheck="false" aria-describedby="run-input-help" [(ngModel)]="text"></textarea>
          </app-field>
          <app-field label="Correlation id" for="run-correlation" [optional]="true">
            <input id="run-correlation" name="correlation" class="clr-input" [(ngModel)]="correlation" />
          </app-field>
        </form>
      </div>
      <div class="modal-footer">
        <button type="button" class="btn btn-outline" (click)="open.set(false)">Close</button>
        <button type="submit" form="run-form" class="btn btn-primary" [disabled]="busy()">Run</button>
      </div>
    </clr-modal>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunDialogComponent {
  private readonly api = inject(API);
  private readonly router = inject(Router);

  readonly open = model(false);
  readonly definitionId = input.required<string>();
  readonly name = input.required<string>();

  protected readonly text = signal('{\n}');
  protected readonly correlation = signal('');
  protected readonly faults = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected async run(): Promise<void> {
    const parsed = parseJsonInput(this.text());
    this.faults.set(parsed.ok ? [] : [parsed.message]);
    this.problem.set(undefined);
    if (!parsed.ok) {
      return;
    }
    this.busy.set(true);
    try {
      const instanceId = await this.api.workflows.dispatch(this.definitionId(), parsed.value ?? {}, this.correlation().trim());
      this.open.set(false);
      await this.router.navigate(instanceId ? ['/instances', instanceId] : ['/instances'], instanceId ? {} : { queryParams: { definitionId: this.definitionId() } });
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
