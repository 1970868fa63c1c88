import { createHmac } from 'node:crypto';
import type { Clock, Ids } from '#base';

/** As RTCPeerConnection takes it. */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

export interface IceSettings {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  /** coturn's `static-auth-secret`. */
  turnSecret: string | undefined;
}

/** Checked by the relay only when a relay address is asked for: a running call outlives it. */
const CREDENTIAL_S = 600;

/**
 * Where a browser may ask for its address and for a relay; empty without any, which leaves the
 * addresses of the devices themselves. The name of a credential stands in the relay's log, so it holds
 * a random word and nothing of the person (coturn's REST scheme: expiry ':' word, HMAC-SHA1, base64).
 */
export function iceServers(
  settings: IceSettings,
  { clock, ids }: { clock: Clock; ids: Ids },
): IceServer[] {
  const { stunUrls, turnUrls, turnSecret } = settings;
  const servers: IceServer[] = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
  if (turnUrls.length === 0 || !turnSecret) return servers;
  const expiresS = Math.floor(clock.now().epochMilliseconds / 1000) + CREDENTIAL_S;
  const username = `${expiresS}:${ids.token()}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...servers, { urls: [...turnUrls], username, credential }];
}

/** Where the relay is, and nothing with which it could be used. */
export function withoutKeys(servers: IceServer[]): IceServer[] {
  return servers.map(({ urls }) => ({ urls }));
}
