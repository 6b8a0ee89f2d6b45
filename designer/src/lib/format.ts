/** `850 ms`, `12.4 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) {
    return `${minutes} min ${pad(whole % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${pad(minutes % 60)} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A round duration, as on an axis: what is zero is left out. */
export function formatMark(milliseconds: number): string {
  return milliseconds === 0 ? '0' : formatDuration(milliseconds).replace(/(\.\d*?)0+ s$/, '$1 s').replace(/\. s$/, ' s').replace(/ (00 (s|min)|0 h)$/, '');
}

/** `just now`, `5 min ago`, `in 2 h`. Null when the text is no date. */
export function formatRelative(iso: string, now: number): string | null {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) {
    return null;
  }
  const seconds = Math.round((now - at) / 1000);
  const size = Math.abs(seconds);
  if (size < 5) {
    return 'just now';
  }
  const text =
    size < 60 ? `${size} s` : size < 3600 ? `${Math.floor(size / 60)} min` : size < 172_800 ? `${Math.floor(size / 3600)} h` : `${Math.floor(size / 86_400)} days`;
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

/** Amount with two decimals and the currency's sign. A currency that is not ISO 4217 is put behind the number. */
export function formatMoney(amount: number, currency: string): string {
  if (/^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
  }
  const number = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount);
  return currency ? `${number} ${currency}` : number;
}

/** `2026-11` as "November 2026". */
export function formatMonth(month: string, style: 'long' | 'short' = 'long'): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? month
    : new Intl.DateTimeFormat('en', { month: style, year: style === 'long' ? 'numeric' : '2-digit', timeZone: 'UTC' }).format(date);
}

/** The month `delta` months after `month` (YYYY-MM). */
export function addMonths(month: string, delta: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) + delta;
  return `${Math.floor(index / 12)}-${pad((index % 12) + 1)}`;
}

/** How much `value` differs from `base`, in percent; null when there is no base. */
export function percentChange(value: number, base: number | null | undefined): number | null {
  return base ? ((value - base) / base) * 100 : null;
}

/** Pretty JSON; text that already is text stays as it is. */
export function formatJson(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
