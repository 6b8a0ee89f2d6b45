import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ApiProblem, toProblem } from '../../api';
import { Schedule } from '../../api/operations';
import { API } from '../core/api';
import { live } from '../core/live';
import { SessionService } from '../core/session.service';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

/** When published definitions start by themselves; administrators pause and resume them. */
@Component({
  imports: [RouterLink, ClrDatagridModule, EmptyStateComponent, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent],
  templateUrl: './schedules.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SchedulesPage {
  private readonly api = inject(API);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly session = inject(SessionService);
  protected readonly schedules = live({
    params: () => true,
    load: (_params, abort) => this.api.operations.schedules(abort),
    every: () => 10_000,
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected exact(iso: string): string {
    return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  }

  protected async toggle(schedule: Schedule): Promise<void> {
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await (schedule.isPaused ? this.api.operations.resumeSchedule(schedule.id) : this.api.operations.pauseSchedule(schedule.id));
      void this.announcer.announce(schedule.isPaused ? 'The schedule fires again' : 'The schedule is paused');
      this.schedules.reload();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
