import { FlowGraph } from './flow';
import { Span, SpanStatus } from './timeline';

/** Of several executions, what matters most to a reader comes first. */
const weight: readonly SpanStatus[] = ['faulted', 'running', 'waiting', 'canceled', 'completed'];

/** The status to paint each node with: its own executions' and those of the activities nested in it. Nodes not reached are absent. */
export function visitedNodes(graph: FlowGraph, spans: readonly Span[]): Map<string, { status: SpanStatus; count: number }> {
  const result = new Map<string, { status: SpanStatus; count: number }>();
  for (const node of graph.nodes) {
    const own = spans.filter((span) => span.activityId === node.id);
    const nested = spans.filter((span) => node.inner.includes(span.activityId));
    const latest = [...own.slice(-1), ...nested.filter((span) => span.open || span.status === 'faulted')];
    const all = latest.length > 0 ? latest : nested;
    const status = weight.find((candidate) => all.some((span) => span.status === candidate));
    if (status) {
      result.set(node.id, { status, count: own.length || 1 });
    }
  }
  return result;
}

/** True for an edge whose both ends were reached. */
export function isVisitedEdge(edge: { source: string; target: string }, visits: ReadonlyMap<string, unknown>): boolean {
  return visits.has(edge.source) && visits.has(edge.target);
}
