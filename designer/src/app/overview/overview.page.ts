import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { spendChart } from '../../lib/billing-charts';
import { spendCurve } from '../../lib/billing-figures';
import { chartColors } from '../../lib/chart-colors';
import { formatMoney, formatMonth } from '../../lib/format';
import { API } from '../core/api';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { ThemeService } from '../core/theme.service';
import { ChartComponent } from '../shared/chart.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TenantPickerComponent } from '../shared/tenant-picker.component';
import { TimeComponent } from '../shared/time.component';

/** What goes on now, and where to look next. */
@Component({
  imports: [
    RouterLink, ChartComponent, ClrIcon, EmptyStateComponent, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, TenantPickerComponent, TimeComponent,
  ],
  templateUrl: './overview.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewPage {
  private readonly api = inject(API);
  private readonly theme = inject(ThemeService);
  protected readonly tenants = inject(TenantsService);

  protected readonly counts = live({
    params: () => true,
    load: async (_params, abort) => {
      const count = async (query: object): Promise<number> => (await this.api.workflows.instances({ ...query, pageSize: 1 }, abort)).totalCount;
      const [executing, suspended, finished, incidents] = await Promise.all([
        count({ subStatus: 'Executing' }), count({ subStatus: 'Suspended' }), count({ subStatus: 'Finished' }), count({ hasIncidents: true }),
      ]);
      return { executing, suspended, finished, incidents };
    },
    every: () => 5000,
  });
  protected readonly recent = live({
    params: () => true,
    load: (_params, abort) => this.api.workflows.instances({ pageSize: 6 }, abort),
    every: () => 5000,
  });
  protected readonly functions = live({
    params: () => this.tenants.current(),
    load: (org, abort) => this.api.functions.list(org, abort),
    every: () => 10_000,
  });
  protected readonly rules = live({
    params: () => this.tenants.current(),
    load: (org, abort) => this.api.autoscale.list(org, abort),
    every: () => 10_000,
  });
  protected readonly bill = live({
    params: () => this.tenants.current(),
    load: (org, abort) => this.api.billing.summary(org, undefined, abort),
    every: () => 60_000,
  });

  protected readonly tiles = computed(() => {
    const counts = this.counts.value();
    return [
      { label: 'Running now', value: counts?.executing, icon: 'play', query: { subStatus: 'Executing' }, tone: 'info' },
      { label: 'Waiting', value: counts?.suspended, icon: 'pause', query: { subStatus: 'Suspended' }, tone: 'warning' },
      { label: 'Finished', value: counts?.finished, icon: 'success-standard', query: { subStatus: 'Finished' }, tone: 'success' },
      { label: 'With incidents', value: counts?.incidents, icon: 'error-standard', query: { incidents: 'true' }, tone: counts?.incidents ? 'danger' : 'neutral' },
    ];
  });
  protected readonly spend = computed(() => {
    const summary = this.bill.value();
    return summary && spendChart(spendCurve(summary.month, summary.daily, summary.forecast), summary.currency, chartColors(this.theme.theme()));
  });
  protected readonly month = computed(() => formatMonth(this.bill.value()?.month ?? ''));
  protected money(amount: number | undefined): string {
    return amount === undefined ? '–' : formatMoney(amount, this.bill.value()?.currency ?? '');
  }
}
