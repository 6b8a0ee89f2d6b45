import { Query, Transport } from './transport';

export interface Page<T> {
  readonly items: readonly T[];
  readonly totalCount: number;
}

export type SubStatus = 'Pending' | 'Executing' | 'Suspended' | 'Finished' | 'Cancelled' | 'Faulted' | 'Interrupted';

export interface InstanceSummary {
  readonly id: string;
  readonly tenant: string;
  readonly definitionId: string;
  readonly definitionName?: string | null;
  readonly version: number;
  readonly status: 'Running' | 'Finished';
  readonly subStatus: SubStatus;
  readonly correlationId?: string | null;
  readonly name?: string | null;
  readonly incidentCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt?: string | null;
}

export interface BookmarkView {
  readonly id: string;
  readonly name: string;
  readonly activityId: string;
  readonly dueAt?: string | null;
  readonly description?: string | null;
  readonly createdAt?: string | null;
}

export interface Incident {
  readonly id: string;
  readonly instanceId: string;
  readonly tenant: string;
  readonly definitionId: string;
  readonly activityId: string;
  readonly activityType: string;
  readonly code?: string | null;
  readonly message: string;
  readonly detail?: string | null;
  readonly timestamp: string;
  readonly resolvedAt?: string | null;
}

export interface InstanceDetail extends InstanceSummary {
  readonly traceId?: string | null;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly variables?: readonly { readonly name: string; readonly value: unknown }[];
  readonly bookmarks?: readonly BookmarkView[];
  readonly incidents?: readonly Incident[];
}

export interface JournalItem {
  readonly sequence: number;
  readonly timestamp: string;
  readonly eventName: string;
  readonly activityInstanceId?: string | null;
  readonly activityId?: string | null;
  readonly activityName?: string | null;
  readonly activityType?: string | null;
  readonly nodeId?: string | null;
  readonly message?: string | null;
  readonly data?: { readonly activityState?: unknown; readonly outputs?: unknown; readonly payload?: unknown } | null;
}

export interface Effect {
  readonly key: string;
  readonly activityId: string;
  readonly name: string;
  readonly intentAt: string;
  readonly receiptAt?: string | null;
  readonly receipt?: unknown;
  readonly attempts: number;
}

export interface DefinitionSummary {
  readonly id: string;
  readonly definitionId: string;
  readonly name: string;
  readonly description?: string | null;
  readonly version: number;
  readonly isLatest: boolean;
  readonly isPublished: boolean;
  readonly isReadonly: boolean;
  readonly createdAt: string;
  readonly tenant?: string | null;
  /** A user, or `key:` and the name of an API key; empty: built in, or saved before this was kept. */
  readonly savedBy?: string;
}

/** The Elsa 3 document with the summary's members beside it. */
export type DefinitionDocument = DefinitionSummary & Readonly<Record<string, unknown>>;

export interface InstanceQuery extends Query {
  readonly tenant?: string | undefined;
  readonly definitionId?: string | undefined;
  readonly status?: string | undefined;
  readonly subStatus?: string | undefined;
  readonly hasIncidents?: boolean | undefined;
  readonly correlationId?: string | undefined;
  readonly search?: string | undefined;
  readonly orderBy?: string | undefined;
  /** From 0. */
  readonly page?: number | undefined;
  readonly pageSize?: number | undefined;
}

/** What a started run answers: the name of the member differs between execute and dispatch. */
interface Started {
  readonly instanceId?: string;
  readonly workflowInstanceId?: string;
  readonly id?: string;
}

/** Definitions, instances and journals. */
export class WorkflowsApi {
  constructor(private readonly transport: Transport) {}

  instances(query: InstanceQuery, signal?: AbortSignal): Promise<Page<InstanceSummary>> {
    return this.transport.get('/api/v1/instances', query, signal);
  }

  instance(id: string, signal?: AbortSignal): Promise<InstanceDetail> {
    return this.transport.get(`/api/v1/instances/${encodeURIComponent(id)}`, undefined, signal);
  }

  journal(id: string, signal?: AbortSignal): Promise<Page<JournalItem>> {
    return this.transport.get(`/api/v1/instances/${encodeURIComponent(id)}/journal`, { skip: 0, take: 500 }, signal);
  }

  async effects(id: string, signal?: AbortSignal): Promise<readonly Effect[]> {
    const answer = await this.transport.get<{ items: Effect[] }>(
      `/api/v1/instances/${encodeURIComponent(id)}/effects`,
      undefined,
      signal,
    );
    return answer.items;
  }

  cancel(id: string): Promise<void> {
    return this.transport.post(`/api/v1/instances/${encodeURIComponent(id)}/cancel`, {});
  }

  retry(id: string): Promise<void> {
    return this.transport.post(`/api/v1/instances/${encodeURIComponent(id)}/retry`, {});
  }

  /** Latest versions; pages count from 0. */
  definitions(query: { search?: string; page?: number; pageSize?: number }, signal?: AbortSignal): Promise<Page<DefinitionSummary>> {
    return this.transport.get('/api/v1/definitions', { ...query, version: 'Latest' }, signal);
  }

  definition(definitionId: string, version?: number, signal?: AbortSignal): Promise<DefinitionDocument> {
    return this.transport.get(`/api/v1/definitions/${encodeURIComponent(definitionId)}`, { version }, signal);
  }

  /** Saves a new definition as a draft. */
  create(content: Readonly<Record<string, unknown>>): Promise<DefinitionDocument> {
    return this.transport.post('/api/v1/definitions', content);
  }

  /** Starts a run and answers the instance's id, or null when the server named none. */
  async dispatch(definitionId: string, input: unknown, correlationId?: string): Promise<string | null> {
    const path = `/api/v1/definitions/${encodeURIComponent(definitionId)}/dispatch`;
    const started = await this.transport.post<Started | undefined>(path, { input, correlationId: correlationId || null });
    return started?.instanceId ?? started?.workflowInstanceId ?? started?.id ?? null;
  }
}
