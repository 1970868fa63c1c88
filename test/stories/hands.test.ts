/** What only a host can mend is told to the host by mail, once, and only while it is so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const ELEVEN = '2027-01-12T10:00:00Z';

async function onZoom(house: House, ...starts: string[]) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const hosting = await house.refreshed(house.ada);
  const bookings = [];
  for (const start of starts) {
    const booked = await house.book(hosting, start);
    assert.ok(booked.ok, JSON.stringify(booked));
    bookings.push(booked.booking);
  }
  await house.settle();
  house.mails.length = 0;
  return bookings;
}

/** The letters of the next minutes. */
async function asked(house: House, minutes = 2) {
  for (let minute = 0; minute < minutes; minute += 1) {
    house.clock.advance({ minutes: 1 });
    await house.sweep();
    await house.settle();
  }
  return house.mails.splice(0).filter(({ subject }) => subject.startsWith('Action required'));
}

const refuse = (house: House, method: 'POST' | 'PATCH' | 'DELETE', refusal = 'invalid') =>
  house.sandbox.control.addFault({
    kind: 'refuse',
    refusal: refusal as 'invalid',
    method,
    path: method === 'POST' ? '/v2/users/me/meetings' : '/v2/meetings',
  });

test('a host whose meeting got another time in Zoom is written to once, with a way to the session', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const [booking] = await onZoom(house, TUESDAY_TEN);
  house.sandbox.control.changeMeeting(house.meetings()[0]!.id, { start_time: ELEVEN });
  await house.settle();
  const [letter, ...more] = await asked(house);
  assert.deepEqual([letter?.to, more], ['ada@example.org', []]);
  assert.equal(letter?.subject, 'Action required: Zoom and your session on Tue 12 Jan, 10:00');
  assert.match(letter.text, /got another time/);
  const link = `https://book.example.org/sessions/${booking?.sessionId}`;
  assert.ok(letter.text.includes(`Open the session:\n${link}\n`), letter.text);
  assert.deepEqual(await asked(house, 40), []);
});

test('a change that Zoom refuses is told to the host, and trying it again is not', async () => {
  await using house = await openHouse();
  const [booking] = await onZoom(house, TUESDAY_TEN);
  refuse(house, 'PATCH');
  assert.ok((await house.sessions.move(booking!.token, Temporal.Instant.from(ELEVEN), 'guest')).ok);
  await house.settle();
  const [letter, ...more] = await asked(house);
  assert.match(letter?.text ?? '', /Zoom refused what Parley asked for the meeting/);
  assert.deepEqual(more, []);
  await house.conferencing.test(house.ada.account.id);
  assert.deepEqual(await asked(house), []);
});

test('a meeting that cannot be removed is told to the host, who finds it on both pages with the reason', async () => {
  await using house = await openHouse();
  const [booking] = await onZoom(house, TUESDAY_TEN);
  refuse(house, 'DELETE');
  await house.sessions.cancel(booking!.token, '', 'guest');
  await house.settle();
  const [letter, ...more] = await asked(house);
  assert.match(letter?.text ?? '', /Parley could not remove the meeting/);
  assert.deepEqual(more, []);
  const { id } = house.ada.account;
  const shown = await house.sessions.show(id, booking!.sessionId);
  assert.deepEqual(
    [shown?.session.meeting, shown?.session.removal?.status, shown?.session.removal?.reason?.code],
    [undefined, 'needs-host', 'refused'],
  );
  const report = await house.conferencing.connectionReport(id);
  assert.deepEqual(
    report?.waits.map(({ sessionId, leaves }) => [sessionId, leaves]),
    [[booking!.sessionId, true]],
  );
});

test('a licence withdrawn is one letter with all its sessions', async () => {
  await using house = await openHouse();
  refuse(house, 'POST', 'no licence');
  const starts = ['09', '10', '11', '12'].map((hour) => `2027-01-12T${hour}:00:00Z`);
  await onZoom(house, ...starts);
  const [letter, ...more] = await asked(house);
  assert.deepEqual(more, []);
  assert.equal(letter?.subject, 'Action required: Zoom and 4 sessions of Ada Berger');
  assert.match(letter.text, /licence/);
});

