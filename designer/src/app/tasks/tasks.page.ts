import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { UserTask } from '../../api/tasks';
import { API } from '../core/api';
import { live } from '../core/live';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { PagerComponent } from '../shared/pager.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

/** What workflows wait for people to answer. */
@Component({
  imports: [FormsModule, RouterLink, ClrDatagridModule, EmptyStateComponent, PageHeaderComponent, PagerComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent],
  templateUrl: './tasks.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TasksPage {
  private readonly api = inject(API);
  protected readonly states = ['Open', 'Answered', 'TimedOut', 'Cancelled'] as const;
  protected readonly state = signal('Open');
  protected readonly mine = signal(true);
  protected readonly page = signal(1);
  protected readonly pageSize = signal(20);
  protected readonly tasks = live({
    params: computed(() => ({ state: this.state(), mine: this.mine(), page: this.page() - 1, pageSize: this.pageSize() })),
    load: (query, abort) => this.api.tasks.list(query, abort),
    every: () => 4000,
    keep: true,
  });

  protected setState(state: string): void {
    this.state.set(state);
    this.page.set(1);
  }

  protected setMine(mine: boolean): void {
    this.mine.set(mine);
    this.page.set(1);
  }

  protected assignees(task: UserTask): string {
    return [...task.users, ...task.roles.map((role) => `role ${role}`)].join(', ') || 'Everybody';
  }
}
