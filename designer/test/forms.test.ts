import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemFrom } from '../src/api/problem';
import { capacityOf } from '../src/lib/capacity';
import { functionFaults } from '../src/lib/function-form';
import { messagesFor, otherMessages } from '../src/lib/problem-fields';
import { emptyRule, ruleDraft } from '../src/lib/rule-form';

test('a function form tells all its faults at once', () => {
  assert.deepEqual(Object.keys(functionFaults({ name: 'Bad Name', route: 'functions', code: ' ' })), ['name', 'route', 'code']);
  assert.deepEqual(functionFaults({ name: 'hello', route: 'hello', code: 'x' }), {});
});

test("a problem's errors find their fields", () => {
  const problem = problemFrom(400, '{"title":"Bad","errors":{"Limits.Max":["too many"],"other":["odd"]}}');

  assert.deepEqual(messagesFor(problem.errors, 'limits.max'), ['too many']);
  assert.deepEqual(otherMessages(problem.errors, ['limits.max']), ['other: odd']);
});

test('a rule without a pool has no load balancer', () => {
  assert.equal('loadBalancer' in ruleDraft(emptyRule()), false);
});

test('capacity shows needed, extra and free places', () => {
  assert.deepEqual(capacityOf(2, 3, 5).slots, ['base', 'base', 'extra', 'free', 'free']);
});
