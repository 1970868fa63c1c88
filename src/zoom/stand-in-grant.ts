/** A Zoom user who is connected already, for the tests beside it. */
import { createLog, randomIds, type Clock } from '#base';
import type { Db } from '#db';
import { createSeal } from './seal.ts';
import { APP, createStandIn, type StandIn } from './stand-in.ts';
import { createZoom, type ZoomParts } from './zoom.ts';

export const MEETINGS = '/v2/users/me/meetings';
const SECRET = 'a secret key that is long enough for us';
export const seal = createSeal([SECRET]);

/** With what a test may want to turn or look at. */
export async function connected<C extends Clock>(db: Db, clock: C) {
  const standIn = createStandIn();
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const grantId = await keepGrant(db, standIn, clock.now());
  const zoom = zoomOn({ db, fetch: standIn.fetch, clock, log });
  const refreshes = () => standIn.callsTo('/oauth/token').length;
  const list = () => zoom.listMarked(grantId, 'mark');
  return { zoom, standIn, clock, lines, grantId, refreshes, list };
}

/** Another process of the same house, or one with another key. */
export function zoomOn(
  parts: Pick<ZoomParts, 'db' | 'fetch' | 'clock' | 'log' | 'pause'> & { secretKey?: string },
) {
  return createZoom({ secretKey: SECRET, ...parts, ...APP, ids: randomIds });
}

async function keepGrant(db: Db, standIn: StandIn, now: Temporal.Instant): Promise<string> {
  const { access_token, refresh_token } = standIn.install();
  const { user, apiUrl, scope } = standIn;
  const grantId = randomIds.id();
  await db
    .insertInto('zoom_grant')
    .values({
      id: grantId,
      zoom_user_id: user.id,
      zoom_account_id: user.account_id,
      email: user.email,
      plan: user.type,
      api_url: apiUrl,
      scope,
      access_token: seal.close(access_token, `access token of ${user.id}`),
      refresh_token: seal.close(refresh_token, `refresh token of ${user.id}`),
      expires_at: now.add({ hours: 1 }),
      authorized_at: now,
      refreshed_at: now,
    })
    .execute();
  return grantId;
}
