import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, randomIds } from '#base';
import { createZoom, reseal } from '#zoom';
import { openHouse, SANDBOX_URL, tom, zoe, type House } from '#test/house';
import { openAccount } from '#test/cast';

/** The key of every test house. */
const OLD = 'a key for tests that is long enough';
const NEW = 'another key for tests, long enough too';
const ines = { name: 'Ines Faro', email: 'ines@example.org', zone: 'Europe/Lisbon' };

test('after rotation every token opens with the new key alone, and Zoom is still reached', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  const result = await reseal(house.db, [NEW, OLD]);
  assert.deepEqual(result, { renewed: 2, already: 0, unopened: 0, left: 0 });
  assert.equal(await zoomWith(house, NEW).hasEnded(grantId, undefined), false);
});

test('whoever has only the old key cannot open what was sealed anew', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  await reseal(house.db, [NEW, OLD]);
  await assert.rejects(zoomWith(house, OLD).hasEnded(grantId, undefined), /SECRET_KEY/);
});

test('rotation can be repeated, and goes on where it was cut short', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  await reseal(house.db, [NEW, OLD]);
  const before = await row(house);
  await house.connect(await openAccount(house, ines), tom);
  const result = await reseal(house.db, [NEW, OLD]);
  assert.deepEqual(result, { renewed: 2, already: 2, unopened: 0, left: 0 });
  assert.deepEqual(await row(house), before);
});

test('an authorization under way is finished after the key was changed', async () => {
  await using house = await openHouse();
  const loginId = await signedIn(house);
  const there = await house.zoom.beginAuthorization(house.ada.account.id, loginId);
  assert.equal((await reseal(house.db, [NEW, OLD])).renewed, 1);
  const form = new URLSearchParams([...there.searchParams, ['person', zoe], ['decision', 'allow']]);
  const consent = await house.sandbox.app.request('/oauth/authorize', {
    method: 'POST',
    body: form,
  });
  const callback = new URL(consent.headers.get('location') ?? '');
  const finished = await zoomWith(house, NEW).finishAuthorization(callback, loginId);
  assert.equal(finished.ok, true);
});

test('what no key opens is counted, left alone and told', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const before = await row(house);
  const result = await reseal(house.db, [NEW]);
  assert.deepEqual(result, { renewed: 0, already: 0, unopened: 2, left: 2 });
  assert.deepEqual(await row(house), before);
});

function row(house: House) {
  return house.db
    .selectFrom('zoom_grant')
    .innerJoin('connection', 'connection.grant_id', 'zoom_grant.id')
    .select(['access_token', 'refresh_token'])
    .where('connection.account_id', '=', house.ada.account.id)
    .executeTakeFirstOrThrow();
}

/** The same Zoom, spoken to by a process with another key. */
function zoomWith({ db, clock, sandbox }: House, secretKey: string) {
  return createZoom({
    ...{ db, clock, ids: randomIds, log: createLog('silent'), fetch: sandbox.fetch, secretKey },
    ...{ clientId: 'parley', clientSecret: 'parley-secret' },
    redirectUri: 'https://book.example.org/zoom/callback',
    ...{ oauthUrl: SANDBOX_URL, apiUrl: SANDBOX_URL },
  });
}

async function signedIn({ db, ids, ada }: House): Promise<string> {
  const id = ids.id();
  const expires = Temporal.Instant.from('2099-01-01T00:00:00Z');
  const login = { id, person_id: ada.personId, token: ids.token(), expires_at: expires };
  await db
    .insertInto('login')
    .values(login as never)
    .execute();
  return id;
}
