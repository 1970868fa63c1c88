import { transact, type Tx } from '#db';
import type { BookParts } from './book.ts';
import { notify, tell } from './records.ts';
import { bookingsOf, readBooking, type Whole } from './rows.ts';
import { lockSession } from './seats.ts';

interface Cancelling {
  by: 'guest' | 'host';
  reason: string;
}

/** Cancels one booking; the last one to leave takes the session along. Twice is the same as once. */
export async function cancel(
  parts: BookParts,
  token: string,
  cancelling: Cancelling,
): Promise<void> {
  await transact(parts.db, async (tx) => {
    const whole = await readBooking(tx, token);
    if (!whole) return;
    await lockSession(tx, whole.session.id);
    await cancelBooking(parts, tx, whole, cancelling);
    await emptySession(parts, tx, whole.session.id);
  });
}

/** Cancels a session with everybody in it. */
export async function cancelSession(
  parts: BookParts,
  sessionId: string,
  reason: string,
): Promise<void> {
  await transact(parts.db, async (tx) => {
    await lockSession(tx, sessionId);
    for (const whole of await bookingsOf(tx, sessionId)) {
      await cancelBooking(parts, tx, whole, { by: 'host', reason });
    }
    await emptySession(parts, tx, sessionId);
  });
}

async function cancelBooking(
  parts: BookParts,
  tx: Tx,
  whole: Whole,
  { by, reason }: Cancelling,
): Promise<void> {
  const cancelled = await tx
    .updateTable('booking')
    .set((set) => ({
      cancelled_at: parts.clock.now(),
      cancelled_by: by,
      cancel_reason: reason,
      remind_at: null,
      calendar_sequence: set('calendar_sequence', '+', 1),
    }))
    .where('id', '=', whole.booking.id)
    .where('cancelled_at', 'is', null)
    .returning('session_id')
    .executeTakeFirst();
  if (!cancelled) return;
  const about = { sessionId: cancelled.session_id, bookingId: whole.booking.id };
  await tell(parts, tx, {
    ...about,
    kind: 'cancelled',
    facts: { by, reason, guest: whole.booking.guestName },
  });
  const after = await readBooking(tx, whole.booking.token);
  if (after) await notify(parts, tx, [after], { kind: 'cancelled', cancelledBy: by, reason });
}

/** A session without guests does not take place: its time is free again and its meeting goes. Under its lock. */
export async function emptySession(parts: BookParts, tx: Tx, sessionId: string): Promise<void> {
  const emptied = await tx
    .updateTable('session')
    .set({ cancelled_at: parts.clock.now() })
    .where('id', '=', sessionId)
    .where('cancelled_at', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('booking')
            .select('booking.id')
            .whereRef('booking.session_id', '=', 'session.id')
            .where('booking.cancelled_at', 'is', null),
        ),
      ),
    )
    .returning('id')
    .executeTakeFirst();
  if (emptied) await parts.conferencing.unwant(tx, sessionId);
}
