import type { Clock, Ids, Log } from '#base';
import type { MeetingProvider } from '#conferencing';
import type { Db } from '#db';
import { createAsk } from './api.ts';
import { createAuthorization } from './authorization.ts';
import { createClient } from './client.ts';
import { hasEnded } from './ended.ts';
import { createGrants } from './grants.ts';
import { createMeetings } from './meetings.ts';
import { createOauth } from './oauth.ts';
import { createPace } from './pace.ts';
import { createSeal } from './seal.ts';

/** How an authorization ended. */
export type Authorized =
  | { ok: true; accountId: string; grantId: string; email: string }
  /** `declined` they said no · `unknown-state` not begun here (Marketplace "Add") or too old · `other-login` begun by somebody else · `missing-permissions` named in `detail` · `failed` Zoom did not answer as it should */
  | {
      ok: false;
      reason: 'declined' | 'unknown-state' | 'other-login' | 'missing-permissions' | 'failed';
      detail?: string;
    };

export interface Zoom extends MeetingProvider {
  /** Where to send the browser. State and PKCE verifier are kept for this login and account, for 15 minutes, once. */
  beginAuthorization(accountId: string, loginId: string): Promise<URL>;
  /** Reads the callback's parameters, fetches tokens and the user, stores the grant by Zoom user id. */
  finishAuthorization(callback: URL, loginId: string): Promise<Authorized>;
}

export interface ZoomParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  fetch: typeof fetch;
  /** Seals the tokens at rest. */
  secretKey: string;
  /** After a change of key: what the former ones sealed still opens. */
  formerSecretKeys?: readonly string[];
  clientId: string;
  clientSecret: string;
  /** Ends in `/zoom/callback`; the same to the letter as on the app's allow list. */
  redirectUri: string;
  /** `https://zoom.us`, or a stand-in. Without a slash at the end, as is the next. */
  oauthUrl: string;
  /** `https://api.zoom.us`, or a stand-in. Only at Zoom itself the user's own region is used in its place. */
  apiUrl: string;
}

export function createZoom(parts: ZoomParts): Zoom {
  const { db, clock, ids, log, apiUrl } = parts;
  const seal = createSeal([parts.secretKey, ...(parts.formerSecretKeys ?? [])]);
  const oauth = createOauth(parts);
  const grants = createGrants({ db, clock, ids, log, oauth, seal, apiUrl });
  const pace = createPace({ db, clock });
  const client = createClient({ clock, ask: createAsk(parts), grants, pace });
  return {
    ...createMeetings(client),
    ...createAuthorization({ db, clock, ids, log, seal, oauth, grants, client, apiUrl }),
    keepAlive: grants.keepAlive,
    hasEnded: (grantId, saidAt) => hasEnded({ db, client }, grantId, saidAt),
    turn: pace.turn,
    changesOfToday: pace.changesOfToday,
    async viewGrant(grantId) {
      const view = await grants.view(grantId);
      return view && { ...view, changesToday: await pace.changesToday(grantId) };
    },
    giveBack: grants.giveBack,
  };
}
