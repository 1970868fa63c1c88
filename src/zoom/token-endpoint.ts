import * as oauth from 'oauth4webapi';
import { Failure, type Clock } from '#base';
import { readRetryAfter } from './retry-after.ts';
import { harmless, transportFailure } from './transport.ts';

export function describeServer(oauthUrl: string): oauth.AuthorizationServer {
  return {
    issuer: oauthUrl,
    token_endpoint: `${oauthUrl}/oauth/token`,
    revocation_endpoint: `${oauthUrl}/oauth/revoke`,
  };
}

/** Zoom wants the plain pair; the library would form-encode it and break an id that contains `_` or `-`. */
export function plainBasic(clientSecret: string): oauth.ClientAuth {
  return (_server, client, _body, headers) => {
    const pair = Buffer.from(`${client.client_id}:${clientSecret}`).toString('base64');
    headers.set('authorization', `Basic ${pair}`);
  };
}

/** Sorts out what is no answer of the protocol before the library sees it. */
export function guardedFetch(send: typeof fetch, clock: Clock) {
  return async (
    url: string,
    init: oauth.CustomFetchOptions<'POST', BodyInit | undefined>,
  ): Promise<Response> => {
    const response = await send(url, init as RequestInit).catch((error: unknown) => {
      throw transportFailure(error, false);
    });
    if (response.status === 429) {
      const text = await response.text().catch(() => '');
      const notBefore = readRetryAfter(response.headers.get('retry-after'), text, clock.now());
      throw new Failure('rate-limited', { retry: 'later', ...(notBefore && { notBefore }) });
    }
    if (response.status >= 500) {
      throw new Failure('unreachable', {
        retry: 'soon',
        detail: `Zoom answered ${response.status} for a token`,
      });
    }
    return response;
  };
}

/** The library's errors can hold whole answers, tokens included, so none is passed on as a cause. */
export async function orFailure<T>(
  onInvalidGrant: 'grant-lost' | 'refused',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof oauth.ResponseBodyError) throw errorFailure(error.error, onInvalidGrant);
    throw new Failure('unreachable', {
      retry: 'soon',
      detail: 'Zoom answered something that cannot be read',
    });
  }
}

/** The operator's slip, told apart from Zoom's troubles by whoever looks into the set-up. */
export const WRONG_CLIENT = 'Zoom does not accept ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET';

function errorFailure(error: string, onInvalidGrant: 'grant-lost' | 'refused'): Failure {
  if (error === 'invalid_grant') {
    return new Failure(onInvalidGrant, {
      retry: 'never',
      detail: 'Zoom no longer accepts the permission',
    });
  }
  if (error === 'invalid_client') {
    return new Failure('unreachable', { retry: 'later', detail: WRONG_CLIENT });
  }
  return new Failure('unreachable', {
    retry: 'later',
    detail: `Zoom refused to give a token (${harmless(error)})`,
  });
}
