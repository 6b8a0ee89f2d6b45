import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { messagesFor } from '../../lib/problem-fields';
import { API } from '../core/api';
import { live } from '../core/live';
import { Work } from '../core/work';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** How long finished instances of a definition stay. */
@Component({
  selector: 'app-retention',
  imports: [FormsModule, FieldComponent, ProblemAlertComponent],
  template: `
    <app-problem [problem]="policy.problem() ?? problem()" [only]="problem() ? [] : undefined" />
    @if (policy.value(); as shown) {
      <form class="clr-form clr-form-vertical form-page" (ngSubmit)="save()" data-testid="retention">
        <p>{{ shown.isOwn ? 'This definition has a policy of its own.' : 'The default of all definitions holds. What you save here is for this one only.' }} Instances with open incidents or unsent messages stay.</p>
        <app-field label="Days after the end" for="keep-days" [optional]="true" help="Empty: for ever." [messages]="messages('keepDays')">
          <input id="keep-days" name="days" type="number" min="0" step="any" class="clr-input" aria-describedby="keep-days-help" [(ngModel)]="days" />
        </app-field>
        <app-field label="Newest finished instances" for="keep-newest" [optional]="true" help="Older ones are deleted. Empty: all." [messages]="messages('keepNewest')">
          <input id="keep-newest" name="newest" type="number" min="0" step="1" class="clr-input" aria-describedby="keep-newest-help" [(ngModel)]="newest" />
        </app-field>
        <div class="clr-checkbox-wrapper form-check">
          <input id="keep-archive" name="archive" type="checkbox" class="clr-checkbox" [(ngModel)]="archive" />
          <label for="keep-archive" class="clr-control-label">Write instances to the archive before they are deleted</label>
        </div>
        <div class="form-actions">
          <button type="submit" class="btn btn-primary" [disabled]="busy()">Save</button>
          @if (shown.isOwn) {
            <button type="button" class="btn btn-outline" (click)="drop()" [disabled]="busy()">Use the default</button>
          }
        </div>
      </form>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RetentionComponent {
  private readonly api = inject(API);
  private readonly announcer = inject(LiveAnnouncer);
  readonly definitionId = input.required<string>();
  protected readonly policy = live({
    params: this.definitionId,
    load: (id, abort) => this.api.operations.retention(id, abort),
    every: () => null,
  });
  protected readonly days = signal<number | null>(null);
  protected readonly newest = signal<number | null>(null);
  protected readonly archive = signal(true);
  private readonly work = new Work();
  protected readonly busy = this.work.busy;
  protected readonly problem = this.work.problem;

  constructor() {
    effect(() => {
      const policy = this.policy.value();
      if (policy) {
        this.days.set(policy.keepDays);
        this.newest.set(policy.keepNewest);
        this.archive.set(policy.archive);
      }
    });
  }

  protected messages(field: string): readonly string[] {
    return messagesFor(this.problem()?.errors ?? {}, field);
  }

  protected save(): Promise<void> {
    const includeOpenIncidents = this.policy.value()?.includeOpenIncidents ?? false;
    const policy = { keepDays: this.days(), keepNewest: this.newest(), includeOpenIncidents, archive: this.archive() };
    return this.act(() => this.api.operations.saveRetention(this.definitionId(), policy), 'Saved');
  }

  protected drop(): Promise<void> {
    return this.act(() => this.api.operations.dropRetention(this.definitionId()), 'The default holds');
  }

  private async act(action: () => Promise<unknown>, said: string): Promise<void> {
    if (await this.work.run(action)) {
      void this.announcer.announce(said);
      this.policy.reload();
    }
  }
}
