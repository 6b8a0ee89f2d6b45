import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlowEdge, FlowGraph, FlowNode } from '../src/lib/flow';
import { boundsOf, edgePaths } from '../src/lib/flow-geometry';

const node = (id: string, x: number, y = 0): FlowNode => ({ id, title: id, type: '', x, y, width: 200, height: 60, isTrigger: false, inner: [], innerTitles: [] });
const edge = (source: string, target: string, vertices: FlowEdge['vertices'] = []): FlowEdge => ({ key: source + target, source, target, label: '', vertices });
const pathOf = (graph: FlowGraph): string => edgePaths(graph)[0]!.path;

test('an edge leaves on the right and enters on the left', () => {
  const path = pathOf({ nodes: [node('a', 0), node('b', 300)], edges: [edge('a', 'b')] });

  assert.match(path, /^M200 30 .* 300 30$/);
});

test('an edge that would run behind a node goes below it', () => {
  const path = pathOf({ nodes: [node('a', 0), node('b', 300), node('c', 600)], edges: [edge('a', 'c')] });

  assert.match(path, /^M100 60 .* 700 60$/);
});

test('an edge back to an earlier node goes below, and the frame holds it', () => {
  const graph = { nodes: [node('a', 0), node('b', 300)], edges: [edge('b', 'a')] };

  assert.match(pathOf(graph), /^M400 60 .* 100 60$/);
  assert.ok(boundsOf(graph).height > boundsOf({ ...graph, edges: [] }).height);
});

test('an edge follows the vertices that were drawn for it', () => {
  const path = pathOf({ nodes: [node('a', 0), node('b', 300)], edges: [edge('a', 'b', [{ x: 250, y: 120 }])] });

  assert.equal(path, 'M200 30 L250 120 L300 30');
});

test('edges to nodes that are not there are left out', () => {
  assert.deepEqual(edgePaths({ nodes: [node('a', 0)], edges: [edge('a', 'z')] }), []);
});
