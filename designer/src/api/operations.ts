import { Transport } from './transport';
import { Effect, Incident, InstanceSummary, JournalItem, Page, SubStatus } from './workflows';

/** One event or time that would wake an instance. */
export interface WaitingFor {
  readonly bookmarkId: string;
  readonly activityId: string;
  readonly activityName?: string | null;
  readonly activityType: string;
  readonly stimulus: string;
  readonly payload?: unknown;
  readonly description?: string | null;
  readonly since: string;
  readonly dueAt?: string | null;
  readonly wakesWhen: string;
  readonly example?: string | null;
}

export interface PendingMessage {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: string;
  readonly nextAttemptAt: string;
  readonly attempts: number;
  readonly lastError?: string | null;
}

/** Why an instance waits. */
export interface WaitReport {
  readonly instanceId: string;
  readonly subStatus: SubStatus;
  readonly reason: string;
  readonly nextTimerAt?: string | null;
  readonly waits: readonly WaitingFor[];
  readonly unresolvedEffects: readonly Effect[];
  readonly pendingMessages: readonly PendingMessage[];
  readonly children: readonly InstanceSummary[];
  readonly lastAttempts: readonly JournalItem[];
}

/** An action on the outside world that began and of which nobody knows whether it happened. */
export interface UnresolvedEffect {
  readonly key: string;
  readonly instanceId: string;
  readonly tenant: string;
  readonly definitionId: string;
  readonly activityId: string;
  readonly name: string;
  readonly intentAt: string;
  readonly attempts: number;
  readonly subStatus: SubStatus;
  readonly cause?: string | null;
}

/** What a person found out about an effect, and what becomes of its instance. */
export interface Settlement {
  readonly key: string;
  readonly happened: boolean;
  readonly receipt?: unknown;
  readonly then?: 'retry' | 'cancel';
}

export interface Settled {
  readonly instanceId: string;
  readonly became: 'retried' | 'cancelled' | 'unchanged';
}

export interface Schedule {
  readonly id: string;
  readonly definitionId: string;
  readonly activityId: string;
  readonly tenant: string;
  readonly kind: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly misfire: string;
  readonly overlap: string;
  readonly isPaused: boolean;
  readonly nextFireTimes: readonly string[];
}

export interface RetentionPolicy {
  readonly keepDays: number | null;
  readonly keepNewest: number | null;
  readonly includeOpenIncidents: boolean;
  readonly archive: boolean;
}

/** A policy with whether it is the definition's own, else the default. */
export interface Retention extends RetentionPolicy {
  readonly isOwn: boolean;
}

/** What this node does. */
export interface NodeStatus {
  readonly intake: 'open' | 'suspended';
  readonly since?: string | null;
  readonly by?: string | null;
  readonly reason?: string | null;
  /** 0 while suspended: the node is drained. */
  readonly burstsAtWork: number;
}

type Values = Readonly<Record<string, unknown>>;

/** What operators do: incidents, schedules, retention, and why something waits. */
export class OperationsApi {
  constructor(private readonly transport: Transport) {}

  why(instanceId: string, signal?: AbortSignal): Promise<WaitReport> {
    return this.transport.get(`/api/v1/instances/${encodeURIComponent(instanceId)}/why`, undefined, signal);
  }

  /** As if what the instance waits for had happened. */
  resume(instanceId: string, bookmarkId: string): Promise<void> {
    return this.transport.post(`/api/v1/instances/${encodeURIComponent(instanceId)}/bookmarks/${encodeURIComponent(bookmarkId)}/resume`, {});
  }

  /** Gives the id of the new instance. */
  async rerun(instanceId: string, activityId: string | undefined, variables: Values): Promise<string> {
    const path = `/api/v1/instances/${encodeURIComponent(instanceId)}/rerun`;
    return (await this.transport.post<{ instanceId: string }>(path, { activityId, variables })).instanceId;
  }

  /** Newest first; pages count from 0. */
  incidents(query: { open: boolean; tenant?: string; page: number; pageSize: number }, signal?: AbortSignal): Promise<Page<Incident>> {
    return this.transport.get('/api/v1/incidents', query, signal);
  }

  retryIncident(id: string, variables: Values): Promise<void> {
    return this.transport.post(`/api/v1/incidents/${encodeURIComponent(id)}/retry`, { variables });
  }

  skipIncident(id: string, outcomes: readonly string[], outputs: Values): Promise<void> {
    return this.transport.post(`/api/v1/incidents/${encodeURIComponent(id)}/skip`, { outcomes, outputs });
  }

  cancelIncident(id: string): Promise<void> {
    return this.transport.post(`/api/v1/incidents/${encodeURIComponent(id)}/cancel`, {});
  }

  /** Oldest first; pages count from 0. */
  unresolvedEffects(query: { page: number; pageSize: number }, signal?: AbortSignal): Promise<Page<UnresolvedEffect>> {
    return this.transport.get('/api/v1/effects', query, signal);
  }

  settleEffect(settlement: Settlement): Promise<Settled> {
    return this.transport.post('/api/v1/effects/settle', settlement);
  }

  async schedules(signal?: AbortSignal): Promise<readonly Schedule[]> {
    return (await this.transport.get<{ items: Schedule[] }>('/api/v1/schedules', undefined, signal)).items;
  }

  pauseSchedule(id: string): Promise<void> {
    return this.transport.post(`/api/v1/schedules/${encodeURIComponent(id)}/pause`, {});
  }

  resumeSchedule(id: string): Promise<void> {
    return this.transport.post(`/api/v1/schedules/${encodeURIComponent(id)}/resume`, {});
  }

  retention(definitionId: string, signal?: AbortSignal): Promise<Retention> {
    return this.transport.get(`/api/v1/definitions/${encodeURIComponent(definitionId)}/retention`, undefined, signal);
  }

  saveRetention(definitionId: string, policy: RetentionPolicy): Promise<Retention> {
    return this.transport.put(`/api/v1/definitions/${encodeURIComponent(definitionId)}/retention`, policy);
  }

  /** Lets the default hold. */
  dropRetention(definitionId: string): Promise<void> {
    return this.transport.delete(`/api/v1/definitions/${encodeURIComponent(definitionId)}/retention`);
  }

  node(signal?: AbortSignal): Promise<NodeStatus> {
    return this.transport.get('/api/v1/node', undefined, signal);
  }

  /** Takes no new work until it is resumed or restarted. */
  suspendNode(reason: string): Promise<NodeStatus> {
    return this.transport.post('/api/v1/node/suspend', { reason });
  }

  resumeNode(): Promise<NodeStatus> {
    return this.transport.post('/api/v1/node/resume', {});
  }
}
