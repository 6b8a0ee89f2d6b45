import { Page } from './workflows';
import { Transport } from './transport';

export interface AutoscaleRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly status?: string | null;
  readonly target: {
    readonly vdc: string;
    readonly vapp: string;
    readonly vmNamePattern?: string | null;
    readonly template: { readonly catalog: string; readonly item: string; readonly vm?: string | null };
    readonly network: string;
  };
  readonly limits: { readonly min: number; readonly max: number; readonly step?: number | null };
  readonly loadBalancer?: {
    readonly kind?: string | null;
    readonly edge: string;
    readonly pool: string;
    readonly port?: number | null;
  } | null;
  readonly thresholds: {
    readonly cpuHigh?: number | null;
    readonly memoryHigh?: number | null;
    readonly cpuLow?: number | null;
    readonly memoryLow?: number | null;
  };
  readonly cooldownMinutes: number;
  readonly vrops?: Readonly<Record<string, unknown>> | null;
  readonly lastScaleAt?: string | null;
  readonly statusReason?: string | null;
}

/** What a form sends: a rule without what the server adds. */
export type AutoscaleDraft = Omit<AutoscaleRule, 'id' | 'status' | 'vrops' | 'lastScaleAt' | 'statusReason'>;

export interface AutoscaleMember {
  readonly vmId: string;
  readonly name: string;
  readonly status: string;
  readonly ipAddress?: string | null;
  readonly inPool: boolean;
  readonly inGroup: boolean;
  readonly createdByRule?: boolean;
}

export interface AutoscaleActivity {
  readonly at: string;
  readonly direction: string;
  readonly vm?: string | null;
  readonly instanceId?: string | null;
  readonly outcome: string;
  readonly reason?: string | null;
}

/** A tenant's autoscale rules, their VMs and what happened. */
export class AutoscaleApi {
  constructor(private readonly transport: Transport) {}

  list(org: string, signal?: AbortSignal): Promise<Page<AutoscaleRule>> {
    return this.transport.get(this.path(org), undefined, signal);
  }

  get(org: string, id: string, signal?: AbortSignal): Promise<AutoscaleRule> {
    return this.transport.get(this.path(org, id), undefined, signal);
  }

  create(org: string, draft: AutoscaleDraft): Promise<Partial<AutoscaleRule> | undefined> {
    return this.transport.post(this.path(org), draft);
  }

  update(org: string, id: string, draft: AutoscaleDraft): Promise<Partial<AutoscaleRule> | undefined> {
    return this.transport.put(this.path(org, id), draft);
  }

  remove(org: string, id: string): Promise<void> {
    return this.transport.delete(this.path(org, id));
  }

  members(org: string, id: string, signal?: AbortSignal): Promise<{ readonly items: readonly AutoscaleMember[] }> {
    return this.transport.get(`${this.path(org, id)}/members`, undefined, signal);
  }

  activity(org: string, id: string, signal?: AbortSignal): Promise<{ readonly items: readonly AutoscaleActivity[] }> {
    return this.transport.get(`${this.path(org, id)}/activity`, undefined, signal);
  }

  private path(org: string, id?: string): string {
    const base = `/api/org/${encodeURIComponent(org)}/autoscale`;
    return id === undefined ? base : `${base}/${encodeURIComponent(id)}`;
  }
}
