import type { Parley } from '#http';
import type { BookingView, Slot } from '#sessions';
import { addressFor, type Asked } from '../../picker/asked.ts';
import type { Time } from '../../picker/times.ts';
import { momentWords } from '../../words/moments.ts';
import { timeWords } from './lasting.ts';

/** The time a booking would move to. */
export interface NewTime {
  day: string;
  hours: string;
  zoneWords: string;
  free: boolean;
  /** Free times close by, where this one was taken a moment ago. */
  nearest: Time[];
  backHref: string;
}

export async function newTime(
  { sessions, clock }: Parley,
  booking: BookingView,
  { asked, startMs, nearest }: { asked: Asked; startMs: number; nearest?: Slot[] },
): Promise<NewTime> {
  const now = clock.now();
  const range = { fromMs: startMs, toMs: startMs + 1 };
  const free = nearest ? [] : await sessions.slotsForMove(booking, range);
  const start = instant(startMs);
  const end = instant(startMs + booking.end.since(booking.start).total('milliseconds'));
  return {
    ...timeWords({ start, end }, asked.zone, now),
    free: free.length > 0,
    nearest: (nearest ?? []).map((slot) => {
      const { day, time } = momentWords(instant(slot.startMs), asked.zone, now);
      const href = addressFor(asked, { start: instant(slot.startMs).toString() });
      return { href, label: `${day}, ${time}`, seats: undefined };
    }),
    backHref: addressFor(asked, {
      day: start.toZonedDateTimeISO(asked.zone).toPlainDate().toString(),
    }),
  };
}

function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
