import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiProblem, problemFrom } from '../src/api/problem';
import { Transport, queryString } from '../src/api/transport';

const answering = (status: number, body: string): typeof fetch => () => Promise.resolve(new Response(body, { status }));

test('a problem document keeps its messages and what came beside them', () => {
  const problem = problemFrom(400, JSON.stringify({ title: 'No', detail: 'Bad rule', errors: { 'limits.max': ['Too few'] }, log: 'x' }));

  assert.deepEqual([problem.title, problem.detail, problem.messages, problem.extensions['log']], ['No', 'Bad rule', ['limits.max: Too few'], 'x']);
});

test('a page of a proxy is no detail', () => {
  assert.equal(problemFrom(502, '<html>Bad gateway</html>').detail, '');
});

test('401 ends the session, but not while signing in', async () => {
  let ended = 0;
  const transport = new Transport({ fetch: answering(401, '{}'), onUnauthorized: () => ended++ });

  await assert.rejects(transport.get('/api/v1/instances'), ApiProblem);
  await assert.rejects(transport.request('POST', '/api/v1/session', { body: {}, keepSession: true }), ApiProblem);

  assert.equal(ended, 1);
});

test('a server that does not answer is a problem of its own', async () => {
  const transport = new Transport({ fetch: () => Promise.reject(new TypeError('fetch failed')) });

  await assert.rejects(transport.get('/x'), (error: unknown) => error instanceof ApiProblem && error.status === 0);
});

test('an answer without a body is undefined', async () => {
  assert.equal(await new Transport({ fetch: () => Promise.resolve(new Response(null, { status: 204 })) }).delete('/x'), undefined);
});

test('empty members are left out of a query', () => {
  assert.equal(queryString({ search: '', page: 0, tenant: undefined, name: 'a b' }), '?page=0&name=a%20b');
});
