import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { ApiProblem, toProblem } from '../../api';
import { WaitReport, WaitingFor } from '../../api/operations';
import { API } from '../core/api';
import { SessionService } from '../core/session.service';
import { CopyButtonComponent } from '../shared/copy-button.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

/** Why an instance waits: what would wake it and how, the next timer, what is not sent or not known, its children, and what it tried last. */
@Component({
  selector: 'app-why',
  imports: [RouterLink, ClrIcon, CopyButtonComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent],
  templateUrl: './why.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WhyComponent {
  private readonly api = inject(API);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly session = inject(SessionService);
  readonly report = input.required<WaitReport>();
  /** Names of activities by id. */
  readonly titles = input<ReadonlyMap<string, string>>(new Map());
  /** A wait was ended by hand. */
  readonly changed = output<void>();
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected nameOf(activity: { readonly activityId?: string | null; readonly activityName?: string | null }): string {
    return this.titles().get(activity.activityId ?? '') ?? activity.activityName ?? activity.activityId ?? '';
  }

  protected exact(iso: string): string {
    return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  }

  protected async wake(wait: WaitingFor): Promise<void> {
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await this.api.operations.resume(this.report().instanceId, wait.bookmarkId);
      void this.announcer.announce('The instance goes on');
      this.changed.emit();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
