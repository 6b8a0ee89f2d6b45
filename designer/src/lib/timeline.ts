/** What the timeline needs of a journal entry. */
export interface TimelineEvent {
  readonly sequence: number;
  readonly timestamp: string;
  readonly eventName: string;
  readonly activityInstanceId?: string | null | undefined;
  readonly activityId?: string | null | undefined;
  readonly activityName?: string | null | undefined;
  readonly activityType?: string | null | undefined;
  readonly nodeId?: string | null | undefined;
}

export type SpanStatus = 'running' | 'waiting' | 'completed' | 'faulted' | 'canceled';

/** A stretch of time in which an activity worked or waited. */
export interface Segment {
  readonly kind: 'working' | 'waiting';
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

/** One execution of one activity. */
export interface Span {
  readonly key: string;
  readonly activityId: string;
  readonly name: string;
  readonly type: string;
  readonly status: SpanStatus;
  readonly start: number;
  /** The end, or the time of looking when it has none yet. */
  readonly end: number;
  readonly open: boolean;
  readonly segments: readonly Segment[];
}

export interface Timeline {
  readonly start: number;
  readonly end: number;
  readonly spans: readonly Span[];
}

interface Building {
  key: string;
  activityId: string;
  name: string;
  type: string;
  start: number;
  status: SpanStatus;
  end: number | null;
  segments: Segment[];
  since: number;
}

const ends: Readonly<Record<string, SpanStatus>> = {
  completed: 'completed',
  faulted: 'faulted',
  canceled: 'canceled',
  cancelled: 'canceled',
};

/**
 * Pairs what started with what ended, per execution of an activity. Containers whose children are in the journal
 * too are kept; entries without an activity are left out. A fault that is retried goes on in the same span.
 * @param now Milliseconds since the epoch; where open spans are drawn to.
 */
export function buildTimeline(journal: readonly TimelineEvent[], now: number): Timeline {
  const spans: Building[] = [];
  const open = new Map<string, Building>();
  for (const entry of [...journal].sort((a, b) => a.sequence - b.sequence)) {
    const id = entry.activityInstanceId ?? entry.nodeId ?? entry.activityId;
    const at = Date.parse(entry.timestamp);
    if (!id || Number.isNaN(at)) {
      continue;
    }
    apply(entry, id, at, spans, open);
  }
  const finished = spans.map((span) => finish(span, now));
  const first = finished.reduce((least, span) => Math.min(least, span.start), Number.POSITIVE_INFINITY);
  const last = finished.reduce((most, span) => Math.max(most, span.end), Number.NEGATIVE_INFINITY);
  return finished.length > 0 ? { start: first, end: Math.max(last, first + 1), spans: finished } : { start: now, end: now + 1, spans: [] };
}

function apply(entry: TimelineEvent, id: string, at: number, spans: Building[], open: Map<string, Building>): void {
  const name = entry.eventName.toLowerCase();
  let span = open.get(id);
  if (!span) {
    if (name !== 'started' && !(name in ends) && name !== 'suspended' && name !== 'resumed') {
      return;
    }
    span = begin(entry, id, at, spans.length);
    spans.push(span);
    open.set(id, span);
  }
  if (name === 'suspended') {
    cut(span, at, 'working');
    span.status = 'waiting';
  } else if (name === 'resumed' || name === 'retried') {
    cut(span, at, 'waiting');
    span.status = 'running';
    span.end = null;
  } else if (name in ends) {
    cut(span, at, span.status === 'waiting' ? 'waiting' : 'working');
    span.status = ends[name]!;
    span.end = at;
    if (span.status !== 'faulted') {
      open.delete(id);
    }
  }
}

function begin(entry: TimelineEvent, id: string, at: number, index: number): Building {
  return {
    key: `${id}#${index}`,
    activityId: entry.activityId ?? id,
    name: entry.activityName || entry.activityId || id,
    type: entry.activityType ?? '',
    start: at,
    status: 'running',
    end: null,
    segments: [],
    since: at,
  };
}

function cut(span: Building, at: number, kind: Segment['kind']): void {
  span.segments.push({ kind, start: span.since, end: at });
  span.since = at;
}

function finish(span: Building, now: number): Span {
  const open = span.end === null;
  const end = span.end ?? Math.max(now, span.since);
  if (open) {
    span.segments.push({ kind: span.status === 'waiting' ? 'waiting' : 'working', start: span.since, end });
  }
  const { key, activityId, name, type, start, status, segments } = span;
  return { key, activityId, name, type, status, start, end, open, segments };
}

/** Whole steps (1, 2, 5 times a power of ten, or clock units) that divide a stretch into at most `most` parts. */
export function timeTicks(spanMs: number, most: number): number[] {
  const units = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5, 216e5, 432e5, 864e5];
  let step = units.find((unit) => spanMs / unit <= most) ?? 864e5;
  while (spanMs / step > most) {
    step *= 2;
  }
  const ticks: number[] = [];
  for (let at = 0; at <= spanMs; at += step) {
    ticks.push(at);
  }
  return ticks;
}
