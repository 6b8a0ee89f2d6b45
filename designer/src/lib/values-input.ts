import { parseJsonInput } from './json-input';

export type ValuesInput = { readonly ok: true; readonly value: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly message: string };

/** Reads values by name that a person typed as JSON; an empty field is none. */
export function readValues(text: string): ValuesInput {
  const parsed = parseJsonInput(text);
  if (!parsed.ok) {
    return parsed;
  }
  const value = parsed.value ?? {};
  return typeof value === 'object' && !Array.isArray(value)
    ? { ok: true, value: value as Record<string, unknown> }
    : { ok: false, message: 'Must be a JSON object, such as { "Size": "large" }.' };
}
