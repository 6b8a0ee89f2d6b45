import { Transport } from './transport';

export interface BillingSummary {
  readonly org: string;
  readonly currency: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly spendSoFar: number;
  /** For the month's end. */
  readonly forecast: number;
  readonly forecastMethod?: string | null;
  /** The last six months, oldest first. */
  readonly previousMonths: readonly {
    readonly month: string;
    readonly total: number;
    readonly services: Readonly<Record<string, number>>;
  }[];
  readonly byService: readonly { readonly service: string; readonly spendSoFar: number; readonly forecast: number }[];
  readonly daily: readonly { readonly date: string; readonly cost: number }[];
  readonly collectedAt?: string | null;
}

/** What a tenant spends. */
export class BillingApi {
  constructor(private readonly transport: Transport) {}

  summary(org: string, month: string | undefined, signal?: AbortSignal): Promise<BillingSummary> {
    return this.transport.get(`/api/org/${encodeURIComponent(org)}/billing/summary`, { month }, signal);
  }
}
