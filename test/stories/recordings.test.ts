import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FilePathSource, Input, WEBM } from 'mediabunny';
import { createLog } from '#base';
import { createRecordings } from '#recordings';
import { createCallBook } from '#sessions';
import { cut, film } from '#test/film';
import { openHouse } from '#test/house';
import { hostStory } from '../../web/words/host-story.ts';

/** Ada and Grace are in a call that is recorded; `ada` sends the parts. */
async function recorded(options: { largestBytes?: number } = {}) {
  const house = await openHouse();
  const folder = mkdtempSync(join(tmpdir(), 'parley-recordings-'));
  const { db, clock, ids, jobs, ada } = house;
  const parts = { db, clock, ids, jobs, folder, log: createLog('silent') };
  const recordings = createRecordings({ ...parts, ...options, story: createCallBook({ db }) });
  await jobs.work('finish-recording', ({ recordingId }) => recordings.finish(recordingId));
  const booked = await house.book(ada, '2027-01-12T09:00:00Z');
  assert.ok(booked.ok);
  await house.settle();
  const { sessionId } = booked.booking;
  clock.set('2027-01-12T09:01:00Z');
  const id = ids.id();
  const begin = () =>
    recordings.book.begin({ id, sessionId, accountId: ada.account.id, personId: ada.personId }, [
      { name: 'Ada', role: 'host', at: clock.now() },
      { name: 'Grace', role: 'guest', at: clock.now() },
    ]);
  assert.equal(await begin(), true);
  return {
    ...{ house, recordings, clock, folder, sessionId, id },
    send: (no: number, bytes: Uint8Array, person = ada.personId) =>
      recordings.takePart(person, id, no, bytes),
    end: () => recordings.close(ada.personId, id),
    one: async () => (await recordings.ofSession(sessionId))[0],
    mine: () => recordings.fileOf(id, { accountIds: [ada.account.id] }),
    async story() {
      const shown = await house.sessions.show(ada.account.id, sessionId);
      return hostStory(shown?.happenings ?? [], { zone: 'Europe/Berlin', now: clock.now() }).map(
        ({ words }) => words,
      );
    },
    async [Symbol.asyncDispose]() {
      await house[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

test('parts that come twice and late become one film with a length, and who agreed is told', async () => {
  await using call = await recorded();
  const [first, second, third] = cut(await film(12), 3) as [Uint8Array, Uint8Array, Uint8Array];
  assert.deepEqual(await call.send(0, first), { ok: true });
  assert.deepEqual(await call.send(2, third), { ok: true });
  assert.deepEqual(await call.send(1, second), { ok: true });
  // Its answer was lost; what comes under the same number changes nothing.
  assert.deepEqual(await call.send(1, first), { ok: true });
  call.clock.advance({ minutes: 12 });
  assert.deepEqual(await call.end(), { ok: true });
  assert.equal((await call.one())?.is, 'being-made');
  await call.house.settle();

  const one = await call.one();
  assert.equal(one?.is, 'ready');
  assert.equal(one?.bytes, first.length + second.length + third.length);
  assert.deepEqual(
    one?.consents.map(({ name, role, at }) => `${name} ${role} ${at}`),
    ['Ada host 2027-01-12T09:01:00Z', 'Grace guest 2027-01-12T09:01:00Z'],
  );
  using whole = new Input({
    source: new FilePathSource((await call.mine()) ?? ''),
    formats: [WEBM],
  });
  assert.ok(Math.abs(((await whole.getDurationFromMetadata()) ?? 0) - 12) < 0.5);
  assert.equal((await whole.getTracks()).length, 2);
  assert.deepEqual(await call.send(3, first), { ok: false, reason: 'ended' });
  const story = (await call.story()).slice(-4);
  assert.deepEqual(story, [
    'Ada agreed to be recorded.',
    'Grace agreed to be recorded.',
    'Everybody had agreed: the recording began.',
    'The recording ended after 12 minutes.',
  ]);
});

test('a browser that crashed loses what it had not sent, and no more', async () => {
  await using call = await recorded();
  const parts = cut(await film(12), 4);
  for (const [no, part] of parts.slice(0, 3).entries()) await call.send(no, part);
  await call.recordings.book.stop(call.id);
  call.clock.advance({ minutes: 4 });
  await call.recordings.sweep();
  assert.equal((await call.one())?.is, 'running');
  call.clock.advance({ minutes: 2 });
  await call.recordings.sweep();
  await call.house.settle();
  const one = await call.one();
  assert.equal(one?.is, 'ready');
  assert.ok(one && one.seconds >= 8 && one.seconds <= 9, `${one?.seconds} of 9 seconds`);
});

test('only the host’s account sees it, guests where the host lets them, and nobody else sends parts', async () => {
  await using call = await recorded();
  const { recordings, id, sessionId, house } = call;
  assert.deepEqual(await call.send(0, new Uint8Array(9), house.ids.id()), {
    ok: false,
    reason: 'not-found',
  });
  await call.send(0, await film(2));
  await call.end();
  await house.settle();
  const asGuest = () => recordings.fileOf(id, { bookedSession: sessionId });
  assert.ok(await call.mine());
  assert.equal(await recordings.fileOf(id, { accountIds: [house.ids.id()] }), undefined);
  assert.equal(await asGuest(), undefined);
  const accountId = house.ada.account.id;
  await recordings.share({ accountId: house.ids.id(), recordingId: id }, true);
  assert.equal(await asGuest(), undefined);
  await recordings.share({ accountId, recordingId: id }, true);
  assert.ok(await asGuest());
  assert.equal(await recordings.fileOf(id, { bookedSession: house.ids.id() }), undefined);
});

test('a recording that is full ends, and what came is kept', async () => {
  const whole = await film(8);
  await using call = await recorded({ largestBytes: whole.length });
  await call.send(0, whole);
  assert.deepEqual(await call.send(1, whole), { ok: false, reason: 'too-large' });
  await call.house.settle();
  assert.equal((await call.one())?.is, 'ready');
});

test('it is deleted when the account’s time for recordings is over, or by the host, files and all', async () => {
  await using call = await recorded();
  const { recordings, id, house, clock, folder } = call;
  await call.send(0, await film(2));
  await call.end();
  await house.settle();
  await house.accounts.keepRecordings(house.ada.account.id, 7);
  clock.advance({ days: 7 });
  await recordings.sweep();
  assert.ok(existsSync(join(folder, id)));
  clock.advance({ seconds: 1 });
  await house.accounts.keepRecordings(house.ada.account.id, 0);
  await recordings.sweep();
  assert.ok(existsSync(join(folder, id)), 'kept until deleted by hand');
  await house.accounts.keepRecordings(house.ada.account.id, 7);
  await recordings.sweep();
  assert.ok(!existsSync(join(folder, id)));
  assert.equal(await call.one(), undefined);
  assert.match((await call.story()).at(-1) ?? '', /^The recording was deleted: it had been kept/);
});

test('what is left of deleted accounts and broken deletions is cleared away', async () => {
  await using call = await recorded();
  const { recordings, folder, house, id } = call;
  await call.send(0, new Uint8Array(100));
  const stranger = join(folder, house.ids.id());
  mkdirSync(stranger);
  await recordings.sweep();
  assert.deepEqual([existsSync(stranger), existsSync(join(folder, id))], [false, true]);
  await house.db.deleteFrom('session').execute();
  await recordings.sweep();
  assert.ok(!existsSync(join(folder, id)));
});

test('where the parts lie on another disk nothing is given up', async () => {
  await using call = await recorded();
  await call.send(0, await film(2));
  rmSync(join(call.folder, call.id), { recursive: true });
  await call.end();
  await assert.rejects(call.recordings.finish(call.id), /not in this DATA_DIR/);
  assert.equal((await call.one())?.is, 'being-made');
});

test('a recording of which nothing readable came says so', async () => {
  await using call = await recorded();
  await call.send(0, new Uint8Array(500));
  await call.end();
  await call.house.settle();
  assert.equal((await call.one())?.is, 'empty');
  assert.equal(await call.mine(), undefined);
});
