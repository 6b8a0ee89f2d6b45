import { Transport } from './transport';

export interface DeadLetterQueue {
  readonly queue: string;
  readonly deadQueue: string;
  /** Null when the broker has no such queue yet. */
  readonly count: number | null;
}

export interface DeadLetter {
  readonly key: string;
  readonly reason: string;
  readonly exchange?: string | null;
  readonly routingKey?: string | null;
  readonly messageId?: string | null;
  readonly correlationId?: string | null;
  readonly contentType?: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly size: number;
  readonly body: string;
}

export interface DeadLetterList {
  readonly queue: string;
  readonly totalCount: number;
  readonly items: readonly DeadLetter[];
}

export interface DeadLetterResult {
  readonly done: number;
  /** Why the rest stayed; null when nothing did. */
  readonly fault?: string | null;
}

/** Messages that could not be handled. They stay in the broker until they are replayed or discarded. */
export class DeadLettersApi {
  constructor(private readonly transport: Transport) {}

  queues(signal?: AbortSignal): Promise<{ readonly items: readonly DeadLetterQueue[] }> {
    return this.transport.get('/api/v1/dead-letters/queues', undefined, signal);
  }

  /** The oldest first. Each look is a delivery to the broker: not for polling. */
  list(queue: string, limit: number, signal?: AbortSignal): Promise<DeadLetterList> {
    return this.transport.get('/api/v1/dead-letters', { queue, limit }, signal);
  }

  replay(queue: string, keys: readonly string[]): Promise<DeadLetterResult> {
    return this.transport.post('/api/v1/dead-letters/replay', { queue, keys });
  }

  discard(queue: string, keys: readonly string[]): Promise<DeadLetterResult> {
    return this.transport.post('/api/v1/dead-letters/discard', { queue, keys });
  }
}
