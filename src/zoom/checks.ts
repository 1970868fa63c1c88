/** Each check looks at one part of the set-up and says in words what it found, and what to do. */
import { Failure, type Clock, type Ids } from '#base';
import { isLoopback } from './loopback.ts';
import { createOauth } from './oauth.ts';
import { missingPermissions, withScope } from './scopes.ts';
import { answerChallenge, signatureOf } from './signature.ts';
import { WRONG_CLIENT } from './token-endpoint.ts';

export interface Check {
  about: 'Redirect address' | 'Credentials' | 'Clock' | 'Events' | 'Permissions';
  /** `unknown` where it cannot be told from here. */
  result: 'good' | 'bad' | 'unknown';
  says: string;
  /** What to do about it. */
  todo?: string;
}

export interface CheckParts {
  clock: Clock;
  ids: Ids;
  fetch: typeof fetch;
  clientId: string;
  clientSecret: string;
  webhookSecrets: readonly string[];
  oauthUrl: string;
  redirectUri: string;
  eventsUrl: string;
  /** The scopes of every permission that stands; undefined where they cannot be read. */
  grantedScopes: () => Promise<string[] | undefined>;
}

/** Marks our own challenge, so that it does not pass for Zoom's. */
export const OWN_CHALLENGE = 'parley-check-';

const TIMEOUT_MS = 8000;
/** Zoom gives us no longer to answer. */
const EVENT_TIMEOUT_MS = 3000;
const CLOCKS_APART_S = 60;
/** How Zoom's own page speaks of a client or an address it does not know. */
const REFUSAL = /\binvalid[ _](redirect|client)|\b4[,.]?7(00|02|09)\b/i;

export async function checkRedirect(parts: CheckParts): Promise<Check> {
  const about = 'Redirect address';
  const { redirectUri, oauthUrl } = parts;
  if (atZoom(oauthUrl) && isLoopback(new URL(redirectUri))) {
    return {
      about,
      result: 'bad',
      says: `${redirectUri} is this machine’s own address. By Zoom’s rules no app with a secret may use that, and Parley’s has one.`,
      todo: 'Set APP_URL to an https address with a name of its own. To try Parley on this machine, leave ZOOM_CLIENT_ID unset: then it has a Zoom sandbox beside it.',
    };
  }
  if (atZoom(oauthUrl) && !isPublic(redirectUri)) {
    return {
      about,
      result: 'bad',
      says: `Zoom sends people back only to https addresses, and this one is ${redirectUri}.`,
      todo: 'Put Parley behind a proxy with a certificate and set APP_URL to its https address.',
    };
  }
  const page = await readAuthorizePage(parts).catch(() => undefined);
  if (page === undefined) return unreachable(about, oauthUrl);
  if (REFUSAL.test(page)) {
    return {
      about,
      result: 'bad',
      says: `Zoom refuses to send people back to ${redirectUri}, or does not know this client id.`,
      todo: 'Enter the address to the letter at Zoom: as the redirect URL and on the OAuth allow list.',
    };
  }
  return { about, result: 'good', says: `Zoom does not object to ${redirectUri}.` };
}

/** A stand-in on this machine is as content with http and localhost as we are. */
function atZoom(oauthUrl: string): boolean {
  return oauthUrl.startsWith('https:') && !isLoopback(new URL(oauthUrl));
}

function isPublic(address: string): boolean {
  return address.startsWith('https:') && !isLoopback(new URL(address));
}

async function readAuthorizePage(parts: CheckParts): Promise<string> {
  const { ids } = parts;
  const verifier = ids.token() + ids.token();
  const url = await createOauth(parts).authorizeUrl(`${OWN_CHALLENGE}${ids.token()}`, verifier);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await parts.fetch(url.href, { redirect: 'manual', signal });
  return await answer.text();
}

/**
 * A made-up refresh token tells without anybody's help. To a wrong client Zoom says "invalid_client";
 * "invalid_grant" is said of the token alone, so id and secret are right.
 */
export async function checkCredentials(parts: CheckParts): Promise<Check> {
  const about = 'Credentials';
  const inTime: typeof fetch = (url, init) =>
    parts.fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const failure = await createOauth({ ...parts, fetch: inTime })
    .refresh('a refresh token that never was')
    .catch((error: unknown) => error);
  if (!(failure instanceof Failure)) throw failure;
  if (failure.code === 'grant-lost') {
    return { about, result: 'good', says: 'Zoom accepts ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET.' };
  }
  if (failure.detail !== WRONG_CLIENT) return unreachable(about, parts.oauthUrl, failure.detail);
  return {
    about,
    result: 'bad',
    says: `${WRONG_CLIENT}.`,
    todo: 'Copy both anew from the app’s credentials at Zoom. Mind a stray line break, and that development and production have different ones.',
  };
}

