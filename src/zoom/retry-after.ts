const SECONDS = /^\d{1,9}$/;
const HTTP_DATE = /GMT$/;

/**
 * When Zoom will answer again after a 429: `Retry-After` as seconds, ISO time or HTTP date, whatever
 * it sent; else the next midnight UTC where the text speaks of a daily limit; else unknown. The text
 * is looked at for nothing but the word "daily".
 */
export function readRetryAfter(
  header: string | null,
  text: string,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const named = header === null ? undefined : readMoment(header.trim(), now);
  if (named && Temporal.Instant.compare(named, now) > 0) return named;
  return /daily/i.test(text) ? nextMidnight(now) : undefined;
}

function readMoment(value: string, now: Temporal.Instant): Temporal.Instant | undefined {
  if (SECONDS.test(value)) return now.add({ seconds: Number(value) });
  try {
    return HTTP_DATE.test(value)
      ? Temporal.Instant.fromEpochMilliseconds(Date.parse(value))
      : Temporal.Instant.from(value);
  } catch {
    return undefined;
  }
}

function nextMidnight(now: Temporal.Instant): Temporal.Instant {
  return now.toZonedDateTimeISO('UTC').add({ days: 1 }).startOfDay().toInstant();
}
