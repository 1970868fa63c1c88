import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export type Config = Readonly<z.output<typeof settings>> & {
  /** Seals and signs. */
  readonly secretKey: string;
  /** From before the last change of key: what they sealed still opens. */
  readonly formerSecretKeys: readonly string[];
  readonly production: boolean;
  /** Whether the Zoom of our own runs beside us. */
  readonly sandbox: boolean;
  /** Whether letters wait, because nobody has named a post office for them. */
  readonly postless: boolean;
};

const address = z.url({
  protocol: /^https?$/,
  error: 'must be a web address such as https://book.example.org',
});
const trimmedAddress = address.transform((url) => url.replace(/\/+$/, ''));

/** 'turn:relay.example.org:3478?transport=udp, turns:relay.example.org:443' */
const iceUrls = (scheme: 'stun' | 'turn') =>
  z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(z.string().regex(new RegExp(`^${scheme}s?:[^\\s]+$`), `must begin with ${scheme}:`)),
    );

/** What stands between commas. */
const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Newest first. */
const secretKeys = z
  .string()
  .transform(listed)
  .pipe(z.array(z.string().min(32, 'must have at least 32 characters')).min(1, 'is empty'));

const settings = z
  .object({
    NODE_ENV: z.string().default('development'),
    PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).default(3000),
    APP_URL: trimmedAddress.optional(),
    DATA_DIR: z.string().default('data'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
    SECRET_KEY: secretKeys.optional(),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    ZOOM_CLIENT_ID: z.string().optional(),
    ZOOM_CLIENT_SECRET: z.string().optional(),
    ZOOM_WEBHOOK_SECRET: z.string().default('').transform(listed),
    // What was taken is known again for a day: no signature may be good for longer.
    ZOOM_WEBHOOK_TOLERANCE_SECONDS: z.coerce
      .number({ error: 'must be a number of seconds' })
      .int()
      .min(1)
      .max(43_200)
      .default(300),
    ZOOM_OAUTH_URL: trimmedAddress.default('https://zoom.us'),
    ZOOM_API_URL: trimmedAddress.default('https://api.zoom.us'),
    ZOOM_SANDBOX: z.enum(['on', 'off']).default('on'),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
      .optional(),
    STUN_URLS: iceUrls('stun'),
    TURN_URLS: iceUrls('turn'),
    TURN_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
    LIVEKIT_URL: z
      .string()
      .regex(/^wss?:\/\//, 'must begin with wss:// or ws://')
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    LIVEKIT_API_KEY: z.string().optional(),
    LIVEKIT_API_SECRET: z.string().optional(),
    MAIL_FROM: z.string().default('Parley <parley@localhost>'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
  })
  .transform((env) => ({
    nodeEnv: env.NODE_ENV,
    port: env.PORT,
    appUrl: env.APP_URL ?? `http://localhost:${env.PORT}`,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    givenSecretKeys: env.SECRET_KEY,
    metricsToken: env.METRICS_TOKEN,
    zoomClientId: env.ZOOM_CLIENT_ID,
    zoomClientSecret: env.ZOOM_CLIENT_SECRET,
    zoomWebhookSecrets: env.ZOOM_WEBHOOK_SECRET,
    zoomWebhookToleranceSeconds: env.ZOOM_WEBHOOK_TOLERANCE_SECONDS,
    zoomOauthUrl: env.ZOOM_OAUTH_URL,
    zoomApiUrl: env.ZOOM_API_URL,
    zoomSandbox: env.ZOOM_SANDBOX,
    smtpUrl: env.SMTP_URL,
    stunUrls: env.STUN_URLS,
    turnUrls: env.TURN_URLS,
    turnSecret: env.TURN_SECRET,
    livekitUrl: env.LIVEKIT_URL,
    livekitApiKey: env.LIVEKIT_API_KEY,
    livekitApiSecret: env.LIVEKIT_API_SECRET,
    mailFrom: env.MAIL_FROM,
    logLevel: env.LOG_LEVEL,
  }));

/** A setting is missing or wrong. The message is one line for the operator. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the environment into one frozen, validated object. Empty variables count as absent.
 * Throws a ConfigError naming every setting at fault.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join('; '),
    );
  }
  const config = read.data;
  const production = config.nodeEnv === 'production';
  refuseHalfZoom(config);
  refuseHalfRelay(config);
  refuseHalfLiveKit(config);
  if (production) refuseMissing(config, given);
  const [secretKey = '', ...formerSecretKeys] = config.givenSecretKeys ?? keptSecretKeys(config);
  const sandbox = !production && config.zoomSandbox === 'on' && !config.zoomClientId;
  const postless = production && !config.smtpUrl;
  const kinds = { production, sandbox, postless };
  return Object.freeze({ ...config, ...kinds, secretKey, formerSecretKeys });
}

function refuseHalfZoom(config: {
  zoomClientId?: string | undefined;
  zoomClientSecret?: string | undefined;
}): void {
  if (Boolean(config.zoomClientId) === Boolean(config.zoomClientSecret)) return;
  const missing = config.zoomClientId ? 'ZOOM_CLIENT_SECRET' : 'ZOOM_CLIENT_ID';
  throw new ConfigError(
    `${missing} is missing; Zoom needs both ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET`,
  );
}

function refuseHalfRelay(config: { turnUrls: string[]; turnSecret?: string | undefined }): void {
  if (config.turnUrls.length > 0 === Boolean(config.turnSecret)) return;
  const missing = config.turnSecret ? 'TURN_URLS' : 'TURN_SECRET';
  throw new ConfigError(`${missing} is missing; a relay needs both TURN_URLS and TURN_SECRET`);
}

function refuseHalfLiveKit(config: {
  livekitUrl?: string | undefined;
  livekitApiKey?: string | undefined;
  livekitApiSecret?: string | undefined;
}): void {
  const needed = {
    LIVEKIT_URL: config.livekitUrl,
    LIVEKIT_API_KEY: config.livekitApiKey,
    LIVEKIT_API_SECRET: config.livekitApiSecret,
  };
  const missing = Object.entries(needed).flatMap(([name, given]) => (given ? [] : [name]));
  if (missing.length === 0 || missing.length === 3) return;
  throw new ConfigError(
    `${missing.join(' and ')} must be set too; LiveKit needs LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET`,
  );
}

function refuseMissing(
  config: { databaseUrl?: string | undefined; zoomClientId?: string | undefined },
  given: Record<string, string | undefined>,
): void {
  const needed = ['APP_URL'];
  if (config.databaseUrl) needed.push('SECRET_KEY');
  // Without Zoom's events nobody hears that a host has removed the app, and their data would stay.
  if (config.zoomClientId) needed.push('ZOOM_WEBHOOK_SECRET');
  const missing = needed.filter((name) => !given[name]);
  if (missing.length > 0)
    throw new ConfigError(`${missing.join(' and ')} must be set in production`);
}

/** The embedded database lives in one folder; so does its key, made once and readable by its owner only. */
function keptSecretKeys(config: { dataDir: string }): string[] {
  const file = join(config.dataDir, 'secret-key');
  if (existsSync(file)) return readKeys(file);
  const key = randomBytes(32).toString('base64url');
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new ConfigError(`DATA_DIR cannot be written: ${(error as Error).message}`);
  }
  return [key];
}

function readKeys(file: string): string[] {
  const read = secretKeys.safeParse(readFileSync(file, 'utf8'));
  if (read.success) return read.data;
  throw new ConfigError(`The key in ${file} ${read.error.issues[0]?.message}`);
}