export async function checkClock(parts: CheckParts): Promise<Check> {
  const about = 'Clock';
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await parts
    .fetch(parts.oauthUrl, { method: 'HEAD', redirect: 'manual', signal })
    .catch(() => undefined);
  if (!answer) return unreachable(about, parts.oauthUrl);
  const theirMs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(theirMs)) {
    return { about, result: 'unknown', says: 'Zoom’s answer did not say what time it is there.' };
  }
  const apartS = Math.round((parts.clock.now().epochMilliseconds - theirMs) / 1000);
  if (Math.abs(apartS) <= CLOCKS_APART_S) {
    return { about, result: 'good', says: 'This server’s clock and Zoom’s agree.' };
  }
  const way = apartS > 0 ? 'ahead of' : 'behind';
  return {
    about,
    result: 'bad',
    says: `This server’s clock is ${Math.abs(apartS)} seconds ${way} Zoom’s. Where the two are too far apart, Zoom’s events are refused as stale.`,
    todo: 'Let the machine keep its clock by a time server (NTP).',
  };
}

/** Asks our own public address the question with which Zoom asks whether it is ours. */
export async function checkEvents(parts: CheckParts): Promise<Check> {
  const about = 'Events';
  const { webhookSecrets, eventsUrl, oauthUrl } = parts;
  if (webhookSecrets.length === 0) {
    return {
      about,
      result: 'bad',
      says: 'ZOOM_WEBHOOK_SECRET is not set, so Zoom’s events are refused: changes made in Zoom, and removals of the app, go unheard.',
      todo: 'Copy the secret token of the app’s event subscription and set it.',
    };
  }
  if (atZoom(oauthUrl) && !isPublic(eventsUrl)) {
    return {
      about,
      result: 'bad',
      says: `Zoom delivers events only to https addresses that are not this machine’s own, and this one is ${eventsUrl}.`,
      todo: 'Put Parley behind a proxy with a certificate and set APP_URL to its https address.',
    };
  }
  for (const secret of webhookSecrets) {
    const trouble = await challenge(parts, secret);
    if (trouble) return { about, result: 'bad', ...trouble };
  }
  return {
    about,
    result: 'good',
    says: `${eventsUrl} answers Zoom’s question with the right proof.`,
  };
}

async function challenge(
  { fetch: send, clock, ids, eventsUrl }: CheckParts,
  secret: string,
): Promise<{ says: string; todo: string } | undefined> {
  const now = clock.now().epochMilliseconds;
  const plainToken = OWN_CHALLENGE + ids.token();
  const event = 'endpoint.url_validation';
  const body = JSON.stringify({ payload: { plainToken }, event_ts: now, event });
  const timestamp = String(Math.floor(now / 1000));
  const headers = {
    'content-type': 'application/json',
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': signatureOf(secret, timestamp, body),
  };
  const signal = AbortSignal.timeout(EVENT_TIMEOUT_MS);
  const answer = await send(eventsUrl, { method: 'POST', headers, body, signal }).catch(
    () => undefined,
  );
  if (!answer) {
    return {
      says: `${eventsUrl} could not be reached from this server within three seconds.`,
      todo: 'Is Parley running, does APP_URL lead here, and is its certificate from a public authority?',
    };
  }
  const given: unknown = await answer.json().catch(() => undefined);
  if (JSON.stringify(given) === JSON.stringify(answerChallenge(secret, plainToken)))
    return undefined;
  return {
    says: `${eventsUrl} answered ${answer.status}, not the proof Zoom wants to see.`,
    todo: 'Does the address lead to this very Parley, started with the same ZOOM_WEBHOOK_SECRET, and does nothing in between ask for a sign-in?',
  };
}

export async function checkPermissions({ grantedScopes }: CheckParts): Promise<Check> {
  const about = 'Permissions';
  const granted = await grantedScopes();
  if (!granted || granted.length === 0) {
    return {
      about,
      result: 'unknown',
      says: 'Zoom names the permissions only when somebody connects; Connect then says which are missing.',
    };
  }
  const missing = [...new Set(granted.flatMap(missingPermissions))]
    .map(withScope)
    .map(({ words, scope }) => `${words} (${scope})`);
  if (missing.length === 0) {
    return {
      about,
      result: 'good',
      says: 'Everybody who is connected gave all that Parley needs.',
    };
  }
  return {
    about,
    result: 'bad',
    says: `Somebody who is connected did not give: ${missing.join(', ')}.`,
    todo: 'Add them to the app’s scopes at Zoom. Then its hosts press Reconnect: what was granted before does not grow.',
  };
}

function unreachable(about: Check['about'], oauthUrl: string, detail?: string): Check {
  return {
    about,
    result: 'unknown',
    says: `${detail ?? 'Zoom did not answer'}.`,
    todo: `Look whether this server may reach ${oauthUrl}, and try again in a moment.`,
  };
}
