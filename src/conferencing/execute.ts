/** Carries out one step of a plan. Decides nothing; may run twice or late. */
import type { Desired, Observed, Step } from './plan.ts';
import type { Meeting, MeetingSpec } from './provider.ts';
import { noteMeeting, noteNothing } from './meetings.ts';
import type { PassParts } from './reconcile.ts';

interface Known {
  desired: Desired;
  observed: Observed;
}

export function createExecutor(parts: PassParts) {
  return async (sessionId: string, known: Known, step: Step): Promise<void> => {
    switch (step.do) {
      case 'create':
        return await create(parts, sessionId, known, step.grantId);
      case 'find':
        return await find(parts, sessionId, known, step.grantId);
      case 'update':
        return await update(parts, sessionId, known, step);
      case 'remove':
        return await remove(parts, sessionId, step);
      case 'hold-built-in':
        return await holdBuiltIn(parts, sessionId, step.why);
    }
  };
}

async function create(parts: PassParts, sessionId: string, known: Known, grantId: string): Promise<void> {
  const { db, clock, provider, book } = parts;
  await db.transaction().execute(async (tx) => {
    const now = clock.now();
    await tx
      .updateTable('observed_meeting')
      .set({ creating_since: now, updated_at: now })
      .where('session_id', '=', sessionId)
      .execute();
    if (known.observed.attempts === 0) await book.tell(tx, sessionId, 'meeting-asked');
  });
  const meeting = await provider.create(grantId, specOf(known));
  await note(parts, sessionId, known, meeting, 'meeting-made');
}

/** Finds what an earlier create of ours left behind: keeps one, removes any other. */
async function find(parts: PassParts, sessionId: string, known: Known, grantId: string): Promise<void> {
  const [kept, ...extra] = await parts.provider.findByMark(grantId, known.observed.mark);
  for (const meeting of extra) await parts.provider.remove(grantId, meeting.meetingId);
  if (kept) {
    // Found as of no wish in particular: the next plan compares it with what is wanted now.
    return await note(parts, sessionId, { ...known, desired: { ...known.desired, generation: 0 } }, kept, 'meeting-made');
  }
  await parts.db.transaction().execute((tx) => noteNothing(tx, sessionId, parts.clock.now()));
}

async function update(
  parts: PassParts,
  sessionId: string,
  known: Known,
  step: { grantId: string; meetingId: string },
): Promise<void> {
  const meeting = await parts.provider.update(step.grantId, step.meetingId, specOf(known));
  if (meeting) return await note(parts, sessionId, known, meeting, 'meeting-changed');
  // Deleted at the provider: the next plan makes a new one behind the same lasting link.
  await parts.db.transaction().execute((tx) => noteNothing(tx, sessionId, parts.clock.now()));
}

async function remove(
  parts: PassParts,
  sessionId: string,
  step: { grantId: string; meetingId: string },
): Promise<void> {
  await parts.provider.remove(step.grantId, step.meetingId);
  await parts.db.transaction().execute(async (tx) => {
    await noteNothing(tx, sessionId, parts.clock.now());
    await parts.book.tell(tx, sessionId, 'meeting-removed');
  });
}

async function holdBuiltIn(
  parts: PassParts,
  sessionId: string,
  why: Extract<Step, { do: 'hold-built-in' }>['why'],
): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('desired_meeting')
      .set((set) => ({ wanted: false, generation: set('generation', '+', 1), updated_at: parts.clock.now() }))
      .where('session_id', '=', sessionId)
      .execute();
    await parts.book.holdBuiltIn(tx, sessionId, why);
  });
}

async function note(
  parts: PassParts,
  sessionId: string,
  known: Known,
  meeting: Meeting,
  happening: 'meeting-made' | 'meeting-changed',
): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    await noteMeeting(tx, sessionId, meeting, known.desired.generation, parts.clock.now());
    await parts.book.tell(tx, sessionId, happening);
  });
}

function specOf({ desired, observed }: Known): MeetingSpec {
  return {
    mark: observed.mark,
    topic: desired.topic,
    startsAt: desired.startsAt,
    durationMinutes: desired.durationMinutes,
    zone: desired.zone,
  };
}
