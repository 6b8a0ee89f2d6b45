import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormField } from '../src/api/tasks';
import { faultsOf } from '../src/lib/task-faults';
import { answerOf, initialValues, shownValue } from '../src/lib/task-form';

const form: readonly FormField[] = [
  { name: 'size', type: 'Integer', default: 4 },
  { name: 'ok', type: 'Boolean' },
  { name: 'tags', type: 'MultiChoice', options: ['a', 'b'] },
  { name: 'note', type: 'Text' },
  { name: 'at', type: 'DateTime' },
];

test('a form begins with its defaults', () => {
  assert.deepEqual(initialValues(form), { size: '4', ok: false, tags: [], note: '', at: '' });
});

test('an answer has typed values and leaves out what is empty', () => {
  const answer = answerOf(form, { size: '12', ok: true, tags: ['b'], note: '', at: '2026-11-25T08:00' });

  assert.deepEqual(Object.keys(answer), ['size', 'ok', 'tags', 'at']);
  assert.equal(answer['size'], 12);
  assert.equal(answer['ok'], true);
  assert.match(String(answer['at']), /^2026-11-2[456]T\d\d:\d\d:00\.000Z$/);
});

test('what is no number is sent as it is, so that the server can say so', () => {
  assert.deepEqual(answerOf([{ name: 'n', type: 'Number' }], { n: 'many' }), { n: 'many' });
});

test('values are shown as words', () => {
  assert.deepEqual([true, false, null, ['a', 'b'], 3, { x: 1 }].map(shownValue), ['Yes', 'No', '–', 'a, b', '3', '{"x":1}']);
});

test('an answer is checked before it is sent', () => {
  const checked: readonly FormField[] = [
    { name: 'cpus', type: 'Integer', required: true, min: 1, max: 16 },
    { name: 'share', type: 'Number' },
    { name: 'note', type: 'Text', maxLength: 3 },
    { name: 'tier', type: 'Choice', required: true, options: ['gold'], default: 'gold' },
  ];

  assert.deepEqual(faultsOf(checked, {}), { cpus: ['Is required.'] });
  assert.deepEqual(faultsOf(checked, { cpus: 17, share: 'half', note: 'long' }), {
    cpus: ['Must be at most 16.'],
    share: ['Must be a number.'],
    note: ['Has 4 characters; at most 3 are allowed.'],
  });
  assert.deepEqual(faultsOf(checked, { cpus: 1.5 }), { cpus: ['Must be a whole number.'] });
  assert.deepEqual(faultsOf(checked, { cpus: 0 }), { cpus: ['Must be at least 1.'] });
  assert.deepEqual(faultsOf(checked, { cpus: 4, share: 0.5, note: 'abc' }), {});
});
