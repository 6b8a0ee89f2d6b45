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

/** A tenant's functions. */
@Component({
  imports: [
    RouterLink, ClrDatagridModule, ClrIcon, EmptyStateComponent, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, TenantPickerComponent,
    TimeComponent,
  ],
  templateUrl: './functions.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FunctionsPage {
  private readonly api = inject(API);
  protected readonly tenants = inject(TenantsService);
  protected readonly functions = live({
    params: () => this.tenants.current(),
    load: (org, abort) => this.api.functions.list(org, abort),
    every: (page) => (page?.items.some(({ status }) => status !== 'ready' && status !== 'failed') ? 1000 : 5000),
  });
}
