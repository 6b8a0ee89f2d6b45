import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ClrIcon } from '@clr/angular/icon';
import { ApiProblem, toProblem } from '../../api';
import { sentence } from '../../lib/status';
import { API } from '../core/api';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { ConfirmDialogComponent } from '../shared/confirm-dialog.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { LoadingComponent } from '../shared/loading.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';
import { CapacityComponent } from './capacity.component';

/** One rule: its thresholds, its VMs and what it has done. */
@Component({
  imports: [
    RouterLink, ClrDatagridModule, ClrIcon, CapacityComponent, ConfirmDialogComponent, EmptyStateComponent, LoadingComponent, PageHeaderComponent,
    ProblemAlertComponent, StatusLabelComponent, TimeComponent,
  ],
  templateUrl: './rule.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RulePage {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  private readonly tenants = inject(TenantsService);
  readonly id = input.required<string>();

  protected readonly asking = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  private readonly key = computed(() => {
    const org = this.tenants.current();
    return org === undefined ? undefined : { org, id: this.id() };
  });

  protected readonly rule = live({ params: this.key, load: ({ org, id }, abort) => this.api.autoscale.get(org, id, abort), every: () => 4000 });
  protected readonly members = live({ params: this.key, load: ({ org, id }, abort) => this.api.autoscale.members(org, id, abort), every: () => 2000 });
  protected readonly activity = live({ params: this.key, load: ({ org, id }, abort) => this.api.autoscale.activity(org, id, abort), every: () => 4000 });
  protected readonly words = sentence;

  protected async remove(): Promise<void> {
    const key = this.key();
    if (!key) {
      return;
    }
    this.busy.set(true);
    try {
      await this.api.autoscale.remove(key.org, key.id);
      this.asking.set(false);
      await this.router.navigate(['/autoscaling']);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
