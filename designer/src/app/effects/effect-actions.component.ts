import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem, toProblem } from '../../api';
import { Settled, UnresolvedEffect } from '../../api/operations';
import { Finding, settlementOf } from '../../lib/settlement';
import { API } from '../core/api';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** Settles an effect as done, as not done, or gives its instance up, after a question that says what happens. */
@Component({
  selector: 'app-effect-actions',
  imports: [FormsModule, ClrModalModule, FieldComponent, ProblemAlertComponent],
  template: `
    <span class="btn-group-plain">
      @for (finding of findings; track finding) {
        <button type="button" class="btn btn-sm btn-outline" (click)="ask(finding)" [attr.aria-label]="names[finding] + ': ' + effect().name + ' of ' + effect().activityId">{{ names[finding] }}</button>
      }
    </span>
    @if (asked(); as finding) {
      <clr-modal [clrModalOpen]="true" (clrModalOpenChange)="$event || asked.set(undefined)" [clrModalClosable]="!busy()">
        <h2 class="modal-title">{{ titles[finding] }}: {{ effect().name }}</h2>
        <div class="modal-body">
          <form [id]="formId()" class="clr-form clr-form-vertical" (ngSubmit)="settle(finding)">
            <app-problem [problem]="problem()" />
            <p>{{ texts[finding] }}</p>
            <p>The other side may know it as <span class="mono wrap">{{ effect().key }}</span>.</p>
            @if (finding === 'done') {
              <app-field label="Result" [for]="formId() + '-receipt'" [optional]="true" [help]="receiptHelp" [messages]="faults()">
                <textarea [id]="formId() + '-receipt'" name="receipt" class="clr-textarea mono" rows="5" spellcheck="false" [attr.aria-describedby]="formId() + '-receipt-help'" [(ngModel)]="receipt"></textarea>
              </app-field>
            }
          </form>
        </div>
        <div class="modal-footer">
          <button type="button" class="btn btn-outline" (click)="asked.set(undefined)" [disabled]="busy()">Close</button>
          <button type="submit" [attr.form]="formId()" class="btn" [class.btn-primary]="finding !== 'fail'" [class.btn-danger]="finding === 'fail'" [disabled]="busy()">{{ actions[finding] }}</button>
        </div>
      </clr-modal>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EffectActionsComponent {
  private readonly api = inject(API);
  private readonly announcer = inject(LiveAnnouncer);
  readonly effect = input.required<UnresolvedEffect>();
  /** It is settled. */
  readonly done = output<Settled>();

  protected readonly findings: readonly Finding[] = ['done', 'not-done', 'fail'];
  protected readonly names = { done: 'It happened', 'not-done': 'It did not', fail: 'Give up' } as const;
  protected readonly titles = { done: 'It happened', 'not-done': 'It did not happen', fail: 'Give the instance up' } as const;
  protected readonly actions = { done: 'Settle as done and go on', 'not-done': 'Settle as not done and act again', fail: 'Cancel the instance' } as const;
  protected readonly texts = {
    done: 'The activity gets the result that you give, and does not act again. The instance goes on.',
    'not-done': 'The activity acts again, under the same idempotency key. If it had happened after all, it may now happen twice.',
    fail: 'The action counts as not done. The instance and all that descend from it are cancelled.',
  } as const;
  protected readonly receiptHelp = 'What the action would have given, as JSON, such as { "id": "vm-7" }. Empty: nothing.';
  protected readonly formId = computed(() => `effect-${this.effect().key.replace(/[^\w-]/g, '-')}`);
  protected readonly asked = signal<Finding | undefined>(undefined);
  protected readonly receipt = signal('');
  protected readonly faults = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected ask(finding: Finding): void {
    this.problem.set(undefined);
    this.faults.set([]);
    this.receipt.set('');
    this.asked.set(finding);
  }

  protected async settle(finding: Finding): Promise<void> {
    const settlement = settlementOf(this.effect().key, finding, this.receipt());
    this.faults.set(settlement.ok ? [] : [settlement.message]);
    if (!settlement.ok || this.busy()) {
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const settled = await this.api.operations.settleEffect(settlement.value);
      this.asked.set(undefined);
      void this.announcer.announce({ retried: 'Settled; the instance goes on', cancelled: 'Settled; the instance was cancelled', unchanged: 'Settled' }[settled.became]);
      this.done.emit(settled);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
