/** The door at which Zoom calls. Whatever it tells is queued within one transaction; nobody waits for work. */
import { createHash } from 'node:crypto';
import type { Clock, Log } from '#base';
import type { ProviderNews } from '#conferencing';
import type { Db, Tx } from '#db';
import { OWN_CHALLENGE } from './checks.ts';
import { noteRemovalSaid } from './ended.ts';
import { readEvent, type ZoomEvent } from './events.ts';
import { kindOf, noteHeard } from './hearing.ts';
import { answerChallenge, signedWith } from './signature.ts';

interface WebhookParts {
  db: Db;
  clock: Clock;
  log: Log;
  /** The app's secret tokens; several while one replaces another, or one for each of Zoom's environments. */
  secrets: readonly string[];
  /** How old a signature may be; five minutes where nothing is said. */
  toleranceSeconds?: number;
  clientId: string;
  news: ProviderNews;
}

type Told = Exclude<ZoomEvent, { kind: 'challenge' }>;

/** Zoom's own are a few kilobytes. */
const LONGEST_BODY = 256 * 1024;

/**
 * Answers 2xx to everything Zoom has signed, known or not: it repeats what ends in 5xx, gives up at
 * 4xx, and switches all events off when it is refused too often. Throws when the database does.
 */
export function createWebhook(parts: WebhookParts): (request: Request) => Promise<Response> {
  const { clock, log, secrets, toleranceSeconds } = parts;
  return async (request) => {
    if (secrets.length === 0) {
      return plain(404, 'Events from Zoom are not taken here: ZOOM_WEBHOOK_SECRET is not set.');
    }
    if (request.method !== 'POST') return plain(405, 'Zoom posts its events here.');
    const body = await readUpTo(request, LONGEST_BODY);
    if (!body) return plain(413, 'This is longer than any event of Zoom.');
    const sent = { headers: request.headers, body };
    const secret = signedWith(secrets, sent, clock.now(), toleranceSeconds);
    if (!secret) {
      log.warn('an event without a fresh and valid signature of Zoom was refused');
      await noteHeard(parts, 'refused');
      await doubt(parts, readEvent(body.toString()));
      return plain(401, 'The signature does not fit, or is too old.');
    }
    const event = readEvent(body.toString());
    const ours = event?.kind === 'challenge' && event.plainToken.startsWith(OWN_CHALLENGE);
    if (!ours) await noteHeard(parts, kindOf(event));
    if (event?.kind === 'challenge')
      return Response.json(answerChallenge(secret, event.plainToken));
    if (event) await take(parts, event, fingerprintOf(event, request.headers, body));
    return new Response(null, { status: 204 });
  };
}

async function take(parts: WebhookParts, event: Told, fingerprint: string): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    const isNew = await tx
      .insertInto('zoom_event')
      .values({ fingerprint, received_at: parts.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('fingerprint')
      .executeTakeFirst();
    if (!isNew) return;
    parts.log.debug({ event: event.kind }, 'Zoom told of an event');
    await passOn(parts, tx, event);
  });
}

/**
 * Zoom has sent notices of removal that its own secret does not fit, and what is refused it never sends
 * again. So such a notice is not believed, but the Zoom user it names is asked about, at most once a
 * minute. Of users we do not know nothing is kept: anybody can write such a notice.
 */
async function doubt(parts: WebhookParts, event: ZoomEvent | undefined): Promise<void> {
  if (event?.kind !== 'removed' || !(await grantOf(parts.db, event.zoomUserId))) return;
  const minute = Math.floor(parts.clock.now().epochMilliseconds / 60_000);
  const unsigned = { ...event, at: undefined };
  await take(parts, unsigned, hashOf(`${event.zoomUserId} ${minute}`));
}

async function passOn({ news, clock, ...parts }: WebhookParts, tx: Tx, event: Told): Promise<void> {
  switch (event.kind) {
    case 'stirred':
      return await news.meetingStirred(tx, event.meetingId);
    case 'lived':
      return await news.meetingLived(tx, event.meetingId, {
        kind: event.what,
        at: event.at ?? clock.now(),
      });
    case 'removed': {
      if (event.clientId !== parts.clientId) {
        parts.log.warn('Zoom told of the removal of another app than ours');
        return;
      }
      const grant = await grantOf(tx, event.zoomUserId);
      // The user may have changed accounts, or this may be about a former one: then it is asked.
      const clear = grant?.zoom_account_id === event.zoomAccountId;
      if (!grant) return;
      await noteRemovalSaid({ clock }, tx, grant.id);
      await news.grantRemoved(tx, grant.id, clear ? event.at : undefined);
    }
  }
}

async function grantOf(db: Db, zoomUserId: string) {
  return await db
    .selectFrom('zoom_grant')
    .select(['id', 'zoom_account_id'])
    .where('zoom_user_id', '=', zoomUserId)
    .executeTakeFirst();
}

/** Of the signed bytes alone: the id of a request is not signed. What carries no time may rightly come again. */
function fingerprintOf(event: Told, headers: Headers, body: Uint8Array): string {
  const stamp = event.at ? '' : (headers.get('x-zm-request-timestamp') ?? '');
  return hashOf(stamp, body);
}

function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}

async function readUpTo(request: Request, most: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function plain(status: number, words: string): Response {
  return new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
