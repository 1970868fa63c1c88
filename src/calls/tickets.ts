import { createLimit } from '#base';
import type { Door } from './door.ts';
import type { Invitation } from './doorkeeper.ts';
import type { Keys } from './keys.ts';

/** Somebody at the door: what they came for, and whether they may enter now. */
export interface AtTheDoor {
  invitation: Invitation;
  door: Door;
}

export type TicketAnswer =
  | { ok: true; ticket: string }
  | { ok: false; reason: Door['is'] | 'not-found' | 'too-often' };

/**
 * On average one in ten seconds: whoever leaves and knocks again rings no more often than somebody who
 * stays. By who comes and not by address, which a whole school or proxy may share.
 */
const MOST = { most: 60, seconds: 10 * 60 };

export function createTickets(keys: Pick<Keys, 'ticketFor'>) {
  const given = createLimit(MOST);
  return async (at: AtTheDoor | undefined): Promise<TicketAnswer> => {
    if (!at) return { ok: false, reason: 'not-found' };
    const { invitation, door } = at;
    if (door.is !== 'open') return { ok: false, reason: door.is };
    if (await given.isReached(invitation.who)) return { ok: false, reason: 'too-often' };
    await given.count(invitation.who);
    return { ok: true, ticket: keys.ticketFor(invitation) };
  };
}
