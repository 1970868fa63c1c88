import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '#base';
import { openDatabase, type OpenDatabase } from '#db';
import { createJobs } from '#jobs';

export type FreshDatabase = OpenDatabase & AsyncDisposable;

const ROOT = join(import.meta.dirname, '../..');
const MIGRATIONS = join(ROOT, 'src/db/migrations');
/** Any number: processes that make the template at once take turns. */
const LOCK = 7_275_540;

/**
 * A database of its own with every table and the job queues in it, empty, copied from a template in
 * well under a second: `await using database = await freshDatabase()`. Embedded by default; on the
 * PostgreSQL server at TEST_DATABASE_URL where that is set.
 */
export async function freshDatabase(
  server = process.env.TEST_DATABASE_URL,
): Promise<FreshDatabase> {
  return server ? await cloneOnServer(server) : await cloneEmbedded();
}

async function cloneEmbedded(): Promise<FreshDatabase> {
  const template = await embeddedTemplate();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', remove);
  await cp(template, dataDir, { recursive: true });
  const database = await openDatabase({ dataDir });
  return closedWith(database, async () => {
    process.off('exit', remove);
    remove();
  });
}

async function embeddedTemplate(): Promise<string> {
  const template = join(tmpdir(), `parley-template-${await fingerprint()}`);
  if (await exists(template)) return template;
  const building = await mkdtemp(join(tmpdir(), 'parley-building-'));
  await furnish({ dataDir: building });
  try {
    await rename(building, template);
  } catch (error) {
    // Another process was quicker; its template is as good as ours.
    if (!(await exists(template))) throw error;
    await rm(building, { recursive: true });
  }
  return template;
}

async function cloneOnServer(server: string): Promise<FreshDatabase> {
  const template = `parley_template_${await fingerprint()}`;
  const name = `parley_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await onServer(server, async (admin) => {
    await makeServerTemplate(admin, server, template);
    await admin.query(`create database ${name} template ${template}`);
  });
  const database = await openDatabase({ databaseUrl: addressOf(server, name) });
  return closedWith(database, () =>
    onServer(server, async (admin) => {
      await admin.query(`drop database ${name} with (force)`);
    }),
  );
}

async function makeServerTemplate(
  admin: pg.Client,
  server: string,
  template: string,
): Promise<void> {
  const known = async () =>
    (await admin.query('select 1 from pg_database where datname = $1', [template])).rowCount === 1;
  if (await known()) return;
  await admin.query('select pg_advisory_lock($1)', [LOCK]);
  if (!(await known())) {
    // Built under another name: whoever sees the template's name sees it finished.
    const building = `${template}_building`;
    await admin.query(`drop database if exists ${building} with (force)`);
    await admin.query(`create database ${building}`);
    await furnish({ databaseUrl: addressOf(server, building) });
    await admin.query(`alter database ${building} rename to ${template}`);
  }
  await admin.query('select pg_advisory_unlock($1)', [LOCK]);
}

async function furnish(where: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = await openDatabase(where);
  const jobs = createJobs(database.jobStore, createLog('error'), false);
  await jobs.start();
  await jobs.stop();
  await database.close();
}

async function onServer(server: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function addressOf(server: string, name: string): string {
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}

function closedWith(database: OpenDatabase, tidy: () => Promise<void>): FreshDatabase {
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= database.close().then(tidy));
  return { ...database, close, [Symbol.asyncDispose]: close };
}

/** Everything the template is made from: another migration or version makes another template. */
async function fingerprint(): Promise<string> {
  const migrations = (await readdir(MIGRATIONS)).toSorted().map((name) => join(MIGRATIONS, name));
  const files = [
    ...migrations,
    join(ROOT, 'src/jobs/jobs.ts'),
    join(ROOT, 'node_modules/@electric-sql/pglite/package.json'),
    join(ROOT, 'node_modules/pg-boss/package.json'),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
