import type { Clock } from '#base';
import type { Offer, Slot } from '#sessions';
import { addressFor, isGuess, type Asked } from '../../picker/asked.ts';
import { seatsWords } from '../../picker/times.ts';
import { momentWords } from '../../words/moments.ts';
import { zoneWords } from '../../words/zones.ts';
import type { DetailFaults } from './read-details.ts';

export interface Typed {
  name: string;
  email: string;
  note: string;
}

/** The chosen time and the form below it, as a guest is to see them now. */
export interface ChosenTime {
  start: string;
  zone: string;
  zoneIsGuess: boolean;
  day: string;
  hours: string;
  zoneWords: string;
  seats: string | undefined;
  free: boolean;
  /** Free times close by, where this one is gone. */
  nearest: { start: string; words: string }[];
  typed: Typed;
  faults: DetailFaults;
  trouble: string | undefined;
  key: string;
  zoneHref: string;
  backHref: string;
}

export interface Around {
  asked: Asked;
  startMs: number;
  key: string;
  typed?: Typed;
  faults?: DetailFaults;
  trouble?: string;
  nearest?: Slot[];
}

const DAY_MS = 86_400_000;
const NEARBY_COUNT = 3;

export async function describeTime(
  clock: Clock,
  { service, slots }: Offer,
  around: Around,
): Promise<ChosenTime> {
  const { asked, startMs } = around;
  const { zone } = asked;
  const now = clock.now();
  const between = (fromMs: number, toMs: number) => slots({ fromMs, toMs });
  const slot = around.nearest ? undefined : (await between(startMs, startMs + 1))[0];
  const nearest = slot
    ? []
    : (around.nearest ??
      closest(await between(startMs - 3 * DAY_MS, startMs + 11 * DAY_MS), startMs));
  const start = instant(startMs);
  const from = momentWords(start, zone, now);
  const until = momentWords(instant(startMs + service.durationMinutes * 60_000), zone, now);
  return {
    start: start.toString(),
    zone,
    zoneIsGuess: isGuess(asked),
    day: from.day,
    hours: `${from.time} to ${until.time}`,
    zoneWords: zoneWords(zone, startMs),
    seats: slot && seatsWords(slot.seatsLeft, service.capacity),
    free: slot !== undefined,
    nearest: nearest.map((near) => nearbyWords(near, zone, now)),
    typed: around.typed ?? { name: '', email: '', note: '' },
    faults: around.faults ?? {},
    trouble: around.trouble,
    key: around.key,
    zoneHref: addressFor(asked, { start: start.toString(), 'choose-zone': '1' }),
    backHref: addressFor(asked, { day: dateIn(zone, start) }),
  };
}

function nearbyWords(slot: Slot, zone: string, now: Temporal.Instant) {
  const { day, time } = momentWords(instant(slot.startMs), zone, now);
  return { start: instant(slot.startMs).toString(), words: `${day}, ${time}` };
}

function closest(slots: Slot[], startMs: number): Slot[] {
  return slots
    .toSorted((a, b) => Math.abs(a.startMs - startMs) - Math.abs(b.startMs - startMs))
    .slice(0, NEARBY_COUNT)
    .toSorted((a, b) => a.startMs - b.startMs);
}

function dateIn(zone: string, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainDate().toString();
}

function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
