/** "Thursday, 10 December 2026, 10:00 to 10:30, New York (UTC−5)", in the given IANA zone. */
export function longTime(start: string, end: string, zone: string): string {
  const from = inZone(start, zone);
  const to = inZone(end, zone);
  const until = from.toPlainDate().equals(to.toPlainDate())
    ? clockTime(to)
    : `${longDate(to)}, ${clockTime(to)}`;
  return `${longDate(from)}, ${clockTime(from)} to ${until}, ${zoneWords([from, to])}`;
}

/** "Thursday, 10 December 2026, 10:00, New York (UTC−5)": a moment without an end. */
export function longMoment(instant: string, zone: string): string {
  const at = inZone(instant, zone);
  return `${longDate(at)}, ${clockTime(at)}, ${zoneWords([at])}`;
}

/** "Thu 10 Dec, 10:00", for subject lines. */
export function shortTime(instant: string, zone: string): string {
  const at = inZone(instant, zone);
  const date = at.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${date.replace(',', '')}, ${clockTime(at)}`;
}

/** "today", "tomorrow" or "on Monday", for somebody who reads it in this zone now. */
export function dayAway(instant: string, zone: string, now: Temporal.Instant): string {
  const day = inZone(instant, zone).toPlainDate();
  const { days } = now.toZonedDateTimeISO(zone).toPlainDate().until(day);
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `on ${day.toLocaleString('en-GB', { weekday: 'long' })}`;
}

/** "in one hour", or "in 40 minutes" where less is left. Never more than is left, to five minutes. */
export function minutesAway(instant: string, now: Temporal.Instant): string {
  const minutes = now.until(Temporal.Instant.from(instant)).total('minutes');
  return minutes > 55 ? 'in one hour' : `in ${Math.floor(minutes / 5) * 5} minutes`;
}

function inZone(instant: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}

function longDate(at: Temporal.ZonedDateTime): string {
  const weekday = at.toLocaleString('en-GB', { weekday: 'long' });
  const date = at.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return `${weekday}, ${date}`;
}

function clockTime(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The offset too: "New York" alone does not say whether the clocks have changed by then. */
function zoneWords(times: Temporal.ZonedDateTime[]): string {
  const offsets = [...new Set(times.map((time) => offsetWords(time.offset)))].join(', then ');
  const place = zonePlace(times[0]?.timeZoneId ?? '');
  return place ? `${place} (${offsets})` : offsets;
}

/** "+05:30" is UTC+5:30, "-05:00" is UTC−5. */
function offsetWords(offset: string): string {
  const sign = offset.startsWith('-') ? '−' : '+';
  const [hours = '0', minutes = '00'] = offset.slice(1).split(':');
  return `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

/** Zones that are no place are told by their offset alone: "Etc/GMT+5" even means UTC−5. */
function zonePlace(zone: string): string | undefined {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return undefined;
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
