import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TimelineEvent, buildTimeline, timeTicks } from '../src/lib/timeline';

const start = Date.parse('2026-11-01T10:00:00Z');
const event = (sequence: number, seconds: number, eventName: string, activityInstanceId = 'x'): TimelineEvent => ({
  sequence, eventName, activityInstanceId, activityId: 'a', activityName: 'Deploy', timestamp: new Date(start + seconds * 1000).toISOString(),
});

test('what started and completed is one span', () => {
  const { spans } = buildTimeline([event(1, 0, 'Started'), event(2, 3, 'Completed')], start);

  assert.deepEqual(spans.map(({ status, start: from, end, open }) => [status, from, end, open]), [['completed', start, start + 3000, false]]);
});

test('a wait between suspending and resuming is a part of its own', () => {
  const { spans } = buildTimeline([event(1, 0, 'Started'), event(2, 1, 'Suspended'), event(3, 5, 'Resumed'), event(4, 6, 'Completed')], start);

  assert.deepEqual(spans[0]?.segments.map(({ kind, start: from, end }) => [kind, (end - from) / 1000]), [['working', 1], ['waiting', 4], ['working', 1]]);
});

test('what has not ended is drawn until now', () => {
  const { spans } = buildTimeline([event(1, 0, 'Started'), event(2, 1, 'Suspended')], start + 9000);

  assert.deepEqual([spans[0]?.status, spans[0]?.open, spans[0]?.end], ['waiting', true, start + 9000]);
});

test('a retried fault goes on in its span', () => {
  const { spans } = buildTimeline([event(1, 0, 'Started'), event(2, 1, 'Faulted'), event(3, 4, 'Retried'), event(4, 5, 'Completed')], start);

  assert.deepEqual(spans.map(({ status }) => status), ['completed']);
});

test('a second execution of an activity is a second span', () => {
  const entries = [event(1, 0, 'Started', 'x'), event(2, 1, 'Completed', 'x'), event(3, 2, 'Started', 'y'), event(4, 3, 'Completed', 'y')];

  assert.equal(buildTimeline(entries, start).spans.length, 2);
});

test('the entries may come in any order', () => {
  assert.equal(buildTimeline([event(2, 1, 'Completed'), event(1, 0, 'Started')], start).spans[0]?.status, 'completed');
});

test('a stretch of any length is divided into few whole steps', () => {
  for (const length of [1, 90, 3490, 61_000, 7_200_000, 30 * 86_400_000]) {
    const ticks = timeTicks(length, 6);

    assert.ok(ticks.length <= 7 && ticks.at(-1)! <= length, `${length}: ${ticks.join(' ')}`);
  }
});
