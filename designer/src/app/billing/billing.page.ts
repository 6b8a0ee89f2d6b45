import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { billingRows, lastMonthTotal, serviceNames, spendCurve } from '../../lib/billing-figures';
import { monthsChart, spendChart } from '../../lib/billing-charts';
import { chartColors } from '../../lib/chart-colors';
import { toCsv } from '../../lib/csv';
import { addMonths, formatMoney, formatMonth, percentChange } from '../../lib/format';
import { API } from '../core/api';
import { ClockService } from '../core/clock.service';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { ThemeService } from '../core/theme.service';
import { ChartComponent } from '../shared/chart.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { LoadingComponent } from '../shared/loading.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TenantPickerComponent } from '../shared/tenant-picker.component';
import { TimeComponent } from '../shared/time.component';

/** What a tenant has spent, will have spent at the month's end, and spent in the months before, by service. */
@Component({
  imports: [
    ClrIcon, ChartComponent, EmptyStateComponent, LoadingComponent, PageHeaderComponent, ProblemAlertComponent, TenantPickerComponent, TimeComponent,
  ],
  templateUrl: './billing.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingPage {
  private readonly api = inject(API);
  private readonly theme = inject(ThemeService);
  private readonly clock = inject(ClockService);
  protected readonly tenants = inject(TenantsService);

  protected readonly chosen = signal<string | undefined>(undefined);
  protected readonly months = computed(() => {
    const now = new Date(this.clock.now()).toISOString().slice(0, 7);
    return Array.from({ length: 12 }, (_, index) => addMonths(now, -index));
  });
  protected readonly view = live({
    params: () => {
      const org = this.tenants.current();
      return org === undefined ? undefined : { org, month: this.chosen() };
    },
    load: ({ org, month }, abort) => this.api.billing.summary(org, month, abort),
    every: () => 60_000,
    keep: true,
  });

  private readonly colors = computed(() => chartColors(this.theme.theme()));
  protected readonly currency = computed(() => this.view.value()?.currency ?? '');
  protected readonly empty = computed(() => {
    const summary = this.view.value();
    return summary !== undefined && summary.spendSoFar === 0 && summary.previousMonths.every(({ total }) => total === 0);
  });
  protected readonly before = computed(() => lastMonthTotal(this.view.value()?.month ?? '', this.view.value()?.previousMonths ?? []));
  protected readonly change = computed(() => percentChange(this.view.value()?.forecast ?? 0, this.before()));
  protected readonly curve = computed(() => {
    const summary = this.view.value();
    return summary ? spendCurve(summary.month, summary.daily, summary.forecast) : undefined;
  });
  protected readonly spend = computed(() => {
    const curve = this.curve();
    return curve ? spendChart(curve, this.currency(), this.colors()) : undefined;
  });
  protected readonly history = computed(() => monthsChart(this.view.value()?.previousMonths ?? [], this.currency(), this.colors()));
  protected readonly services = computed(() => serviceNames(this.view.value()?.previousMonths ?? []));
  protected readonly monthName = formatMonth;
  protected readonly csv = computed(() => {
    const summary = this.view.value();
    return summary ? `data:text/csv;charset=utf-8,${encodeURIComponent(toCsv(billingRows(summary)))}` : '';
  });

  protected money(amount: number | null | undefined): string {
    return amount === null || amount === undefined ? '–' : formatMoney(amount, this.currency());
  }

  protected download(): void {
    const link = document.createElement('a');
    link.href = this.csv();
    link.download = `billing-${this.tenants.current()}-${this.view.value()?.month}.csv`;
    link.click();
  }
}
