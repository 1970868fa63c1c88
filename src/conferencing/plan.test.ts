import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, type Desired, type Observed } from './plan.ts';

const now = Temporal.Instant.from('2027-01-11T08:00:00Z');
const tomorrow = Temporal.Instant.from('2027-01-12T09:00:00Z');

const wanted: Desired = {
  generation: 1,
  wanted: true,
  managed: true,
  arriving: false,
  grantId: 'grant',
  topic: 'Lesson · Grace',
  zone: 'Europe/Berlin',
  startsAt: tomorrow,
  durationMinutes: 50,
  settings: {},
};
const nothing: Observed = {
  mark: 'parley-mark',
  creatingSince: null,
  meetingId: null,
  joinUrl: null,
  topic: null,
  startsAt: null,
  durationMinutes: null,
  settings: null,
  appliedGeneration: 0,
  attempts: 0,
  reason: null,
  lookWantedAt: null,
  promisedAt: undefined,
};
const made: Observed = {
  ...nothing,
  meetingId: '81234567890',
  joinUrl: 'https://zoom.example/j/81234567890',
  topic: wanted.topic,
  startsAt: tomorrow,
  durationMinutes: 50,
  appliedGeneration: 1,
};

test('a new session asks for a meeting', () => {
  assert.deepEqual(plan(wanted, nothing, now), { step: { do: 'create', grantId: 'grant' } });
});

test('a session in step asks for nothing', () => {
  assert.deepEqual(plan(wanted, made, now), { end: { outcome: 'settled' } });
});

test('a moved session changes its meeting and makes no other', () => {
  const moved = { ...wanted, generation: 2, startsAt: tomorrow.add({ hours: 1 }) };
  assert.deepEqual(plan(moved, made, now), {
    step: { do: 'update', grantId: 'grant', meetingId: '81234567890' },
  });
});

test('moving there and back again spends none of the hundred daily changes', () => {
  assert.deepEqual(plan({ ...wanted, generation: 3 }, made, now), { end: { outcome: 'settled' } });
});

test('a meeting found on the list is set as its host chose, for it may have been made for another choice', () => {
  const found = { ...made, appliedGeneration: 0 };
  const chosen = { ...wanted, settings: { waitingRoom: true } };
  const update = { step: { do: 'update', grantId: 'grant', meetingId: '81234567890' } };
  assert.deepEqual(plan(chosen, found, now), update);
  assert.deepEqual(plan(wanted, found, now), { end: { outcome: 'settled' } });
});

test('a time that has passed is not sent, because Zoom would take it for now', () => {
  const late = { ...wanted, generation: 2, startsAt: now.subtract({ minutes: 1 }) };
  assert.deepEqual(plan(late, made, now), { end: { outcome: 'settled' } });
});

test('a cancelled session removes its meeting', () => {
  assert.deepEqual(plan({ ...wanted, wanted: false, generation: 2 }, made, now), {
    step: { do: 'remove', grantId: 'grant', meetingId: '81234567890' },
  });
});

test('after a lost answer it waits for Zoom’s list to catch up before it looks', () => {
  const unclear = { ...nothing, creatingSince: now, attempts: 1 };
  assert.deepEqual(plan(wanted, unclear, now.add({ seconds: 5 })), {
    end: { outcome: 'later', at: now.add({ seconds: 15 }) },
  });
  assert.deepEqual(plan(wanted, unclear, now.add({ seconds: 15 })), {
    step: { do: 'find', grantId: 'grant' },
  });
});

test('a session cancelled while its meeting was being made looks for what may have been left', () => {
  const unclear = { ...nothing, creatingSince: now };
  const cancelled = { ...wanted, wanted: false, generation: 2 };
  assert.deepEqual(plan(cancelled, unclear, now.add({ minutes: 1 })), {
    step: { do: 'find', grantId: 'grant' },
  });
});

test('ten minutes before the start a session Zoom failed is held in a built-in call', () => {
  const failing = { ...nothing, attempts: 4 };
  const before = tomorrow.subtract({ minutes: 10, seconds: 1 });
  assert.ok('step' in plan(wanted, failing, before));
  assert.deepEqual(plan(wanted, failing, tomorrow.subtract({ minutes: 10 })), {
    step: { do: 'hold-built-in', why: { code: 'unreachable' } },
  });
});

test('a session booked in the last minutes still gets its meeting when Zoom is well', () => {
  assert.deepEqual(plan(wanted, nothing, tomorrow.subtract({ minutes: 5 })), {
    step: { do: 'create', grantId: 'grant' },
  });
});

test('without a grant a person is asked, and looked at again in time for a built-in call', () => {
  assert.deepEqual(plan({ ...wanted, grantId: null }, nothing, now), {
    end: {
      outcome: 'person',
      reason: { code: 'grant-lost' },
      lookAgainAt: tomorrow.subtract({ minutes: 10 }),
    },
  });
});

test('after Disconnect a meeting that stands is left alone', () => {
  const moved = { ...wanted, managed: false, generation: 2, startsAt: tomorrow.add({ hours: 1 }) };
  assert.deepEqual(plan(moved, made, now), { end: { outcome: 'settled' } });
});

test('after Disconnect a session without a meeting is held in a built-in call at once', () => {
  assert.deepEqual(plan({ ...wanted, managed: false }, nothing, now), {
    step: { do: 'hold-built-in', why: { code: 'disconnected' } },
  });
});

test('a meeting deleted at Zoom is replaced by a built-in call ten minutes before, though Zoom does not answer', () => {
  const gone: Observed = { ...made, joinUrl: null, attempts: 3, lookWantedAt: now };
  const soon = { ...wanted, startsAt: now.add({ minutes: 10 }) };
  assert.deepEqual(plan(soon, gone, now), {
    step: { do: 'hold-built-in', why: { code: 'gone-in-zoom' } },
  });
});

test('after Disconnect a session whose meeting was deleted at Zoom is held in a built-in call', () => {
  const gone: Observed = { ...made, joinUrl: null };
  assert.deepEqual(plan({ ...wanted, managed: false }, gone, now), {
    step: { do: 'hold-built-in', why: { code: 'disconnected' } },
  });
});
