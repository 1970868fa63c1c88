/**
 * The expectations of the contract held against the real Zoom: `npm run contract`, with ZOOM_CLIENT_ID and
 * ZOOM_CLIENT_SECRET of an app made for trials, and the address it returns to in APP_URL. Connecting ends
 * earlier connections of that Zoom user through the same app, and the last step uninstalls it.
 */
import { createInterface } from 'node:readline/promises';
import { createLog, randomIds as ids, systemClock as clock } from '#base';
import { readConfig } from '#config';
import { openDatabase } from '#db';
import { createZoom, type Zoom } from '#zoom';
import { describedFetch, descriptions } from './described.ts';
import { expectations, type Trial } from './expectations.ts';

const config = readConfig({ ...process.env, ZOOM_SANDBOX: 'off' });
const { zoomClientId: clientId, zoomClientSecret: clientSecret } = config;
if (!clientId || !clientSecret) {
  console.log('Not run: set ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET of an app made for trials.');
  process.exit(0);
}

const [personId, loginId, accountId] = [ids.id(), ids.id(), ids.id()];
const complaints: string[] = [];
const known = descriptions();
if (!known) console.log('ZOOM_OPENAPI names no folder with Zoom’s descriptions: not compared.');
const database = await openDatabase({});
const zoom = createZoom({
  ...{ clientId, clientSecret, redirectUri: `${config.appUrl}/zoom/callback` },
  ...{ oauthUrl: config.zoomOauthUrl, apiUrl: config.zoomApiUrl, secretKey: config.secretKey },
  ...{ db: database.db, clock, ids, log: createLog('silent') },
  fetch: known ? describedFetch(fetch, { known, complaints }) : fetch,
});

let failed = 0;
const grantId = await connect(zoom);
for (const { title, holds } of expectations) {
  const trial: Trial = { zoom, grantId, spec: spec() };
  const trouble = await holds(trial).catch((error: unknown) => error);
  if (trouble) failed += 1;
  console.log(trouble ? `✖ ${title}\n  ${String(trouble)}` : `✔ ${title}`);
}
await zoom.giveBack(grantId);
await database.close();
for (const complaint of complaints) console.log(`✖ ${complaint}`);
process.exit(failed + complaints.length > 0 ? 1 : 0);

async function connect(to: Zoom): Promise<string> {
  const { db } = database;
  const now = clock.now();
  const email = 'trial@example.com';
  await db.insertInto('person').values({ id: personId, name: 'Trial', email }).execute();
  const login = { id: loginId, person_id: personId, token: ids.token(), expires_at: now };
  await db.insertInto('login').values(login).execute();
  const account = { id: accountId, slug: 'trial', name: 'Trial', hours: '{}', created_at: now };
  await db.insertInto('account').values(account).execute();
  console.log(
    `Open this and allow:\n\n  ${(await to.beginAuthorization(accountId, loginId)).href}\n`,
  );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const came = await terminal.question('Paste the address the browser ended at: ');
  terminal.close();
  const ended = await to.finishAuthorization(new URL(came.trim()), loginId);
  if (!ended.ok) throw new Error(`Not connected: ${ended.reason}`);
  return ended.grantId;
}

function spec(): Trial['spec'] {
  const tomorrow = clock.now().add({ hours: 24 }).round('hour');
  const mark = `parley-${ids.token()}`;
  const when = { startsAt: tomorrow, durationMinutes: 50, zone: 'Europe/Berlin' };
  return { mark, topic: 'A trial', ...when, settings: {} };
}
