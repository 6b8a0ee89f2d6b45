import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MonthTotal, daysIn, lastMonthTotal, serviceNames, spendCurve } from '../src/lib/billing-figures';

test('the curve sums the days and leads to the forecast', () => {
  const curve = spendCurve('2026-11', [{ date: '2026-11-01', cost: 1.1 }, { date: '2026-11-02', cost: 2.2 }, { date: '2026-10-31', cost: 9 }], 30);

  assert.equal(curve.days.length, 30);
  assert.deepEqual(curve.actual.slice(0, 3), [1.1, 3.3, null]);
  assert.equal(curve.forecast[0], null);
  assert.equal(curve.forecast[1], 3.3);
  assert.equal(curve.forecast[29], 30);
});

test('a finished month has no forecast part', () => {
  const daily = Array.from({ length: 28 }, (_, index) => ({ date: `2026-02-${String(index + 1).padStart(2, '0')}`, cost: 1 }));

  assert.ok(spendCurve('2026-02', daily, 28).forecast.every((value) => value === null));
});

test('leap years have a 29th of February', () => {
  assert.equal(daysIn('2028-02'), 29);
  assert.equal(daysIn('2026-02'), 28);
});

test('services come dearest first', () => {
  const months: MonthTotal[] = [{ month: '2026-10', total: 6, services: { Storage: 1, Compute: 5 } }, { month: '2026-09', total: 3, services: { Storage: 3 } }];

  assert.deepEqual(serviceNames(months), ['Compute', 'Storage']);
  assert.equal(lastMonthTotal('2026-10', months), 3);
  assert.equal(lastMonthTotal('2026-09', months), null);
});
