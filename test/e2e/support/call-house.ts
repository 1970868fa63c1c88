/**
 * A house with sessions about to begin, for tests in browsers: it answers on PORT and prints one line of
 * JSON. Its clock stands four minutes before 15:00 in Berlin and goes on from there. On SIGUSR2 it
 * forgets every call, as if it had been started anew; with DEAF_MS no line of a call leads to it for so long.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createApiKeys, createMembers } from '#accounts';
import { createAuth } from '#auth';
import { createLog, randomIds as ids, systemClock } from '#base';
import {
  answerSockets,
  createBars,
  createCalls,
  createLiveKit,
  createMediaDoor,
  largestCallOver,
} from '#calls';
import { readConfig } from '#config';
import { joinCore } from '#core';
import { createHttpApp, type Parley } from '#http';
import { createMetrics, createOperator } from '#operator';
import { openDatabase, openNeighbours } from '#db';
import { createRecordings } from '#recordings';
import { createCallBook, createDoorkeeper, type BookingView } from '#sessions';
import { freshDatabase } from '#test/database';
import { testJobs } from '#test/jobs';
import { createZoomSetup } from '#zoom';

export interface CallHouse {
  url: string;
  /** For another process of the same house; undefined on the embedded database. */
  databaseUrl: string | undefined;
  host: { name: string; email: string; password: string };
  /** Each of an account of its own, at 15:00 for three guests: Flora, Linus, Ines; of the first, CLASSMATES more. */
  calls: { accountId: string; sessionId: string; guests: string[] }[];
  /** Was to end before 15:00, in an account of its own, and whose link leads to the session after it. */
  overrun: { accountId: string; sessionId: string; guests: string[]; after: string };
  /** Lasting links of sessions whose door is not open. */
  early: string;
  over: string;
  cancelled: string;
  moved: string;
}

const MORNING = Temporal.Instant.from('2027-01-11T08:00:00Z');
const AFTERNOON = Temporal.Instant.from('2027-01-11T13:56:00Z');
const BEGINS = '2027-01-11T14:00:00Z';
const GUESTS = ['Flora Duval', 'Linus Park', 'Ines Okafor'];
/** How many more guests the first session has. */
const CLASSMATES = Number(process.env['CLASSMATES'] ?? 0);
/** Calls for more than three guests go through the media server, where one is configured. */
const CAPACITY = Number(process.env['CAPACITY'] ?? GUESTS.length);
/** The database of a house that runs already: this is its second process. */
const SHARES = process.env['SHARES'];
const DEAF_MS = Number(process.env['DEAF_MS'] ?? 0);
const HOST = { name: 'Ada Winter', email: 'ada@example.org', password: 'a long enough password' };

let ahead = systemClock.now().until(MORNING);
const clock = { now: () => systemClock.now().add(ahead) };
const log = createLog('info');
const NO_CALL = { accountId: '', sessionId: '', guests: [], after: '' };
/** More than there are tests in one house. */
const CALLS = Number(process.env['CALLS'] ?? 50);

const { parley, mayListen, databaseUrl } = await build();
const filled = SHARES
  ? { calls: [], overrun: NO_CALL, early: '', over: '', cancelled: '', moved: '' }
  : await fill(parley);
ahead = systemClock.now().until(AFTERNOON);
await mayListen();
process.stdout.write(
  `${JSON.stringify({ url: parley.config.appUrl, host: HOST, databaseUrl, ...filled } satisfies CallHouse)}\n`,
);

