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
  private readonly loaded = signal(false);

  readonly tenants = computed<readonly Tenant[]>(() => {
    const own = this.session.session()?.tenant;
    const all = this.all();
    return this.session.isAdministrator() || !own ? all : (all.some(({ name }) => name === own) ? all.filter(({ name }) => name === own) : [{ name: own, orgId: '' }]);
  });

  /** Name of the tenant in use; undefined while none is known. */
  readonly current = computed<string | undefined>(() => {
    const tenants = this.tenants();
    return (tenants.find(({ name }) => name === this.chosen()) ?? tenants[0])?.name;
  });

  /** True when it is certain that there is no tenant at all. */
  readonly none = computed(() => this.loaded() && this.tenants().length === 0);

  async load(): Promise<void> {
    if (this.session.isAdministrator()) {
      this.all.set(await this.api.session.tenants());
    }
    this.loaded.set(true);
  }

  choose(name: string): void {
    this.chosen.set(name);
    writeStored(key, name);
  }
}
