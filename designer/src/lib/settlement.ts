import { Settlement } from '../api/operations';
import { parseJsonInput } from './json-input';

/** What a person found out about an effect: it happened, it did not, or it is given up with its instance. */
export type Finding = 'done' | 'not-done' | 'fail';

/** What to tell the server; a message when the receipt is no JSON. */
export function settlementOf(key: string, finding: Finding, receipt: string): { readonly ok: true; readonly value: Settlement } | { readonly ok: false; readonly message: string } {
  if (finding !== 'done') {
    return { ok: true, value: { key, happened: false, then: finding === 'fail' ? 'cancel' : 'retry' } };
  }
  const parsed = parseJsonInput(receipt);
  return parsed.ok ? { ok: true, value: { key, happened: true, receipt: parsed.value, then: 'retry' } } : parsed;
}
