/** The only place where all is made and joined. `node src/main.ts [--role all|web|worker]`. */
import { givenNodeEnv } from './node-env.ts';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApiKeys, createMembers } from '#accounts';
import { createApi } from '#api';
import { createAuth, type SendAuthMail } from '#auth';
import { createLog, randomIds as ids, systemClock as clock, type Log } from '#base';
import {
  answerSockets,
  createBars,
  createCalls,
  createLiveKit,
  createMediaDoor,
  largestCallOver,
} from '#calls';
import { readConfig, type Config } from '#config';
import {
  openDatabase,
  openNeighbours,
  tidy,
  type Db,
  type Neighbours,
  type OpenDatabase,
} from '#db';
import { createHttpApp, type Parley, type Readiness } from '#http';
import { createJobs, type Jobs } from '#jobs';
import { createMailbox, createPostOffice, type Mailbox, type Mailer } from '#notices';
import { createMetrics, createOperator } from '#operator';
import { createRecordings, type Recordings } from '#recordings';
import { createCallBook, createDoorkeeper } from '#sessions';
import { createWebhook, createZoom, createZoomSetup, type Zoom } from '#zoom';
import { cannotStart, orRefuse, portRefused, refuseAlone } from './cannot-start.ts';
import { joinCore, takeUpWork, type Core } from './core.ts';
import { seedDemo } from './demo.ts';
import { noPostOffice, POSTLESS } from './postless.ts';
import { startSandbox, type ZoomApp } from './sandbox-beside.ts';

const ROLES = ['all', 'web', 'worker'] as const;
type Role = (typeof ROLES)[number];

await orRefuse(async () => {
  const role = readRole();
  const config = readConfig({ ...process.env, NODE_ENV: givenNodeEnv });
  refuseAlone(role, config);
  await start(role, config);
});

async function start(role: Role, config: Config): Promise<void> {
  // From the first moment on: what has been opened by then is closed, the last thing first.
  const open = new AsyncDisposableStack();
  closeOnSignal(() => open.disposeAsync());
  const log = createLog(config.logLevel);
  const keep = async <T>(opening: Promise<T>, close: (opened: T) => Promise<void> | void) => {
    const opened = await opening;
    open.defer(() => close(opened));
    return opened;
  };
  if (config.postless) log.warn(POSTLESS);
  const besideUs = config.sandbox && role !== 'worker';
  const [database, sandbox] = await Promise.all([
    keep(openDatabase(config), (it) => it.close()),
    besideUs ? keep(startSandbox(config), (it) => it.stop()) : undefined,
  ]);
  const built: { zoom?: Zoom | undefined } = {};
  open.defer(() => built.zoom?.rest());
  const jobs = createJobs(database.jobStore, log, role !== 'web');
  await jobs.start();
  open.defer(() => jobs.stop());
  const zoomApp = sandbox?.app ?? zoomAppOf(config);
  const neighbours =
    config.databaseUrl && role !== 'worker'
      ? await openNeighbours(config.databaseUrl, ids.id())
      : undefined;
  open.defer(() => neighbours?.close());
  const parley = build(config, { log, database, jobs, zoomApp, neighbours });
  built.zoom = parley.zoom;
  // Before any work: where the port is taken, none has been begun.
  const server = role === 'worker' ? undefined : await listen(parley, { database, jobs, zoomApp });
  open.defer(() => void server?.close());
  if (role !== 'web') await work(jobs, parley, database);
  if (sandbox) await seedDemo(parley);
  if (server) announce(config, sandbox?.url);
}

interface Ground {
  log: Log;
  database: OpenDatabase;
  jobs: Jobs;
  zoomApp: ZoomApp | undefined;
  /** The other web processes on our PostgreSQL; the embedded database has one process only. */
  neighbours: Neighbours | undefined;
}

function build(config: Config, ground: Ground): Parley & Core {
  const { log, database, jobs, zoomApp, neighbours } = ground;
  const { db } = database;
  const { appUrl, mailFrom, secretKey: secret } = config;
  const { mailer, mailbox } = postOf(config);
  const zoom = zoomApp && connectTo(zoomApp, config, log, database);
  const media = createLiveKit(config);
  const core = joinCore({
    ...{ db, clock, ids, log, jobs, mailer, appUrl, mailFrom },
    provider: zoom,
    largestCall: largestCallOver(media),
  });
  const { accounts, notices, conferencing, sessions } = core;
  const mail: SendAuthMail = (letter) =>
    db.transaction().execute((tx) => notices.add(tx, null, [letter]));
  const auth = createAuth({ database, ids, log, appUrl, secret, mail });
  const doorkeeper = createDoorkeeper({ sessions, accounts });
  const story = createCallBook({ db });
  const recordings = createRecordings({
    ...{ db, clock, ids, log, jobs, story },
    folder: join(config.dataDir, 'recordings'),
  });
  const calls = createCalls({
    ...{ ...config, clock, ids, log, doorkeeper, media, neighbours },
    book: story,
    bars: createBars({ db, clock, log }),
    recordings: recordings.book,
  });
  const apiKeys = createApiKeys({ db, clock, ids });
  const members = createMembers({ db, clock, ids, notices, appUrl });
  const operator = createOperator({ db, clock, jobs, conferencing, production: config.production });
  const zoomSetup = createZoomSetup({ db, clock, ids, fetch, appUrl, app: zoomApp });
  const rooms = { ...core, auth, apiKeys, members, calls, recordings, zoom, mailbox };
  return { config, clock, log, ...rooms, operator, zoomSetup };
}

