/** Every letter says what is so in the moment it goes out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { Failure } from '#base';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const FRIDAY_TEN = '2027-01-15T09:00:00Z';

const PLACES = {
  'built-in': { guest: 'A video call in your browser.', host: 'A video call in the browser.' },
  zoom: { guest: 'A Zoom meeting. Your link', host: 'A Zoom meeting. Start it' },
};
const SUBJECTS: Record<string, { guest: RegExp; host: RegExp }> = {
  booked: { guest: /^Introductory session with Ada Berger/, host: /^Grace Hill booked/ },
  moved: { guest: /^Moved:/, host: /^Moved:/ },
  'place-changed': { guest: /^New place:/, host: /^New place:/ },
  cancelled: { guest: /^Cancelled:/, host: /^Cancelled:/ },
};

/** The letters of one deed, one to each, against the booking as it is now. */
async function readLetters(house: House, token: string, about: keyof typeof SUBJECTS) {
  await house.settle();
  const booking = (await house.sessions.find(token)) ?? assert.fail('no booking');
  const letters = house.mails.splice(0);
  assert.deepEqual(letters.map(({ to }) => to).toSorted(), [
    'ada@example.org',
    'grace@example.org',
  ]);
  const events = letters.map(({ calendar }) => eventOf(calendar?.content ?? ''));
  assert.deepEqual(events[0], events[1]);
  for (const letter of letters) {
    const reader = letter.to === 'grace@example.org' ? 'guest' : 'host';
    const zone = reader === 'guest' ? 'America/New_York' : 'Europe/Berlin';
    const start = booking.start.toZonedDateTimeISO(zone).toPlainTime();
    const link = reader === 'guest' ? booking.url : `/sessions/${booking.sessionId}`;
    assert.match(letter.subject, SUBJECTS[about]?.[reader] ?? /^$/);
    assert.ok(letter.text.includes(link), `${letter.subject}: no way to ${link}`);
    const says = `${start.toString({ smallestUnit: 'minute' })} to `;
    assert.ok(letter.text.includes(says), `${letter.subject}: not at ${says}`);
    assert.equal(booking.status === 'cancelled', about === 'cancelled');
    assert.equal(letter.calendar?.method, about === 'cancelled' ? 'CANCEL' : 'REQUEST');
    const place = PLACES[booking.place === 'zoom' ? 'zoom' : 'built-in'][reader];
    if (about !== 'cancelled') assert.ok(letter.text.includes(place), letter.text);
  }
  return events[0] ?? assert.fail('no calendar file');
}

/** What a calendar tells one entry, and one state of it, from another by. */
function eventOf(content: string) {
  const event = new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent('vevent');
  return {
    uid: String(event?.getFirstPropertyValue('uid')),
    sequence: Number(event?.getFirstPropertyValue('sequence')),
  };
}

test('from booking to cancelling every letter agrees with the session', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const booked = await house.book(await house.refreshed(house.ada), TUESDAY_TEN);
  assert.ok(booked.ok);
  const { token, sessionId } = booked.booking;
  const accountId = house.ada.account.id;
  const events: Awaited<ReturnType<typeof readLetters>>[] = [];
  const read = async (...letters: Parameters<typeof readLetters>) =>
    events.push(await readLetters(...letters));
  await read(house, token, 'booked');
  await house.sessions.holdIn(accountId, sessionId, 'zoom');
  await read(house, token, 'place-changed');
  await house.sessions.move(token, Temporal.Instant.from(FRIDAY_TEN), 'guest');
  await read(house, token, 'moved');
  await house.sessions.holdIn(accountId, sessionId, 'built-in');
  await read(house, token, 'place-changed');
  await house.sessions.moveSession(accountId, sessionId, Temporal.Instant.from(TUESDAY_TEN));
  await read(house, token, 'moved');
  await house.sessions.cancel(token, 'a cold', 'guest');
  await read(house, token, 'cancelled');
  // One entry in every calendar, and each letter newer than the one before.
  assert.equal(new Set(events.map(({ uid }) => uid)).size, 1);
  const sequences = events.map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    [...new Set(sequences)].toSorted((a, b) => a - b),
  );
});

async function withLostGrant(house: House, start = FRIDAY_TEN) {
  const grantId = await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const ada = await house.refreshed(house.ada, { noticeMinutes: 0 });
  const booked = await house.book(ada, start);
  assert.ok(booked.ok);
  await house.settle();
  house.mails.length = 0;
  house.sandbox.control.killGrant(zoe);
  await assert.rejects(house.zoom.read(grantId, '81234567890'), { code: 'grant-lost' });
  return { ada, token: booked.booking.token };
}

