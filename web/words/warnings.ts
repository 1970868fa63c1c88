import type { SessionView } from '#sessions';
import { clockTime } from './moments.ts';

/** What a host should see to on a session, beside its meeting: in full, and for a list. */
export interface Warning {
  says: string;
  short: string;
}

export function warningsOf(
  session: Pick<SessionView, 'overlaps' | 'undelivered'>,
  zone: string,
): Warning[] {
  return [
    ...session.overlaps.map(({ accountName, start, end }) => {
      const when = `${clockTime(start, zone)} to ${clockTime(end, zone)}`;
      return {
        says: `Overlaps in Zoom: the same Zoom account also holds a session of ${accountName}, ${when}. Zoom holds one meeting at a time, so move one of them, or hold one in a built-in call.`,
        short: `Overlaps in Zoom with a session of ${accountName}.`,
      };
    }),
    ...session.undelivered.map(({ reader, recipient }) => ({
      says:
        reader === 'guest'
          ? `The last mail to ${recipient} could not be delivered. Check the address, and send your guest the address of their page yourself.`
          : `The last mail to the host at ${recipient} could not be delivered. Whoever signs in with this address should check it.`,
      short: `A mail to ${recipient} could not be delivered.`,
    })),
  ];
}
