/** A Zoom for the tests beside it: one user, state in memory, answers as in the captured payloads. */

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

export type StandIn = ReturnType<typeof createStandIn>;

export function createStandIn() {
  const calls: Call[] = [];
  const spoils: Spoil[] = [];
  const zoom = {
    calls,
    user: {
      id: 'inventedUser00000000A',
      account_id: 'inventedAcct00000000A',
      email: 'host@example.com',
      type: 1,
    },
    client: `${APP.clientId}:${APP.clientSecret}`,
    scope: SCOPE,
    apiUrl: 'https://api.zoom.us',
    /** How many token pairs were issued; the newest pair is the one that is good. */
    issued: 0,
    installed: false,
    meetings: new Map<string, Record<string, unknown>>(),
    pageSize: 300,
    code: 'the-code-of-this-authorization',
    spoil: (spoil: Spoil) => void spoils.push(spoil),
    /** Hands out a pair without a call, for tests that begin with a grant. */
    install() {
      zoom.installed = true;
      return issue();
    },
    accessToken: () => token('access', zoom.issued),
    refreshToken: () => token('refresh', zoom.issued),
    callsTo: (path: string) => calls.filter((call) => call.url.pathname === path),
    fetch: (async (input: string, init: RequestInit) => {
      const call = readCall(input, init);
      calls.push(call);
      await Promise.resolve();
      const spoil = takeSpoil(call);
      if (spoil?.late) answer(call);
      const result = spoil ? spoil.with() : answer(call);
      if (result instanceof Error) throw result;
      return result;
    }) as typeof fetch,
  };

  function takeSpoil(call: Call): Spoil | undefined {
    const fits = (each: Spoil) =>
      call.url.pathname.startsWith(each.path) &&
      (each.method ?? call.method) === call.method &&
      each.times !== 0;
    const spoil = spoils.find(fits);
    if (spoil?.times) spoil.times -= 1;
    return spoil;
  }

  function issue() {
    zoom.issued += 1;
    return {
      access_token: zoom.accessToken(),
      refresh_token: zoom.refreshToken(),
      token_type: 'bearer',
      expires_in: 3599,
      scope: zoom.scope,
      api_url: zoom.apiUrl,
    };
  }

  function answer(call: Call): Response {
    if (call.url.pathname.startsWith('/oauth/')) return answerOauth(call);
    const good =
      zoom.installed && call.headers.get('authorization') === `Bearer ${zoom.accessToken()}`;
    if (!good) return json(401, { code: 124, message: 'Invalid access token.' });
    if (call.url.pathname === '/v2/users/me') return json(200, zoom.user);
    return call.url.pathname === '/v2/users/me/meetings'
      ? answerMeetings(call)
      : answerMeeting(call);
  }

  function answerOauth(call: Call): Response {
    const basic = `Basic ${Buffer.from(zoom.client).toString('base64')}`;
    if (call.headers.get('authorization') !== basic) {
      return json(400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' });
    }
    const form = new URLSearchParams(call.body);
    if (call.url.pathname === '/oauth/revoke') {
      zoom.installed = false;
      return json(200, { status: 'success' });
    }
    if (form.get('grant_type') === 'authorization_code' && form.get('code') === zoom.code)
      return json(200, zoom.install());
    const good = zoom.installed && form.get('refresh_token') === zoom.refreshToken();
    return good
      ? json(200, issue())
      : json(400, { reason: 'Invalid Token!', error: 'invalid_grant' });
  }

  function answerMeetings(call: Call): Response {
    if (call.method === 'GET') return json(200, listPage(call.url.searchParams));
    const id = 81_234_567_890 + zoom.meetings.size;
    const meeting = {
      ...JSON.parse(call.body),
      id,
      ...addresses(id),
      status: 'waiting',
      uuid: 'aW52ZW50ZWQ=',
    };
    zoom.meetings.set(String(id), meeting);
    return json(201, meeting);
  }

  function answerMeeting(call: Call): Response {
    const id = call.url.pathname.split('/').at(-1) ?? '';
    const meeting = zoom.meetings.get(id);
    if (!meeting) return json(404, { code: 3001, message: `Meeting does not exist: ${id}.` });
    if (call.method === 'GET') return json(200, meeting);
    if (call.method === 'DELETE') zoom.meetings.delete(id);
    if (call.method === 'PATCH') Object.assign(meeting, JSON.parse(call.body));
    return new Response(null, { status: 204 });
  }

  function listPage(query: URLSearchParams) {
    const from = Number(query.get('next_page_token') ?? 0);
    const size = Math.min(zoom.pageSize, Number(query.get('page_size') ?? 30));
    const all = [...zoom.meetings.values()];
    const meetings = all
      .slice(from, from + size)
      .map(({ agenda, start_url: _start, settings: _set, ...rest }) => ({
        ...rest,
        agenda: String(agenda ?? '').slice(0, 250),
      }));
    return {
      meetings,
      page_size: size,
      next_page_token: from + size < all.length ? String(from + size) : '',
    };
  }

  return zoom;
}

/** As long as real ones, near enough: nothing of them may show up anywhere. */
function token(kind: string, number: number): string {
  return `eyJ${kind}-${String(number).padStart(40, 'x')}`;
}

function addresses(id: number) {
  return {
    join_url: `https://us05web.zoom.us/j/${id}?pwd=inventedPwdToken.1`,
    start_url: `https://us05web.zoom.us/s/${id}?zak=invented`,
  };
}

function readCall(input: string, init: RequestInit): Call {
  const body = init.body == null ? '' : String(init.body);
  return {
    method: init.method ?? 'GET',
    url: new URL(input),
    headers: new Headers(init.headers),
    body,
  };
}
