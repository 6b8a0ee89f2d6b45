import { FlowEdge, FlowGraph, FlowNode, Point } from './flow';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge as an SVG path, with the place of its label. */
export interface EdgePath {
  readonly edge: FlowEdge;
  readonly path: string;
  readonly labelAt: Point;
}

/** The box that holds all nodes and edges, with a margin. */
export function boundsOf(graph: FlowGraph, margin = 24): Box {
  if (graph.nodes.length === 0) {
    return { x: 0, y: 0, width: margin * 2, height: margin * 2 };
  }
  const points = graph.edges.flatMap((edge) => edge.vertices);
  const left = Math.min(...graph.nodes.map((node) => node.x), ...points.map((point) => point.x));
  const top = Math.min(...graph.nodes.map((node) => node.y), ...points.map((point) => point.y));
  const right = Math.max(...graph.nodes.map((node) => node.x + node.width), ...points.map((point) => point.x));
  const bottom = Math.max(...graph.nodes.map((node) => node.y + node.height), ...points.map((point) => point.y));
  const loops = graph.edges.some((edge) => isBack(edge, graph)) ? 44 : 0;
  return { x: left - margin, y: top - margin, width: right - left + margin * 2, height: bottom - top + margin * 2 + loops };
}

/** Curves from the right (or lower) side of the source to the left (or upper) side of the target. */
export function edgePaths(graph: FlowGraph): EdgePath[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.flatMap((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    return source && target ? [{ edge, ...route(edge, source, target, graph.nodes) }] : [];
  });
}

function route(edge: FlowEdge, source: FlowNode, target: FlowNode, nodes: readonly FlowNode[]): { path: string; labelAt: Point } {
  if (edge.vertices.length > 0) {
    return polyline(edge, source, target);
  }
  if (target.x >= source.x + source.width && isCovered(source, target, nodes)) {
    return loop(bottom(source), bottom(target));
  }
  if (target.x >= source.x + source.width) {
    return across(right(source), left(target));
  }
  if (target.y >= source.y + source.height) {
    return down(bottom(source), top(target));
  }
  if (target.y + target.height <= source.y && target.x > source.x - source.width) {
    return down(top(source), bottom(target));
  }
  return loop(bottom(source), bottom(target));
}

/** Whether a straight way to the right would run behind another node. */
function isCovered(source: FlowNode, target: FlowNode, nodes: readonly FlowNode[]): boolean {
  const [from, to] = [right(source), left(target)];
  return (
    Math.abs(from.y - to.y) < source.height / 2 &&
    nodes.some((node) => node !== source && node !== target && node.x > source.x && node.x < target.x && node.y <= from.y && node.y + node.height >= from.y)
  );
}

function across(from: Point, to: Point): { path: string; labelAt: Point } {
  const bend = Math.max(24, (to.x - from.x) / 2);
  const path = `M${from.x} ${from.y} C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
  return { path, labelAt: { x: from.x + (to.x - from.x) * 0.5, y: from.y + (to.y - from.y) * 0.5 - 7 } };
}

function down(from: Point, to: Point): { path: string; labelAt: Point } {
  const bend = (to.y - from.y) / 2;
  const path = `M${from.x} ${from.y} C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`;
  return { path, labelAt: { x: (from.x + to.x) / 2 + 6, y: (from.y + to.y) / 2 } };
}

function loop(from: Point, to: Point): { path: string; labelAt: Point } {
  const depth = Math.max(from.y, to.y) + 40;
  return { path: `M${from.x} ${from.y} C${from.x} ${depth} ${to.x} ${depth} ${to.x} ${to.y}`, labelAt: { x: (from.x + to.x) / 2, y: depth - 14 } };
}

function polyline(edge: FlowEdge, source: FlowNode, target: FlowNode): { path: string; labelAt: Point } {
  const first = edge.vertices[0]!;
  const from = first.x >= source.x + source.width ? right(source) : first.y >= source.y + source.height ? bottom(source) : top(source);
  const last = edge.vertices.at(-1)!;
  const to = last.x <= target.x ? left(target) : last.y <= target.y ? top(target) : bottom(target);
  const points = [from, ...edge.vertices, to];
  return { path: points.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join(' '), labelAt: { x: first.x + 6, y: first.y - 6 } };
}

function isBack(edge: FlowEdge, graph: FlowGraph): boolean {
  const source = graph.nodes.find((node) => node.id === edge.source);
  const target = graph.nodes.find((node) => node.id === edge.target);
  return !!source && !!target && Math.abs(target.y - source.y) < source.height && (target.x < source.x + source.width || isCovered(source, target, graph.nodes));
}

const left = (node: FlowNode): Point => ({ x: node.x, y: node.y + node.height / 2 });
const right = (node: FlowNode): Point => ({ x: node.x + node.width, y: node.y + node.height / 2 });
const top = (node: FlowNode): Point => ({ x: node.x + node.width / 2, y: node.y });
const bottom = (node: FlowNode): Point => ({ x: node.x + node.width / 2, y: node.y + node.height });
