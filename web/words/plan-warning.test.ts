import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longerThanBasic } from './plan-warning.ts';

const service = (
  name: string,
  durationMinutes: number,
  place: 'default' | 'built-in' | 'zoom',
  switchedOffAt: Temporal.Instant | null = null,
) => ({ name, durationMinutes, place, switchedOffAt });

const OFFERED = [
  service('Short', 40, 'zoom'),
  service('Lesson', 50, 'default'),
  service('Workshop', 90, 'zoom'),
  service('Call', 60, 'built-in'),
  service('Old', 60, 'zoom', Temporal.Instant.from('2027-01-01T00:00:00Z')),
];

test('a Basic plan names the services it cuts short, and those it would', () => {
  assert.equal(
    longerThanBasic(OFFERED, 'built-in'),
    'On the Basic plan Zoom ends meetings after 40 minutes. Longer than that: Workshop (1 hour 30 minutes). Longer, if Zoom becomes the default: Lesson (50 minutes).',
  );
});

test('with Zoom as the default all longer ones are named together', () => {
  assert.match(
    longerThanBasic(OFFERED, 'zoom'),
    /Longer than that: Lesson \(50 minutes\), Workshop \(1 hour 30 minutes\)\.$/,
  );
});

test('where all are short enough only the limit is told', () => {
  assert.equal(
    longerThanBasic([service('Short', 40, 'zoom')], 'zoom'),
    'On the Basic plan Zoom ends meetings after 40 minutes.',
  );
});
