import type { ZoomHealth } from '#operator';
import { agoWords } from '../../words/ago.ts';
import { capital } from '../../words/capital.ts';
import { manyWords } from '../../words/many.ts';
import { whyWords } from '../../words/meeting-state.ts';
import { untilWords } from '../../words/moments.ts';

interface Reading {
  zone: string;
  now: Temporal.Instant;
}

/** A thing and what is true of it, for a list. */
export interface Line {
  key: string;
  name: string;
  says: string;
  needsHost?: boolean;
}

export function waitingLines({ waiting }: ZoomHealth, { now }: Reading): Line[] {
  return waiting.map(({ reason, sessions, oldest, needsHost }) => {
    const asked = agoWords(oldest, now);
    return {
      key: `${reason} ${needsHost}`,
      name: reason === 'under-way' ? 'Being made or changed' : whyWords({ code: reason }),
      says:
        sessions === 1
          ? `One session. Its change was wished for ${asked}.`
          : `${manyWords(sessions)} sessions. The oldest change was wished for ${asked}.`,
      needsHost,
    };
  });
}

/** How near the busiest Zoom user is to the limit of a day. */
export function changesWords({ changes }: ZoomHealth, { now, zone }: Reading): string {
  if (!changes) return 'No meeting was made or changed today.';
  const { used, limit, resetsAt } = changes;
  return `${used} of ${limit} changes by the Zoom user with most today. Zoom counts anew ${untilWords(resetsAt, zone, now)}.`;
}

const JOBS: Record<string, string> = {
  'reconcile-meeting': 'Sessions to be compared with Zoom',
  'send-notice': 'Letters to be sent',
  'notice-given-up': 'Letters that could not be delivered',
  'rehearse-grant': 'Permissions to be tried out',
  'scan-orphans': 'Zoom users to be looked through for meetings left behind',
  'grant-removed': 'Removals to be carried out',
  sweep: 'The sweep of every minute',
};

export function backlogLines({ backlog }: ZoomHealth): Line[] {
  return Object.entries(backlog)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({ key: name, name: JOBS[name] ?? name, says: String(count) }));
}

export function troubleLines({ troubles }: ZoomHealth, { now }: Reading): Line[] {
  return troubles.map(({ code, times, lastAt }) => ({
    key: code,
    name: whyWords({ code }),
    says: `${times === 1 ? 'Once' : `${times} times`}, last ${agoWords(lastAt, now)}.`,
  }));
}

/** Whether Zoom's events arrive, and whether it still believes that the address is ours. */
export function hearingLines({ heard, nextValidation }: ZoomHealth, reading: Reading): Line[] {
  const { now, zone } = reading;
  const last = (kind: keyof ZoomHealth['heard'], never: string) => {
    const found = heard[kind];
    return found ? `${capital(agoWords(found.lastAt, now))}.` : never;
  };
  const overdue = nextValidation && Temporal.Instant.compare(nextValidation, now) < 0;
  return [
    { key: 'meeting', name: 'Last event of a meeting', says: last('meeting', 'None so far.') },
    { key: 'removal', name: 'Last removal of the app', says: last('removal', 'None so far.') },
    {
      key: 'challenge',
      name: 'Zoom asked whether the address is ours',
      says: last('challenge', 'Not so far. It does when the address is validated there.'),
    },
    {
      key: 'next',
      name: 'It asks again',
      says: nextValidation
        ? overdue
          ? `It should have by ${untilWords(nextValidation, zone, now)}. Look at the event subscription at Zoom: after six answers that fail, Zoom switches it off.`
          : `By ${untilWords(nextValidation, zone, now)}: every 72 hours.`
        : 'Every 72 hours from then on.',
      ...(overdue && { needsHost: true }),
    },
    {
      key: 'refused',
      name: 'Last one without a valid signature',
      says: last('refused', 'None so far.'),
    },
  ];
}
