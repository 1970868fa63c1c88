/**
 * After an outage many sessions of one host have to be looked for by their marks at once. Zoom's list
 * is the dearest thing to ask for, and it names them all: so it is asked for once.
 */
import type { Tx } from '#db';
import { ANY_MARK } from './mark.ts';
import { seen } from './meetings.ts';
import { LIST_LAG } from './plan.ts';
import type { MarkedMeeting } from './provider.ts';
import type { Held, PassParts } from './reconcile.ts';
import { ring } from './ring.ts';

type ByMark = Map<string, MarkedMeeting[]>;

interface List {
  grantId: string;
  askedAt: Temporal.Instant;
  marked: ByMark;
}

export async function listMarked({ provider }: PassParts, grantId: string): Promise<ByMark> {
  return Map.groupBy(await provider.listMarked(grantId, ANY_MARK), (meeting) => meeting.mark);
}

/**
 * Tells the other sessions of this permission what the list says of them, so that none has to ask
 * again. Left out are those a pass is busy with, those made too lately for the list to know, and
 * those found twice: they look for themselves.
 */
export async function answerOthers(
  parts: PassParts,
  { sessionId }: Held,
  list: List,
): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    const others = await searchedFor(parts, tx, list);
    const missing: string[] = [];
    const found: string[] = [];
    for (const other of others) {
      if (other.session_id === sessionId) continue;
      const [meeting, ...more] = list.marked.get(other.mark) ?? [];
      if (!meeting) missing.push(other.session_id);
      else if (more.length === 0) {
        await noteFound(parts, tx, other.session_id, meeting);
        found.push(other.session_id);
      }
    }
    await noteMissing(parts, tx, missing);
    await ring(parts, tx, found);
  });
}

async function searchedFor({ clock }: PassParts, tx: Tx, { grantId, askedAt }: List) {
  return await tx
    .selectFrom('observed_meeting as observed')
    .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
    .select(['observed.session_id', 'observed.mark'])
    .where('desired.grant_id', '=', grantId)
    .where('observed.meeting_id', 'is', null)
    .where('observed.creating_since', '<=', askedAt.subtract(LIST_LAG))
    .where((where) =>
      where.or([
        where('observed.leased_until', 'is', null),
        where('observed.leased_until', '<', clock.now()),
      ]),
    )
    .forUpdate('observed')
    .skipLocked()
    .execute();
}

/** As of no wish in particular, like one found by its own pass. */
async function noteFound(
  { clock, book }: PassParts,
  tx: Tx,
  sessionId: string,
  meeting: MarkedMeeting,
): Promise<void> {
  await tx
    .updateTable('observed_meeting')
    .set({ ...seen(meeting, clock.now()), creating_since: null, applied_generation: 0 })
    .where('session_id', '=', sessionId)
    .execute();
  await book.tell(tx, sessionId, 'meeting-found');
}

/** Why they wait, and until when, stays as it was. */
async function noteMissing({ clock }: PassParts, tx: Tx, sessionIds: string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await tx
    .updateTable('observed_meeting')
    .set({ creating_since: null, seen_at: clock.now() })
    .where('session_id', 'in', sessionIds)
    .execute();
}
