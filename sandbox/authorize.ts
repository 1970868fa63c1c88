import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { authorize } from './grants.ts';
import { consentPage, notApprovedPage, oauthErrorPage, stayedPage } from './pages/consent.ts';
import { accountOf, findPerson } from './people.ts';
import type { Person } from './people.ts';
import { choices } from './switches.ts';
import type { Switches } from './switches.ts';
import type { World } from './world.ts';

export const personCookie = 'zoom_sandbox_person';

/** What the app sent the person with. */
export interface Asked {
  clientId: string;
  redirectUri: string;
  state: string | undefined;
  challenge: string | null;
  method: 'S256' | 'plain';
}

/** GET and POST /oauth/authorize: sign in, allow or decline (facts 1.1). */
export function authorizeRoutes(world: World): Hono {
  const routes = new Hono();
  routes.get('/oauth/authorize', (c) => {
    const asked = readAsked(world, c.req.query());
    if ('number' in asked) return c.html(oauthErrorPage(asked), 400);
    const known = findPerson(world.state, c.req.query('person') ?? signedIn(c) ?? '');
    const mayChoose = c.req.query('choose') !== undefined;
    if (known && !mayChoose && isInstalledAlike(world, known)) {
      return allow(world, c, { asked, person: known, scopes: installedScopes(world, known) });
    }
    return c.html(consentPage(world, { asked, chosen: known ?? null }));
  });

  routes.post('/oauth/authorize', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const asked = readAsked(world, plain(form));
    if ('number' in asked) return c.html(oauthErrorPage(asked), 400);
    if (form.decision === 'decline') return decline(world, c, { asked, way: form.decline_way });
    const person = findPerson(world.state, String(form.person ?? ''));
    if (!person) return c.html(consentPage(world, { asked, chosen: null }), 422);
    const optional = [form.optional_scope ?? []].flat().map(String);
    const { scopes, optionalScopes } = world.client;
    const allowed = scopes.filter((s) => !optionalScopes.includes(s) || optional.includes(s));
    return allow(world, c, { asked, person, scopes: allowed });
  });
  return routes;
}

type Params = Record<string, string | undefined>;
type Wrong = { number: number; message: string };

/** `scope` is no parameter here: Zoom takes the app's own and ignores what is sent. */
function readAsked(world: World, params: Params): Asked | Wrong {
  const { client } = world;
  if (params.client_id !== client.clientId) {
    return { number: 4700, message: 'Invalid client_id.' };
  }
  if (!params.redirect_uri || !client.redirectUris.includes(params.redirect_uri)) {
    return { number: 4709, message: 'Invalid redirect_uri.' };
  }
  if (params.response_type !== 'code') return { number: 4700, message: 'Invalid response_type.' };
  const method = params.code_challenge_method ?? 'plain';
  if (method !== 'S256' && method !== 'plain') {
    return { number: 4700, message: 'Invalid code_challenge_method.' };
  }
  return {
    clientId: params.client_id,
    redirectUri: params.redirect_uri,
    state: params.state,
    challenge: params.code_challenge ?? null,
    method,
  };
}

function allow(
  world: World,
  c: Context,
  about: { asked: Asked; person: Person; scopes: string[] },
): Response | Promise<Response> {
  const { asked, person, scopes } = about;
  signIn(c, person);
  if (!accountOf(world.state, person).appsApproved) {
    return c.html(notApprovedPage(world.client.name), 403);
  }
  const { redirectUri, challenge, method } = asked;
  const code = authorize(world, { personId: person.id, redirectUri, scopes, challenge, method });
  return c.redirect(withParams(redirectUri, { code, state: asked.state }));
}

/** What Zoom does here is not documented, so there are three ways. */
function decline(
  world: World,
  c: Context,
  about: { asked: Asked; way: unknown },
): Response | Promise<Response> {
  const known = choices.decline?.includes(String(about.way));
  const way = known ? (about.way as Switches['decline']) : world.state.switches.decline;
  if (way === 'stay on Zoom') return c.html(stayedPage(world.client.name));
  const state = way === 'with state' ? about.asked.state : undefined;
  return c.redirect(withParams(about.asked.redirectUri, { error: 'access_denied', state }));
}

function isInstalledAlike(world: World, person: Person): boolean {
  const install = world.state.installs.find((each) => each.personId === person.id);
  return world.state.switches.skipConsent && install?.asked.join() === world.client.scopes.join();
}

function installedScopes(world: World, person: Person): string[] {
  return world.state.installs.find((each) => each.personId === person.id)?.scopes ?? [];
}

export function signedIn(c: Context): string | undefined {
  return getCookie(c, personCookie);
}

function signIn(c: Context, person: Person): void {
  setCookie(c, personCookie, person.id, { httpOnly: true, sameSite: 'Lax', path: '/' });
}

function withParams(address: string, params: Params): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

function plain(form: Record<string, unknown>): Params {
  const texts = Object.entries(form).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Params;
}
