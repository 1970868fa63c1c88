import { z } from 'zod';
import type { BookingView, Slot } from '#sessions';
import { instant } from './fields.ts';
import { refuse } from './problems.ts';

export const bookingAnswer = z.object({
  booking: z
    .object({
      token: z
        .string()
        .meta({ description: 'The booking’s own key: whoever knows it may move or cancel.' }),
      url: z.string().meta({ description: 'The lasting page. It never changes.' }),
      status: z.enum(['confirmed', 'cancelled']),
      start: instant,
      end: instant,
      join: z
        .object({ kind: z.enum(['call', 'zoom', 'place']), url: z.string(), ready: z.boolean() })
        .meta({ description: '`ready` is false while there is no address to join at yet.' }),
      account: z.object({ slug: z.string(), name: z.string() }),
      service: z.object({ slug: z.string(), name: z.string() }),
      guest: z.object({ name: z.string(), timezone: z.string() }),
      note: z.string(),
      cancelled_by: z.enum(['guest', 'host']).nullable(),
      cancel_reason: z.string(),
      change: z
        .object({ allowed: z.boolean(), until: instant.nullable(), why: z.string().nullable() })
        .meta({
          description: 'Whether the guest may still move or cancel, until when, or why not.',
        }),
    })
    .meta({ id: 'Booking' }),
});

export function answerBooking(view: BookingView): z.output<typeof bookingAnswer> {
  const { change, join } = view;
  return {
    booking: {
      token: view.token,
      url: view.url,
      status: view.status,
      start: view.start.toString(),
      end: view.end.toString(),
      join: { kind: join.kind, url: join.url, ready: join.ready },
      account: { slug: view.account.slug, name: view.account.name },
      service: { slug: view.service.slug, name: view.service.name },
      guest: { name: view.guest.name, timezone: view.guest.zone },
      note: view.note,
      cancelled_by: view.cancelledBy,
      cancel_reason: view.cancelReason,
      change: change.allowed
        ? { allowed: true, until: change.until.toString(), why: null }
        : { allowed: false, until: null, why: change.why },
    },
  };
}

export function refuseTaken(nearest: readonly Slot[]) {
  const text = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
  return refuse(
    'slot-taken',
    'This time is not free any more. Choose one of the nearest, or another.',
    {
      nearest: nearest.map((slot) => ({ start: text(slot.startMs), end: text(slot.endMs) })),
    },
  );
}
