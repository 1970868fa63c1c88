/** Measures what DESIGN promises and writes bench/RESULTS.md. `npm run bench`, on a quiet machine. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPostgres } from '../bin/suite/postgres.ts';
import { measureBareBooking } from './bare-booking.ts';
import { measureBooking, measureOversold } from './booking.ts';
import { measureMeeting } from './meeting.ts';
import { measureMonthView } from './month-view.ts';
import { measureOutage } from './outage.ts';
import { measureScript } from './page-weight.ts';
import { tableOf, type Row } from './report.ts';
import { seedShop, seedStudio } from './seed.ts';
import { startParley } from './server.ts';
import { measureSlots } from './slots.ts';

const SMALL = { past: 0, coming: 200 };
const LARGE = { past: 10_000, coming: 200 };

const rows: Row[] = [...slotRows(), ...(await embeddedRows()), ...(await serverRows())];
const table = tableOf(rows);
process.stdout.write(`\n${table}\n`);
await writeFile(join(import.meta.dirname, 'RESULTS.md'), page(table));

function slotRows(): Row[] {
  return measureSlots().map(({ name, medianMs, limitMs, floorMs }) => ({
    what: name,
    ours: medianMs,
    unit: 'ms',
    hold: `under ${limitMs}`,
    beside: floorMs,
    besideWhat: 'plain loop',
  }));
}

async function embeddedRows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  try {
    const where = { dataDir: folder };
    const small = await seedStudio(where, SMALL);
    const large = await seedStudio(where, LARGE);
    const shop = await seedShop(where);
    await (await startParley({ DATA_DIR: folder, ZOOM_SANDBOX: 'on' })).stop();
    const warm = await startParley({ DATA_DIR: folder, ZOOM_SANDBOX: 'on' });
    const start = startRows(warm.firstPageMs, warm.residentMb());
    await warm.stop();
    const parley = await startParley({ DATA_DIR: folder });
    const measured = [
      ...(await measureScript(parley.url, small)),
      ...(await measureMonthView('embedded', parley.url, { small, large })),
      ...(await measureBooking('embedded', parley.url, shop, undefined)),
      ...(await measureOversold('embedded', parley.url, shop, 200)),
    ];
    await parley.stop();
    return [...start, ...measured];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function startRows(firstPageMs: number, residentMb: number): Row[] {
  return [
    {
      what: 'warm start, embedded, to the first page',
      ours: firstPageMs / 1000,
      unit: 's',
      hold: 'within 3',
    },
    {
      what: 'resident after a warm start, embedded',
      ours: residentMb,
      unit: 'MB',
      hold: 'at most 400',
    },
  ];
}

async function serverRows(): Promise<Row[]> {
  let measured: Row[] = [];
  const outcome = await withPostgres(async (databaseUrl) => {
    const where = { databaseUrl };
    const small = await seedStudio(where, SMALL);
    const large = await seedStudio(where, LARGE);
    const shop = await seedShop(where);
    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
    // The letters wait for a worker, as they do where web and worker are processes of their own.
    const parley = await startParley({ DATABASE_URL: databaseUrl, DATA_DIR: folder }, 'web');
    const bare = await measureBareBooking(databaseUrl);
    measured = [
      ...(await measureMonthView('PostgreSQL', parley.url, { small, large })),
      ...(await measureBooking('PostgreSQL', parley.url, shop, bare)),
      ...(await measureOversold('PostgreSQL', parley.url, shop, 1_000)),
      {
        what: 'resident web process on PostgreSQL, after all that',
        ours: parley.residentMb(),
        unit: 'MB',
        hold: 'at most 200',
      },
    ];
    await parley.stop();
    measured.push(...(await measureMeeting(databaseUrl)), ...(await measureOutage(databaseUrl)));
    await rm(folder, { recursive: true, force: true });
    return { passed: 1, failed: 0 };
  });
  if (outcome.notRun) process.stdout.write(`PostgreSQL rows not run: ${outcome.notRun}\n`);
  return measured;
}

function page(table: string): string {
  const [cpu] = cpus();
  return `# What was measured

By \`npm run bench\`, on ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), with the load, the server and the database on the same
machine. Medians. Read the ratios: each figure stands beside a limit measured in the same run. On PostgreSQL the web
process runs alone; letters and meetings wait for a worker.

${table}
`;
}
