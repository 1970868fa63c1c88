import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Fields whose value must never reach a log, at any of the depths we log. */
const SECRET_FIELDS = [
  'token',
  'access_token',
  'refresh_token',
  'accessToken',
  'refreshToken',
  'password',
  'email',
  'guest_email',
  'recipient',
  'url',
  'join_url',
  'joinUrl',
  'start_url',
  'authorization',
  'cookie',
  'secret',
  'code',
  'state',
  'verifier',
];

/** A logger of JSON lines: a constant message plus fields; secrets and addresses are blanked. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = { level, base: null, redact: { paths, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}
