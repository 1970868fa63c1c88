/** From a booking's answer to the meeting at Zoom, and bookings while Zoom is silent. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { startSandbox, type RunningSandbox } from '../sandbox/index.ts';
import { createLog, randomIds as ids, systemClock as clock } from '#base';
import { openDatabase, type Db } from '#db';
import { createZoom } from '#zoom';
import { bookingOf, startsFrom } from './booking.ts';
import { asker, median } from './load.ts';
import type { Row } from './report.ts';
import { seedShop, type Seeded } from './seed.ts';
import { startParley } from './server.ts';

const APP = { clientId: 'bench', clientSecret: 'bench' };
const SECRET_KEY = 'a key for measuring that is long enough';
const CALLBACK = 'http://localhost:3000/zoom/callback';
const HOST = 'zoe@winter-voice.example';
/** Well below a day's hundred changes. */
const BOOKINGS = 60;
/** For letters and meetings of one measurement not to run into the next. */
const REST_MS = 5_000;

export async function measureMeeting(databaseUrl: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const sandbox = await startSandbox({ port: 0, ...APP, redirectUris: [CALLBACK] });
  sandbox.control.turn({ rateLimits: false });
  const shop = await seedShop({ databaseUrl });
  await holdInZoom(databaseUrl, shop, sandbox);
  const parley = await startParley({
    ...{ DATABASE_URL: databaseUrl, DATA_DIR: folder, SECRET_KEY },
    ...{ ZOOM_CLIENT_ID: APP.clientId, ZOOM_CLIENT_SECRET: APP.clientSecret },
    ...{ ZOOM_OAUTH_URL: sandbox.url, ZOOM_API_URL: sandbox.url },
  });
  const starts = startsFrom(20);
  const book = async () => {
    const answer = await ask(bookingOf(parley.url, shop, starts()));
    if (answer.status !== 201) throw new Error(`a booking was refused: ${answer.body}`);
    return answer.ms;
  };
  const ask = asker();
  for (let n = 0; n < 10; n += 1) await untilMade(sandbox, book);
  const made: number[] = [];
  for (let n = 0; n < BOOKINGS; n += 1) made.push(await untilMade(sandbox, book));
  const trips: number[] = [];
  for (let n = 0; n < BOOKINGS; n += 1) trips.push(await roundTrip(sandbox.url));
  await forgetChanges(databaseUrl);
  const healthy = await inARow(book);
  await after(REST_MS);
  sandbox.control.addFault({ kind: 'silence', path: '/v2' });
  const silent = await inARow(book);
  await parley.stop();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
  return rowsOf({ made, healthy, silent, trips });
}

function rowsOf(measured: {
  made: number[];
  healthy: number[];
  silent: number[];
  trips: number[];
}) {
  return [
    {
      what: 'from a booking’s answer to its meeting at Zoom, PostgreSQL',
      ours: median(measured.made),
      unit: 'ms',
      hold: 'one round trip + at most 100',
      beside: median(measured.trips),
      besideWhat: 'a bare round trip',
    },
    {
      what: 'a booking while Zoom is silent, PostgreSQL',
      ours: median(measured.silent),
      unit: 'ms',
      hold: 'as with Zoom healthy',
      beside: median(measured.healthy),
      besideWhat: 'with Zoom healthy',
    },
  ];
}

/** Books, and waits until Zoom has been asked for the meeting. A moment of Zoom's own is a part of it. */
async function untilMade(
  { control }: RunningSandbox,
  book: () => Promise<number>,
): Promise<number> {
  const count = () => control.state().meetings.length;
  const before = count();
  await book();
  const answered = performance.now();
  while (count() === before) await after(1);
  return performance.now() - answered;
}

/** One booking after another, with the worker behind them in the same process. */
async function inARow(book: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < BOOKINGS; n += 1) times.push(await book());
  return times;
}

/** A new day for the host, as far as we know. */
async function forgetChanges(databaseUrl: string): Promise<void> {
  const { db, close } = await openDatabase({ databaseUrl });
  await db.deleteFrom('zoom_allowance').execute();
  await close();
}

/** The least it can take: one request that Zoom answers at once. */
async function roundTrip(url: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${url}/v2/users/me/meetings`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{}',
  });
  await answer.text();
  return performance.now() - began;
}

/** Connects the shop to a host at the sandbox, as the consent page would, and holds its sessions there. */
async function holdInZoom(
  databaseUrl: string,
  shop: Seeded,
  sandbox: RunningSandbox,
): Promise<void> {
  const database = await openDatabase({ databaseUrl });
  const { db } = database;
  const log = createLog('error');
  const zoom = createZoom({
    ...{ db, clock, ids, log, fetch, ...APP, secretKey: SECRET_KEY, redirectUri: CALLBACK },
    ...{ oauthUrl: sandbox.url, apiUrl: sandbox.url },
  });
  const { accountId, loginId } = await signIn(db, shop);
  const address = await zoom.beginAuthorization(accountId, loginId);
  const form = new URLSearchParams([
    ...address.searchParams,
    ...Object.entries({ person: HOST, decision: 'allow' }),
  ]);
  const consent = await sandbox.app.request('/oauth/authorize', { method: 'POST', body: form });
  const authorized = await zoom.finishAuthorization(
    new URL(consent.headers.get('location') ?? ''),
    loginId,
  );
  if (!authorized.ok) throw new Error(`not connected: ${authorized.reason}`);
  await db
    .insertInto('connection')
    .values({
      account_id: accountId,
      provider: 'zoom',
      grant_id: authorized.grantId,
      connected_at: clock.now(),
    })
    .execute();
  await db
    .updateTable('account')
    .set({ default_place: 'zoom' })
    .where('id', '=', accountId)
    .execute();
  await database.close();
}

async function signIn(db: Db, shop: Seeded): Promise<{ accountId: string; loginId: string }> {
  const { id: accountId, person_id: personId } = await db
    .selectFrom('account')
    .innerJoin('member', 'member.account_id', 'account.id')
    .select(['account.id', 'member.person_id'])
    .where('slug', '=', shop.account)
    .executeTakeFirstOrThrow();
  const loginId = ids.id();
  const login = { id: loginId, person_id: personId, token: ids.token() };
  const expires_at = clock.now().add({ hours: 1 });
  await db
    .insertInto('login')
    .values({ ...login, expires_at } as never)
    .execute();
  return { accountId, loginId };
}
