import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settlementOf } from '../src/lib/settlement';

test('what happened is settled with its result, and the instance goes on', () => {
  assert.deepEqual(settlementOf('k', 'done', ' {"id": 7} '), { ok: true, value: { key: 'k', happened: true, receipt: { id: 7 }, then: 'retry' } });
  assert.deepEqual(settlementOf('k', 'done', ''), { ok: true, value: { key: 'k', happened: true, receipt: undefined, then: 'retry' } });
});

test('a result that is no JSON is refused with the reason', () => {
  const refused = settlementOf('k', 'done', '{id}');
  assert.equal(refused.ok, false);
  assert.match(refused.ok ? '' : refused.message, /not JSON/);
});

test('what did not happen is done again, or given up with its instance; a result does not matter then', () => {
  assert.deepEqual(settlementOf('k', 'not-done', '{id}'), { ok: true, value: { key: 'k', happened: false, then: 'retry' } });
  assert.deepEqual(settlementOf('k', 'fail', ''), { ok: true, value: { key: 'k', happened: false, then: 'cancel' } });
});