async function minuteAt(house: House, time: string) {
  house.clock.set(time);
  await house.sweep();
  await house.settle();
  return house.mails.splice(0).filter(({ subject }) => subject.startsWith('Action required'));
}

test('“Action required” names account and sessions, and its one button leads to Reconnect', async () => {
  await using house = await openHouse();
  await withLostGrant(house);
  const [letter, ...more] = await minuteAt(house, '2027-01-11T09:00:00Z');
  assert.deepEqual([letter?.to, more], ['ada@example.org', []]);
  assert.equal(letter?.subject, 'Action required: Zoom for Ada Berger, 1 session at risk');
  assert.match(letter.text, /15 January 2027, 10:00, Berlin \(UTC\+1\): Introductory session/);
  assert.match(
    letter.text,
    /^Reconnect Zoom:\nhttps:\/\/book\.example\.org\/scheduling\/conferencing\?account=ada-berger$/m,
  );
});

test('it is repeated the day before the next session and once shortly before, and not in between', async () => {
  await using house = await openHouse();
  await withLostGrant(house);
  const asked = [];
  for (const time of [
    '2027-01-11T09:00:00Z',
    '2027-01-13T09:00:00Z',
    '2027-01-14T08:59:00Z',
    '2027-01-14T09:00:00Z',
    '2027-01-14T20:00:00Z',
    '2027-01-15T06:59:00Z',
    '2027-01-15T07:00:00Z',
    '2027-01-15T08:30:00Z',
  ]) {
    const [letter] = await minuteAt(house, time);
    if (letter) asked.push([time, /still needs a hand/.test(letter.text)]);
  }
  assert.deepEqual(asked, [
    ['2027-01-11T09:00:00Z', false],
    ['2027-01-14T09:00:00Z', true],
    ['2027-01-15T07:00:00Z', true],
  ]);
});

test('whoever reconnects is asked no more, not even by a letter already written', async () => {
  await using house = await openHouse();
  const { ada } = await withLostGrant(house);
  await house.sweep();
  await house.connect(ada, zoe);
  assert.deepEqual(await minuteAt(house, '2027-01-11T09:00:00Z'), []);
  assert.deepEqual(await minuteAt(house, '2027-01-14T09:00:00Z'), []);
});

test('a letter the post office never takes is told to the host with its address, until one arrives', async () => {
  let refuses = true;
  await using house = await openHouse({
    post({ to }) {
      if (refuses && to === 'grace@example.org')
        throw new Failure('mail-refused', { retry: 'never' });
    },
  });
  const booked = await house.book(await house.refreshed(house.ada), TUESDAY_TEN);
  assert.ok(booked.ok);
  await house.settle();
  const read = async () => {
    const shown = await house.sessions.show(house.ada.account.id, booked.booking.sessionId);
    const told = shown?.happenings.filter(({ kind }) => kind.startsWith('mail')) ?? [];
    return {
      lost: shown?.session.undelivered.map(({ recipient }) => recipient),
      story: told.map(({ kind, facts }) => `${kind} ${String(facts['recipient'])}`).toSorted(),
    };
  };
  assert.deepEqual(await read(), {
    lost: ['grace@example.org'],
    story: ['mail-failed grace@example.org', 'mail-sent ada@example.org'],
  });
  refuses = false;
  house.clock.advance({ minutes: 1 });
  await house.sessions.move(booked.booking.token, Temporal.Instant.from(FRIDAY_TEN), 'guest');
  await house.settle();
  assert.deepEqual((await read()).lost, []);
});

test('a letter that was tried to the end counts as not delivered, one that arrived does not', async () => {
  await using house = await openHouse();
  const booked = await house.book(await house.refreshed(house.ada), TUESDAY_TEN);
  assert.ok(booked.ok);
  const written = await house.db.selectFrom('notice').select(['id', 'recipient']).execute();
  const toGuest = written.find(({ recipient }) => recipient === 'grace@example.org');
  await house.notices.giveUp(toGuest?.id ?? '');
  await house.settle();
  for (const { id } of written) await house.notices.giveUp(id);
  const shown = await house.sessions.show(house.ada.account.id, booked.booking.sessionId);
  assert.deepEqual(
    shown?.session.undelivered.map(({ recipient }) => recipient),
    ['grace@example.org'],
  );
});
