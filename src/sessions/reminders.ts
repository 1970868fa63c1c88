/** Guests are reminded a day and an hour before the start, each for themselves: they booked at different times. */
import { transact, type Db, type Tx } from '#db';
import type { NewNotice } from '#notices';
import { guestFacts } from './facts.ts';
import type { RecordParts } from './records.ts';
import { bookingsOf, type Whole } from './rows.ts';
import { lockSession } from './seats.ts';

/** `noLater`: with less time left than this it would come as a surprise, not as a reminder. */
const REMINDERS = [
  { kind: 'day-before-guest', before: { hours: 24 }, noLater: { hours: 12 } },
  { kind: 'hour-before-guest', before: { hours: 1 }, noLater: { minutes: 15 } },
] as const;
type Reminder = (typeof REMINDERS)[number];

/** So soon after a letter that says the same, a reminder tells nothing new. */
const APART = { minutes: 30 };

/** When to remind first of a session that was booked for this start, or moved there, just now. */
export function firstReminder(
  start: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | null {
  return nextAfter(start, now.add(APART));
}

/**
 * Writes to the guests who are to be reminded now. Every minute; doing it twice, or by two processes
 * at once, reminds once. What was missed is made up for while it is still of use, and else left out.
 */
export async function remind(parts: RecordParts & { db: Db }): Promise<void> {
  const due = await parts.db
    .selectFrom('booking')
    .select('session_id')
    .distinct()
    .where('remind_at', '<=', parts.clock.now())
    .execute();
  for (const { session_id: id } of due)
    await transact(parts.db, (tx) => remindGuestsOf(parts, tx, id));
}

async function remindGuestsOf(parts: RecordParts, tx: Tx, sessionId: string): Promise<void> {
  await lockSession(tx, sessionId);
  const now = parts.clock.now();
  const due = await tx
    .selectFrom('booking')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('remind_at', '<=', now)
    .execute();
  const ids = new Set(due.map(({ id }) => id));
  const wholes = (await bookingsOf(tx, sessionId)).filter(({ booking }) => ids.has(booking.id));
  const [first] = wholes;
  // Moved, cancelled, or reminded by another process, while we waited for the lock.
  if (!first) return;
  const { startsAt: start } = first.session;
  const reminder = reminderAt(start, now);
  if (reminder) {
    const letters = wholes.map((whole) => noticeOf(parts, whole, reminder));
    await parts.notices.add(tx, first.account.id, letters);
  }
  await tx
    .updateTable('booking')
    .set({ remind_at: nextAfter(start, now.add({ nanoseconds: 1 })) })
    .where('id', 'in', [...ids])
    .execute();
}

function noticeOf(parts: RecordParts, whole: Whole, { kind, noLater }: Reminder): NewNotice {
  const { booking, session } = whole;
  const goodUntil = session.startsAt.subtract(noLater).toString();
  return {
    kind,
    recipient: booking.guestEmail,
    bookingId: booking.id,
    facts: { ...guestFacts(whole, parts), goodUntil },
  };
}

/** The latest one whose time has come, unless it is too late for it. */
function reminderAt(start: Temporal.Instant, now: Temporal.Instant): Reminder | undefined {
  const due = REMINDERS.findLast(({ before }) => !isBefore(now, start.subtract(before)));
  return due && !isBefore(start.subtract(due.noLater), now) ? due : undefined;
}

/** The first moment to remind, at this one or later. */
function nextAfter(start: Temporal.Instant, soonest: Temporal.Instant): Temporal.Instant | null {
  const moments = REMINDERS.map(({ before }) => start.subtract(before));
  return moments.find((moment) => !isBefore(moment, soonest)) ?? null;
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
