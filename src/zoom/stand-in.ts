/** A Zoom for the tests beside it: one user, state in memory, answers as in the captured payloads. */
import type { Pace } from './pace.ts';

/** A pace that holds nobody up. */
export const EASY: Pick<Pace, 'note' | 'limited' | 'notMade'> = {
  note: async () => {},
  limited: async (_grantId, _question, refused) => refused,
  notMade: async () => {},
};

export interface Call {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
}

/** Answers in place of Zoom. An Error is thrown as `fetch` would; after the effect when `late`. */
export interface Spoil {
  path: string;
  method?: string;
  times?: number;
  late?: boolean;
  with: () => Response | Error;
}

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

export const html = (status: number): Response =>
  new Response(`<html><body>${status}</body></html>`, {
    status,
    headers: { 'content-type': 'text/html' },
  });

export const lineCut = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('line cut'), { code }) });

const SCOPE =
  'meeting:delete:meeting meeting:read:list_meetings meeting:read:meeting meeting:update:meeting meeting:write:meeting user:read:user';

/** How the app stands at this Zoom, for `createZoom`. An id with `_` and `-`, as Zoom gives them. */
export const APP = {
  clientId: 'client_id-1',
  clientSecret: 'client_secret-1',
  redirectUri: 'http://localhost:3000/zoom/callback',
  oauthUrl: 'https://zoom.us',
  apiUrl: 'https://api.zoom.us',
};

/** What this Zoom holds. Tests turn it and look at it. */
interface Held {
  user: { id: string; account_id: string; email: string; type: number };
  /** Of the next tokens. */
  scope: string;
  apiUrl: string;
  /** How many pairs of tokens were handed out; the newest pair is the one that is good. */
  issued: number;
  /** Of an access token, in seconds. */
  life: number;
  /** Access tokens up to this pair have run out at Zoom. */
  lapsed: number;
  installed: boolean;
  meetings: Map<string, Record<string, unknown>>;
  pageSize: number;
  /** The one code that can be exchanged. */
  code: string;
}

export type StandIn = ReturnType<typeof createStandIn>;

export function createStandIn() {
  const calls: Call[] = [];
  const spoils: Spoil[] = [];
  const held = freshlyHeld();
  const send = async (input: string, init: RequestInit): Promise<Response> => {
    const call = readCall(input, init);
    calls.push(call);
    await Promise.resolve();
    const spoil = takeSpoil(spoils, call);
    if (spoil?.late) answer(held, call);
    const result = spoil ? spoil.with() : answer(held, call);
    if (result instanceof Error) throw result;
    return result;
  };
  return Object.assign(held, {
    calls,
    fetch: send as typeof fetch,
    spoil: (spoil: Spoil) => void spoils.push(spoil),
    /** Hands out a pair of tokens without a call, for tests that begin with a grant. */
    install: () => install(held),
    accessToken: () => tokenOf('access', held),
    refreshToken: () => tokenOf('refresh', held),
    callsTo: (path: string) => calls.filter((call) => call.url.pathname === path),
  });
}

function freshlyHeld(): Held {
  return {
    user: {
      id: 'inventedUser00000000A',
      account_id: 'inventedAcct00000000A',
      email: 'host@example.com',
      type: 1,
    },
    scope: SCOPE,
    apiUrl: APP.apiUrl,
    issued: 0,
    life: 3599,
    lapsed: 0,
    installed: false,
    meetings: new Map(),
    pageSize: 300,
    code: 'the-code-of-this-authorization',
  };
}

function readCall(input: string, init: RequestInit): Call {
  const { method = 'GET', body } = init;
  const headers = new Headers(init.headers);
  return { method, url: new URL(input), headers, body: String(body ?? '') };
}

function takeSpoil(spoils: Spoil[], { url, method }: Call): Spoil | undefined {
  const spoil = spoils.find(
    (each) =>
      each.times !== 0 && url.pathname.startsWith(each.path) && (each.method ?? method) === method,
  );
  if (spoil?.times) spoil.times -= 1;
  return spoil;
}

function install(held: Held) {
  held.installed = true;
  held.issued += 1;
  return {
    access_token: tokenOf('access', held),
    refresh_token: tokenOf('refresh', held),
    token_type: 'bearer',
    expires_in: held.life,
    scope: held.scope,
    api_url: held.apiUrl,
  };
}

/** As long as real ones, near enough: nothing of them may show up anywhere. */
function tokenOf(kind: 'access' | 'refresh', { issued }: Held): string {
  return `eyJ${kind}-${String(issued).padStart(40, 'x')}`;
}

function answer(held: Held, call: Call): Response {
  const { pathname } = call.url;
  if (pathname.startsWith('/oauth/')) return answerOauth(held, call);
  const bearer = `Bearer ${tokenOf('access', held)}`;
  if (!held.installed || call.headers.get('authorization') !== bearer) {
    return json(401, { code: 124, message: 'Invalid access token.' });
  }
  if (held.issued <= held.lapsed)
    return json(401, { code: 124, message: 'Access token is expired.' });
  if (pathname === '/v2/users/me') return json(200, held.user);
  if (pathname !== '/v2/users/me/meetings') return answerMeeting(held, call);
  return call.method === 'GET' ? listMeetings(held, call) : createMeeting(held, call);
}

function answerOauth(held: Held, call: Call): Response {
  const pair = Buffer.from(`${APP.clientId}:${APP.clientSecret}`).toString('base64');
  if (call.headers.get('authorization') !== `Basic ${pair}`) {
    return json(400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' });
  }
  if (call.url.pathname === '/oauth/revoke') {
    held.installed = false;
    return json(200, { status: 'success' });
  }
  const form = new URLSearchParams(call.body);
  const isCode = form.get('grant_type') === 'authorization_code' && form.get('code') === held.code;
  const isRefresh = held.installed && form.get('refresh_token') === tokenOf('refresh', held);
  if (isCode || isRefresh) return json(200, install(held));
  return json(400, { reason: 'Invalid Token!', error: 'invalid_grant' });
}

function createMeeting({ meetings }: Held, call: Call): Response {
  const id = 81_234_567_890 + meetings.size;
  const meeting = {
    ...JSON.parse(call.body),
    id,
    status: 'waiting',
    join_url: `https://us05web.zoom.us/j/${id}?pwd=inventedPwdToken.1`,
    start_url: `https://us05web.zoom.us/s/${id}?zak=invented`,
  };
  meetings.set(String(id), meeting);
  return json(201, meeting);
}

function answerMeeting({ meetings }: Held, call: Call): Response {
  const id = call.url.pathname.split('/').at(-1) ?? '';
  const meeting = meetings.get(id);
  if (!meeting) return json(404, { code: 3001, message: `Meeting does not exist: ${id}.` });
  if (call.method === 'GET') return json(200, meeting);
  if (call.method === 'DELETE') meetings.delete(id);
  if (call.method === 'PATCH') Object.assign(meeting, JSON.parse(call.body));
  return new Response(null, { status: 204 });
}

function listMeetings({ meetings, pageSize }: Held, { url }: Call): Response {
  const from = Number(url.searchParams.get('next_page_token') ?? 0);
  const size = Math.min(pageSize, Number(url.searchParams.get('page_size') ?? 30));
  const shown = [...meetings.values()].slice(from, from + size).map((meeting) => {
    const { start_url: _start, settings: _settings, agenda = '', ...listed } = meeting;
    return { ...listed, agenda: String(agenda).slice(0, 250) };
  });
  const next = from + size < meetings.size ? String(from + size) : '';
  return json(200, { meetings: shown, page_size: size, next_page_token: next });
}
