import { Injectable, computed, inject, signal } from '@angular/core';
import { Tenant } from '../../api/session';
import { API } from './api';
import { SessionService } from './session.service';
import { readStored, writeStored } from './theme.service';

const key = 'orchestrator.tenant';

/** The tenants that the signed-in person may see, and which of them the pages of one tenant show. */
@Injectable({ providedIn: 'root' })
export class TenantsService {
  private readonly api = inject(API);
  private readonly session = inject(SessionService);
  private readonly all = signal<readonly Tenant[]>([]);
  private readonly chosen = signal(readStored(key));
  private readonly lastActive = signal<string | undefined>(undefined);
  private readonly loaded = signal(false);

  readonly tenants = computed<readonly Tenant[]>(() => {
    const own = this.session.session()?.tenant;
    const all = this.all();
    return this.session.isAdministrator() || !own ? all : (all.some(({ name }) => name === own) ? all.filter(({ name }) => name === own) : [{ name: own, orgId: '' }]);
  });

  /** Name of the tenant in use: the chosen one, else the one where something ran last; undefined while none is known. */
  readonly current = computed<string | undefined>(() => {
    const tenants = this.tenants();
    const named = (wanted: string | null | undefined): Tenant | undefined => tenants.find(({ name }) => name === wanted);
    return (named(this.chosen()) ?? named(this.lastActive()) ?? tenants[0])?.name;
  });

  /** True when it is certain that there is no tenant at all. */
  readonly none = computed(() => this.loaded() && this.tenants().length === 0);

  async load(): Promise<void> {
    if (this.session.isAdministrator()) {
      const [tenants, recent] = await Promise.all([this.api.session.tenants(), this.api.workflows.instances({ pageSize: 20 })]);
      this.all.set(tenants);
      this.lastActive.set(recent.items.find(({ tenant }) => tenants.some(({ name }) => name === tenant))?.tenant);
    }
    this.loaded.set(true);
  }

  choose(name: string): void {
    this.chosen.set(name);
    writeStored(key, name);
  }
}
