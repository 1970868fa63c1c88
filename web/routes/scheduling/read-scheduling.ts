import type { Account } from '#accounts';
import type { Hours, Span } from '#availability';
import type { ZoomRow } from '#conferencing';
import type { Parley } from '#http';
import type { Service } from '#services';
import { WEEKDAYS } from '../../words/days.ts';
import { lengthWords, spanWords } from '../../words/lengths.ts';
import { withoutZoomWarning } from '../../words/not-at-hand.ts';
import { planWarning } from '../../words/plan-warning.ts';
import { seatsWarning } from '../../words/seats-warning.ts';
import { zoneWords } from '../../words/zones.ts';
import { zoomUserWords } from '../../words/zoom-user.ts';

/** All that is true of an account's scheduling, in short lines. */
export async function readScheduling(parley: Parley, account: Account) {
  const [services, row] = await Promise.all([
    parley.services.list(account.id),
    parley.conferencing.zoomRow(account.id),
  ]);
  const { largestCall } = parley.conferencing;
  const page = `${parley.config.appUrl}/${account.slug}`;
  return {
    page,
    services: services.map((service) => ({
      id: service.id,
      name: service.name,
      off: service.switchedOffAt !== null,
      facts: factsOf(service, row),
      page: `${page}/${service.slug}`,
      warning:
        planWarning(service, account.defaultPlace, row) ??
        seatsWarning(service, account.defaultPlace, { row, largestCall }) ??
        withoutZoomWarning(service, row),
    })),
    hours: hoursWords(account.hours, parley.clock.now()),
    conferencing: conferencingWords(account.defaultPlace, row),
    policy: policyWords(account),
  };
}

function factsOf(service: Service, row: ZoomRow): string {
  const places = {
    default: undefined,
    'built-in': 'in a built-in call',
    zoom: row.state === 'connected' ? 'in Zoom' : 'in Zoom, once it is at hand',
    words: service.placeWords,
  };
  const guests = service.capacity > 1 ? `up to ${service.capacity} guests` : undefined;
  return [lengthWords(service.durationMinutes), guests, places[service.place]]
    .filter(Boolean)
    .join(' · ');
}

/** Days with the same hours stand together: 'Monday to Friday', '9:00 to 17:00'. */
function hoursWords({ zone, weekly, exceptions }: Hours, now: Temporal.Instant) {
  const runs: { first: number; last: number; times: string }[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const times = (weekly[day] ?? []).map(spanTimes).join(', ');
    if (times === '') continue;
    const run = runs.at(-1);
    if (run && run.last === day - 1 && run.times === times) run.last = day;
    else runs.push({ first: day, last: day, times });
  }
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString();
  const ahead = Object.keys(exceptions).filter((date) => date >= today).length;
  return {
    zone: `Times in ${zoneWords(zone, now.epochMilliseconds)}`,
    weekly: runs.length > 0 ? runs.map(runWords) : [{ days: 'Closed', times: 'No hours are set' }],
    exceptions: ahead > 0 ? `${ahead} other ${ahead === 1 ? 'date' : 'dates'} ahead` : undefined,
  };
}

function runWords({ first, last, times }: { first: number; last: number; times: string }) {
  const from = WEEKDAYS[first - 1] ?? '';
  const to = WEEKDAYS[last - 1] ?? '';
  const joint = last - first > 1 ? `${from} to ${to}` : `${from} and ${to}`;
  return { days: first === last ? from : joint, times };
}

function spanTimes({ start, end }: Span): string {
  return `${start} to ${end}`;
}

function conferencingWords(defaultPlace: Account['defaultPlace'], row: ZoomRow) {
  const needsHost = row.state === 'action-required';
  // While Zoom is not at hand, a default of Zoom is a wish.
  const inZoom = defaultPlace === 'zoom' && row.state === 'connected';
  const where = inZoom ? 'in Zoom' : 'in built-in calls';
  const zoom = {
    'not-configured': 'Zoom is not set up on this server.',
    'not-connected': 'Zoom is not connected.',
    connected: row.state === 'connected' ? `Zoom is connected as ${zoomUserWords(row.email)}.` : '',
    'action-required':
      'Zoom needs you: Parley’s access to it has ended. Reconnect it to use it again.',
  };
  return {
    default: `New sessions take place ${where}, unless a service says otherwise.`,
    zoom: zoom[row.state],
    needsHost,
  };
}

function policyWords({ guestsMayChange, changeNoticeMinutes }: Account): string {
  if (!guestsMayChange) return 'Guests cannot move or cancel by themselves; they write to you.';
  if (changeNoticeMinutes === 0) return 'Guests may move or cancel until the session begins.';
  return `Guests may move or cancel until ${spanWords(changeNoticeMinutes)} before the session.`;
}
