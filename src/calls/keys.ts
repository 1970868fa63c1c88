/**
 * Two kinds of sealed words. A ticket is fetched over HTTP and opens one socket, once, within two
 * minutes. A seat key is given over that socket and takes the same seat again after the line dropped,
 * the page was loaded anew, or this server was started anew and remembers nobody: it says itself
 * whose seat it was and whether that person had been let in.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Ids } from '#base';

const TICKET_S = 120;
const SEAT_KEY_S = 6 * 60 * 60;

const person = {
  sessionId: z.string(),
  accountId: z.string(),
  who: z.string(),
  role: z.enum(['host', 'guest']),
  name: z.string(),
  terms: z.object({ seats: z.number(), relayOnly: z.boolean() }),
  expiresS: z.number(),
};
const ticketClaims = z.object({ kind: z.literal('ticket'), id: z.string(), ...person });
const seatClaims = z.object({
  kind: z.literal('seat'),
  seatId: z.string(),
  admitted: z.boolean(),
  visit: z.number(),
  ...person,
});

export type Coming = Pick<
  z.output<typeof ticketClaims>,
  'sessionId' | 'accountId' | 'who' | 'role' | 'name' | 'terms'
>;
export type SeatClaims = Omit<z.output<typeof seatClaims>, 'kind' | 'expiresS'>;

export interface Keys {
  ticketFor(coming: Coming): string;
  /** Whose ticket it is; undefined when forged, too old or used before. */
  takeTicket(ticket: string): Coming | undefined;
  seatKey(claims: SeatClaims): string;
  readSeatKey(key: string): SeatClaims | undefined;
  /** The session of either; a ticket is still good afterwards. */
  sessionOf(ticketOrKey: string): string | undefined;
}

export function createKeys({
  clock,
  ids,
  secretKey,
}: {
  clock: Clock;
  ids: Ids;
  secretKey: string;
}): Keys {
  const used = new Map<string, number>();
  const nowS = () => clock.now().epochMilliseconds / 1000;
  const seal = (claims: object) => {
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${body}.${signatureOf(body, secretKey).toString('base64url')}`;
  };
  const open = (sealed: string): unknown => {
    const [body = '', signature = ''] = sealed.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = signatureOf(body, secretKey);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return JSON.parse(Buffer.from(body, 'base64url').toString());
  };
  return {
    ticketFor: ({ sessionId, accountId, who, role, name, terms: { seats, relayOnly } }) =>
      seal({
        kind: 'ticket',
        id: ids.token(),
        sessionId,
        accountId,
        who,
        role,
        name,
        terms: { seats, relayOnly },
        expiresS: nowS() + TICKET_S,
      }),
    takeTicket(ticket) {
      const read = ticketClaims.safeParse(open(ticket));
      const now = nowS();
      for (const [id, expiresS] of used) if (expiresS <= now) used.delete(id);
      if (!read.success || read.data.expiresS <= now || used.has(read.data.id)) return undefined;
      used.set(read.data.id, read.data.expiresS);
      const { sessionId, accountId, who, role, name, terms } = read.data;
      return { sessionId, accountId, who, role, name, terms };
    },
    seatKey: (claims) => seal({ kind: 'seat', ...claims, expiresS: nowS() + SEAT_KEY_S }),
    readSeatKey(key) {
      const read = seatClaims.safeParse(open(key));
      return read.success && read.data.expiresS > nowS() ? read.data : undefined;
    },
    sessionOf: (sealed) =>
      z.union([ticketClaims, seatClaims]).safeParse(open(sealed)).data?.sessionId,
  };
}

/** The secret signs other things too; a word before ours keeps them apart. */
function signatureOf(body: string, secretKey: string): Buffer {
  return createHmac('sha256', secretKey).update(`call:${body}`).digest();
}
