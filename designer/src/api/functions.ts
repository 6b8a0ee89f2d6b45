import { Page } from './workflows';
import { Transport } from './transport';

export type FunctionStatus = 'initializing' | 'ready' | 'failed' | 'updating' | 'removing';

export interface FunctionLimits {
  readonly memoryMb?: number | null;
  readonly timeoutSeconds?: number | null;
  readonly cpus?: number | null;
  readonly pids?: number | null;
}

export interface FunctionView {
  readonly id: string;
  readonly name: string;
  readonly runtime: string;
  readonly route: string;
  readonly url: string;
  readonly status: FunctionStatus;
  readonly statusReason?: string | null;
  readonly error?: unknown;
  readonly version: number;
  readonly executor?: 'docker' | 'embedded' | null;
  readonly code?: string | null;
  readonly limits?: FunctionLimits | null;
  readonly environment?: Readonly<Record<string, string>> | null;
  readonly image?: string | null;
  readonly containerId?: string | null;
  readonly buildLog?: string | null;
  readonly log?: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastCalledAt?: string | null;
  readonly calls?: number | null;
  readonly instanceId?: string | null;
}

export interface FunctionDraft {
  readonly name: string;
  readonly runtime: 'nodejs';
  readonly route: string;
  readonly code: string;
  readonly limits?: FunctionLimits;
}

export interface FunctionTest {
  readonly statusCode: number;
  readonly body: unknown;
  readonly durationMs: number;
  readonly logs?: string | readonly string[] | null;
  readonly executor?: string | null;
}

/** A tenant's functions. */
export class FunctionsApi {
  constructor(private readonly transport: Transport) {}

  list(org: string, signal?: AbortSignal): Promise<Page<FunctionView>> {
    return this.transport.get(this.path(org), undefined, signal);
  }

  get(org: string, name: string, signal?: AbortSignal): Promise<FunctionView> {
    return this.transport.get(this.path(org, name), undefined, signal);
  }

  create(org: string, draft: FunctionDraft): Promise<FunctionView> {
    return this.transport.post(this.path(org), draft);
  }

  update(org: string, name: string, draft: FunctionDraft): Promise<FunctionView> {
    return this.transport.put(this.path(org, name), draft);
  }

  remove(org: string, name: string): Promise<void> {
    return this.transport.delete(this.path(org, name));
  }

  /** Calls a function with a body as its own route would; undefined sends none. */
  test(org: string, name: string, body: unknown): Promise<FunctionTest> {
    return this.transport.post(`${this.path(org, name)}/test`, body);
  }

  private path(org: string, name?: string): string {
    const base = `/api/org/${encodeURIComponent(org)}/functions`;
    return name === undefined ? base : `${base}/${encodeURIComponent(name)}`;
  }
}
