import type { Config } from '#config';
import { ACCOUNT_COOKIE } from '#http';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps in the browser which account the person works in. */
export function rememberAccount(accountId: string, config: Config): HeadersInit {
  const secure = config.appUrl.startsWith('https:') ? '; Secure' : '';
  const keep = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure}`;
  return { 'Set-Cookie': `${ACCOUNT_COOKIE}=${encodeURIComponent(accountId)}; ${keep}` };
}
