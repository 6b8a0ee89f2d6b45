import { ApiProblem, problemFrom } from './problem';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface TransportOptions {
  /** Empty for the page's own origin. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  /** Called when a call other than a sign-in answers 401. */
  readonly onUnauthorized?: () => void;
}

/** Sends requests with the session cookie and turns every error answer into an {@link ApiProblem}. */
export class Transport {
  private readonly baseUrl: string;
  private readonly send: typeof fetch;
  onUnauthorized: (() => void) | undefined;

  constructor(options: TransportOptions = {}) {
    this.baseUrl = options.baseUrl ?? '';
    this.send = options.fetch ?? ((input, init) => fetch(input, init));
    this.onUnauthorized = options.onUnauthorized;
  }

  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return this.request<T>('GET', path, { query, signal });
  }

  post<T>(path: string, body?: unknown, query?: Query): Promise<T> {
    return this.request<T>('POST', path, { body, query });
  }

  put<T>(path: string, body: unknown, query?: Query): Promise<T> {
    return this.request<T>('PUT', path, { body, query });
  }

  delete(path: string): Promise<void> {
    return this.request<void>('DELETE', path, {});
  }

  async request<T>(
    method: string,
    path: string,
    options: { query?: Query | undefined; body?: unknown; text?: string; signal?: AbortSignal | undefined; keepSession?: boolean },
  ): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(options.body);
    }
    if (options.text !== undefined) {
      headers['Content-Type'] = 'text/plain';
      init.body = options.text;
    }
    if (options.signal) {
      init.signal = options.signal;
    }
    const response = await this.exchange(this.baseUrl + path + queryString(options.query), init);
    const text = await response.text();
    if (!response.ok) {
      if (response.status === 401 && !options.keepSession) {
        this.onUnauthorized?.();
      }
      throw problemFrom(response.status, text);
    }
    return (text ? parse(text, path) : undefined) as T;
  }

  private async exchange(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.send(url, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        throw error;
      }
      throw new ApiProblem(0, 'The server cannot be reached', 'No answer arrived. Is the orchestrator running?');
    }
  }
}

/** `?a=1&b=x` without the members that are empty. */
export function queryString(query: Query | undefined): string {
  const parts = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    throw new ApiProblem(0, 'The answer is not JSON', `${path} answered with something else than JSON.`);
  }
}
