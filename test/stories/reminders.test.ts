/** Guests are reminded a day and an hour before, of what is so in that moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '#base';
import { openHouse, zoe, type House } from '#test/house';
import { guestStory } from '../../web/words/happenings.ts';
import { hostStory } from '../../web/words/host-story.ts';

/** The clock begins on Monday, 11 January 2027, 10:10 in Berlin; Grace lives in New York. */
const FRIDAY_TEN = '2027-01-15T09:00:00Z';
const DAY_BEFORE = '2027-01-14T09:00:00Z';
const HOUR_BEFORE = '2027-01-15T08:00:00Z';
const TOMORROW = 'Tomorrow: Introductory session with Ada Berger, Fri 15 Jan, 04:00';
const IN_ONE_HOUR = 'In one hour: Introductory session with Ada Berger, Fri 15 Jan, 04:00';

async function booked(house: House, start = FRIDAY_TEN) {
  const answer = await house.book(await house.refreshed(house.ada, { noticeMinutes: 0 }), start);
  assert.ok(answer.ok);
  await house.settle();
  house.mails.length = 0;
  return answer.booking;
}

/** The letters of the minute at that time. */
async function lettersAt(house: House, time: string) {
  house.clock.set(time);
  await house.sweep();
  await house.settle();
  return house.mails.splice(0);
}

async function subjectsAt(house: House, ...times: string[]) {
  const subjects = [];
  for (const time of times)
    subjects.push(...(await lettersAt(house, time)).map(({ subject }) => subject));
  return subjects;
}

test('a guest is reminded a day and an hour before, once each, and the host is not', async () => {
  await using house = await openHouse();
  const { url } = await booked(house);
  assert.deepEqual(await lettersAt(house, '2027-01-14T08:59:00Z'), []);
  const [dayBefore, ...others] = await lettersAt(house, DAY_BEFORE);
  assert.deepEqual(
    [dayBefore?.to, dayBefore?.subject, others],
    ['grace@example.org', TOMORROW, []],
  );
  assert.equal(dayBefore?.text.split('\n')[3], url);
  assert.match(
    dayBefore?.text ?? '',
    /^When: Friday, 15 January 2027, 04:00 to 04:30, New York \(UTC−5\)$/m,
  );
  assert.match(dayBefore?.text ?? '', /^Where: A video call in your browser\./m);
  assert.equal(dayBefore?.calendar, undefined);
  assert.deepEqual(
    await subjectsAt(house, '2027-01-14T09:01:00Z', '2027-01-15T07:59:00Z', HOUR_BEFORE),
    [IN_ONE_HOUR],
  );
  assert.deepEqual(await subjectsAt(house, '2027-01-15T08:01:00Z', FRIDAY_TEN), []);
});

test('whoever books shortly before is reminded of nothing they have just read', async () => {
  for (const [ahead, subjects] of [
    [{ hours: 24, minutes: 29 }, [IN_ONE_HOUR]],
    [{ hours: 24, minutes: 30 }, [TOMORROW, IN_ONE_HOUR]],
    [{ hours: 3 }, [IN_ONE_HOUR]],
    [{ minutes: 90 }, [IN_ONE_HOUR]],
    [{ minutes: 89 }, []],
  ] as const) {
    await using house = await openHouse();
    house.clock.set(Temporal.Instant.from(FRIDAY_TEN).subtract(ahead).toString());
    await booked(house);
    const times = [DAY_BEFORE, HOUR_BEFORE].filter((time) => time > house.clock.now().toString());
    assert.deepEqual(await subjectsAt(house, ...times), subjects, JSON.stringify(ahead));
  }
});

test('a cancelled session is not reminded of', async () => {
  await using house = await openHouse();
  const { token } = await booked(house);
  await house.sessions.cancel(token, '', 'guest');
  await house.settle();
  house.mails.length = 0;
  assert.deepEqual(await subjectsAt(house, DAY_BEFORE, HOUR_BEFORE), []);
  const waiting = house.db.selectFrom('booking').where('remind_at', 'is not', null);
  assert.deepEqual(await waiting.selectAll().execute(), []);
});

