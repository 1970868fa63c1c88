import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { AuthMail, AuthParts } from './auth.ts';

const LINK_MINUTES = 30;
const LOGIN_DAYS = 30;

export type Library = ReturnType<typeof createLibrary>;

/** better-auth on our tables, with our ids and our mail. */
export function createLibrary(parts: AuthParts) {
  const { appUrl } = parts;
  return betterAuth({
    appName: 'Parley',
    baseURL: appUrl,
    basePath: '/api/auth',
    trustedOrigins: [appUrl],
    secret: parts.secret,
    database: { dialect: parts.database.plainDialect, type: 'postgres', transaction: true },
    ...TABLES,
    emailAndPassword: {
      enabled: true,
      // Our forms say it first, in our words; this holds for everybody else who asks.
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: LINK_MINUTES * 60,
      sendResetPassword: ({ user, token }) =>
        parts.mail(letter('reset-password', user, `${appUrl}/reset-password/${token}`)),
    },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        disableSignUp: true,
        sendMagicLink: ({ email, url, metadata }) =>
          parts.mail(letter('sign-in-link', { email, name: String(metadata?.name) }, url)),
      }),
    ],
    // Too many tries are refused before a request comes here, for all forms alike.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'parley',
      useSecureCookies: appUrl.startsWith('https:'),
      database: { generateId: () => parts.ids.id() },
      // Nobody here asks where people signed in from, so it is not kept.
      ipAddress: { disableIpTracking: true },
    },
    // Thrown to whoever asked; printed, they would show what was asked.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Only the constant part: what comes after it may hold addresses.
      log: (_level, message) =>
        parts.log.error({ problem: message.split(':')[0] }, 'sign-in reported a problem'),
    },
  });
}

function letter(
  kind: AuthMail['kind'],
  to: { name: string; email: string },
  link: string,
): AuthMail {
  return { kind, recipient: to.email, facts: { name: to.name, link, validMinutes: LINK_MINUTES } };
}

const DATED = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** better-auth's words on the left, ours on the right. */
const TABLES = {
  user: { modelName: 'person', fields: { emailVerified: 'email_verified', ...DATED } },
  session: {
    modelName: 'login',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...DATED,
    },
    expiresIn: LOGIN_DAYS * 24 * 60 * 60,
    // A longer login would need a new cookie with every page; it simply ends after its days.
    disableSessionRefresh: true,
  },
  account: {
    modelName: 'sign_in_method',
    fields: {
      userId: 'person_id',
      providerId: 'provider_id',
      accountId: 'provider_account_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...DATED,
    },
  },
  verification: {
    modelName: 'verification',
    fields: { expiresAt: 'expires_at', ...DATED },
    // The links are their own keys: a copy of the database must not hold them.
    storeIdentifier: 'hashed' as const,
  },
};
