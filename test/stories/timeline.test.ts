import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, tom, zoe, type House } from '#test/house';
import { hostStory } from '../../web/words/host-story.ts';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';

async function bookOnZoom(house: House, person = zoe) {
  await house.connect(house.ada, person);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), TUESDAY_TEN);
  assert.ok(booked.ok);
  const { sessionId, token } = booked.booking;
  const shown = () => house.sessions.show(house.ada.account.id, sessionId);
  return {
    token,
    shown,
    lines: async () =>
      hostStory((await shown())?.happenings ?? [], {
        zone: 'Europe/Berlin',
        now: house.clock.now(),
      }).map(({ words }) => words),
  };
}

test('the story of a session tells what was asked, what went wrong how often, and how it ended', async () => {
  await using house = await openHouse();
  const session = await bookOnZoom(house);
  house.sandbox.control.addFault({ kind: 'error', path: '/v2' });
  await house.settle();
  for (let tries = 1; tries < 5; tries += 1) {
    house.clock.advance({ minutes: 10 });
    await house.settle();
  }
  const failing = (await session.lines()).filter((words) => words.startsWith('Zoom did not'));
  assert.equal(failing.length, 1);
  assert.match(
    failing[0] ?? '',
    /^Zoom did not answer 4 times between 09:10 and 09:40; (?:trying again at 09:4\d|it was tried again)\.$/,
  );
  house.sandbox.control.clearFaults();
  house.clock.advance({ minutes: 10 });
  await house.settle();
  const lines = await session.lines();
  const told = (part: string) => lines.findIndex((words) => words.includes(part));
  const order = ['booked', 'Zoom was asked', 'answered slowly', 'did not answer', 'was made'];
  const places = order.map(told);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.ok(!places.includes(-1), lines.join(' | '));
  assert.equal(lines.filter((words) => words.startsWith('A mail about the booking')).length, 1);
});

test('a meeting found again after a lost answer is told as such', async () => {
  await using house = await openHouse();
  const session = await bookOnZoom(house);
  house.sandbox.control.addFault({ kind: 'lost', method: 'POST', path: '/v2/users', times: 1 });
  await house.settle();
  house.clock.advance({ minutes: 1 });
  await house.settle();
  const lines = await session.lines();
  assert.ok(lines.some((words) => words.includes('found by its mark')));
  assert.ok(!lines.includes('The Zoom meeting was made.'));
});

test('what Zoom makes of the settings stands beside what was asked for', async () => {
  await using house = await openHouse();
  const choices = { waitingRoom: 'off', passcode: 'off', earlyEntry: 'on' } as const;
  await house.accounts.setMeetings(house.ada.account.id, choices);
  const session = await bookOnZoom(house, tom);
  await house.settle();
  assert.deepEqual((await session.shown())?.session.meeting?.settings, {
    asked: { waitingRoom: false, passcode: false, earlyEntry: true },
    real: { waitingRoom: false, passcode: true, earlyEntry: true },
  });
});

test('a service that says otherwise is heard before its account', async () => {
  await using house = await openHouse();
  await house.accounts.setMeetings(house.ada.account.id, {
    waitingRoom: 'off',
    passcode: 'zoom',
    earlyEntry: 'zoom',
  });
  await house.refreshed(house.ada, { waitingRoom: 'on' });
  house.ada.service.waitingRoom = 'on';
  const session = await bookOnZoom(house);
  await house.settle();
  assert.deepEqual((await session.shown())?.session.meeting?.settings?.asked, {
    waitingRoom: true,
  });
});

test('meetings already made follow when the account chooses otherwise, and keep their passcode', async () => {
  await using house = await openHouse();
  const session = await bookOnZoom(house);
  await house.settle();
  const before = (await session.shown())?.session.meeting;
  const choose = (waitingRoom: 'on' | 'off') =>
    house.accounts.setMeetings(house.ada.account.id, {
      ...{ waitingRoom, passcode: 'off', earlyEntry: 'zoom' },
    });
  await choose('on');
  assert.equal(await house.sessions.followSettings(house.ada.account.id), 1);
  await house.settle();
  const after = (await session.shown())?.session.meeting;
  assert.deepEqual(after?.settings, {
    asked: { waitingRoom: true, passcode: true },
    real: { waitingRoom: true, passcode: true, earlyEntry: false },
  });
  assert.deepEqual([after?.status, after?.joinUrl], ['in-step', before?.joinUrl]);
  assert.equal(await house.sessions.followSettings(house.ada.account.id), 0, 'once is enough');
});

test('choices that come and go while Zoom takes no changes are not sent at all', async () => {
  await using house = await openHouse();
  const session = await bookOnZoom(house);
  await house.settle();
  house.sandbox.control.addFault({ kind: 'cut', path: '/v2' });
  for (const waitingRoom of ['on', 'off'] as const) {
    await house.accounts.setMeetings(house.ada.account.id, {
      ...{ waitingRoom, passcode: 'on', earlyEntry: 'zoom' },
    });
    assert.equal(await house.sessions.followSettings(house.ada.account.id), 1);
    await house.settle();
  }
  house.sandbox.control.clearFaults();
  const calls = () => house.sandbox.control.state().calls.filter((call) => call.method === 'PATCH');
  const before = calls().length;
  house.clock.advance({ minutes: 6 });
  await house.settle();
  assert.equal((await session.shown())?.session.meeting?.status, 'in-step');
  assert.equal(calls().length, before);
});

test('a setting that the Zoom account holds fast is told as it really is, and not asked for again and again', async () => {
  await using house = await openHouse();
  const { control } = house.sandbox;
  control.lockAccount(zoe, { waiting_room: true });
  await house.accounts.setMeetings(house.ada.account.id, {
    ...{ waitingRoom: 'off', passcode: 'on', earlyEntry: 'zoom' },
  });
  const session = await bookOnZoom(house);
  await house.settle();
  const { status, settings } = (await session.shown())?.session.meeting ?? {};
  assert.deepEqual(
    [status, settings?.asked.waitingRoom, settings?.real?.waitingRoom],
    [...['in-step', false, true]],
  );
  assert.equal(await house.sessions.followSettings(house.ada.account.id), 0);
});
