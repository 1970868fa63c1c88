/**
 * Looks whether Zoom and this Parley fit together, line by line: `npm run check:zoom`, with the same
 * settings and while Parley runs. Ends with 1 when something is wrong.
 */
import { randomIds as ids, systemClock as clock } from '#base';
import type { Config } from '#config';
import { openDatabase } from '#db';
import { createZoomSetup, type Check } from '#zoom';
import { orRefuse } from '../src/cannot-start.ts';
import { settings } from './settings.ts';

const SIGNS: Record<Check['result'], string> = { good: '✓', bad: '✗', unknown: '?' };

const config = await settings();
// The embedded database serves one program at a time, and that is the running Parley.
const database = config.databaseUrl ? await orRefuse(() => openDatabase(config)) : undefined;
const { appUrl } = config;
const setup = createZoomSetup({ clock, ids, fetch, appUrl, app: appOf(config), db: database?.db });
const checks = await setup.check();
await database?.close();
process.exitCode = checks ? tell(checks) : tellNotConfigured();

function appOf(given: Config): Parameters<typeof createZoomSetup>[0]['app'] {
  const { zoomClientId: clientId, zoomClientSecret: clientSecret } = given;
  if (!clientId || !clientSecret) return undefined;
  return {
    clientId,
    clientSecret,
    webhookSecrets: given.zoomWebhookSecrets,
    oauthUrl: given.zoomOauthUrl,
  };
}

function tell(found: Check[]): number {
  for (const { about, result, says, todo } of found) {
    console.log(`${SIGNS[result]} ${about}: ${says}`);
    if (todo) console.log(`    ${todo}`);
  }
  const wrong = found.filter(({ result }) => result === 'bad').length;
  console.log(wrong === 0 ? '\nNothing is wrong.' : `\n${wrong} of ${found.length} need a hand.`);
  return wrong === 0 ? 0 : 1;
}

function tellNotConfigured(): number {
  console.log('Zoom is not set up: ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET are not set.');
  console.log(`What to enter at Zoom stands at ${appUrl}/setup/zoom.`);
  return 1;
}
