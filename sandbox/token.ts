import { Hono } from 'hono';
import type { Context } from 'hono';
import { oauthErrors } from './answers.ts';
import { noteMalformed } from './calls.ts';
import {
  checkAccessToken,
  grantOfRefreshToken,
  issueTokens,
  openGrant,
  removeInstall,
} from './grants.ts';
import { isStillApproved } from './people.ts';
import { proves } from './pkce.ts';
import { announceDeauthorized } from './deauthorized.ts';
import type { World } from './world.ts';

/** POST /oauth/token and /oauth/revoke (facts 1.2 to 1.4). */
export function tokenRoutes(world: World): Hono {
  const routes = new Hono();
  routes.post('/oauth/token', async (c) => {
    const form = await readForm(c);
    if (!isOurClient(world, c)) return c.json(oauthErrors.badClient, 400);
    switch (form.grant_type) {
      case 'authorization_code':
        return exchangeCode(world, c, form);
      case 'refresh_token':
        return refresh(world, c, form);
      case undefined:
        noteMalformed(c, 'no grant_type');
        return c.json(oauthErrors.badRequest, 400);
      default:
        noteMalformed(c, `grant_type ${form.grant_type} is not one of the sandbox's`);
        return c.json(oauthErrors.unknownGrant, 400);
    }
  });
  routes.post('/oauth/revoke', async (c) => {
    const form = await readForm(c);
    if (!isOurClient(world, c)) return c.json(oauthErrors.badClient, 400);
    return revoke(world, c, form);
  });
  return routes;
}

type Form = Record<string, string | undefined>;

/** Plain parameters may stand in the query as well; a token there is refused. */
async function readForm(c: Context): Promise<Form> {
  const { refresh_token, token, code_verifier, ...query } = c.req.query();
  if (refresh_token ?? token ?? code_verifier) noteMalformed(c, 'a secret in the address');
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    noteMalformed(c, `the body is not a form but ${type || 'untyped'}`);
    return query;
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(await c.req.text())) };
}

function isOurClient(world: World, c: Context): boolean {
  const header = c.req.header('authorization') ?? '';
  if (!header.startsWith('Basic ')) {
    noteMalformed(c, 'no Basic authorization');
    return false;
  }
  const pair = Buffer.from(header.slice(6), 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const given = [pair.slice(0, colon), pair.slice(colon + 1)];
  const { clientId, clientSecret } = world.client;
  const matches = (id?: string, secret?: string) => id === clientId && secret === clientSecret;
  // Zoom's own ids read the same either way; RFC 6749 2.3.1 has the parts form-encoded.
  return matches(...given) || matches(...given.map(formDecoded));
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function exchangeCode(world: World, c: Context, form: Form): Response {
  const code = world.state.codes.find((each) => each.code === form.code);
  if (!code || code.used || world.now() >= code.expiresAt) {
    if (!form.code) noteMalformed(c, 'no code');
    return c.json(oauthErrors.badCode, 400);
  }
  if (form.redirect_uri !== code.redirectUri) {
    noteMalformed(c, 'redirect_uri is not the one the person was sent with');
    return c.json(oauthErrors.redirectMismatch, 400);
  }
  if (!proves(form.code_verifier, code)) {
    noteMalformed(c, 'code_verifier does not fit the challenge');
    return c.json(oauthErrors.badCode, 400);
  }
  code.used = true;
  return c.json(issueTokens(world, openGrant(world, code.personId, code.scopes)));
}

function refresh(world: World, c: Context, form: Form): Response {
  if (!form.refresh_token) noteMalformed(c, 'no refresh_token');
  const grant = grantOfRefreshToken(world, form.refresh_token ?? '');
  if (!grant || !isStillApproved(world.state, grant.personId)) {
    return c.json(oauthErrors.deadToken, 400);
  }
  return c.json(issueTokens(world, grant));
}

/** Revoking also uninstalls, and the uninstall is announced (facts 1.4). */
function revoke(world: World, c: Context, form: Form): Response {
  if (!form.token) noteMalformed(c, 'no token');
  const check = checkAccessToken(world, form.token ?? '');
  const taken = check.ok || (check.reason === 'expired' && world.state.switches.revokeTakesExpired);
  if (!taken || !('grant' in check)) return c.json(oauthErrors.deadToken, 400);
  const { personId } = check.grant;
  removeInstall(world, personId);
  announceDeauthorized(world, personId);
  return c.json({ status: 'success' });
}
