import type { LastTry } from '#zoom';
import { missingWords } from './permissions.ts';
import { clockTime } from './moments.ts';

/** How the latest way to Zoom ended, where it did not end in a connection. */
export function lastTryWords(
  tried: LastTry | undefined,
  zone: string,
  now: Temporal.Instant,
): string | undefined {
  if (!tried || tried.how === 'connected') return undefined;
  const at = sameDay(tried.at, now, zone) ? `At ${clockTime(tried.at, zone)}` : 'Yesterday';
  switch (tried.how) {
    case 'unanswered':
      return `${at} you went to Zoom, and Zoom has not sent you back. If it asked for an approval, whoever manages the Zoom account has to allow Parley there first. Connect again whenever you like.`;
    case 'waiting':
      return `${at} you allowed Parley at Zoom, and Zoom has not said yet who you are. Parley goes on asking by itself; look again in a minute or two.`;
    case 'declined':
      return `${at} Parley was not allowed at Zoom, so nothing has changed.`;
    case 'missing-permissions':
      return `${at} Zoom gave too few permissions. ${missingWords(tried.missing).join(' ')} Connect again and leave every box ticked.`;
    case 'failed':
      return `${at} Zoom did not answer as it should. Connect again.`;
  }
}

function sameDay(a: Temporal.Instant, b: Temporal.Instant, zone: string): boolean {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate();
  return dayOf(a).equals(dayOf(b));
}
