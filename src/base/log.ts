import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Fields whose value must never reach a log, at whatever depth. */
const SECRET_FIELDS = [
  'token',
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'password',
  'newPassword',
  'email',
  'guest_email',
  'guestEmail',
  'recipient',
  'to',
  'link',
  'url',
  'join_url',
  'joinUrl',
  'start_url',
  'startUrl',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'state',
  'verifier',
];

const SECRET_FIELD = new RegExp(
  `"(${SECRET_FIELDS.join('|')})":(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\])`,
  'g',
);
/** The code of an authorization is random; a code of ours or of Node is a word. */
const SECRET_CODE = /"code":"(?![a-z-]+"|[A-Z\d_]+")(?:[^"\\]|\\.)*"/g;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** The host of a link says who was asked; the rest of it may open a door. */
const LINK = /(https?:\/\/[^/\s"'\\?#]+)[^\s"'\\]*/g;
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** A logger of JSON lines: a constant message plus fields; secrets and addresses are blanked. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, hooks: { streamWrite: discreet } };
  return destination ? pino(options, destination) : pino(options);
}

/** Works on the finished line, so that no depth, no error's words and no child logger is a way around it. */
function discreet(line: string): string {
  return line
    .replace(SECRET_FIELD, '"$1":"[redacted]"')
    .replace(SECRET_CODE, '"code":"[redacted]"')
    .replace(LINK, '$1/[redacted]')
    .replace(BEARER, '$1 [redacted]')
    .replace(JWT, '[redacted]')
    .replace(ADDRESS, '[redacted]');
}
