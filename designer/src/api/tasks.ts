import { Transport } from './transport';
import { Page } from './workflows';

export type TaskState = 'Open' | 'Answered' | 'TimedOut' | 'Cancelled';

export type FieldType = 'Text' | 'Multiline' | 'Integer' | 'Number' | 'Boolean' | 'Choice' | 'MultiChoice' | 'Date' | 'DateTime';

export interface FormField {
  readonly name: string;
  readonly label?: string | null;
  readonly type: FieldType;
  readonly description?: string | null;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly options?: readonly string[];
  readonly min?: number | null;
  readonly max?: number | null;
  readonly maxLength?: number | null;
  readonly pattern?: string | null;
}

export interface UserTask {
  readonly id: string;
  readonly tenant: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionName: string;
  readonly title: string;
  readonly description?: string | null;
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly form: readonly FormField[];
  readonly decisions: readonly string[];
  readonly state: TaskState;
  readonly createdAt: string;
  readonly dueAt?: string | null;
  readonly closedAt?: string | null;
  readonly answeredBy?: string | null;
  readonly decision?: string | null;
  readonly answer?: Readonly<Record<string, unknown>> | null;
  readonly mayAnswer: boolean;
}

export interface TaskQuery {
  readonly state?: string;
  readonly mine?: boolean;
  readonly tenant?: string;
  readonly page?: number;
  readonly pageSize?: number;
}

/** What workflows wait for people to answer. */
export class TasksApi {
  constructor(private readonly transport: Transport) {}

  /** Newest first; pages count from 0. */
  list(query: TaskQuery, signal?: AbortSignal): Promise<Page<UserTask>> {
    return this.transport.get('/api/v1/tasks', { ...query }, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<UserTask> {
    return this.transport.get(`/api/v1/tasks/${encodeURIComponent(id)}`, undefined, signal);
  }

  answer(id: string, decision: string | undefined, values: Readonly<Record<string, unknown>>): Promise<UserTask> {
    return this.transport.post(`/api/v1/tasks/${encodeURIComponent(id)}/answer`, { decision, values });
  }
}
