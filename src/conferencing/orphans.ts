/**
 * Once a day each permission's meetings are looked through for ones that carry a mark of ours and that
 * no session needs. What a pass can put right is left to a pass; a host's own meeting carries no mark.
 */
import { Failure, type Log } from '#base';
import type { ConnectionParts } from './connections.ts';
import { lastScan, scanWanted } from './doubts.ts';
import { grantLost } from './lost-grants.ts';
import { ownMark } from './mark.ts';
import { ring } from './ring.ts';
import type { MarkedMeeting } from './provider.ts';

type ScanParts = ConnectionParts & { log: Log };

const A_DAY = { hours: 24 };
const LATER = { minutes: 20 };
/** A few at a time: the next minute takes the next. */
const AT_ONCE = 20;

/** Asks for the scans that are due. */
export async function askForScans({ db, clock, jobs, provider }: ScanParts): Promise<void> {
  if (!provider) return;
  const now = clock.now();
  const before = now.subtract(A_DAY);
  await db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('zoom_grant')
      .select('id')
      .where('lost_at', 'is', null)
      .where((where) => where.or([where(lastScan, '<', before), scanWanted(now)]))
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    if (due.length === 0) return;
    const grantIds = due.map((row) => row.id);
    await tx
      .updateTable('zoom_grant')
      .set({ scanned_at: now })
      .where('id', 'in', grantIds)
      .execute();
    await jobs.send(
      tx,
      'scan-orphans',
      grantIds.map((grantId) => ({ grantId })),
    );
  });
}

/** Cut short, by Zoom's limits or its troubles, it begins anew later; what was removed stays removed. */
export async function scanOrphans(parts: ScanParts, grantId: string): Promise<void> {
  try {
    await scan(parts, grantId);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn({ grant: grantId, failure: error.code }, 'a scan for orphans was cut short');
    if (error.code === 'grant-lost') await grantLost(parts, grantId);
    if (error.retry === 'never') return;
    await comeBack(parts, grantId, error.notBefore ?? parts.clock.now().add(LATER));
  }
}

async function scan(parts: ScanParts, grantId: string): Promise<void> {
  const { provider, db } = parts;
  if (!provider || !(await hasTurn(parts, grantId, 'find'))) return;
  const { name } = await db.selectFrom('installation').select('name').executeTakeFirstOrThrow();
  // Listed first, looked up afterwards: whatever is being made in between has its intent on file by then.
  const listed = await provider.listMarked(grantId, ownMark(name));
  for (const meeting of listed) {
    if ((await judge(parts, meeting)) !== 'orphan') continue;
    if (!(await hasTurn(parts, grantId, 'remove'))) return;
    await removeOrphan(parts, grantId, meeting);
  }
}

/** `needed`: by a session, by a pass under way or by its host · `pass`: a pass was asked to look after it */
async function judge(
  parts: ScanParts,
  { mark, meetingId, startsAt }: MarkedMeeting,
): Promise<'needed' | 'pass' | 'orphan'> {
  const { db, clock } = parts;
  const row = await db
    .selectFrom('observed_meeting as observed')
    .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
    .select(['desired.session_id', 'wanted', 'managed', 'meeting_id', 'creating_since'])
    .where('observed.mark', '=', mark)
    .executeTakeFirst();
  // What is over stays in the host's history, but for a twin of the one that was used.
  const begun = startsAt && Temporal.Instant.compare(startsAt, clock.now()) <= 0;
  const isTwin = row?.wanted && row.meeting_id !== null && row.meeting_id !== meetingId;
  if (begun && !isTwin) return 'needed';
  if (!row) return await judgeRehearsal(db, { mark, meetingId });
  if (row.creating_since !== null || (!row.managed && row.wanted)) return 'needed';
  const ours = row.meeting_id === meetingId;
  if (ours && row.wanted) return 'needed';
  const unknownYet = row.wanted && row.meeting_id === null;
  if (!ours && !unknownYet) return 'orphan';
  if (!row.managed) return 'needed';
  await db.transaction().execute(async (tx) => {
    // A pass that would make one looks for it first.
    if (unknownYet)
      await tx
        .updateTable('observed_meeting')
        .set({ creating_since: clock.now() })
        .where('session_id', '=', row.session_id)
        .where('meeting_id', 'is', null)
        .execute();
    await ring(parts, tx, [row.session_id]);
  });
  return 'pass';
}

/** The meeting a rehearsal knows of, or is making, is its own to remove. */
async function judgeRehearsal(
  db: ScanParts['db'],
  { mark, meetingId }: Pick<MarkedMeeting, 'mark' | 'meetingId'>,
): Promise<'needed' | 'orphan'> {
  const row = await db
    .selectFrom('rehearsal')
    .select(['meeting_id', 'creating_since'])
    .where('mark', '=', mark)
    .executeTakeFirst();
  const known = row && (row.creating_since !== null || row.meeting_id === meetingId);
  return known ? 'needed' : 'orphan';
}

async function removeOrphan(
  { provider, log }: ScanParts,
  grantId: string,
  { meetingId }: MarkedMeeting,
): Promise<void> {
  try {
    await provider?.remove(grantId, meetingId);
    log.info({ grant: grantId }, 'a meeting that no session needs was removed');
  } catch (error) {
    // People are in it: tomorrow it is over.
    if (!(error instanceof Failure) || error.code !== 'in-progress') throw error;
  }
}

/** False when it is not our turn: then the scan comes back by itself. */
async function hasTurn(
  parts: ScanParts,
  grantId: string,
  deed: 'find' | 'remove',
): Promise<boolean> {
  const turn = await parts.provider?.turn(grantId, deed, { startsAt: parts.clock.now() });
  if (turn && !turn.ok) await comeBack(parts, grantId, turn.at);
  return turn?.ok ?? false;
}

async function comeBack(
  { db, jobs }: ScanParts,
  grantId: string,
  at: Temporal.Instant,
): Promise<void> {
  await db
    .transaction()
    .execute((tx) => jobs.send(tx, 'scan-orphans', [{ grantId }], { after: at }));
}
