import { z } from 'zod';
import type { Happening, SessionView } from '#sessions';
import { instant, place } from './fields.ts';

/** What stands in the way of a meeting, typed, as `#conferencing` tells it. */
const meeting = z.object({
  status: z.enum(['in-step', 'under-way', 'waiting', 'needs-host', 'not-managed']),
  join_url: z.string().nullable(),
  reason: z.object({ code: z.string(), detail: z.string().nullable() }).nullable(),
  next_try_at: instant.nullable(),
});

export const sessionSchema = z
  .object({
    id: z.string(),
    service: z.object({ id: z.string(), name: z.string() }),
    status: z.enum(['confirmed', 'cancelled']),
    start: instant,
    end: instant,
    capacity: z.int(),
    place,
    place_words: z.string(),
    cancelled_at: instant.nullable(),
    meeting: meeting
      .nullable()
      .meta({ description: 'How the meeting at Zoom stands, for sessions held there.' }),
    bookings: z.array(
      z.object({
        id: z.string(),
        status: z.enum(['confirmed', 'cancelled']),
        guest: z.object({ name: z.string(), email: z.string(), timezone: z.string() }),
        note: z.string(),
        url: z.string(),
        cancelled_at: instant.nullable(),
        cancelled_by: z.enum(['guest', 'host']).nullable(),
        cancel_reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'Session' });

export const happeningSchema = z
  .object({ at: instant, kind: z.string(), facts: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Happening' });

export function answerSession(view: SessionView): z.output<typeof sessionSchema> {
  return {
    id: view.id,
    service: { id: view.serviceId, name: view.serviceName },
    status: view.cancelledAt ? 'cancelled' : 'confirmed',
    start: view.start.toString(),
    end: view.end.toString(),
    capacity: view.capacity,
    place: view.place,
    place_words: view.placeWords,
    cancelled_at: view.cancelledAt?.toString() ?? null,
    meeting: view.meeting ? answerMeeting(view.meeting) : null,
    bookings: view.bookings.map(answerSeat),
  };
}

export function answerHappening({ at, kind, facts }: Happening): z.output<typeof happeningSchema> {
  return { at: at.toString(), kind, facts };
}

function answerMeeting(state: NonNullable<SessionView['meeting']>): z.output<typeof meeting> {
  return {
    status: state.status,
    join_url: state.joinUrl ?? null,
    reason: state.reason ? { code: state.reason.code, detail: state.reason.detail ?? null } : null,
    next_try_at: state.nextTryAt?.toString() ?? null,
  };
}

function answerSeat(booking: SessionView['bookings'][number]) {
  return {
    id: booking.id,
    status: booking.cancelledAt ? ('cancelled' as const) : ('confirmed' as const),
    guest: { name: booking.guestName, email: booking.guestEmail, timezone: booking.guestZone },
    note: booking.note,
    url: booking.url,
    cancelled_at: booking.cancelledAt?.toString() ?? null,
    cancelled_by: booking.cancelledBy,
    cancel_reason: booking.cancelReason,
  };
}
