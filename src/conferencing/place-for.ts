/** Where a new session takes place, and what a call stands in for. */
import type { Account } from '#accounts';
import type { Db } from '#db';
import type { Service } from '#services';
import type { MeetingProvider } from './provider.ts';
import { connectionOf } from './tie.ts';

/** Why Zoom cannot be used now: it is not set up on this server, not connected, or the permission ended. */
export type NotAtHand = 'not-set-up' | 'not-connected' | 'lost';

export interface PlaceFor {
  place: 'built-in' | 'zoom' | 'words';
  /** Why the call stands in for Zoom, which was wanted. */
  insteadOfZoom?: NotAtHand;
}

interface Parts {
  db: Db;
  provider: MeetingProvider | undefined;
}

export async function placeFor(
  parts: Parts,
  account: Account,
  service: Service,
): Promise<PlaceFor> {
  const chosen = service.place === 'default' ? account.defaultPlace : service.place;
  if (chosen !== 'zoom') return { place: chosen };
  const insteadOfZoom = await whyNotZoom(parts, account.id);
  return insteadOfZoom ? { place: 'built-in', insteadOfZoom } : { place: 'zoom' };
}

/** Undefined when meetings can be made for this account now. */
export async function whyNotZoom(
  parts: Parts,
  accountId: string,
  db: Db = parts.db,
): Promise<NotAtHand | undefined> {
  if (!parts.provider) return 'not-set-up';
  const connection = await connectionOf(db, accountId);
  if (!connection) return 'not-connected';
  return connection.lostAt || connection.grantId === null ? 'lost' : undefined;
}
