/**
 * A booking's link is its key, and whoever shares a whole screen shows everybody the address bar. So the
 * call stands at an address that opens nothing by itself: the key is in a cookie for this address alone.
 */
import type { AtTheDoor } from '#calls';
import type { Config } from '#config';
import { isInsideApp } from '../../call/browser.ts';
import { PRIVATE } from '../../private-headers.ts';

const OWN = /^mine-[0-9a-f-]{36}$/;
const COOKIE = 'parley-link';
/** Longer than any call, for reloads. Afterwards the link is opened again. */
const KEPT_SECONDS = 12 * 3600;

export const isOwn = (given: string): boolean => OWN.test(given);

/** The key of the booking: from the address, or the cookie where the address is one of these. */
export function tokenAt(request: Request, given: string): string | undefined {
  if (!isOwn(given)) return given;
  const cookies = request.headers.get('cookie')?.split('; ') ?? [];
  return cookies.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** Leads on to such an address; undefined where one is there, or should stay with the link. */
export function leadOn(
  { invitation }: AtTheDoor,
  { request, given, config }: { request: Request; given: string; config: Config },
): Response | undefined {
  // From inside another app the address is carried over into a browser, which has no cookie of ours.
  if (isOwn(given) || isInsideApp(request.headers.get('user-agent') ?? '')) return undefined;
  const place = `/b/mine-${invitation.who}`;
  const secure = config.appUrl.startsWith('https:') ? '; Secure' : '';
  const keep = `Path=${place}/; HttpOnly; SameSite=Lax; Max-Age=${KEPT_SECONDS}${secure}`;
  const headers = {
    ...PRIVATE,
    Location: `${place}/call`,
    'Set-Cookie': `${COOKIE}=${given}; ${keep}`,
  };
  return new Response(null, { status: 303, headers });
}
