import { addMonths } from './format';

export interface Daily {
  readonly date: string;
  readonly cost: number;
}

export interface MonthTotal {
  readonly month: string;
  readonly total: number;
  readonly services: Readonly<Record<string, number>>;
}

export interface SpendCurve {
  /** Day of the month, 1 to the last. */
  readonly days: readonly number[];
  /** Sum up to and with each day; null after the last day that has a figure. */
  readonly actual: readonly (number | null)[];
  /** From the last known sum to the forecast for the month's end; null elsewhere. */
  readonly forecast: readonly (number | null)[];
}

/** The sums of a month's days and the straight way from the last one to the forecast. A finished month has no forecast part. */
export function spendCurve(month: string, daily: readonly Daily[], forecast: number): SpendCurve {
  const count = daysIn(month);
  const days = Array.from({ length: count }, (_, index) => index + 1);
  const costs = new Map<number, number>();
  for (const { date, cost } of daily) {
    if (date.startsWith(month)) {
      const day = Number(date.slice(8, 10));
      costs.set(day, (costs.get(day) ?? 0) + cost);
    }
  }
  const last = Math.max(0, ...costs.keys());
  let sum = 0;
  const actual = days.map((day) => {
    sum += costs.get(day) ?? 0;
    return day <= last ? cents(sum) : null;
  });
  const reached = last > 0 ? (actual[last - 1] ?? 0) : 0;
  const from = Math.max(last, 1);
  const line = days.map((day) =>
    last >= count || day < from ? null : cents(reached + ((forecast - reached) * (day - from)) / Math.max(1, count - from)),
  );
  return { days, actual, forecast: line };
}

/** The services of all months in a steady order: the dearest over all months first. */
export function serviceNames(months: readonly MonthTotal[]): string[] {
  const totals = new Map<string, number>();
  for (const month of months) {
    for (const [service, cost] of Object.entries(month.services)) {
      totals.set(service, (totals.get(service) ?? 0) + cost);
    }
  }
  return [...totals.keys()].sort((a, b) => totals.get(b)! - totals.get(a)! || a.localeCompare(b));
}

/** The total of the month before `month`, or null when it is not among the months. */
export function lastMonthTotal(month: string, months: readonly MonthTotal[]): number | null {
  return months.find((candidate) => candidate.month === addMonths(month, -1))?.total ?? null;
}

/** Rows for a spreadsheet: a line per month and service, then this month's. */
export function billingRows(
  summary: { month: string; currency: string; byService: readonly { service: string; spendSoFar: number; forecast: number }[]; previousMonths: readonly MonthTotal[] },
): (string | number)[][] {
  const before = summary.previousMonths
    .filter(({ month }) => month !== summary.month)
    .flatMap(({ month, services }) => Object.entries(services).map(([service, cost]) => [month, service, cost, '', summary.currency]));
  const current = summary.byService.map(({ service, spendSoFar, forecast }) => [summary.month, service, spendSoFar, forecast, summary.currency]);
  return [['Month', 'Service', 'Spend', 'Forecast', 'Currency'], ...before, ...current];
}

/** Days in a month given as YYYY-MM. */
export function daysIn(month: string): number {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
