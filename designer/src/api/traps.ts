import { Page } from './workflows';
import { Transport } from './transport';

export type TrapOutcome = 'started' | 'resumed' | 'ignored' | 'unknown' | 'duplicate';

export interface Trap {
  readonly id: string;
  readonly receivedAt: string;
  readonly source: string;
  readonly version: string;
  readonly trapOid: string;
  readonly name?: string | null;
  readonly uptime?: number | string | null;
  readonly variables: readonly { readonly oid: string; readonly name?: string | null; readonly type: string; readonly value: unknown }[];
  readonly outcome: TrapOutcome;
  readonly reason?: string | null;
  readonly instanceIds?: readonly string[] | null;
}

/** SNMP traps that arrived, those that nobody waits for included. */
export class TrapsApi {
  constructor(private readonly transport: Transport) {}

  /** Newest first; pages count from 0. */
  list(page: number, pageSize: number, signal?: AbortSignal): Promise<Page<Trap>> {
    return this.transport.get('/api/v1/traps', { page, pageSize }, signal);
  }
}
