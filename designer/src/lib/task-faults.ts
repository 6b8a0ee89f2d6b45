import { FormField } from '../api/tasks';

/** What is wrong with an answer, by field, in the server's words. What only the server can tell is left to it. */
export function faultsOf(form: readonly FormField[], answer: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const faults: Record<string, readonly string[]> = {};
  for (const field of form) {
    const value = answer[field.name] ?? field.default;
    const fault = value === undefined || value === null ? (field.required ? 'Is required.' : undefined) : faultOf(field, value);
    if (fault) {
      faults[field.name] = [fault];
    }
  }
  return faults;
}

function faultOf(field: FormField, value: unknown): string | undefined {
  switch (field.type) {
    case 'Integer':
      return typeof value === 'number' && Number.isInteger(value) ? rangeFault(field, value) : 'Must be a whole number.';
    case 'Number':
      return typeof value === 'number' ? rangeFault(field, value) : 'Must be a number.';
    case 'Text':
    case 'Multiline':
      return typeof value === 'string' ? textFault(field, value) : undefined;
    default:
      return undefined;
  }
}

function rangeFault(field: FormField, value: number): string | undefined {
  if (typeof field.min === 'number' && value < field.min) {
    return `Must be at least ${field.min}.`;
  }
  return typeof field.max === 'number' && value > field.max ? `Must be at most ${field.max}.` : undefined;
}

function textFault(field: FormField, value: string): string | undefined {
  return typeof field.maxLength === 'number' && value.length > field.maxLength
    ? `Has ${value.length} characters; at most ${field.maxLength} are allowed.`
    : undefined;
}
