import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tom, openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const ELEVEN = '2027-01-12T10:00:00Z';

/** A session of Ada's with its meeting at Zoom, and hands to look at both. */
async function withSession(house: House, person = zoe) {
  await house.connect(house.ada, person);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), TUESDAY_TEN);
  assert.ok(booked.ok);
  await house.settle();
  const { token, sessionId } = booked.booking;
  const accountId = house.ada.account.id;
  const numberOf = () => Number(house.meetings()[0]?.id);
  return {
    ...{ accountId, sessionId, token, id: numberOf() },
    meeting: async () => (await house.sessions.find(token))?.meeting,
    join: async () => (await house.sessions.find(token))?.join,
    story: async () => {
      const shown = await house.sessions.show(accountId, sessionId);
      return (shown?.happenings ?? [])
        .filter(({ kind }) => !kind.startsWith('mail-'))
        .map(({ kind, facts }) => `${kind} ${String(facts['code'] ?? '')}`.trim());
    },
    resolve: async (remedy: 'put-back' | 'built-in') => {
      const answer = await house.conferencing.resolveDrift(accountId, sessionId, remedy);
      await house.settle();
      return answer;
    },
  };
}

async function hostMoves(house: House, id: number, start: string): Promise<void> {
  house.sandbox.control.changeMeeting(id, { start_time: start });
  await house.settle();
}

async function hostDeletes(house: House, id: number): Promise<void> {
  house.sandbox.control.deleteMeeting(id);
  await house.settle();
}

test('our own changes come back as events and change nothing', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  const moved = await house.sessions.move(session.token, Temporal.Instant.from(ELEVEN), 'guest');
  assert.ok(moved.ok);
  await house.settle();
  const told = house.sandbox.control
    .state()
    .deliveries.filter(
      ({ event, body }) => event === 'meeting.updated' && body.includes(`${session.id}`),
    );
  assert.deepEqual(
    told.map((each) => each.outcome),
    ['delivered'],
  );
  assert.equal((await session.meeting())?.status, 'in-step');
  assert.equal(
    (await session.story()).filter((line) => line.startsWith('meeting-needs-host')).length,
    0,
  );
});

test('a meeting the host moved in Zoom shows on the session, with Zoom’s time, and is not fought over', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostMoves(house, session.id, ELEVEN);
  const meeting = await session.meeting();
  assert.deepEqual([meeting?.status, meeting?.reason?.code], ['needs-host', 'changed-in-zoom']);
  assert.equal(meeting?.theirStart?.toString(), ELEVEN);
  assert.equal(house.meetings()[0]?.start, ELEVEN);
  assert.equal((await session.join())?.ready, true);
  assert.equal((await session.story()).at(-1), 'meeting-needs-host changed-in-zoom');
});

test('further events about the same change are not told again', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostMoves(house, session.id, ELEVEN);
  await hostMoves(house, session.id, '2027-01-12T10:30:00Z');
  const needing = (await session.story()).filter((line) => line.startsWith('meeting-needs-host'));
  assert.equal(needing.length, 1);
  assert.equal((await session.meeting())?.theirStart?.toString(), '2027-01-12T10:30:00Z');
});

test('“Put ours back” gives the meeting the session’s time again', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostMoves(house, session.id, ELEVEN);
  assert.deepEqual(await session.resolve('put-back'), { ok: true });
  assert.deepEqual(
    house.meetings().map(({ id, start }) => [id, start]),
    [[session.id, TUESDAY_TEN]],
  );
  assert.equal((await session.meeting())?.status, 'in-step');
  assert.deepEqual(await session.resolve('put-back'), { ok: false, reason: 'in-order' });
});

test('taking Zoom’s time moves the session to where the meeting is, and the guest is told', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostMoves(house, session.id, ELEVEN);
  const theirs = (await session.meeting())?.theirStart;
  assert.ok(theirs);
  house.mails.length = 0;
  assert.ok((await house.sessions.moveSession(session.accountId, session.sessionId, theirs)).ok);
  await house.settle();
  assert.equal((await session.meeting())?.status, 'in-step');
  assert.deepEqual(
    house.meetings().map(({ id, start }) => [id, start]),
    [[session.id, ELEVEN]],
  );
  assert.ok(house.mails.some((mail) => mail.to === 'grace@example.org'));
});

test('a host who moves the meeting back in Zoom has solved it', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostMoves(house, session.id, ELEVEN);
  await hostMoves(house, session.id, TUESDAY_TEN);
  assert.equal((await session.meeting())?.status, 'in-step');
});

