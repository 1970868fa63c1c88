/** For whoever runs Parley: what to enter at Zoom, and whether it is all as it should be. */
import type { Clock, Ids } from '#base';
import type { Db } from '#db';
import {
  checkClock,
  checkCredentials,
  checkEvents,
  checkPermissions,
  checkRedirect,
  type Check,
} from './checks.ts';
import { EVENTS } from './events.ts';
import { SCOPES } from './scopes.ts';

export interface ZoomSetup {
  /** Whether this Parley has a Zoom app at all. */
  configured: boolean;
  redirectUrl: string;
  /** For events and for the notice that somebody removed the app. */
  eventsUrl: string;
  scopes: readonly { scope: string; words: string }[];
  events: readonly string[];
  /** Undefined where there is nothing to check yet. None of what it says is a secret. */
  check(): Promise<Check[] | undefined>;
}

export interface ZoomSetupParts {
  clock: Clock;
  ids: Ids;
  fetch: typeof fetch;
  appUrl: string;
  app:
    | {
        clientId: string;
        clientSecret: string;
        webhookSecrets: readonly string[];
        oauthUrl: string;
      }
    | undefined;
  /** Absent where the database cannot be opened beside the program that has it. */
  db?: Db | undefined;
}

export function createZoomSetup({ app, appUrl, db, ...parts }: ZoomSetupParts): ZoomSetup {
  const redirectUrl = `${appUrl}/zoom/callback`;
  const eventsUrl = `${appUrl}/zoom/webhook`;
  return {
    configured: app !== undefined,
    redirectUrl,
    eventsUrl,
    scopes: SCOPES,
    events: EVENTS,
    async check() {
      if (!app) return undefined;
      const grantedScopes = async () => db && (await readGranted(db));
      const about = { ...parts, ...app, redirectUri: redirectUrl, eventsUrl, grantedScopes };
      const checks = [checkCredentials, checkRedirect, checkEvents, checkPermissions, checkClock];
      return await Promise.all(checks.map((check) => check(about)));
    },
  };
}

async function readGranted(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('zoom_grant')
    .select('scope')
    .where('lost_at', 'is', null)
    .execute();
  return rows.map((row) => row.scope);
}
