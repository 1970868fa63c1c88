/** Carries out one step of a plan. Decides nothing; may run twice or late. */
import type { Desired, Observed, Step } from './plan.ts';
import { arrive } from './arrivals.ts';
import type { Meeting, MeetingSpec } from './provider.ts';
import { noteGone, noteLate, noteMeeting, noteNothing, readMeeting } from './meetings.ts';
import type { Held, PassParts } from './reconcile.ts';
import { answerOthers, listMarked } from './search.ts';

interface Known {
  desired: Desired;
  observed: Observed;
}

export function createExecutor(parts: PassParts) {
  return async (held: Held, known: Known, step: Step): Promise<void> => {
    switch (step.do) {
      case 'create':
        return await create(parts, held, known, step.grantId);
      case 'find':
        return await find(parts, held, known, step.grantId);
      case 'update':
        return await update(parts, held, known, step);
      case 'read':
        return await look(parts, held, known, step);
      case 'remove':
        return await remove(parts, held, step);
      case 'give-up':
        return await parts.db.transaction().execute((tx) => parts.giveUp(tx, held.sessionId));
      case 'hold-built-in':
        return await holdBuiltIn(parts, held.sessionId, step.why);
      case 'hold-in-zoom':
        return await arrive(parts, held.sessionId);
    }
  };
}

async function create(parts: PassParts, held: Held, known: Known, grantId: string): Promise<void> {
  const { db, clock, provider, book } = parts;
  const { sessionId, lease } = held;
  const intended = await db.transaction().execute(async (tx) => {
    const now = clock.now();
    const { numUpdatedRows } = await tx
      .updateTable('observed_meeting')
      .set({ creating_since: now, updated_at: now })
      .where('session_id', '=', sessionId)
      .where('leased_until', '=', lease)
      .executeTakeFirst();
    if (numUpdatedRows > 0 && known.observed.attempts === 0)
      await book.tell(tx, sessionId, 'meeting-asked');
    return numUpdatedRows > 0;
  });
  if (!intended) return;
  const meeting = await provider.create(grantId, specOf(known));
  const { generation } = known.desired;
  if (await note(parts, held, meeting, { generation, happening: 'meeting-made' })) return;
  // Too late: another pass looked for this meeting before it was there, and may have made its own.
  const other = await readMeeting(db, sessionId);
  if (other?.observed.meetingId !== meeting.meetingId)
    await provider.remove(grantId, meeting.meetingId);
}

/**
 * Finds what an earlier create of ours left behind: keeps one while it is wanted, removes any other.
 * The list it looks through answers for every session of this permission.
 */
async function find(parts: PassParts, held: Held, known: Known, grantId: string): Promise<void> {
  const askedAt = parts.clock.now();
  const marked = await listMarked(parts, grantId);
  await answerOthers(parts, held, { grantId, askedAt, marked });
  const found = marked.get(known.observed.mark) ?? [];
  const kept = known.desired.wanted ? found[0] : undefined;
  for (const meeting of found)
    if (meeting !== kept) await parts.provider.remove(grantId, meeting.meetingId);
  if (!kept) return await nothing(parts, held, found.length > 0 ? 'meeting-removed' : undefined);
  // Found as of no wish in particular: the next plan compares it with what is wanted now.
  await note(parts, held, kept, { generation: 0, happening: 'meeting-found' });
}

async function update(
  parts: PassParts,
  held: Held,
  known: Known,
  step: { grantId: string; meetingId: string },
): Promise<void> {
  const meeting = await parts.provider.update(step.grantId, step.meetingId, specOf(known));
  // Deleted at the provider: the next plan makes a new one behind the same lasting link.
  if (!meeting) return await nothing(parts, held);
  const { generation } = known.desired;
  if (await note(parts, held, meeting, { generation, happening: 'meeting-changed' })) return;
  await parts.db.transaction().execute((tx) => noteLate(tx, parts, held.sessionId, meeting));
}

/** What the provider holds now becomes what we observed; a wish that came up meanwhile stays for the next look. */
async function look(
  { db, clock, provider }: PassParts,
  held: Held,
  known: Known,
  step: { grantId: string; meetingId: string },
): Promise<void> {
  const { appliedGeneration, lookWantedAt } = known.observed;
  const meeting = await provider.read(step.grantId, step.meetingId);
  await db.transaction().execute(async (tx) => {
    const now = clock.now();
    const noted = meeting
      ? await noteMeeting(tx, held, meeting, { generation: appliedGeneration, now })
      : await noteGone(tx, held, now);
    if (!noted) return;
    await tx
      .updateTable('observed_meeting')
      .set({ look_wanted_at: null })
      .where('session_id', '=', held.sessionId)
      .where('look_wanted_at', '=', lookWantedAt)
      .execute();
  });
}

async function remove(
  parts: PassParts,
  held: Held,
  step: { grantId: string; meetingId: string },
): Promise<void> {
  await parts.provider.remove(step.grantId, step.meetingId);
  await nothing(parts, held, 'meeting-removed');
}

async function nothing(
  { db, clock, book }: PassParts,
  held: Held,
  happening?: 'meeting-removed',
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const noted = await noteNothing(tx, held, clock.now());
    if (noted && happening) await book.tell(tx, held.sessionId, happening);
  });
}

async function holdBuiltIn(
  parts: PassParts,
  sessionId: string,
  why: Extract<Step, { do: 'hold-built-in' }>['why'],
): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    const given = await tx
      .updateTable('desired_meeting')
      .set((set) => ({
        wanted: false,
        arriving: false,
        generation: set('generation', '+', 1),
        updated_at: parts.clock.now(),
      }))
      .where('session_id', '=', sessionId)
      .where('wanted', '=', true)
      .returning('session_id')
      .executeTakeFirst();
    if (given) await parts.book.holdBuiltIn(tx, sessionId, why);
  });
}

/** False when another pass has taken over meanwhile: then nothing is noted. */
async function note(
  { db, clock, book }: PassParts,
  held: Held,
  meeting: Meeting,
  as: { generation: number; happening: 'meeting-made' | 'meeting-found' | 'meeting-changed' },
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const noted = await noteMeeting(tx, held, meeting, {
      generation: as.generation,
      now: clock.now(),
    });
    if (noted) await book.tell(tx, held.sessionId, as.happening);
    return noted;
  });
}

function specOf({ desired, observed }: Known): MeetingSpec {
  return {
    mark: observed.mark,
    topic: desired.topic,
    startsAt: desired.startsAt,
    durationMinutes: desired.durationMinutes,
    zone: desired.zone,
    settings: desired.settings,
  };
}