test('a session that moves is reminded of anew, earlier or later, whoever moves it', async () => {
  await using house = await openHouse();
  const { token, sessionId } = await booked(house);
  await house.sessions.move(token, Temporal.Instant.from('2027-01-13T09:00:00Z'), 'guest');
  await house.settle();
  house.mails.length = 0;
  assert.deepEqual(await subjectsAt(house, '2027-01-12T09:00:00Z'), [
    'Tomorrow: Introductory session with Ada Berger, Wed 13 Jan, 04:00',
  ]);
  const to = Temporal.Instant.from(FRIDAY_TEN);
  await house.sessions.moveSession(house.ada.account.id, sessionId, to);
  await house.settle();
  house.mails.length = 0;
  const times = ['2027-01-13T08:00:00Z', DAY_BEFORE, HOUR_BEFORE];
  assert.deepEqual(await subjectsAt(house, ...times), [TOMORROW, IN_ONE_HOUR]);
});

test('in a group each is reminded for themselves, also who changed to another day', async () => {
  await using house = await openHouse();
  const group = await house.refreshed(house.ada, { capacity: 3, noticeMinutes: 0 });
  const book = async (name: string) => {
    const answer = await house.sessions.book(group.account, group.service, {
      start: Temporal.Instant.from(FRIDAY_TEN),
      guest: { name, email: `${name}@example.org`, zone: 'Europe/Berlin' },
      note: '',
    });
    assert.ok(answer.ok);
    return answer.booking.token;
  };
  await book('grace');
  const moss = await book('moss');
  await house.sessions.move(moss, Temporal.Instant.from('2027-01-13T09:00:00Z'), 'guest');
  await house.settle();
  house.mails.length = 0;
  const remindedAt = async (time: string) =>
    (await lettersAt(house, time)).map(({ to }) => to).toSorted();
  assert.deepEqual(await remindedAt('2027-01-12T09:00:00Z'), ['moss@example.org']);
  assert.deepEqual(await remindedAt('2027-01-13T08:00:00Z'), ['moss@example.org']);
  house.clock.set('2027-01-14T12:00:00Z');
  await book('linus');
  await house.settle();
  house.mails.length = 0;
  assert.deepEqual(await remindedAt('2027-01-14T12:01:00Z'), ['grace@example.org']);
  assert.deepEqual(await remindedAt(HOUR_BEFORE), ['grace@example.org', 'linus@example.org']);
});

test('a reminder names the place as it is in that moment', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const { sessionId } = await booked(house);
  const [before] = await lettersAt(house, DAY_BEFORE);
  assert.match(before?.text ?? '', /^Where: A video call in your browser\./m);
  await house.sessions.holdIn(house.ada.account.id, sessionId, 'zoom');
  await house.settle();
  house.mails.length = 0;
  const [after] = await lettersAt(house, HOUR_BEFORE);
  assert.match(after?.text ?? '', /^Where: A Zoom meeting\. Your link always leads there\.$/m);
});

test('after an outage a reminder comes late while it is of use, and else not at all', async () => {
  for (const [back, subjects] of [
    ['2027-01-14T21:00:00Z', [TOMORROW, IN_ONE_HOUR]],
    ['2027-01-14T21:01:00Z', [IN_ONE_HOUR]],
    [
      '2027-01-15T08:21:00Z',
      ['In 35 minutes: Introductory session with Ada Berger, Fri 15 Jan, 04:00'],
    ],
    ['2027-01-15T08:46:00Z', []],
    ['2027-01-15T09:30:00Z', []],
  ] as const) {
    await using house = await openHouse();
    await booked(house);
    const times = [back, HOUR_BEFORE].filter((time) => time >= back);
    assert.deepEqual(await subjectsAt(house, ...times), subjects, back);
  }
});

