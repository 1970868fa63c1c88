import { setTimeout } from 'node:timers/promises';
import type { Clock, Ids, Log } from '#base';
import type { MeetingProvider, Permission } from '#conferencing';
import type { Db } from '#db';
import { createAsk } from './api.ts';
import { createAuthorization } from './authorization.ts';
import type { LastTry, Unfit } from './beginnings.ts';
import { createClient } from './client.ts';
import { hasEnded, removalsSaid } from './ended.ts';
import { createGrants } from './grants.ts';
import { createMeetings } from './meetings.ts';
import { createOauth } from './oauth.ts';
import { createPace } from './pace.ts';
import { createSeal } from './seal.ts';

/** How an authorization ended. */
export type Authorized =
  /** `sameAgain`: another Zoom user was wanted, and Zoom let in the one from before. */
  | { ok: true; accountId: string; grantId: string; email: string; sameAgain: boolean }
  | { ok: false; reason: Unfit }
  /** They said no. */
  | { ok: false; reason: 'declined'; accountId: string | undefined }
  | { ok: false; reason: 'missing-permissions'; accountId: string; missing: Permission[] }
  /** Zoom said yes and has not said yet who this is; see `settleAuthorizations`. */
  | { ok: false; reason: 'waiting'; accountId: string }
  /** Zoom did not answer as it should. */
  | {
      ok: false;
      reason: 'failed';
      accountId: string;
      why: 'refused' | 'rate-limited' | 'unreachable';
    };

export interface Zoom extends MeetingProvider {
  /**
   * Where to send the browser. State and PKCE verifier are kept for this login and account, for 15
   * minutes, once. `insteadOf` names the grant whose Zoom user the host wants to leave.
   */
  beginAuthorization(accountId: string, loginId: string, insteadOf?: string): Promise<URL>;
  /** Reads the callback's parameters, fetches tokens and the user, stores the grant by Zoom user id. */
  finishAuthorization(callback: URL, loginId: string): Promise<Authorized>;
  /** How the account's latest way to Zoom ended, for a day. */
  lastTry(accountId: string): Promise<LastTry | undefined>;
  /** Where a browser is signed out of Zoom: as long as it is signed in, Zoom connects that user again unasked. */
  signOutUrl: string;
  /** Before the program ends: waits until all that Zoom is handing out just now is stored. */
  rest(): Promise<void>;
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
  /** `https://api.zoom.us`, or a stand-in. What it names for a user's region is used in its place, where it is the same one's. */
  apiUrl: string;
  /** Lets a moment pass before Zoom is asked once more. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

export function createZoom(parts: ZoomParts): Zoom {
  const { db, clock, ids, log, apiUrl, pause = setTimeout } = parts;
  const seal = createSeal([parts.secretKey, ...(parts.formerSecretKeys ?? [])]);
  const oauth = createOauth(parts);
  const grants = createGrants({ db, clock, ids, log, oauth, seal, apiUrl, pause });
  const pace = createPace({ db, clock });
  const client = createClient({ clock, ask: createAsk(parts), grants, pace });
  return {
    ...createMeetings(client, ids),
    ...createAuthorization({ db, clock, ids, log, seal, oauth, grants, client, apiUrl, pause }),
    signOutUrl: `${parts.oauthUrl}/logout`,
    keepAlive: grants.keepAlive,
    removalsSaid: () => removalsSaid({ db, clock }),
    hasEnded: (grantId, saidAt) => hasEnded({ db, client }, grantId, saidAt),
    turn: pace.turn,
    changesOfToday: pace.changesOfToday,
    async viewGrant(grantId) {
      const view = await grants.view(grantId);
      return view && { ...view, changesToday: await pace.changesToday(grantId) };
    },
    giveBack: grants.giveBack,
    rest: grants.rest,
  };
}