test('what is mended within the minute is not written about', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  await onZoom(house, TUESDAY_TEN);
  const { id } = house.meetings()[0]!;
  house.sandbox.control.changeMeeting(id, { start_time: ELEVEN });
  await house.settle();
  await house.sweep();
  house.sandbox.control.changeMeeting(id, { start_time: TUESDAY_TEN });
  await house.settle();
  assert.deepEqual(await asked(house), []);
});

test('a letter that waits at the post office no longer names what has been mended', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  await onZoom(house, TUESDAY_TEN, ELEVEN);
  for (const { id } of house.meetings())
    house.sandbox.control.changeMeeting(id, { start_time: '2027-01-12T13:00:00Z' });
  await house.settle();
  house.clock.advance({ minutes: 1 });
  await house.sweep();
  const [waiting] = await house.jobs.waiting('send-notice');
  assert.ok(waiting);
  const [first, second] = house.meetings();
  const numbers = await house.db
    .selectFrom('observed_meeting')
    .innerJoin('session', 'session.id', 'session_id')
    .select(['session_id', 'meeting_id', 'session.starts_at as start'])
    .execute();
  const startOf = (id = 0) =>
    numbers.find((row) => row.meeting_id === String(id))?.start.toString() ?? '';
  const mend = async (id = 0) => {
    house.sandbox.control.changeMeeting(id, { start_time: startOf(id) });
    await house.sandbox.control.settle();
    const session = numbers.find((row) => row.meeting_id === String(id));
    await house.conferencing.reconcile(session?.session_id ?? '');
  };
  await mend(first?.id);
  const notice = house.db.selectFrom('notice').select('facts').where('id', '=', waiting.noticeId);
  const left = (await notice.executeTakeFirst())?.facts['sessions'] as { start: string }[];
  assert.deepEqual(
    left.map(({ start }) => start),
    [startOf(second?.id)],
  );
  await mend(second?.id);
  assert.equal(await notice.executeTakeFirst(), undefined);
  assert.deepEqual(await asked(house), []);
});

test('when its session is over, nothing waits for anybody', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const [booking, other] = await onZoom(house, TUESDAY_TEN, ELEVEN);
  const changed = house.meetings().find(({ start }) => start === TUESDAY_TEN);
  refuse(house, 'DELETE');
  house.sandbox.control.changeMeeting(changed!.id, { start_time: '2027-01-12T13:00:00Z' });
  await house.sessions.cancel(other!.token, '', 'guest');
  await house.settle();
  const waiting = async () => {
    const row = await house.conferencing.zoomRow(house.ada.account.id);
    const report = await house.conferencing.connectionReport(house.ada.account.id);
    return [row.state === 'connected' && row.waiting, report?.waits.length];
  };
  assert.deepEqual(await waiting(), [2, 2]);
  house.clock.set('2027-01-12T10:31:00Z');
  await house.sweep();
  await house.settle();
  assert.deepEqual(await waiting(), [0, 0]);
  const rows = await house.db.selectFrom('observed_meeting').select('outcome').execute();
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['settled', 'settled'],
    `of ${booking?.sessionId}`,
  );
});

test('nor does a removal whose permission has ended', async () => {
  await using house = await openHouse();
  const [booking] = await onZoom(house, TUESDAY_TEN);
  house.sandbox.control.killGrant(zoe);
  await house.sessions.cancel(booking!.token, '', 'guest');
  await house.settle();
  const waits = async () =>
    (await house.conferencing.connectionReport(house.ada.account.id))?.waits.length;
  assert.equal(await waits(), 1);
  house.clock.set('2027-01-12T09:30:00Z');
  assert.equal(await waits(), 0);
});
