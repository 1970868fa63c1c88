/** A stretch of time in which a zone's clocks keep one offset. Half-open epoch milliseconds. */
interface OffsetSpan {
  startMs: number;
  endMs: number;
  /** Wall-clock time minus UTC. */
  offsetMs: number;
}

const MARGIN_MS = 400 * 86_400_000;
const ZONES_KEPT = 128;

interface Known {
  fromMs: number;
  toMs: number;
  spans: readonly OffsetSpan[];
}

/**
 * Asking Temporal for a change of offset costs microseconds, a query of slots not many more, so the
 * answers are kept: one window for each zone, replaced when a query leaves it, and a bounded number
 * of zones. Time-zone rules do not change while the program runs, so nothing here grows stale.
 */
const known = new Map<string, Known>();

/** The offsets in force from `fromMs` until `toMs`, in order. Throws RangeError for an unknown zone. */
export function offsetsBetween(zone: string, fromMs: number, toMs: number): OffsetSpan[] {
  let entry = known.get(zone);
  if (entry === undefined || fromMs < entry.fromMs || toMs > entry.toMs) {
    entry = walk(zone, fromMs - MARGIN_MS, toMs + MARGIN_MS);
    known.delete(zone);
    known.set(zone, entry);
    if (known.size > ZONES_KEPT) known.delete(known.keys().next().value!);
  }
  return entry.spans.filter((span) => span.startMs < toMs && span.endMs > fromMs);
}

/** Those that were asked for; there are only so many. */
const zones = new Set<string>();

/**
 * True for the name of a time zone in its official spelling ('Europe/Berlin', 'UTC'), older names
 * included. Bare offsets ('+01:00') are refused: they know no clock changes.
 */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true;
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    if (inZone(0, zone).timeZoneId !== zone) return false;
    zones.add(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How a page names a zone at an instant: `{ city: 'New York', offset: 'UTC−5' }`. */
export function zoneLabel(zone: string, atMs: number): { city: string; offset: string } {
  const name = zone.slice(zone.lastIndexOf('/') + 1);
  return { city: renamed[name] ?? name.replaceAll('_', ' '), offset: offsetLabel(zone, atMs) };
}

/** Browsers still report some cities under names the cities have given up. */
const renamed: { [name: string]: string } = {
  Calcutta: 'Kolkata',
  Dacca: 'Dhaka',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Thimbu: 'Thimphu',
};

function offsetLabel(zone: string, atMs: number): string {
  const offset = inZone(atMs, zone).offset;
  const sign = offset.startsWith('-') ? '−' : '+';
  const minutes = offset.slice(4, 6);
  return `UTC${sign}${Number(offset.slice(1, 3))}${minutes === '00' ? '' : `:${minutes}`}`;
}

function walk(zone: string, fromMs: number, toMs: number): Known {
  const spans: OffsetSpan[] = [];
  let startMs = fromMs;
  while (startMs < toMs) {
    const at = inZone(startMs, zone);
    const endMs = at.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
    spans.push({ startMs, endMs, offsetMs: at.offsetNanoseconds / 1e6 });
    startMs = endMs;
  }
  return { fromMs, toMs, spans };
}

function inZone(atMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}
