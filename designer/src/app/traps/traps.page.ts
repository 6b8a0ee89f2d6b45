import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { API } from '../core/api';
import { live } from '../core/live';
import { SessionService } from '../core/session.service';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { PagerComponent } from '../shared/pager.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

/** SNMP traps that arrived, the newest first. */
@Component({
  imports: [RouterLink, ClrDatagridModule, EmptyStateComponent, PageHeaderComponent, PagerComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent],
  templateUrl: './traps.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TrapsPage {
  private readonly api = inject(API);
  protected readonly session = inject(SessionService);
  protected readonly page = signal(1);
  protected readonly pageSize = signal(20);
  protected readonly traps = live({
    params: computed(() => ({ page: this.page(), pageSize: this.pageSize() })),
    load: ({ page, pageSize }, abort) => this.api.traps.list(page - 1, pageSize, abort),
    every: () => 3000,
    keep: true,
  });

  protected text(value: unknown): string {
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
