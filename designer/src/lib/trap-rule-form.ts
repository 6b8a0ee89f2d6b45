import type { TrapRule } from '../api/snmp';

export type Comparison = 'equalTo' | 'startsWith' | 'pattern';

/** A condition on a variable as a line of the form. */
export interface ConditionFields {
  variable: string;
  comparison: Comparison;
  text: string;
}

/** What happens to a trap that the rule matches: nothing more, or something. */
export type Handling = 'drop' | 'handle';

/** The fields of the form, flat as a person sees them. Lists are one entry per line. */
export interface TrapRuleFields {
  name: string;
  order: number | null;
  enabled: boolean;
  oidPrefixes: string;
  sources: string;
  users: string;
  versions: readonly string[];
  variables: readonly ConditionFields[];
  handling: Handling;
  priority: string;
  deliver: boolean;
  definitionId: string;
  tenant: string;
  event: string;
  folds: boolean;
  seconds: number | null;
  by: string;
  clearOids: string;
}

/** Where each field lies in the API's rule; also the beginnings of the keys of its validation errors. */
export const trapRulePaths: Readonly<Partial<Record<keyof TrapRuleFields, string>>> = {
  name: 'name',
  order: 'order',
  oidPrefixes: 'match.oidPrefixes',
  sources: 'match.sources',
  users: 'match.users',
  versions: 'match.versions',
  variables: 'match.variables',
  handling: 'then.drop',
  priority: 'then.priority',
  deliver: 'then.deliver',
  definitionId: 'then.start.definitionId',
  tenant: 'then.start.tenant',
  event: 'then.event',
  seconds: 'then.collapse.seconds',
  by: 'then.collapse.by',
  clearOids: 'then.collapse.clearOids',
};

export const comparisons: readonly { readonly value: Comparison; readonly label: string }[] = [
  { value: 'equalTo', label: 'is' },
  { value: 'startsWith', label: 'begins with' },
  { value: 'pattern', label: 'fits the expression' },
];

export function emptyTrapRule(): TrapRuleFields {
  return {
    name: '', order: 100, enabled: true, oidPrefixes: '', sources: '', users: '', versions: [], variables: [],
    handling: 'handle', priority: 'Normal', deliver: true, definitionId: '', tenant: '', event: '', folds: false, seconds: 60, by: '', clearOids: '',
  };
}

/** Reads a rule, whole or as a person has written it in JSON; what is of another type counts as left out. */
export function trapRuleFields(rule: unknown): TrapRuleFields {
  const empty = emptyTrapRule();
  const [whole, match, then] = [part(rule), part(part(rule)['match']), part(part(rule)['then'])];
  const [start, collapse] = [part(then['start']), part(then['collapse'])];
  return {
    name: text(whole['name']),
    order: number(whole['order']) ?? empty.order,
    enabled: whole['enabled'] !== false,
    oidPrefixes: lines(match['oidPrefixes']),
    sources: lines(match['sources']),
    users: lines(match['users']),
    versions: list(match['versions']),
    variables: (Array.isArray(match['variables']) ? match['variables'] : []).map(part).map((condition) => {
      const comparison = comparisons.find(({ value }) => typeof condition[value] === 'string')?.value ?? 'equalTo';
      return { variable: text(condition['variable']), comparison, text: text(condition[comparison]) };
    }),
    handling: then['drop'] === true ? 'drop' : 'handle',
    priority: text(then['priority']) || empty.priority,
    deliver: then['deliver'] !== false,
    definitionId: text(start['definitionId']),
    tenant: text(start['tenant']),
    event: text(then['event']),
    folds: then['collapse'] !== undefined && then['collapse'] !== null,
    seconds: number(collapse['seconds']) ?? empty.seconds,
    by: lines(collapse['by']),
    clearOids: lines(collapse['clearOids']),
  };
}

/** The rule that the API takes. */
export function trapRuleDraft(fields: TrapRuleFields): Omit<TrapRule, 'id'> {
  const handled = {
    priority: fields.priority,
    deliver: fields.deliver,
    ...(fields.definitionId.trim() && { start: { definitionId: fields.definitionId.trim(), ...(fields.tenant.trim() && { tenant: fields.tenant.trim() }) } }),
    ...(fields.event.trim() && { event: fields.event.trim() }),
    ...(fields.folds && { collapse: { seconds: fields.seconds ?? 0, by: entries(fields.by), clearOids: entries(fields.clearOids) } }),
  };
  return {
    name: fields.name.trim(),
    order: fields.order ?? 0,
    enabled: fields.enabled,
    match: {
      oidPrefixes: entries(fields.oidPrefixes),
      sources: entries(fields.sources),
      users: entries(fields.users),
      versions: [...fields.versions],
      variables: fields.variables.map(({ variable, comparison, text: value }) => ({ variable: variable.trim(), [comparison]: value })),
    },
    then: fields.handling === 'drop' ? { drop: true } : handled,
  };
}

/** Messages for a field, those of entries of a list included: `match.sources[1]` belongs to `match.sources`. */
export function trapRuleMessages(errors: Readonly<Record<string, readonly string[]>>, field: keyof TrapRuleFields): string[] {
  const path = trapRulePaths[field]?.toLowerCase();
  return Object.entries(errors)
    .filter(([key]) => path !== undefined && owner(key) === path)
    .flatMap(([key, texts]) => texts.map((said) => entry(key) + said));
}

/** What no field claims. */
export function otherTrapRuleMessages(errors: Readonly<Record<string, readonly string[]>>): string[] {
  const known = new Set(Object.values(trapRulePaths).map((path) => path.toLowerCase()));
  return Object.entries(errors)
    .filter(([key]) => !known.has(owner(key)))
    .flatMap(([key, texts]) => texts.map((said) => (key ? `${key}: ${said}` : said)));
}

const owner = (key: string): string => key.replace(/\[\d+\].*$/, '').toLowerCase();

const entry = (key: string): string => {
  const index = /\[(\d+)\]/.exec(key)?.[1];
  return index === undefined ? '' : `Entry ${Number(index) + 1}: `;
};

const part = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
const lines = (value: unknown): string => list(value).join('\n');
const entries = (value: string): string[] => value.split(/[\n,]/).map((item) => item.trim()).filter((item) => item.length > 0);
