import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMonths, formatDuration, formatMark, formatMoney, formatRelative } from '../src/lib/format';
import { toCsv } from '../src/lib/csv';
import { curlCommand } from '../src/lib/curl';
import { parseJsonInput } from '../src/lib/json-input';

test('durations have a unit that fits', () => {
  assert.equal(formatDuration(850), '850 ms');
  assert.equal(formatDuration(12_400), '12.4 s');
  assert.equal(formatDuration(185_000), '3 min 05 s');
  assert.equal(formatDuration(7_800_000), '2 h 10 min');
});

test('relative times look both ways', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  assert.equal(formatRelative('2026-11-23T09:55:00Z', now), '5 min ago');
  assert.equal(formatRelative('2026-11-23T12:00:00Z', now), 'in 2 h');
  assert.equal(formatRelative('soon', now), null);
});

test('months roll over the year', () => {
  assert.equal(addMonths('2026-01', -1), '2025-12');
  assert.equal(addMonths('2026-11', 2), '2027-01');
});

test('money has two decimals', () => {
  assert.equal(formatMoney(1234.5, 'EUR'), '€1,234.50');
  assert.equal(formatMoney(2, 'credits'), '2.00 credits');
});

test('a spreadsheet runs no formula of ours', () => {
  assert.equal(toCsv([['=1+1', 'a,b', 2]]), "'=1+1,\"a,b\",2\r\n");
});

test('a quote in the body survives the shell', () => {
  assert.match(curlCommand('http://h', '/api/org/pscoe/hello', `{"a":"it's"}`), /-d '\{"a":"it'\\''s"\}'$/);
});

test('bad JSON is told, no JSON is nothing', () => {
  assert.equal(parseJsonInput('{').ok, false);
  assert.deepEqual(parseJsonInput('  '), { ok: true, value: undefined });
});

test('marks of an axis leave out what is zero', () => {
  assert.deepEqual([0, 500, 2000, 2500, 20_000, 60_000, 90_000, 7_200_000, 86_400_000].map(formatMark), ['0', '500 ms', '2 s', '2.5 s', '20 s', '1 min', '1 min 30 s', '2 h', '1 d']);
});
