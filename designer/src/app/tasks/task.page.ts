import { DOCUMENT, ChangeDetectionStrategy, Component, Injector, afterNextRender, computed, effect, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { ApiProblem, toProblem } from '../../api';
import { FormField, UserTask } from '../../api/tasks';
import { messagesFor, otherMessages } from '../../lib/problem-fields';
import { faultsOf } from '../../lib/task-faults';
import { RawValues, answerOf, initialValues, shownValue } from '../../lib/task-form';
import { API } from '../core/api';
import { live } from '../core/live';
import { FieldComponent } from '../shared/field.component';
import { LoadingComponent } from '../shared/loading.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

/** One task with its form; what is typed stays while the task is looked at again. */
@Component({
  imports: [FormsModule, RouterLink, FieldComponent, LoadingComponent, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent],
  templateUrl: './task.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TaskPage {
  private readonly api = inject(API);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  readonly id = input.required<string>();
  protected readonly loaded = live({
    params: computed(() => this.id()),
    load: (id, abort) => this.api.tasks.get(id, abort),
    every: (task) => (task?.state === 'Open' ? 5000 : null),
  });
  private readonly answered = signal<UserTask | undefined>(undefined);
  protected readonly task = computed(() => this.answered() ?? this.loaded.value());
  protected readonly values = signal<RawValues>({});
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly others = computed(() => otherMessages(this.problem()?.errors ?? {}, (this.task()?.form ?? []).map((field) => field.name)));
  protected readonly shown = shownValue;
  private begun = '';

  constructor() {
    effect(() => {
      const task = this.loaded.value();
      if (task && task.id !== this.begun) {
        this.begun = task.id;
        this.answered.set(undefined);
        this.problem.set(undefined);
        this.values.set(initialValues(task.form));
      }
    });
  }

  protected set(name: string, value: string | boolean): void {
    this.values.update((values) => ({ ...values, [name]: typeof value === 'boolean' ? value : String(value ?? '') }));
  }

  protected toggle(name: string, option: string, chosen: boolean): void {
    const before = this.chosen(name);
    this.values.update((values) => ({ ...values, [name]: chosen ? [...before, option] : before.filter((other) => other !== option) }));
  }

  protected chosen(name: string): readonly string[] {
    const value = this.values()[name];
    return Array.isArray(value) ? value : [];
  }

  protected messages(field: FormField): readonly string[] {
    return messagesFor(this.problem()?.errors ?? {}, field.name);
  }

  protected assignees(task: UserTask): string {
    return [...task.users, ...task.roles.map((role) => `role ${role}`)].join(', ') || 'Everybody';
  }

  protected async send(decision?: string): Promise<void> {
    const task = this.task();
    if (!task || this.busy()) {
      return;
    }
    const answer = answerOf(task.form, this.values());
    const faults = faultsOf(task.form, answer);
    if (Object.keys(faults).length > 0) {
      this.show(new ApiProblem(0, 'The answer is not complete', 'See the fields that are marked.', faults));
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.answered.set(await this.api.tasks.answer(task.id, decision, answer));
    } catch (error) {
      this.show(toProblem(error));
      this.loaded.reload();
    } finally {
      this.busy.set(false);
    }
  }

  /** Shows what is wrong and goes to the first field that has to be changed. */
  private show(problem: ApiProblem): void {
    this.problem.set(problem);
    const first = this.task()?.form.find((field) => this.messages(field).length > 0);
    if (first) {
      afterNextRender(() => this.document.getElementById(`task-${first.name}`)?.focus(), { injector: this.injector });
    }
  }
}
