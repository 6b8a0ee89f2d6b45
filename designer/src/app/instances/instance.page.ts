import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ClrIcon } from '@clr/angular/icon';
import { ClrTabsModule } from '@clr/angular/layout/tabs';
import { readFlow } from '../../lib/flow';
import { formatDuration } from '../../lib/format';
import { buildTimeline } from '../../lib/timeline';
import { API } from '../core/api';
import { ClockService } from '../core/clock.service';
import { live } from '../core/live';
import { Work } from '../core/work';
import { ConfirmDialogComponent } from '../shared/confirm-dialog.component';
import { CopyButtonComponent } from '../shared/copy-button.component';
import { FlowPictureComponent } from '../shared/flow-picture.component';
import { LoadingComponent } from '../shared/loading.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';
import { EffectsComponent } from './effects.component';
import { IncidentsComponent } from './incidents.component';
import { InstanceDataComponent } from './instance-data.component';
import { JournalComponent } from './journal.component';
import { RerunDialogComponent } from './rerun-dialog.component';
import { TimelineComponent } from './timeline.component';
import { WhyComponent } from './why.component';

@Component({
  imports: [
    RouterLink, ClrIcon, ClrTabsModule, ConfirmDialogComponent, CopyButtonComponent, EffectsComponent, FlowPictureComponent, IncidentsComponent, InstanceDataComponent,
    JournalComponent, LoadingComponent, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, RerunDialogComponent, TimeComponent, TimelineComponent, WhyComponent,
  ],
  templateUrl: './instance.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InstancePage {
  private readonly api = inject(API);
  private readonly clock = inject(ClockService);
  private readonly announcer = inject(LiveAnnouncer);

  /** Instance id, from the address. */
  readonly id = input.required<string>();

  protected readonly view = live({
    params: this.id,
    load: async (id, abort) => {
      const [instance, journal, effects, why] = await Promise.all([
        this.api.workflows.instance(id, abort),
        this.api.workflows.journal(id, abort),
        this.api.workflows.effects(id, abort),
        this.api.operations.why(id, abort),
      ]);
      return { instance, journal, effects, why };
    },
    every: (view) => (view?.instance.status === 'Finished' ? null : 2000),
  });
  protected readonly instance = computed(() => this.view.value()?.instance);
  /** Only while there is something to say beside the incidents, which have a panel of their own. */
  protected readonly why = computed(() => (this.instance()?.subStatus === 'Suspended' || this.instance()?.subStatus === 'Interrupted' ? this.view.value()?.why : undefined));
  private readonly version = computed(
    () => {
      const instance = this.instance();
      return instance && { definitionId: instance.definitionId, version: instance.version };
    },
    { equal: (a, b) => a?.definitionId === b?.definitionId && a?.version === b?.version },
  );
  protected readonly definition = live({
    params: this.version,
    load: ({ definitionId, version }, abort) => this.api.workflows.definition(definitionId, version, abort),
    every: () => null,
  });

  protected readonly graph = computed(() => readFlow(this.definition.value()));
  protected readonly journal = computed(() => this.view.value()?.journal.items ?? []);
  protected readonly effects = computed(() => this.view.value()?.effects ?? []);
  protected readonly titles = computed(() => new Map(this.graph().nodes.map(({ id, title }) => [id, title])));
  protected readonly timeline = computed(() => {
    const built = buildTimeline(this.journal(), this.instance()?.status === 'Running' ? this.clock.now() : Date.parse(this.instance()?.updatedAt ?? ''));
    const inner = built.spans.filter(({ type }) => type !== 'Elsa.Workflow' && type !== 'Elsa.Flowchart');
    const named = (inner.length > 0 ? inner : built.spans).map((span) => ({ ...span, name: this.titles().get(span.activityId) ?? span.name }));
    return { ...built, spans: named };
  });
  protected readonly duration = computed(() => {
    const instance = this.instance();
    return instance ? formatDuration((instance.finishedAt ? Date.parse(instance.finishedAt) : this.clock.now()) - Date.parse(instance.createdAt)) : '';
  });
  protected readonly canRetry = computed(() => (this.instance()?.incidents ?? []).some(({ resolvedAt }) => !resolvedAt));

  protected readonly asking = signal(false);
  protected readonly repeating = signal(false);
  private readonly work = new Work();
  protected readonly busy = this.work.busy;
  protected readonly problem = this.work.problem;

  protected cancel(): Promise<void> {
    return this.act(() => this.api.workflows.cancel(this.id()), 'The instance is being cancelled');
  }

  protected retry(): Promise<void> {
    return this.act(() => this.api.workflows.retry(this.id()), 'The faulted activity is tried again');
  }

  private async act(action: () => Promise<void>, said: string): Promise<void> {
    if (await this.work.run(action)) {
      this.asking.set(false);
      void this.announcer.announce(said);
      this.view.reload();
    }
  }
}