async function build() {
  const config = readConfig({
    ...process.env,
    SECRET_KEY: 'a key for tests that is long enough',
    ZOOM_SANDBOX: 'off',
  });
  const { appUrl } = config;
  const database = SHARES ? await openDatabase({ databaseUrl: SHARES }) : await freshDatabase();
  const { db } = database;
  const jobs = await testJobs(database, clock);
  const media = createLiveKit(config);
  const core = joinCore({
    ...{ ...config, db, clock, ids, log, jobs, mailer: { send: async () => {} } },
    provider: undefined,
    largestCall: largestCallOver(media),
  });
  const { accounts, sessions, conferencing } = core;
  const auth = createAuth({
    database,
    ids,
    log,
    appUrl,
    secret: config.secretKey,
    mail: async () => {},
  });
  const doorkeeper = createDoorkeeper({ sessions, accounts });
  const { connectionString: databaseUrl } = database.jobStore;
  const neighbours = databaseUrl ? await openNeighbours(databaseUrl, ids.id()) : undefined;
  const story = createCallBook({ db });
  const recordings = createRecordings({
    ...{ db, clock, ids, log, jobs, story },
    folder: join(config.dataDir, 'recordings'),
  });
  const callParts = {
    ...{ ...config, clock, ids, log, doorkeeper, media, neighbours },
    book: story,
    recordings: recordings.book,
    bars: createBars({ db, clock, log }),
  };
  await jobs.work('finish-recording', ({ recordingId }) => recordings.finish(recordingId));
  const newCalls = () => createCalls(callParts);
  const parley: Parley = {
    ...{ ...core, config, clock, log, auth },
    apiKeys: createApiKeys({ db, clock, ids }),
    members: createMembers({ ...core, db, clock, ids, appUrl }),
    calls: newCalls(),
    recordings: {
      ...recordings,
      async close(...which) {
        const answer = await recordings.close(...which);
        await jobs.settle();
        return answer;
      },
    },
    zoom: undefined,
    mailbox: undefined,
    operator: createOperator({ db, clock, jobs, conferencing, production: false }),
    zoomSetup: createZoomSetup({ clock, ids, fetch, appUrl, app: undefined }),
  };
  const mayListen = async () => {
    // @ts-ignore The pages are built; their module exists only afterwards.
    const pages = await import('../../../build/server/index.js');
    const { zoomHealth } = parley.operator;
    const metrics = createMetrics({ zoomHealth, liveCalls: () => parley.calls.live() });
    const ready = async () => ({});
    const mediaDoor = createMediaDoor({ mediaNews: (...news) => parley.calls.mediaNews(...news) });
    const app = createHttpApp({
      ...{ parley, api: new Hono(), pages, ready, metrics },
      doors: { '/calls/livekit': mediaDoor },
    });
    const server = await new Promise<Server>((resolve) => {
      const opened = serve({ fetch: app.fetch, port: config.port }, () =>
        resolve(opened as Server),
      );
    });
    let stopSockets = answerSockets(server, parley.calls, appUrl);
    process.on('SIGUSR2', () => {
      stopSockets();
      parley.calls = newCalls();
      setTimeout(() => {
        stopSockets = answerSockets(server, parley.calls, appUrl);
      }, DEAF_MS);
    });
  };
  return { parley, mayListen, databaseUrl };
}

async function fill({ auth, accounts, services, sessions }: Parley) {
  const signedUp = await auth.signUp(HOST, new Headers());
  if (!signedUp.ok) throw new Error(signedUp.message);
  const owner = { personId: signedUp.personId, name: HOST.name, zone: 'Europe/Berlin' };
  const book = async (start: string, names: string[]): Promise<BookingView[]> => {
    const account = await accounts.open(owner);
    const [first] = await services.list(account.id);
    const lesson = {
      ...first!,
      name: 'Lesson',
      noticeMinutes: 0,
      capacity: CAPACITY,
      durationMinutes: 50,
    };
    const service = await services.edit(account.id, first!.id, lesson);
    const booked = [];
    for (const name of names) {
      const guest = { name, email: 'flora@example.org', zone: 'Europe/Lisbon' };
      const at = Temporal.Instant.from(start);
      const answer = await sessions.book(account, service!, { start: at, guest, note: '' });
      if (!answer.ok) throw new Error(`not booked: ${answer.reason}`);
      booked.push(answer.booking);
    }
    return booked;
  };
  const calls = [];
  const classmates = Array.from({ length: CLASSMATES }, (_, place) => `Classmate ${place + 1}`);
  for (let count = 0; count < CALLS; count++) {
    const booked = await book(BEGINS, count === 0 ? [...GUESTS, ...classmates] : GUESTS);
    const { account, sessionId } = booked[0]!;
    calls.push({ accountId: account.id, sessionId, guests: booked.map(({ token }) => token) });
  }
  const one = async (start: string) => (await book(start, ['Flora Duval']))[0]!.token;
  const [early, over, cancelled, moved] = [
    await one('2027-01-11T15:00:00Z'),
    await one('2027-01-11T10:00:00Z'),
    await one(BEGINS),
    await one('2027-01-11T11:30:00Z'),
  ];
  await sessions.cancel(cancelled, '', 'host');
  await sessions.move(moved, Temporal.Instant.from(BEGINS), 'host');
  const [first] = await book('2027-01-11T13:00:00Z', ['Flora Duval']);
  const { account, service, sessionId, token } = first!;
  const after = await sessions.book(account, service, {
    start: Temporal.Instant.from(BEGINS),
    guest: { name: 'Linus Park', email: 'linus@example.org', zone: 'Asia/Seoul' },
    note: '',
  });
  if (!after.ok) throw new Error(`not booked: ${after.reason}`);
  const overrun = {
    ...{ accountId: account.id, sessionId, guests: [token] },
    after: after.booking.token,
  };
  return { calls, overrun, early, over, cancelled, moved };
}
