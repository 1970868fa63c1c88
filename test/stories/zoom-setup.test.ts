import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createZoomSetup, type Check } from '#zoom';
import { openHouse, SANDBOX_URL, zoe, type House } from '#test/house';

const APP_URL = 'https://book.example.org';
const APP = {
  clientId: 'parley',
  clientSecret: 'parley-secret',
  webhookSecrets: ['the secret of these events', 'the secret before'],
  oauthUrl: SANDBOX_URL,
};

interface Slips {
  app?: Partial<typeof APP>;
  appUrl?: string;
  /** What stands between the check and what it asks. */
  fetch?: typeof fetch;
}

test('a set-up without fault is told to be good, line by line', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const results = (await check(house)).map(({ about, result }) => [about, result]);
  assert.deepEqual(Object.fromEntries(results), {
    Credentials: 'good',
    'Redirect address': 'good',
    Events: 'good',
    Permissions: 'good',
    Clock: 'good',
  });
});

test('a wrong client secret is told, with what to do', async () => {
  await using house = await openHouse();
  const { result, says, todo } = await about(house, 'Credentials', {
    app: { clientSecret: 'parley-secret\n' },
  });
  assert.equal(result, 'bad');
  assert.match(says, /ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET/);
  assert.match(todo ?? '', /line break/);
});

test('a redirect address that is not on the list at Zoom is told', async () => {
  await using house = await openHouse();
  const { result, says } = await about(house, 'Redirect address', {
    appUrl: 'https://other.example.org',
  });
  assert.equal(result, 'bad');
  assert.match(says, /https:\/\/other\.example\.org\/zoom\/callback/);
});

test('an address without https is refused before Zoom is asked', async () => {
  await using house = await openHouse();
  const slips = { appUrl: 'http://book.example.org', app: { oauthUrl: 'https://zoom.us' } };
  assert.match((await about(house, 'Redirect address', slips)).says, /only to https/);
  assert.match((await about(house, 'Events', slips)).says, /only to https/);
});

test('Zoom itself sends nobody back to this machine for an app with a secret', async () => {
  await using house = await openHouse();
  for (const appUrl of ['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:3000']) {
    const slips = { appUrl, app: { oauthUrl: 'https://zoom.us' } };
    const { result, says, todo } = await about(house, 'Redirect address', slips);
    assert.deepEqual([result, /this machine’s own address/.test(says)], ['bad', true]);
    assert.match(todo ?? '', /sandbox/);
  }
});

test('the sandbox sends people back to this machine, and the check finds that good', async () => {
  await using house = await openHouse();
  const oauthUrl = 'http://localhost:3001';
  const page: typeof fetch = async () => new Response('<h1>Allow Parley?</h1>');
  const slips = { appUrl: 'http://localhost:3000', app: { oauthUrl }, fetch: page };
  assert.equal((await about(house, 'Redirect address', slips)).result, 'good');
});

test('a door for events that knows another secret is told', async () => {
  await using house = await openHouse();
  const slips = { app: { webhookSecrets: ['the client secret by mistake'] } };
  const { result, todo } = await about(house, 'Events', slips);
  assert.equal(result, 'bad');
  assert.match(todo ?? '', /the same ZOOM_WEBHOOK_SECRET/);
});

test('a door for events that cannot be reached is told', async () => {
  await using house = await openHouse();
  const fetch: typeof globalThis.fetch = (url, init) =>
    String(url).startsWith(APP_URL)
      ? Promise.reject(new Error('no'))
      : house.sandbox.fetch(url, init);
  assert.match((await about(house, 'Events', { fetch })).says, /could not be reached/);
});

test('without a secret for events it is said what goes unheard', async () => {
  await using house = await openHouse();
  const { result, says } = await about(house, 'Events', { app: { webhookSecrets: [] } });
  assert.equal(result, 'bad');
  assert.match(says, /ZOOM_WEBHOOK_SECRET is not set/);
});

test('permissions are unknown before anybody connects, and a missing one is named after', async () => {
  await using house = await openHouse();
  assert.equal((await about(house, 'Permissions')).result, 'unknown');
  await house.connect(house.ada, zoe);
  const scope = 'user:read:user meeting:write:meeting meeting:read:meeting meeting:update:meeting';
  await house.db.updateTable('zoom_grant').set({ scope }).execute();
  const { result, says } = await about(house, 'Permissions');
  assert.equal(result, 'bad');
  assert.match(says, /meeting:delete:meeting/);
});

test('a clock that goes wrong is told by how much, either way', async () => {
  await using house = await openHouse();
  const { clock } = house;
  house.clock.advance({ minutes: 10 });
  const saidBy = async (theirs: Temporal.Instant) =>
    (await about(house, 'Clock', { fetch: zoomAt(house, theirs) })).says;
  assert.match(await saidBy(clock.now().subtract({ seconds: 90 })), /90 seconds ahead of Zoom/);
  assert.match(await saidBy(clock.now().add({ seconds: 90 })), /90 seconds behind Zoom/);
  assert.match(await saidBy(clock.now().add({ seconds: 2 })), /agree/);
});

test('while Zoom cannot be reached nothing is called wrong', async () => {
  await using house = await openHouse();
  const fetch: typeof globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
  for (const name of ['Credentials', 'Redirect address', 'Clock'] as const) {
    assert.equal((await about(house, name, { fetch })).result, 'unknown', name);
  }
});

test('without a Zoom app there is nothing to check, and still everything to enter', async () => {
  await using house = await openHouse();
  const setup = createZoomSetup({ ...house, fetch, appUrl: APP_URL, app: undefined });
  assert.equal(await setup.check(), undefined);
  assert.equal(setup.redirectUrl, `${APP_URL}/zoom/callback`);
  assert.ok(setup.scopes.some(({ scope }) => scope === 'meeting:read:participant'));
  assert.ok(setup.events.includes('meeting.participant_left'));
});

test('no check says a secret', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const said = JSON.stringify([
    await check(house),
    await check(house, { app: { clientSecret: 'wrong', webhookSecrets: ['not this one either'] } }),
  ]);
  for (const secret of [APP.clientSecret, ...APP.webhookSecrets, 'not this one either']) {
    assert.ok(!said.includes(secret), secret);
  }
});

async function check(house: House, slips: Slips = {}): Promise<Check[]> {
  const { db, clock, ids } = house;
  const setup = createZoomSetup({
    ...{ db, clock, ids },
    fetch: slips.fetch ?? zoomAt(house, clock.now()),
    appUrl: slips.appUrl ?? APP_URL,
    app: { ...APP, ...slips.app },
  });
  return (await setup.check()) ?? [];
}

async function about(house: House, name: Check['about'], slips: Slips = {}): Promise<Check> {
  const found = (await check(house, slips)).find((one) => one.about === name);
  if (!found) throw new Error(`nothing was said about ${name}`);
  return found;
}

/** The sandbox and our own door for events, as one network; Zoom's clock as given. */
function zoomAt(house: House, theirs: Temporal.Instant): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (request.url.startsWith(APP_URL)) {
      return await house.deliver(await request.text(), Object.fromEntries(request.headers));
    }
    const answer = await house.sandbox.fetch(request);
    const headers = new Headers(answer.headers);
    headers.set('date', new Date(theirs.epochMilliseconds).toUTCString());
    return new Response(answer.body, { status: answer.status, headers });
  };
}
