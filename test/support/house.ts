/** The whole house but for its doors: real parts on a fresh database, a clock to move, and the Zoom sandbox. */
import { createHmac } from 'node:crypto';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { Account } from '#accounts';
import { createLog, type Clock, type Log } from '#base';
import { joinCore, takeUpWork } from '#core';
import { tidy, type Db } from '#db';
import type { Letter } from '#notices';
import type { Service, ServiceForm } from '#services';
import { createWebhook, createZoom } from '#zoom';
import { ada, grace, openAccount, type Hosting } from './cast.ts';
import { testClock } from './clock.ts';
import { connectThrough } from './consent.ts';
import { freshDatabase } from './database.ts';
import { testIds } from './ids.ts';
import { testJobs } from './jobs.ts';

const APP_URL = 'https://book.example.org';
const CALLBACK = `${APP_URL}/zoom/callback`;
const WEBHOOK = `${APP_URL}/zoom/webhook`;
/** With which the sandbox signs. */
const WEBHOOK_SECRET = 'the secret of these events';
const APP = { clientId: 'parley', clientSecret: 'parley-secret' };

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Use as `await using house = await openHouse()`. Ada hosts already; the mails are in `house.mails`. */
export async function openHouse(
  options: {
    wrapFetch?: (inner: typeof fetch) => typeof fetch;
    log?: Log;
    /** Sees each letter first, and may throw as a post office does. */
    post?: (letter: Letter & { to: string }) => void;
    /** Zoom tells of what happens there; see `settle`. */
    webhooks?: 'on';
    /** For back-off; always in the middle when left out. */
    random?: () => number;
    /** A PostgreSQL to make the database on. */
    server?: string | undefined;
  } = {},
) {
  const clock = testClock();
  const ids = testIds();
  const database = await freshDatabase(options.server);
  const { db } = database;
  const jobs = await testJobs(database, clock);
  const mails: (Letter & { to: string })[] = [];
  const mailer = {
    async send(letter: Letter & { to: string }) {
      options.post?.(letter);
      mails.push(letter);
    },
  };
  const log = options.log ?? createLog('silent');
  // Made last, and called at the earliest when somebody is connected.
  const doors: { webhook?: ReturnType<typeof createWebhook> } = {};
  const knock = async (request: Request) => {
    if (!doors.webhook) throw new Error('the house is not finished');
    return await doors.webhook(request);
  };
  const sandbox = sandboxOn(clock, {
    ...(options.webhooks && { webhookUrl: WEBHOOK, webhookSecret: WEBHOOK_SECRET }),
    fetch: (url, init) => knock(new Request(url, init)),
  });
  const zoom = createZoom({
    ...{ db, clock, ids, log, ...APP, redirectUri: CALLBACK },
    fetch: options.wrapFetch ? options.wrapFetch(sandbox.fetch) : sandbox.fetch,
    secretKey: 'a key for tests that is long enough',
    oauthUrl: SANDBOX_URL,
    apiUrl: SANDBOX_URL,
    pause: async (milliseconds) => clock.advance({ milliseconds }),
  });
  const core = joinCore({
    ...{ db, clock, ids, log, jobs, mailer, provider: zoom, largestCall: 4 },
    appUrl: APP_URL,
    mailFrom: 'Parley <parley@example.org>',
    random: options.random ?? (() => 0.5),
  });
  const { accounts, services, conferencing, sessions } = core;
  await takeUpWork(jobs, core);
  doors.webhook = createWebhook({
    ...{ db, clock, log, clientId: APP.clientId, news: conferencing.news },
    secrets: ['the secret before', WEBHOOK_SECRET],
  });
  const adas = await openAccount({ db, clock, ids }, ada);
  return {
    ...core,
    ...{ clock, ids, db, jobs, mails, sandbox, zoom, ada: adas },
    /** What Zoom has to tell is told, and all work is done that comes of it. */
    async settle() {
      do await sandbox.control.settle();
      while ((await jobs.settle()) > 0);
    },
    /** What the minute brings. */
    async sweep() {
      await conferencing.sweep();
      await sessions.remind();
      await tidy({ db, clock });
    },
    /** The headers with which Zoom signs these bytes now. */
    signed(body: string, secret = WEBHOOK_SECRET): Record<string, string> {
      const seconds = String(Math.floor(clock.now().epochMilliseconds / 1000));
      const hmac = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
      return { 'x-zm-request-timestamp': seconds, 'x-zm-signature': `v0=${hmac}` };
    },
    /** A delivery as Zoom would make it. */
    deliver: (body: string, headers: Record<string, string>) =>
      knock(new Request(WEBHOOK, { method: 'POST', body, headers })),
    /** Joins a Zoom person to an account, through the consent page and back, and holds the rehearsal. */
    async connect(hosting: Hosting, person: string) {
      const parts = { zoom, conferencing, sandbox, db, ids };
      const authorized = await connectThrough(parts, hosting, person);
      if (!authorized.ok) throw new Error(`not connected: ${authorized.reason}`);
      const { grantId } = authorized;
      // As if it were long ago: neither turns nor changes of the day are used up, nor do a free plan's few hold it up.
      do {
        await unhurried(sandbox, () => conferencing.rehearse(grantId));
        for (const table of ['zoom_pace', 'zoom_allowance'] as const)
          await db.deleteFrom(table).execute();
      } while (await waitsForTurn(db, grantId));
      return grantId;
    },
    /** Books as Grace; the start as RFC 3339. */
    book: (hosting: { account: Account; service: Service }, start: string, key?: string) =>
      sessions.book(hosting.account, hosting.service, {
        start: Temporal.Instant.from(start),
        guest: { name: grace.name, email: grace.email, zone: grace.timezone },
        note: '',
        key,
      }),
    /** The account as it is now, with its first service changed. */
    async refreshed(hosting: Hosting, change: Partial<ServiceForm> = {}): Promise<Hosting> {
      const account = await accounts.byId(hosting.account.id);
      const service = await services.edit(hosting.account.id, hosting.service.id, {
        ...hosting.service,
        ...change,
      });
      if (!account || !service) throw new Error('the account is gone');
      return { ...hosting, account, service };
    },
    /** Meetings Zoom holds now. */
    meetings: () =>
      sandbox.control
        .state()
        .meetings.filter((meeting) => meeting.deletedAt === null)
        .map(({ id, topic, startTime, linkToken, hostId }) => ({
          ...{ id, topic, hostId },
          start: Temporal.Instant.fromEpochMilliseconds(startTime ?? 0).toString(),
          joinUrl: `${SANDBOX_URL}/j/${id}?pwd=${linkToken}`,
        })),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await database.close();
    },
  };
}