test('two processes that look at once remind once', async () => {
  await using house = await openHouse();
  await booked(house);
  house.clock.set(DAY_BEFORE);
  await Promise.all([house.sessions.remind(), house.sessions.remind()]);
  await house.settle();
  assert.deepEqual(
    house.mails.map(({ subject }) => subject),
    [TOMORROW],
  );
});

test('a reminder that no post office took in time is not sent any more, nor one that a change has made wrong', async () => {
  let isDown = true;
  await using house = await openHouse({
    post() {
      if (isDown) throw new Failure('mail-unreachable', { retry: 'soon' });
    },
  });
  isDown = false;
  const { token } = await booked(house);
  isDown = true;
  const late = async (from: string, until: string) => {
    isDown = true;
    house.clock.set(from);
    await house.sweep();
    await assert.rejects(house.settle(), { code: 'mail-unreachable' });
    isDown = false;
    house.clock.set(until);
    await house.settle();
    return house.mails.splice(0).map(({ subject }) => subject);
  };
  assert.deepEqual(await late(DAY_BEFORE, '2027-01-14T21:01:00Z'), []);
  assert.deepEqual(await late(HOUR_BEFORE, '2027-01-15T08:12:00Z'), [
    'In 45 minutes: Introductory session with Ada Berger, Fri 15 Jan, 04:00',
  ]);
  await house.sessions.move(token, Temporal.Instant.from('2027-01-20T09:00:00Z'), 'guest');
  await house.settle();
  house.clock.set('2027-01-19T09:00:00Z');
  await house.sweep();
  await house.sessions.cancel(token, '', 'guest');
  house.mails.length = 0;
  await house.settle();
  assert.deepEqual(
    house.mails.filter(({ to }) => to === 'grace@example.org').map(({ subject }) => subject),
    ['Cancelled: Introductory session with Ada Berger, Wed 20 Jan, 04:00'],
  );
});

test('a letter that waited is not held for overtaken by a reminder: its calendar file is still wanted', async () => {
  let refuses = true;
  await using house = await openHouse({
    post({ subject }) {
      if (refuses && subject.startsWith('Introductory'))
        throw new Failure('mail-unreachable', { retry: 'soon' });
    },
  });
  const answer = await house.book(await house.refreshed(house.ada), FRIDAY_TEN);
  assert.ok(answer.ok);
  await assert.rejects(house.settle());
  house.clock.set(DAY_BEFORE);
  await house.sweep();
  await assert.rejects(house.settle());
  refuses = false;
  await house.settle();
  const toGrace = house.mails.filter(({ to }) => to === 'grace@example.org');
  assert.deepEqual(
    toGrace.map(({ subject, calendar }) => [subject, calendar?.method]),
    [
      [TOMORROW, undefined],
      ['Introductory session with Ada Berger, Fri 15 Jan, 04:00', 'REQUEST'],
    ],
  );
});

test('host and guest read in the story that a reminder went out', async () => {
  await using house = await openHouse();
  const booking = await booked(house);
  await lettersAt(house, DAY_BEFORE);
  const now = house.clock.now();
  const shown = await house.sessions.show(house.ada.account.id, booking.sessionId);
  const host = hostStory(shown?.happenings ?? [], { zone: 'Europe/Berlin', now });
  assert.equal(
    host.at(-1)?.words,
    'A reminder, a day before the start, went to grace@example.org.',
  );
  const happenings = await house.sessions.happenings(booking);
  const reading = { guestEmail: booking.guest.email, host: 'Ada Berger', zone: 'UTC', now };
  assert.equal(
    guestStory(happenings, reading).at(-1)?.words,
    'We sent a reminder to grace@example.org.',
  );
  assert.doesNotMatch(JSON.stringify(happenings), /ada@example\.org/);
});
