import { FormField } from '../api/tasks';

/** What the controls of a form hold: text for all but checkboxes and lists. */
export type RawValues = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The controls as they are shown at first. */
export function initialValues(form: readonly FormField[]): RawValues {
  return Object.fromEntries(form.map((field) => [field.name, initial(field)]));
}

/** The answer that is sent: numbers as numbers, times with their offset; what is left empty is left out. */
export function answerOf(form: readonly FormField[], raw: RawValues): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  for (const field of form) {
    const value = sent(field, raw[field.name]);
    if (value !== undefined) {
      answer[field.name] = value;
    }
  }
  return answer;
}

/** A value of an answer as people read it. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return '–';
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function initial(field: FormField): string | boolean | readonly string[] {
  switch (field.type) {
    case 'Boolean':
      return field.default === true;
    case 'MultiChoice':
      return Array.isArray(field.default) ? field.default.map(String) : [];
    case 'DateTime':
      return typeof field.default === 'string' ? localTime(field.default) : '';
    default:
      return field.default === null || field.default === undefined ? '' : String(field.default);
  }
}

function sent(field: FormField, raw: string | boolean | readonly string[] | undefined): unknown {
  if (raw === undefined || raw === '') {
    return undefined;
  }
  if (field.type === 'Integer' || field.type === 'Number') {
    const number = Number(raw);
    return Number.isFinite(number) ? number : raw;
  }
  if (field.type === 'DateTime' && typeof raw === 'string') {
    const time = new Date(raw);
    return Number.isNaN(time.getTime()) ? raw : time.toISOString();
  }
  return raw;
}

/** The form that a datetime-local control takes. */
function localTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) {
    return '';
  }
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}