async function waitsForTurn(db: Db, grantId: string): Promise<boolean> {
  const found = await db
    .selectFrom('rehearsal')
    .select('reason')
    .where('grant_id', '=', grantId)
    .executeTakeFirst();
  return (found?.reason as { code?: string } | null)?.code === 'rate-limited';
}

/** Where the clock stands still, all calls fall into one second, and into one day. */
async function unhurried(sandbox: Sandbox, deed: () => Promise<void>): Promise<void> {
  const { rateLimits } = sandbox.control.state().switches;
  sandbox.control.turn({ rateLimits: false });
  await deed();
  sandbox.control.turn({ rateLimits });
}

/** A licensed Zoom person and a Basic one, both seeded by the sandbox. */
export const zoe = 'zoe@winter-voice.example';
export const tom = 'tom@okafor-tutoring.example';

export const SANDBOX_URL = 'http://zoom.sandbox';

function sandboxOn(
  clock: Clock,
  telling: { webhookUrl?: string; webhookSecret?: string; fetch: typeof fetch },
): Sandbox {
  return createSandbox({
    ...APP,
    redirectUris: [CALLBACK],
    baseUrl: SANDBOX_URL,
    clock: { now: () => clock.now().epochMilliseconds },
    sleep: async () => {},
    ...telling,
  });
}
