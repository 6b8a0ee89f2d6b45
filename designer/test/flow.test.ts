import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFlow } from '../src/lib/flow';
import { isVisitedEdge, visitedNodes } from '../src/lib/visits';
import { Span } from '../src/lib/timeline';

const at = (x: number, y: number): object => ({ designer: { position: { x, y } } });
const definition = {
  root: {
    type: 'Elsa.Flowchart',
    activities: [
      { id: 'a', type: 'Elsa.Start', metadata: at(0, 0) },
      { id: 'b', type: 'Elsa.WriteLine', name: 'Say', metadata: at(300, 0) },
      { id: 'c', type: 'Elsa.End', metadata: at(300, 200) },
    ],
    connections: [
      { source: { activity: 'a', port: 'Done' }, target: { activity: 'b', port: 'In' } },
      { source: { activity: 'a', port: 'Else' }, target: { activity: 'c', port: 'In' } },
    ],
  },
};

test('a flowchart keeps its positions and names its ports', () => {
  const graph = readFlow(definition);

  assert.deepEqual(graph.nodes.map(({ id, x, title }) => [id, x, title]), [['a', 0, 'Start'], ['b', 300, 'Say'], ['c', 300, 'End']]);
  assert.deepEqual(graph.edges.map(({ label }) => label), ['', 'Else']);
});

test('nodes without positions are laid out without overlap', () => {
  const bare = { root: { ...definition.root, activities: definition.root.activities.map(({ metadata: _, ...rest }) => rest) } };

  const places = readFlow(bare).nodes.map(({ x, y }) => `${x}:${y}`);

  assert.equal(new Set(places).size, 3);
});

test('what a run reached is known', () => {
  const span: Span = { key: '1', activityId: 'a', name: 'a', type: '', status: 'completed', start: 0, end: 1, open: false, segments: [] };
  const visits = visitedNodes(readFlow(definition), [span]);

  assert.equal(visits.get('a')?.status, 'completed');
  assert.equal(isVisitedEdge({ source: 'a', target: 'b' }, visits), false);
});
