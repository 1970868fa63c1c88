import * as oauth from 'oauth4webapi';
import { Failure, type Clock } from '#base';
import { describeServer, guardedFetch, orFailure, plainBasic } from './token-endpoint.ts';

/** What the token endpoint hands out. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  /** Separated by spaces. */
  scope: string;
  /** The host of the user's data region, where Zoom names one. */
  apiUrl: string | undefined;
}

/** Fresh from an authorization. */
export type FirstTokens = Tokens & {
  /** By Zoom's clock where that is ahead of ours, else by ours. */
  at: Temporal.Instant;
};

/** Zoom's OAuth endpoints. Everything that fails throws a `Failure`; none of them carries a token or code. */
export interface Oauth {
  authorizeUrl(state: string, verifier: string): Promise<URL>;
  /** `refused` when Zoom takes the code no longer. */
  exchange(callback: URL, state: string, verifier: string): Promise<FirstTokens>;
  /** `grant-lost` on `invalid_grant` and on nothing else: a wrong client secret must not disconnect everybody. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Also uninstalls the app at Zoom, and makes Zoom send its notice about that. */
  revoke(accessToken: string): Promise<void>;
}

/** Zoom replaces tokens whether or not anybody still listens, so what it hands out is waited for. */
const TOKENS_TIMEOUT_MS = 60_000;
const REVOKE_TIMEOUT_MS = 8000;
const USUAL_LIFE_SECONDS = 3600;

export interface OauthParts {
  clock: Clock;
  fetch: typeof fetch;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  oauthUrl: string;
}

export function createOauth(parts: OauthParts): Oauth {
  const server = describeServer(parts.oauthUrl);
  const client: oauth.Client = { client_id: parts.clientId };
  const both = [server, client, plainBasic(parts.clientSecret)] as const;
  const options = (timeoutMs = TOKENS_TIMEOUT_MS) => ({
    [oauth.customFetch]: guardedFetch(parts.fetch, parts.clock),
    [oauth.allowInsecureRequests]: parts.oauthUrl.startsWith('http:'),
    signal: AbortSignal.timeout(timeoutMs),
  });

  return {
    authorizeUrl: (state, verifier) => authorizeUrl(parts, state, verifier),

    exchange: (callback, state, verifier) =>
      orFailure('refused', async () => {
        const params = oauth.validateAuthResponse(server, client, callback, state);
        const sent = [params, parts.redirectUri, verifier, options()] as const;
        const answer = await oauth.authorizationCodeGrantRequest(...both, ...sent);
        const at = momentOf(answer, parts.clock.now());
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer);
        return { ...readTokens(tokens), at };
      }),

    refresh: (refreshToken) =>
      orFailure('grant-lost', async () => {
        const answer = await oauth.refreshTokenGrantRequest(...both, refreshToken, options());
        const tokens = await oauth.processRefreshTokenResponse(server, client, answer);
        return readTokens(tokens, refreshToken);
      }),

    revoke: (accessToken) =>
      orFailure('refused', async () => {
        const answer = await oauth.revocationRequest(
          ...both,
          accessToken,
          options(REVOKE_TIMEOUT_MS),
        );
        await oauth.processRevocationResponse(answer);
      }),
  };
}

/** No scope in it: Zoom takes those of the app's settings and ignores any that are sent. */
async function authorizeUrl(parts: OauthParts, state: string, verifier: string): Promise<URL> {
  const url = new URL(`${parts.oauthUrl}/oauth/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: parts.clientId,
    redirect_uri: parts.redirectUri,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  return url;
}

function readTokens(answer: oauth.TokenEndpointResponse, formerRefreshToken?: string): Tokens {
  const refreshToken = answer.refresh_token ?? formerRefreshToken;
  if (!refreshToken)
    throw new Failure('unreachable', { retry: 'soon', detail: 'Zoom gave no refresh token' });
  return {
    accessToken: answer.access_token,
    refreshToken,
    expiresInSeconds: answer.expires_in ?? USUAL_LIFE_SECONDS,
    scope: answer.scope ?? '',
    apiUrl: typeof answer.api_url === 'string' ? answer.api_url : undefined,
  };
}

/** A clock further ahead than that is wrong, and no word of such a Zoom would be taken. */
const MOST_AHEAD_MS = 5 * 60_000;

function momentOf({ headers }: Response, now: Temporal.Instant): Temporal.Instant {
  const theirMs = Date.parse(headers.get('date') ?? '');
  const aheadMs = theirMs - now.epochMilliseconds;
  const isAhead = aheadMs > 0 && aheadMs <= MOST_AHEAD_MS;
  return isAhead ? Temporal.Instant.fromEpochMilliseconds(theirMs) : now;
}
