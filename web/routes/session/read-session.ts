import { redirect } from 'react-router';
import type { Account } from '#accounts';
import type { Parley, Visitor } from '#http';
import type { SessionView } from '#sessions';
import { countdown } from '../../words/countdown.ts';
import { hostStory } from '../../words/host-story.ts';
import { settingWords } from '../../words/meeting-settings.ts';
import { meetingWords, removalWords } from '../../words/meeting-state.ts';
import { momentWords } from '../../words/moments.ts';
import { standsInNote } from '../../words/not-at-hand.ts';
import { hostRecordings } from '../../words/recordings.ts';
import { warningsOf } from '../../words/warnings.ts';
import { zoneWords } from '../../words/zones.ts';
import { planWarning } from '../../words/plan-warning.ts';
import { rememberAccount } from '../accounts/remember.ts';
import { guestsOf, placeOf } from '../sessions/agenda.ts';
import { driftOf } from './drift.ts';
import { holdOf } from './hold.ts';

/** What the page of a session says. */
export type SessionWords = Awaited<ReturnType<typeof readSession>>;

/** One session as its page shows it, in words and in the account's zone. Throws a 404 where there is none. */
export async function readSession(parley: Parley, visitor: Visitor, sessionId: string) {
  const { account } = visitor;
  const found = await parley.sessions.show(account.id, sessionId);
  if (!found) {
    await openItsAccount(parley, visitor, sessionId);
    throw new Response('There is no such session in this account.', { status: 404 });
  }
  const { session, happenings } = found;
  const now = parley.clock.now();
  const { zone } = account.hours;
  const start = momentWords(session.start, zone, now);
  const inZone = (where: string) => zoneWords(where, session.start.epochMilliseconds);
  const cancelled = session.cancelledAt !== null;
  const over = Temporal.Instant.compare(session.end, now) < 0;
  return {
    id: session.id,
    service: session.serviceName,
    day: start.day,
    from: start.time,
    to: momentWords(session.end, zone, now).time,
    zone: inZone(zone),
    away: cancelled ? undefined : countdownOf(session, now),
    capacity: session.capacity,
    place: placeOf(session),
    placeSays: session.place === 'built-in' ? 'in the browser, nothing to install' : undefined,
    standsIn: over || cancelled ? undefined : standsInNote(session.place, happenings),
    removal: session.removal && !over ? removalWords(session.removal, zone, now) : undefined,
    meeting: session.meeting && !over ? meetingWords(session.meeting, zone, now) : undefined,
    settings:
      session.meeting?.status === 'in-step' && !over ? settingWords(session.meeting) : undefined,
    drift: over ? undefined : driftOf(session),
    hold: driftOf(session) ? undefined : await holdOf(parley, account, session),
    kept: session.meeting?.status === 'not-managed',
    warnings: over ? [] : await allWarnings(parley, account, session),
    cancelled,
    open: !cancelled && !over,
    start: startOf(session),
    names: guestsOf(session).replace(/ \(.*\)$/, ''),
    guests: session.bookings.map((booking) => ({
      id: booking.id,
      name: booking.guestName,
      email: booking.guestEmail,
      zone: booking.guestZone === zone ? undefined : inZone(booking.guestZone),
      note: booking.note,
      url: booking.url,
      gone: booking.cancelledAt && !cancelled ? 'Cancelled' : undefined,
    })),
    recordings: hostRecordings(await parley.recordings.ofSession(session.id), {
      ...{ zone, now, href: `/sessions/${session.id}` },
    }),
    story: hostStory(happenings, { zone, now }),
  };
}

/** Mails lead here; whoever was at work in another account of theirs is taken to the session's. */
async function openItsAccount(
  { sessions, config }: Parley,
  { account: open, accounts }: Visitor,
  sessionId: string,
): Promise<void> {
  for (const { id } of accounts) {
    if (id === open.id || !(await sessions.show(id, sessionId))) continue;
    throw redirect(`/sessions/${sessionId}`, { headers: rememberAccount(id, config) });
  }
}

async function allWarnings(parley: Parley, account: Account, session: SessionView) {
  const plan = session.cancelledAt ? undefined : await warningOf(parley, account, session);
  const others = warningsOf(session, account.hours.zone).map(({ says }) => says);
  return [...(plan ? [plan] : []), ...others];
}

/** How the host goes in. What Parley no longer looks after in Zoom, it cannot open either. */
function startOf({ place, meeting }: SessionView): 'call' | 'zoom' | undefined {
  if (place === 'built-in') return 'call';
  const ours = place === 'zoom' && meeting?.joinUrl && meeting.status !== 'not-managed';
  return ours ? 'zoom' : undefined;
}

function countdownOf(session: SessionView, now: Temporal.Instant): string {
  return countdown(
    session.start.epochMilliseconds,
    session.end.epochMilliseconds,
    now.epochMilliseconds,
  );
}

async function warningOf(
  { conferencing }: Parley,
  account: Account,
  session: SessionView,
): Promise<string | undefined> {
  if (session.place !== 'zoom') return undefined;
  const durationMinutes = session.start.until(session.end).total('minutes');
  const row = await conferencing.zoomRow(account.id);
  return planWarning({ place: 'zoom', durationMinutes }, account.defaultPlace, row);
}
