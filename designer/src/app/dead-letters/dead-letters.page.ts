import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ApiProblem, toProblem } from '../../api';
import { DeadLetter, DeadLetterResult } from '../../api/dead-letters';
import { API } from '../core/api';
import { live } from '../core/live';
import { ConfirmDialogComponent } from '../shared/confirm-dialog.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

const shown = 100;

/** Messages that could not be handled, by queue, with the reason of each; to be replayed or discarded. */
@Component({
  imports: [FormsModule, ClrDatagridModule, ConfirmDialogComponent, EmptyStateComponent, PageHeaderComponent, ProblemAlertComponent],
  templateUrl: './dead-letters.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeadLettersPage {
  private readonly api = inject(API);
  private readonly chosenQueue = signal<string | undefined>(undefined);
  protected readonly queues = live({ params: () => true, load: (_, abort) => this.api.deadLetters.queues(abort), every: () => 5000, keep: true });
  protected readonly items = computed(() => this.queues.value()?.items ?? []);

  /** The one chosen, else the first that has dead letters, else the first. */
  protected readonly queue = computed(() => this.chosenQueue() ?? (this.items().find((item) => item.count) ?? this.items()[0])?.queue);
  private readonly count = computed(() => this.items().find((item) => item.queue === this.queue())?.count ?? 0);

  /** Looked at again only when their number has changed: each look is a delivery. */
  protected readonly letters = live({
    params: computed(() => (this.count() > 0 ? { queue: this.queue() ?? '', count: this.count() } : undefined)),
    load: ({ queue }, abort) => this.api.deadLetters.list(queue, shown, abort),
    every: () => null,
    keep: true,
  });
  protected readonly rows = computed(() => {
    const list = this.letters.value();
    return list !== undefined && this.count() > 0 && list.queue === this.queue() ? list.items : [];
  });
  protected readonly selected = signal<DeadLetter[]>([]);
  protected readonly busy = signal(false);
  protected readonly asking = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly note = signal('');

  protected choose(queue: string): void {
    this.chosenQueue.set(queue);
    this.selected.set([]);
    this.note.set('');
  }

  protected text(value: unknown): string {
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  protected readonly headersOf = (letter: DeadLetter): readonly (readonly [string, unknown])[] => Object.entries(letter.headers);

  protected replay(): Promise<void> {
    return this.move('replayed', (queue, keys) => this.api.deadLetters.replay(queue, keys));
  }

  protected async discard(): Promise<void> {
    await this.move('discarded', (queue, keys) => this.api.deadLetters.discard(queue, keys));
    this.asking.set(false);
  }

  private async move(done: string, call: (queue: string, keys: readonly string[]) => Promise<DeadLetterResult>): Promise<void> {
    const queue = this.queue();
    if (queue === undefined) {
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const result = await call(queue, this.selected().map((letter) => letter.key));
      this.note.set(`${result.done} ${done}.${result.fault ? ` The others stay: ${result.fault}` : ''}`);
      this.selected.set([]);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
      this.queues.reload();
      this.letters.reload();
    }
  }
}
