/** One database and one Zoom, and processes on them that can die. Wiped between histories. */
import { sql } from 'kysely';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { createAccounts } from '#accounts';
import { createLog } from '#base';
import { joinCore, type Core } from '#core';
import { createJobs } from '#jobs';
import type { Letter } from '#notices';
import { createServices, type Service } from '#services';
import { createWebhook, createZoom, type Zoom } from '#zoom';
import { openAccount, type Hosting } from '#test/cast';
import { testClock, type TestClock } from '#test/clock';
import { freshDatabase } from '#test/database';
import { testIds } from '#test/ids';
import { createLife, type Life } from './life.ts';
import { watchZoom, type Watch } from './watch.ts';

const APP_URL = 'https://book.example.org';
const CALLBACK = `${APP_URL}/zoom/callback`;
const APP = { clientId: 'parley', clientSecret: 'parley-secret' };
const ZOOM_URL = 'http://zoom.sandbox';
const WEBHOOK = { webhookUrl: `${APP_URL}/zoom/webhook`, webhookSecret: 'a secret for events' };

export interface Host extends Hosting {
  single: Service;
  group: Service;
}

/** Everything one running server or worker holds in memory. */
export interface Process extends Core {
  life: Life;
  zoom: Zoom;
}

export interface Stage extends Common {
  hosts: Host[];
  sandbox: Sandbox;
  watch: Watch;
  /** Mails in the order they went out, by the notice they come from. */
  mails: (Letter & { to: string; id: string })[];
  /** False while the server is run without its app at Zoom. */
  knowsZoom: boolean;
  start(): Process;
  /** Empties everything but the accounts; the clock is set to this moment. */
  wipe(at: string): Promise<void>;
  close(): Promise<void>;
}

type Common = Awaited<ReturnType<typeof openCommon>>;

export async function openStage(server?: string): Promise<Stage> {
  const common = await openCommon(server);
  const hosts = await openHosts(common);
  const stage: Stage = {
    ...common,
    ...{ hosts, mails: [], knowsZoom: true },
    ...openZoom(common.clock, (request) => hear(stage, request)),
    start: () => startProcess(stage),
    async wipe(at) {
      await wipe(common.db);
      common.clock.set(at);
      const zoom = openZoom(common.clock, (request) => hear(stage, request));
      Object.assign(stage, { mails: [], knowsZoom: true, ...zoom });
    },
    async close() {
      await common.jobs.stop();
      await common.database.close();
    },
  };
  return stage;
}

async function openCommon(server: string | undefined) {
  const database = await freshDatabase(server);
  const clock = testClock();
  const jobs = createJobs(database.jobStore, createLog('silent'), false);
  await jobs.start();
  return { database, db: database.db, clock, jobs, ids: testIds() };
}

/** A server that happens to run takes what Zoom has to tell. */
async function hear(stage: Stage, request: Request): Promise<Response> {
  const { conferencing } = stage.start();
  const { db, clock } = stage;
  const webhook = createWebhook({
    ...{ db, clock, log: createLog('silent'), clientId: APP.clientId, news: conferencing.news },
    secrets: [WEBHOOK.webhookSecret],
  });
  return await webhook(request);
}

function openZoom(
  clock: TestClock,
  knock: (request: Request) => Promise<Response>,
): { sandbox: Sandbox; watch: Watch } {
  const sandbox = createSandbox({
    ...APP,
    redirectUris: [CALLBACK],
    baseUrl: ZOOM_URL,
    clock: { now: () => clock.now().epochMilliseconds },
    sleep: async (milliseconds) => clock.advance({ milliseconds }),
    ...WEBHOOK,
    fetch: (url, init) => knock(new Request(url, init)),
  });
  return { sandbox, watch: watchZoom(sandbox, clock) };
}

/** Two accounts of Ada's in Berlin, one of Linus's in New York; each with a service for one and one for three. */
async function openHosts(common: Common): Promise<Host[]> {
  const ada = await openAccount(common, {
    name: 'Ada',
    email: 'ada@example.org',
    zone: 'Europe/Berlin',
  });
  const choir = { name: 'Ada’s choir', email: '', zone: 'Europe/Berlin', personId: ada.personId };
  const linus = { name: 'Linus', email: 'linus@example.org', zone: 'America/New_York' };
  const services = createServices(common);
  const hosts: Host[] = [];
  for (const hosting of [ada, await openAccount(common, choir), await openAccount(common, linus)]) {
    const { id } = hosting.account;
    const form = { ...hosting.service, noticeMinutes: 0 };
    const group = await services.create(id, {
      ...form,
      name: 'Group',
      capacity: 3,
      durationMinutes: 60,
      stepMinutes: 60,
    });
    const single = await services.edit(id, hosting.service.id, { ...form, bufferAfterMinutes: 10 });
    if (!single) throw new Error('a new account has no service');
    hosts.push({ ...hosting, single, group });
  }
  return hosts;
}

function startProcess(stage: Stage): Process {
  const { clock, ids, jobs } = stage;
  const life = createLife();
  const db = stage.db.withPlugin(life.plugin);
  const log = createLog('silent');
  const mailer = { send: async (letter: Stage['mails'][number]) => void stage.mails.push(letter) };
  const zoom = createZoom({
    ...{ db, clock, ids, log, ...APP, redirectUri: CALLBACK, oauthUrl: ZOOM_URL, apiUrl: ZOOM_URL },
    fetch: life.wrap(stage.watch.fetch),
    secretKey: 'a key for tests that is long enough',
    pause: async (milliseconds) => clock.advance({ milliseconds }),
  });
  const core = joinCore({
    ...{ db, clock, ids, log, jobs, mailer, largestCall: 4 },
    provider: stage.knowsZoom ? zoom : undefined,
    appUrl: APP_URL,
    mailFrom: 'Parley <parley@example.org>',
    random: () => 0.5,
  });
  return { ...core, life, zoom };
}

/** The account as it is now: its default changes. */
export async function accountNow({ db, clock, ids }: Common, host: Host) {
  const account = await createAccounts({ db, clock, ids, furnish: async () => {} }).byId(
    host.account.id,
  );
  if (!account) throw new Error('the account is gone');
  return account;
}

async function wipe(db: Stage['db']): Promise<void> {
  for (const table of [
    'notice',
    'session',
    'connection',
    'zoom_grant',
    'login',
    'repeated_request',
    'zoom_event',
    'zoom_pace',
    'zoom_unsettled',
    'connection_due',
    'jobs.job',
  ]) {
    await sql`delete from ${sql.table(table)}`.execute(db);
  }
  await sql`update account set default_place = 'built-in', waiting_room = 'zoom'`.execute(db);
}
