import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { API } from '../core/api';
import { live } from '../core/live';
import { IncidentActionsComponent } from '../instances/incident-actions.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { PagerComponent } from '../shared/pager.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TimeComponent } from '../shared/time.component';

/** Faults of activities that wait for somebody, and those that are settled. */
@Component({
  imports: [
    FormsModule, RouterLink, ClrDatagridModule, EmptyStateComponent, IncidentActionsComponent, PageHeaderComponent, PagerComponent, ProblemAlertComponent, TimeComponent,
  ],
  templateUrl: './incidents.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IncidentsPage {
  private readonly api = inject(API);
  protected readonly open = signal(true);
  protected readonly page = signal(1);
  protected readonly pageSize = signal(20);
  protected readonly incidents = live({
    params: computed(() => ({ open: this.open(), page: this.page() - 1, pageSize: this.pageSize() })),
    load: (query, abort) => this.api.operations.incidents(query, abort),
    every: () => 4000,
    keep: true,
  });

  protected setOpen(open: boolean): void {
    this.open.set(open);
    this.page.set(1);
  }
}
