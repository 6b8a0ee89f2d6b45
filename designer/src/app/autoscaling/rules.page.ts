import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ClrIcon } from '@clr/angular/icon';
import { API } from '../core/api';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TenantPickerComponent } from '../shared/tenant-picker.component';
import { TimeComponent } from '../shared/time.component';

/** A tenant's autoscale rules. */
@Component({
  imports: [
    RouterLink, ClrDatagridModule, ClrIcon, EmptyStateComponent, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, TenantPickerComponent,
    TimeComponent,
  ],
  template: `
    <app-page-header heading="Autoscaling">
      <span pageNote class="page-note">Rules that add VMs to a vApp under load and remove them after it.</span>
      <app-tenant-picker />
      <a class="btn btn-primary" routerLink="/autoscaling/new"><cds-icon shape="plus" size="16" aria-hidden="true" /> New rule</a>
    </app-page-header>
    <app-problem [problem]="rules.problem()" />
    <clr-datagrid [clrDgLoading]="rules.loading()" data-testid="rules">
      <clr-dg-column>Rule</clr-dg-column>
      <clr-dg-column>Status</clr-dg-column>
      <clr-dg-column>vApp</clr-dg-column>
      <clr-dg-column>VMs</clr-dg-column>
      <clr-dg-column>Scales out above</clr-dg-column>
      <clr-dg-column>Last scaled</clr-dg-column>
      <clr-dg-placeholder>
        <app-empty icon="cloud-scale" title="No rules yet."><a routerLink="/autoscaling/new">Add a rule</a> for a vApp and its load-balancer pool.</app-empty>
      </clr-dg-placeholder>
      @for (rule of rules.value()?.items ?? []; track rule.id) {
        <clr-dg-row [clrDgItem]="rule">
          <clr-dg-cell><a [routerLink]="['/autoscaling', rule.id]">{{ rule.name }}</a></clr-dg-cell>
          <clr-dg-cell><app-status [status]="rule.enabled ? rule.status || 'active' : 'disabled'" /></clr-dg-cell>
          <clr-dg-cell>{{ rule.target.vapp }}<div class="cell-note">{{ rule.target.vdc }}</div></clr-dg-cell>
          <clr-dg-cell>{{ rule.limits.min }} to {{ rule.limits.max }}</clr-dg-cell>
          <clr-dg-cell>CPU {{ rule.thresholds.cpuHigh ?? '–' }} %, memory {{ rule.thresholds.memoryHigh ?? '–' }} %</clr-dg-cell>
          <clr-dg-cell><app-time [at]="rule.lastScaleAt" none="never" /></clr-dg-cell>
        </clr-dg-row>
      }
      <clr-dg-footer>{{ rules.value()?.totalCount ?? 0 }} rules</clr-dg-footer>
    </clr-datagrid>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RulesPage {
  private readonly api = inject(API);
  protected readonly tenants = inject(TenantsService);
  protected readonly rules = live({
    params: () => this.tenants.current(),
    load: (org, abort) => this.api.autoscale.list(org, abort),
    every: () => 5000,
  });
}