test('another title or passcode is the host’s own business, and the guest’s link follows', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  const before = (await session.join())?.url;
  house.sandbox.control.changeMeeting(session.id, {
    topic: 'A title of mine',
    password: 'Another1',
  });
  await house.settle();
  assert.equal((await session.meeting())?.status, 'in-step');
  const after = (await session.join())?.url;
  assert.notEqual(after, before);
  assert.equal(after, house.meetings()[0]?.joinUrl);
});

test('a meeting the host deleted in Zoom is said to be gone, and no guest is sent to it', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostDeletes(house, session.id);
  const meeting = await session.meeting();
  assert.deepEqual([meeting?.status, meeting?.reason?.code], ['needs-host', 'gone-in-zoom']);
  assert.equal((await session.join())?.ready, false);
  assert.deepEqual(house.meetings(), []);
});

test('“Put ours back” makes a deleted meeting anew behind the same link', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostDeletes(house, session.id);
  await session.resolve('put-back');
  const [meeting, ...more] = house.meetings();
  assert.equal(more.length, 0);
  assert.notEqual(meeting?.id, session.id);
  assert.equal((await session.join())?.url, meeting?.joinUrl);
  assert.equal((await session.meeting())?.status, 'in-step');
});

test('a meeting brought back in Zoom is the session’s again', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostDeletes(house, session.id);
  house.sandbox.control.recoverMeeting(session.id);
  await house.settle();
  assert.equal((await session.meeting())?.status, 'in-step');
  assert.equal((await session.join())?.ready, true);
});

test('“Move to a built-in call” leaves nothing in Zoom and tells the guest', async () => {
  for (const change of [hostMoves, hostDeletes]) {
    await using house = await openHouse({ webhooks: 'on' });
    const session = await withSession(house);
    await change(house, session.id, ELEVEN);
    house.mails.length = 0;
    await session.resolve('built-in');
    assert.deepEqual(house.meetings(), []);
    assert.deepEqual((await session.join())?.kind, 'call');
    assert.deepEqual(house.mails.map((mail) => mail.to).toSorted(), [
      'ada@example.org',
      'grace@example.org',
    ]);
  }
});

test('nobody decided about a deleted meeting: shortly before the start it is a built-in call', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostDeletes(house, session.id);
  house.clock.set('2027-01-12T08:50:00Z');
  await house.settle();
  assert.deepEqual([(await session.join())?.kind, (await session.join())?.ready], ['call', true]);
});

test('a change that Zoom does not tell of, as with a Basic host, is found in the hour before the start', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house, tom);
  await hostDeletes(house, session.id);
  await house.sweep();
  await house.settle();
  assert.equal((await session.meeting())?.status, 'in-step');
  house.clock.set('2027-01-12T08:00:00Z');
  await house.sweep();
  await house.settle();
  assert.equal((await session.meeting())?.reason?.code, 'gone-in-zoom');
});

test('before the start a meeting is looked at once, not every minute', async () => {
  await using house = await openHouse();
  const session = await withSession(house);
  const looks = () => {
    const { calls } = house.sandbox.control.state();
    return calls.filter(({ method, path }) => method === 'GET' && path.endsWith(`/${session.id}`))
      .length;
  };
  const before = looks();
  for (const minute of ['08:00', '08:01', '08:30']) {
    house.clock.set(`2027-01-12T${minute}:00Z`);
    await house.sweep();
    await house.settle();
  }
  assert.equal(looks() - before, 1);
});

test('only a clear “does not exist” counts as gone', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  house.sandbox.control.addFault({ kind: 'error', method: 'GET', path: '/v2/meetings', times: 1 });
  await hostMoves(house, session.id, ELEVEN);
  assert.deepEqual(
    [(await session.meeting())?.status, (await session.join())?.ready],
    ['waiting', true],
  );
  house.clock.advance({ seconds: 30 });
  await house.settle();
  assert.equal((await session.meeting())?.reason?.code, 'changed-in-zoom');
});

test('a guest who moves the session settles a change made in Zoom', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostDeletes(house, session.id);
  const moved = await house.sessions.move(
    session.token,
    Temporal.Instant.from('2027-01-13T09:00:00Z'),
    'guest',
  );
  assert.ok(moved.ok);
  await house.settle();
  assert.deepEqual(
    house.meetings().map(({ start }) => start),
    ['2027-01-13T09:00:00Z'],
  );
  assert.equal((await session.meeting())?.status, 'in-step');
});

test('a session cancelled after its meeting was deleted in Zoom asks nothing of anybody', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const session = await withSession(house);
  await hostDeletes(house, session.id);
  await house.sessions.cancel(session.token, '', 'guest');
  await house.settle();
  const [row] = await house.db.selectFrom('observed_meeting').selectAll().execute();
  assert.deepEqual([row?.outcome, row?.meeting_id], ['settled', null]);
});
