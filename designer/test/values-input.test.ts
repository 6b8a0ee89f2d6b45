import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readValues } from '../src/lib/values-input';

test('values by name are an object, and nothing is none', () => {
  assert.deepEqual(readValues('{ "Size": "large" }'), { ok: true, value: { Size: 'large' } });
  assert.deepEqual(readValues(' '), { ok: true, value: {} });
});

test('what is no object by name is told', () => {
  assert.equal(readValues('[1]').ok, false);
  assert.equal(readValues('7').ok, false);
  assert.match((readValues('{') as { message: string }).message, /This is not JSON/);
});
