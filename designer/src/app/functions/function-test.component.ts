import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ClrIcon } from '@clr/angular/icon';
import { ApiProblem, toProblem } from '../../api';
import { FunctionTest } from '../../api/functions';
import { formatDuration } from '../../lib/format';
import { parseJsonInput } from '../../lib/json-input';
import { API } from '../core/api';
import { FieldComponent } from '../shared/field.component';
import { JsonViewComponent } from '../shared/json-view.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** Calls a function once and shows what it answers. */
@Component({
  selector: 'app-function-test',
  imports: [FormsModule, ClrIcon, FieldComponent, JsonViewComponent, ProblemAlertComponent],
  template: `
    <div class="two-columns">
      <form class="clr-form clr-form-vertical" (ngSubmit)="run()">
        <app-field label="Request body" for="test-body" help="JSON; empty for none." [messages]="faults()">
          <textarea id="test-body" name="body" class="clr-textarea mono" rows="7" spellcheck="false" aria-describedby="test-body-help" [(ngModel)]="body"></textarea>
        </app-field>
        <button type="submit" class="btn btn-primary" [disabled]="busy() || !ready()">
          <cds-icon shape="play" size="16" aria-hidden="true" /> {{ busy() ? 'Calling …' : 'Test function' }}
        </button>
        @if (!ready()) {
          <p class="muted">It can be called once it is ready.</p>
        }
      </form>
      <section aria-label="Answer" aria-live="polite" data-testid="test-result">
        <app-problem [problem]="problem()" />
        @if (result(); as answer) {
          <p class="answer-line">
            <span class="label status" [class]="answer.statusCode < 400 ? 'status-success' : 'status-danger'">{{ answer.statusCode }}</span>
            <span class="muted">in {{ duration() }}</span>
          </p>
          <app-json [value]="answer.body" label="answer" />
          @if (logs()) {
            <h3>Console output</h3>
            <app-json [value]="logs()" label="console output" />
          }
        } @else if (!problem()) {
          <p class="muted">The answer will be shown here.</p>
        }
      </section>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FunctionTestComponent {
  private readonly api = inject(API);
  readonly org = input.required<string>();
  readonly name = input.required<string>();
  readonly ready = input(false);

  protected body = '{"name": "Ann"}';
  protected readonly busy = signal(false);
  protected readonly faults = signal<readonly string[]>([]);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly result = signal<FunctionTest | undefined>(undefined);
  protected readonly duration = computed(() => formatDuration(this.result()?.durationMs ?? 0));
  protected readonly logs = computed(() => {
    const logs = this.result()?.logs;
    return typeof logs === 'string' ? logs : (logs ?? []).join('\n');
  });

  protected async run(): Promise<void> {
    const parsed = parseJsonInput(this.body);
    this.faults.set(parsed.ok ? [] : [parsed.message]);
    if (!parsed.ok) {
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    this.result.set(undefined);
    try {
      this.result.set(await this.api.functions.test(this.org(), this.name(), parsed.value));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
