import { readAnswer, type Answer } from './answer.ts';
import { isLoopback } from './loopback.ts';
import { transportFailure } from './transport.ts';

/** One request to Zoom's REST API. */
export interface Question {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v2`, such as `/users/me`. */
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** It was waited for: the pace has counted it already. */
  inTurn?: true;
}

/** With what and where a grant's calls are made. */
export interface Access {
  accessToken: string;
  /** The host Zoom named for the user's data region. */
  apiUrl: string;
}

/** Asks once and answers whatever came back. Throws a `Failure` only when nothing did. */
export type Ask = (access: Access, question: Question) => Promise<Answer>;

const TIMEOUT_MS = 10_000;
const ZOOMS_OWN = 'https://api.zoom.us';

export function createAsk(parts: { fetch: typeof fetch; apiUrl: string }): Ask {
  return async (access, { method, path, query, body }) => {
    const url = new URL(`${apiAddress(parts.apiUrl, access.apiUrl)}/v2${path}`);
    url.search = new URLSearchParams(query).toString();
    try {
      const response = await parts.fetch(url.href, {
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${access.accessToken}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A followed redirect would carry the token to another host, or lose it on the way.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return readAnswer(response, await response.text());
    } catch (error) {
      throw transportFailure(error, makesSomething({ method }));
    }
  };
}

/** Whether an answer that got lost leaves open what has been made. Everything else can be repeated. */
export function makesSomething({ method }: Pick<Question, 'method'>): boolean {
  return method === 'POST';
}

/** Where the user's own region is served, but a token goes to no host that is neither Zoom's nor the configured one. */
function apiAddress(configured: string, answered: string): string {
  if (!URL.canParse(answered)) return configured;
  const [own, named] = [new URL(configured), new URL(answered)];
  const asSafe = named.protocol === 'https:' || named.protocol === own.protocol;
  return asSafe && mayServe(own, named)
    ? named.origin + named.pathname.replace(/\/+$/, '')
    : configured;
}

/** A stand-in may have the same host for all, or several ports of one machine. */
function mayServe(own: URL, named: URL): boolean {
  if (own.origin === ZOOMS_OWN) return named.hostname.endsWith('.zoom.us') && named.port === '';
  return named.hostname === own.hostname || (isLoopback(own) && isLoopback(named));
}
