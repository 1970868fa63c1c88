/** How Zoom signs its events, and how we prove to it that we know the secret. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * For how many seconds a signature is good, either way. Zoom names no limit; whether the delay of a
 * retry, up to 85 minutes, is stamped anew is not documented, but seems so.
 */
const USUAL_TOLERANCE_S = 300;

/** The secret that signed these very bytes, freshly. Undefined when none of them did. */
export function signedWith(
  secrets: readonly string[],
  sent: { headers: Headers; body: Uint8Array },
  now: Temporal.Instant,
  toleranceSeconds = USUAL_TOLERANCE_S,
): string | undefined {
  const timestamp = sent.headers.get('x-zm-request-timestamp') ?? '';
  const signature = sent.headers.get('x-zm-signature') ?? '';
  if (!isWithin(toleranceSeconds, timestamp, now)) return undefined;
  return secrets.find((secret) => {
    return isSame(signature, signatureOf(secret, timestamp, sent.body));
  });
}

/** What Zoom writes into `x-zm-signature` beside this timestamp, in seconds. */
export function signatureOf(secret: string, timestamp: string, body: string | Uint8Array): string {
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body);
  return `v0=${hmac.digest('hex')}`;
}

/** The answer to Zoom's question whether this address is ours. */
export function answerChallenge(secret: string, plainToken: string) {
  const encryptedToken = createHmac('sha256', secret).update(plainToken).digest('hex');
  return { plainToken, encryptedToken };
}

/** The header is in seconds. */
function isWithin(seconds: number, timestamp: string, now: Temporal.Instant): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const away = Math.abs(now.epochMilliseconds - Number(timestamp) * 1000);
  return away <= seconds * 1000;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
