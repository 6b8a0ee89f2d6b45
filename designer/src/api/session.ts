import { Transport } from './transport';

export interface Session {
  readonly user: string;
  readonly role: 'administrator' | 'tenant';
  /** Name of the tenant; null for an administrator of the provider. */
  readonly tenant: string | null;
  readonly expiresAt?: string | null;
}

export interface About {
  readonly name: string;
  readonly version: string;
  /** True when the simulated vCD and vROps run inside this process. */
  readonly lab: boolean;
  readonly features: { readonly docker?: boolean; readonly amqp?: boolean; readonly snmp?: boolean | string; readonly database?: string };
}

export interface Tenant {
  readonly name: string;
  readonly orgId: string;
  readonly displayName?: string | null;
}

/** Who is signed in, which tenants there are, and what the server can do. */
export class SessionApi {
  constructor(private readonly transport: Transport) {}

  signIn(user: string, password: string): Promise<Session> {
    return this.transport.request('POST', '/api/v1/session', { body: { user, password }, keepSession: true });
  }

  current(): Promise<Session> {
    return this.transport.request('GET', '/api/v1/session', { keepSession: true });
  }

  signOut(): Promise<void> {
    return this.transport.request('DELETE', '/api/v1/session', { keepSession: true });
  }

  about(): Promise<About> {
    return this.transport.get('/api/v1/about');
  }

  async tenants(): Promise<readonly Tenant[]> {
    const page = await this.transport.get<{ items: Tenant[] }>('/api/v1/tenants');
    return page.items;
  }
}
