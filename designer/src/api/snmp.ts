import { Transport } from './transport';

/** State and counters of the trap receiver. */
export interface SnmpStatus {
  readonly listen?: string | null;
  readonly engineId: string;
  readonly engineBoots: number;
  readonly bufferBytes: number;
  readonly received: number;
  readonly decoded: number;
  readonly collapsed: number;
  readonly answered: number;
  readonly kernelDrops: number;
  readonly queue: number;
  readonly spoolBytes: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/** What is done with traps of a kind; the reference page tells its fields. */
export interface TrapRule {
  readonly id: string;
  readonly name: string;
  readonly order: number;
  readonly enabled: boolean;
  readonly match: object;
  readonly then: object;
}

/** A version 3 user; its keys are never told. */
export interface SnmpUser {
  readonly name: string;
  readonly securityLevel: string;
  readonly auth: string;
  readonly priv: string;
  readonly keyExtension: string;
  readonly engineIds: readonly string[];
  /** Comes from the server's configuration and cannot be changed here. */
  readonly isConfigured: boolean;
}

/** Passwords that are left out stay as they are. */
export interface SnmpUserDraft {
  readonly auth: string;
  readonly authPassword?: string;
  readonly priv: string;
  readonly privPassword?: string;
  readonly keyExtension: string;
  readonly engineIds: readonly string[];
}

export interface Mib {
  readonly module: string;
  readonly objects: number;
  readonly notifications: number;
  readonly problems: readonly string[];
}

export interface RefusedDatagram {
  readonly at: string;
  readonly source: string;
  readonly length: number;
  readonly reason: string;
  readonly detail: string;
}

export interface TrapAlert {
  readonly key: string;
  readonly state: string;
  readonly delivered: string;
  readonly lastAt: string;
  readonly transitions: number;
  readonly collapsed: number;
  readonly isHeld: boolean;
}

interface Items<T> {
  readonly items: readonly T[];
}

/** The trap receiver: its state, rules, MIBs. For the provider's administrators. */
export class SnmpApi {
  constructor(private readonly transport: Transport) {}

  status(signal?: AbortSignal): Promise<SnmpStatus> {
    return this.transport.get('/api/v1/snmp', undefined, signal);
  }

  refused(signal?: AbortSignal): Promise<Items<RefusedDatagram>> {
    return this.transport.get('/api/v1/snmp/refused', undefined, signal);
  }

  alerts(signal?: AbortSignal): Promise<Items<TrapAlert>> {
    return this.transport.get('/api/v1/snmp/alerts', undefined, signal);
  }

  rules(signal?: AbortSignal): Promise<Items<TrapRule>> {
    return this.transport.get('/api/v1/snmp/rules', undefined, signal);
  }

  saveRule(id: string, rule: unknown): Promise<TrapRule> {
    return this.transport.put(`/api/v1/snmp/rules/${encodeURIComponent(id)}`, rule);
  }

  deleteRule(id: string): Promise<void> {
    return this.transport.delete(`/api/v1/snmp/rules/${encodeURIComponent(id)}`);
  }

  users(signal?: AbortSignal): Promise<Items<SnmpUser>> {
    return this.transport.get('/api/v1/snmp/users', undefined, signal);
  }

  saveUser(name: string, user: SnmpUserDraft): Promise<SnmpUser> {
    return this.transport.put(`/api/v1/snmp/users/${encodeURIComponent(name)}`, user);
  }

  deleteUser(name: string): Promise<void> {
    return this.transport.delete(`/api/v1/snmp/users/${encodeURIComponent(name)}`);
  }

  mibs(signal?: AbortSignal): Promise<Items<Mib>> {
    return this.transport.get('/api/v1/snmp/mibs', undefined, signal);
  }

  importMib(text: string): Promise<Mib> {
    return this.transport.request('POST', '/api/v1/snmp/mibs', { text });
  }

  deleteMib(module: string): Promise<void> {
    return this.transport.delete(`/api/v1/snmp/mibs/${encodeURIComponent(module)}`);
  }
}
