import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServiceForm } from './service-form.ts';

const LESSON = { name: 'Lesson', durationMinutes: 50, stepMinutes: 60 };

function faultOf(
  form: object,
  ground: { defaultPlace?: 'built-in' | 'zoom'; largestCall: number },
) {
  const read = readServiceForm({ ...LESSON, ...form }, { defaultPlace: 'built-in', ...ground });
  return read.ok
    ? undefined
    : read.faults.map(({ field, message }) => `${field}: ${message}`).join();
}

test('more guests than a built-in call holds are refused, with the ways out', () => {
  assert.equal(
    faultOf({ capacity: 4 }, { largestCall: 4 }),
    'capacity: A built-in call holds 4 people here, the host included. Lower the number to 3, or choose Zoom or another place for this service. Whoever runs this server can make room for larger calls by adding LiveKit to it.',
  );
  assert.equal(faultOf({ capacity: 3 }, { largestCall: 4 }), undefined);
  assert.equal(faultOf({ capacity: 4, place: 'zoom' }, { largestCall: 4 }), undefined);
  assert.equal(faultOf({ capacity: 4 }, { defaultPlace: 'zoom', largestCall: 4 }), undefined);
});

test('with a media server larger groups may, and what it holds is a limit too', () => {
  assert.equal(faultOf({ capacity: 49 }, { largestCall: 50 }), undefined);
  assert.equal(
    faultOf({ capacity: 50 }, { largestCall: 50 }),
    'capacity: A built-in call holds 50 people here, the host included. Lower the number to 49, or choose Zoom or another place for this service.',
  );
});
