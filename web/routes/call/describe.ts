import type { AtTheDoor } from '#calls';
import type { CallFacts } from '../../call/view/facts.ts';
import { clockTime, momentWords } from '../../words/moments.ts';
import { zoneWords } from '../../words/zones.ts';

/** Somebody at the door of a call, in words. */
export function describeDoor(
  { invitation, door }: AtTheDoor,
  backHref: string,
  now: Temporal.Instant,
): CallFacts {
  const { start, end, zone, movedFrom, ...who } = invitation;
  const begins = momentWords(start, zone, now);
  const opensAt = door.is === 'early' ? door.opensAt : undefined;
  const today = momentWords(now, zone, now).day;
  return {
    backHref,
    ticketHref: `${backHref}/call/ticket`,
    relayHref: `${backHref}/call/relay`,
    role: who.role,
    sessionId: who.sessionId,
    name: who.name,
    withWhom: who.withWhom,
    title: who.title,
    day: begins.day,
    hours: `${begins.time} to ${clockTime(end, zone)}`,
    zoneWords: zoneWords(zone, start.epochMilliseconds),
    startMs: start.epochMilliseconds,
    endMs: end.epochMilliseconds,
    nowMs: now.epochMilliseconds,
    door: door.is,
    opensAt:
      opensAt && `${clockTime(opensAt, zone)}${begins.day === today ? '' : ` on ${begins.day}`}`,
    opensAtMs: opensAt?.epochMilliseconds,
    moved: movedFrom && movedWords(movedFrom, zone, now),
  };
}

function movedWords(from: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const before = momentWords(from, zone, now);
  return `This session was moved. It was to be on ${before.day}, ${before.time}.`;
}
