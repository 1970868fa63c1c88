import { day, hour, minute } from './clock.ts';
import type { AuthorizationCode, Grant } from './state.ts';
import type { World } from './world.ts';

const codeLifeMs = 5 * minute;
const accessTokenLifeMs = 1 * hour;
const refreshTokenLifeMs = 90 * day;
/** One second short of an hour, as in Zoom's own example. */
const expiresInSeconds = 3599;

/** Records the install and makes a code for it. */
export function authorize(
  world: World,
  wanted: Pick<AuthorizationCode, 'personId' | 'redirectUri' | 'scopes' | 'challenge' | 'method'>,
): string {
  const { state, client } = world;
  state.installs = state.installs.filter((install) => install.personId !== wanted.personId);
  state.installs.push({
    personId: wanted.personId,
    asked: client.scopes,
    scopes: wanted.scopes,
    at: world.now(),
  });
  state.codes = state.codes.filter((each) => each.expiresAt > world.now() && !each.used);
  const code = world.ids.short();
  state.codes.push({ ...wanted, code, expiresAt: world.now() + codeLifeMs, used: false });
  return code;
}

/** The last authorization wins: earlier tokens of this person die (Zoom's error 4741). */
export function openGrant(world: World, personId: string, scopes: string[]): Grant {
  killGrants(world, personId);
  const grant: Grant = {
    personId,
    scopes,
    authorizedAt: world.now(),
    refreshTokens: [],
    accessTokens: [],
  };
  world.state.grants.push(grant);
  return grant;
}

/** A new pair of tokens; the former refresh token is replaced. */
export function issueTokens(world: World, grant: Grant) {
  const now = world.now();
  for (const token of grant.refreshTokens) token.replacedAt ??= now;
  grant.refreshTokens = grant.refreshTokens.slice(-4);
  grant.accessTokens = grant.accessTokens.slice(-4);
  const refresh = { value: world.ids.token(), issuedAt: now, replacedAt: null };
  const access = { value: world.ids.token(), expiresAt: now + accessTokenLifeMs };
  grant.refreshTokens.push(refresh);
  grant.accessTokens.push(access);
  return {
    access_token: access.value,
    token_type: 'bearer',
    refresh_token: refresh.value,
    expires_in: expiresInSeconds,
    scope: grant.scopes.join(' '),
    api_url: world.baseUrl,
  };
}

/** The grant a refresh token still opens, if any. */
export function grantOfRefreshToken(world: World, value: string): Grant | undefined {
  const now = world.now();
  return world.state.grants.find((grant) =>
    grant.refreshTokens.some(
      (token) =>
        token.value === value &&
        now < token.issuedAt + refreshTokenLifeMs &&
        (token.replacedAt === null || now < token.replacedAt + world.state.switches.refreshGraceMs),
    ),
  );
}

export type AccessCheck =
  | { ok: true; grant: Grant }
  | { ok: false; reason: 'expired'; grant: Grant }
  | { ok: false; reason: 'unknown' };

export function checkAccessToken(world: World, value: string): AccessCheck {
  for (const grant of world.state.grants) {
    const token = grant.accessTokens.find((each) => each.value === value);
    if (!token) continue;
    if (world.now() < token.expiresAt) return { ok: true, grant };
    return { ok: false, reason: 'expired', grant };
  }
  return { ok: false, reason: 'unknown' };
}

/** Ends every access token of a person now; refreshing helps. */
export function expireAccessTokens(world: World, personId: string): void {
  for (const grant of grantsOf(world, personId)) {
    for (const token of grant.accessTokens) {
      token.expiresAt = Math.min(token.expiresAt, world.now());
    }
  }
}

/** All tokens of a person die; the app stays installed. */
export function killGrants(world: World, personId: string): void {
  world.state.grants = world.state.grants.filter((grant) => grant.personId !== personId);
}

/** Removes the app: tokens and codes die with it. */
export function removeInstall(world: World, personId: string): boolean {
  const { state } = world;
  const installed = state.installs.some((install) => install.personId === personId);
  state.installs = state.installs.filter((install) => install.personId !== personId);
  state.codes = state.codes.filter((code) => code.personId !== personId);
  killGrants(world, personId);
  return installed;
}

function grantsOf(world: World, personId: string): Grant[] {
  return world.state.grants.filter((grant) => grant.personId === personId);
}
