import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem, toProblem } from '../../api';
import { Incident } from '../../api/workflows';
import { readValues } from '../../lib/values-input';
import { API } from '../core/api';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

type Action = 'retry' | 'skip' | 'cancel';

/** Retries, skips or cancels a faulted activity, after a question that says what happens. */
@Component({
  selector: 'app-incident-actions',
  imports: [FormsModule, ClrModalModule, FieldComponent, ProblemAlertComponent],
  template: `
    <span class="btn-group-plain">
      <button type="button" class="btn btn-sm btn-outline" (click)="ask('retry')" [attr.aria-label]="'Retry ' + incident().activityId">Retry</button>
      <button type="button" class="btn btn-sm btn-outline" (click)="ask('skip')" [attr.aria-label]="'Skip ' + incident().activityId">Skip</button>
      <button type="button" class="btn btn-sm btn-outline" (click)="ask('cancel')" [attr.aria-label]="'Cancel ' + incident().activityId">Cancel</button>
    </span>
    @if (action(); as shown) {
      <clr-modal [clrModalOpen]="true" (clrModalOpenChange)="$event || action.set(undefined)" [clrModalClosable]="!busy()">
        <h2 class="modal-title">{{ titles[shown] }} {{ title() || incident().activityId }}</h2>
        <div class="modal-body">
          <form [id]="formId()" class="clr-form clr-form-vertical" (ngSubmit)="act(shown)">
            <app-problem [problem]="problem()" />
            <p>{{ texts[shown] }}</p>
            @if (shown === 'retry') {
              <app-field label="Variables to change" [for]="formId() + '-values'" [optional]="true" help="A JSON object by name, such as { &quot;Size&quot;: &quot;large&quot; }." [messages]="faults()">
                <textarea [id]="formId() + '-values'" name="values" class="clr-textarea mono" rows="5" spellcheck="false" [attr.aria-describedby]="formId() + '-values-help'" [(ngModel)]="values"></textarea>
              </app-field>
            }
            @if (shown === 'skip') {
              <app-field label="Outcome" [for]="formId() + '-outcome'" help="Where the workflow goes on; several are separated by commas.">
                <input [id]="formId() + '-outcome'" name="outcome" class="clr-input" [attr.aria-describedby]="formId() + '-outcome-help'" [(ngModel)]="outcome" />
              </app-field>
              <app-field label="Outputs" [for]="formId() + '-values'" [optional]="true" help="What the activity would have given: a JSON object by name." [messages]="faults()">
                <textarea [id]="formId() + '-values'" name="values" class="clr-textarea mono" rows="5" spellcheck="false" [attr.aria-describedby]="formId() + '-values-help'" [(ngModel)]="values"></textarea>
              </app-field>
            }
          </form>
        </div>
        <div class="modal-footer">
          <button type="button" class="btn btn-outline" (click)="action.set(undefined)" [disabled]="busy()">Close</button>
          <button type="submit" [attr.form]="formId()" class="btn" [class.btn-primary]="shown !== 'cancel'" [class.btn-danger]="shown === 'cancel'" [disabled]="busy()">{{ titles[shown] }} the activity</button>
        </div>
      </clr-modal>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IncidentActionsComponent {
  private readonly api = inject(API);
  private readonly announcer = inject(LiveAnnouncer);
  readonly incident = input.required<Incident>();
  /** Name of the faulted activity. */
  readonly title = input('');
  /** The server has taken the action. */
  readonly done = output<void>();

  protected readonly titles = { retry: 'Retry', skip: 'Skip', cancel: 'Cancel' } as const;
  protected readonly texts = {
    retry: 'The activity is executed again, with the variables as they are now or as you change them here.',
    skip: 'The workflow goes on as if the activity had succeeded with the outputs that you give.',
    cancel: 'The activity is given up. What contains it goes on without it where it can; else that is cancelled too, up to the whole instance.',
  } as const;
  protected readonly formId = computed(() => `incident-${this.incident().id}`);
  protected readonly action = signal<Action | undefined>(undefined);
  protected readonly values = signal('');
  protected readonly outcome = signal('Done');
  protected readonly faults = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected ask(action: Action): void {
    this.problem.set(undefined);
    this.faults.set([]);
    this.values.set('');
    this.outcome.set('Done');
    this.action.set(action);
  }

  protected async act(action: Action): Promise<void> {
    const given = readValues(this.values());
    this.faults.set(given.ok ? [] : [given.message]);
    if (!given.ok || this.busy()) {
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    const { id } = this.incident();
    const { operations } = this.api;
    const outcomes = this.outcome().split(',').map((name) => name.trim()).filter((name) => name !== '');
    try {
      await (action === 'retry' ? operations.retryIncident(id, given.value) : action === 'skip' ? operations.skipIncident(id, outcomes, given.value) : operations.cancelIncident(id));
      this.action.set(undefined);
      void this.announcer.announce({ retry: 'The activity is executed again', skip: 'The activity was skipped', cancel: 'The activity was cancelled' }[action]);
      this.done.emit();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