/**
 * Letters are posted where a post office is named; else they lie in a folder to be read in the browser.
 * In production nobody reads them there: they wait, and count as not sent.
 */
function postOf({ smtpUrl, mailFrom: from, dataDir, postless }: Config): {
  mailer: Mailer;
  mailbox: Mailbox | undefined;
} {
  if (smtpUrl) return { mailer: createPostOffice({ smtpUrl, from }), mailbox: undefined };
  if (postless) return { mailer: noPostOffice, mailbox: undefined };
  const mailbox = createMailbox({ folder: join(dataDir, 'mailbox'), from, clock });
  return { mailer: mailbox, mailbox };
}

function connectTo(app: ZoomApp, config: Config, log: Log, { db }: OpenDatabase): Zoom {
  const redirectUri = `${config.appUrl}/zoom/callback`;
  return createZoom({
    db,
    clock,
    ids,
    log,
    fetch,
    secretKey: config.secretKey,
    formerSecretKeys: config.formerSecretKeys,
    redirectUri,
    ...app,
  });
}

function zoomAppOf(config: Config): ZoomApp | undefined {
  const { zoomClientId: clientId, zoomClientSecret: clientSecret } = config;
  if (!clientId || !clientSecret) return undefined;
  return {
    clientId,
    clientSecret,
    webhookSecrets: config.zoomWebhookSecrets,
    oauthUrl: config.zoomOauthUrl,
    apiUrl: config.zoomApiUrl,
  };
}

async function work(
  jobs: Jobs,
  core: Core & { recordings: Recordings },
  { db }: OpenDatabase,
): Promise<void> {
  const { recordings } = core;
  await takeUpWork(jobs, core);
  await jobs.work('finish-recording', ({ recordingId }) => recordings.finish(recordingId));
  await jobs.work('sweep', async () => {
    await core.conferencing.sweep();
    await core.sessions.remind();
    await recordings.sweep();
    await tidy({ db, clock });
  });
}

async function listen(
  parley: Parley,
  { database: { db }, jobs, zoomApp }: Pick<Ground, 'database' | 'jobs' | 'zoomApp'>,
): Promise<ReturnType<typeof serve>> {
  const { clientId = '', webhookSecrets: secrets = [] } = zoomApp ?? {};
  const webhook = createWebhook({
    ...parley,
    db,
    clientId,
    secrets,
    toleranceSeconds: parley.config.zoomWebhookToleranceSeconds,
    news: parley.conferencing.news,
  });
  // @ts-ignore The pages are built; their module exists only afterwards.
  const pages = await import('../build/server/index.js');
  const app = createHttpApp({
    parley,
    api: createApi({ ...parley, appUrl: parley.config.appUrl }),
    pages,
    doors: { '/zoom/webhook': webhook, '/calls/livekit': createMediaDoor(parley.calls) },
    ready: () => readiness(db, jobs),
    metrics: createMetrics({
      zoomHealth: parley.operator.zoomHealth,
      liveCalls: parley.calls.live,
    }),
  });
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: parley.config.port }, () => resolve(server));
    server.once('error', (error) => reject(portRefused(error, 'Set PORT to a free one.')));
    answerSockets(server as Server, parley.calls, parley.config.appUrl);
  });
}

async function readiness(db: Db, jobs: Jobs): Promise<Readiness> {
  const { rows } = await sql`select name from migration`.execute(db);
  return { database: true, migrations: rows.length > 0, jobs: await jobs.ready() };
}

function announce(config: Config, sandboxUrl: string | undefined): void {
  const lines = [`Parley          ${config.appUrl}`];
  if (sandboxUrl)
    lines.push(
      'Demo host       ada@example.com, password: a quiet demo',
      `Zoom sandbox    ${sandboxUrl}`,
    );
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function readRole(): Role {
  const asked = readOptions();
  const role = ROLES.find((known) => known === asked);
  if (!role) throw cannotStart(`the only option is --role, one of ${ROLES.join(', ')}`);
  return role;
}

function readOptions(): string | undefined {
  try {
    return parseArgs({ options: { role: { type: 'string', default: 'all' } } }).values.role;
  } catch {
    return undefined;
  }
}
