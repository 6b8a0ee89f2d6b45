/** One activity of a definition, with its place in the picture. */
export interface FlowNode {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isTrigger: boolean;
  /** Ids of all activities nested in this one, at any depth. */
  readonly inner: readonly string[];
  /** Titles of the nested activities, outermost first. */
  readonly innerTitles: readonly string[];
}

export interface FlowEdge {
  readonly key: string;
  readonly source: string;
  readonly target: string;
  /** Empty for the usual outcome (Done). */
  readonly label: string;
  readonly vertices: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

type Json = Readonly<Record<string, unknown>>;

/** Size of a node that the document gives none for, in pixels. */
export const nodeSize = { width: 210, height: 64 } as const;

/**
 * Reads the picture of an Elsa 3 definition: a Flowchart's activities and connections, a Sequence's chain, or a lone activity.
 * Nodes keep the positions of `metadata.designer`; where any is missing, all are laid out from left to right.
 */
export function readFlow(definition: unknown): FlowGraph {
  const root = object(object(definition)?.['root']);
  if (!root) {
    return { nodes: [], edges: [] };
  }
  const activities = list(root['activities']);
  if (activities.length === 0) {
    return root['type'] === 'Elsa.Flowchart' || root['type'] === 'Elsa.Sequence' ? { nodes: [], edges: [] } : place([root], []);
  }
  return place(activities, root['type'] === 'Elsa.Flowchart' ? connections(root, activities) : chain(activities));
}

function place(activities: readonly Json[], edges: readonly FlowEdge[]): FlowGraph {
  const positions = activities.map(positionOf);
  const distinct = new Set(positions.map((position) => (position ? `${position.x}:${position.y}` : '')));
  const usable = positions.every((position) => position !== null) && distinct.size === activities.length;
  const nodes = activities.map((activity, index) => nodeOf(activity, usable ? positions[index]! : { x: 0, y: 0 }));
  return { nodes: usable ? nodes : layOut(nodes, edges), edges };
}

function nodeOf(activity: Json, position: Point): FlowNode {
  const size = object(object(object(activity['metadata'])?.['designer'])?.['size']);
  const nested = descendants(activity);
  return {
    id: text(activity['id']),
    title: titleOf(activity),
    type: text(activity['type']),
    ...position,
    width: Math.max(number(size?.['width']) ?? 0, nodeSize.width),
    height: Math.max(Math.min(number(size?.['height']) ?? 0, 120), nodeSize.height),
    isTrigger: object(activity['customProperties'])?.['canStartWorkflow'] === true,
    inner: nested.map((child) => text(child['id'])),
    innerTitles: nested.filter((child) => !isContainer(child)).map(titleOf),
  };
}

function titleOf(activity: Json): string {
  const shown = text(object(activity['metadata'])?.['displayText']);
  return shown || text(activity['name']) || text(activity['type']).split('.').pop() || text(activity['id']);
}

function isContainer(activity: Json): boolean {
  return Array.isArray(activity['activities']);
}

function descendants(activity: Json): Json[] {
  const children = Object.entries(activity)
    .filter(([key]) => key !== 'metadata' && key !== 'customProperties')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .flatMap((value) => [object(value), object(object(value)?.['activity'])])
    .filter((value): value is Json => value !== null && isActivity(value));
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function isActivity(value: Json): boolean {
  return typeof value['type'] === 'string' && typeof value['id'] === 'string' && ('version' in value || value['type'].includes('.'));
}

function connections(root: Json, activities: readonly Json[]): FlowEdge[] {
  const ids = new Set(activities.map((activity) => text(activity['id'])));
  return list(root['connections'])
    .map((connection, index) => {
      const source = object(connection['source']);
      const target = object(connection['target']);
      const port = text(source?.['port']);
      return {
        key: `${index}`,
        source: text(source?.['activity']),
        target: text(target?.['activity']),
        label: port === 'Done' ? '' : port,
        vertices: list(connection['vertices']).map((point) => ({ x: number(point['x']) ?? 0, y: number(point['y']) ?? 0 })),
      };
    })
    .filter((edge) => ids.has(edge.source) && ids.has(edge.target));
}

function chain(activities: readonly Json[]): FlowEdge[] {
  return activities.slice(1).map((activity, index) => ({
    key: `${index}`,
    source: text(activities[index]!['id']),
    target: text(activity['id']),
    label: '',
    vertices: [],
  }));
}

/** Columns by the longest way from a start; an edge that closes a loop does not count. */
export function layOut(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): FlowNode[] {
  const column = columns(nodes, edges);
  const filled = new Map<number, number>();
  return nodes.map((node) => {
    const at = column.get(node.id) ?? 0;
    const row = filled.get(at) ?? 0;
    filled.set(at, row + 1);
    return { ...node, x: at * (nodeSize.width + 80), y: row * (nodeSize.height + 48) };
  });
}

function columns(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    next.set(edge.source, [...(next.get(edge.source) ?? []), edge.target]);
  }
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const target of next.get(id) ?? []) {
      if (state.get(target) === 'open') {
        back.add(`${id}>${target}`);
      } else if (!state.has(target)) {
        visit(target);
      }
    }
    state.set(id, 'done');
    order.unshift(id);
  };
  const targets = new Set(edges.map((edge) => edge.target));
  const starts = nodes.filter((node) => !targets.has(node.id));
  for (const node of [...starts, ...nodes]) {
    if (!state.has(node.id)) {
      visit(node.id);
    }
  }
  const column = new Map<string, number>();
  for (const id of order) {
    const own = column.get(id) ?? 0;
    column.set(id, own);
    for (const target of next.get(id) ?? []) {
      if (!back.has(`${id}>${target}`)) {
        column.set(target, Math.max(column.get(target) ?? 0, own + 1));
      }
    }
  }
  return column;
}

function positionOf(activity: Json): Point | null {
  const position = object(object(object(activity['metadata'])?.['designer'])?.['position']);
  const x = number(position?.['x']);
  const y = number(position?.['y']);
  return x === null || y === null ? null : { x, y };
}

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object).filter((item): item is Json => item !== null) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
