import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { InstanceQuery } from '../../api/workflows';
import { API } from '../core/api';
import { live } from '../core/live';
import { SessionService } from '../core/session.service';
import { TenantsService } from '../core/tenants.service';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { PagerComponent } from '../shared/pager.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';

const filterNames = ['search', 'subStatus', 'definitionId', 'tenant', 'incidents'] as const;
type Filters = Record<(typeof filterNames)[number], string>;

@Component({
  imports: [
    FormsModule, RouterLink, ClrDatagridModule, EmptyStateComponent, PageHeaderComponent, PagerComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent,
  ],
  templateUrl: './instances.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InstancesPage {
  private readonly api = inject(API);
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  protected readonly session = inject(SessionService);
  protected readonly tenants = inject(TenantsService);

  protected readonly states = ['Running', 'Pending', 'Executing', 'Suspended', 'Interrupted', 'Finished', 'Faulted', 'Cancelled'] as const;
  protected readonly page = signal(1);
  protected readonly pageSize = signal(20);
  protected readonly filters = signal<Filters>(this.fromAddress());
  protected readonly filtered = computed(() => Object.values(this.filters()).some((value) => value !== ''));
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly definitions = live({
    params: () => true,
    load: (_params, abort) => this.api.workflows.definitions({ pageSize: 200 }, abort),
    every: () => null,
  });

  protected readonly instances = live({
    params: computed(() => ({ filters: this.filters(), page: this.page(), pageSize: this.pageSize() })),
    load: (params, abort) => this.api.workflows.instances(this.query(params), abort),
    every: () => 4000,
    keep: true,
  });

  protected set(name: keyof Filters, value: string): void {
    this.filters.update((filters) => ({ ...filters, [name]: value }));
    this.page.set(1);
    void this.router.navigate([], { relativeTo: this.route, replaceUrl: true, queryParams: this.addressOf(this.filters()) });
  }

  /** Waits for a pause in typing. */
  protected type(value: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.set('search', value.trim()), 300);
  }

  protected clear(): void {
    this.filters.set({ search: '', subStatus: '', definitionId: '', tenant: '', incidents: '' });
    this.page.set(1);
    void this.router.navigate([], { relativeTo: this.route, replaceUrl: true });
  }

  private query({ filters, page, pageSize }: { filters: Filters; page: number; pageSize: number }): InstanceQuery {
    const running = filters.subStatus === 'Running';
    return {
      search: filters.search,
      status: running ? 'Running' : undefined,
      subStatus: running ? undefined : filters.subStatus,
      definitionId: filters.definitionId,
      tenant: filters.tenant,
      hasIncidents: filters.incidents === 'true' ? true : undefined,
      page: page - 1,
      pageSize,
    };
  }

  private fromAddress(): Filters {
    const query = this.route.snapshot.queryParamMap;
    return Object.fromEntries(filterNames.map((name) => [name, query.get(name) ?? ''])) as Filters;
  }

  private addressOf(filters: Filters): Record<string, string | null> {
    return Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, value || null]));
  }
}
