/** Finds the messages for a form's field among a problem's errors, whatever the case and the prefix of their keys (`limits.max`, `Limits.Max`, `$.limits.max`). */
export function messagesFor(errors: Readonly<Record<string, readonly string[]>>, field: string): string[] {
  const wanted = normal(field);
  return Object.entries(errors)
    .filter(([key]) => normal(key) === wanted)
    .flatMap(([, texts]) => texts);
}

/** What no field of the form claims. */
export function otherMessages(errors: Readonly<Record<string, readonly string[]>>, fields: readonly string[]): string[] {
  const known = new Set(fields.map(normal));
  return Object.entries(errors)
    .filter(([key]) => !known.has(normal(key)))
    .flatMap(([key, texts]) => texts.map((text) => (key ? `${key}: ${text}` : text)));
}

function normal(key: string): string {
  return key.replace(/^\$\.?/, '').replace(/^\//, '').replaceAll('/', '.').toLowerCase();
}
