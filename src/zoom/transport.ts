import { Failure } from '#base';

/** What goes wrong before a single byte of ours has been sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * The failure that an error of `fetch` stands for: `unclear` when something may have been made
 * (`makes`) and the request may have arrived, else `unreachable`. The error itself is not kept as
 * the cause: its text may quote a header or a body.
 */
export function transportFailure(error: unknown, makes: boolean): Failure {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
  const mayHaveArrived = !BEFORE_SENDING.has(code);
  return new Failure(makes && mayHaveArrived ? 'unclear' : 'unreachable', {
    retry: 'soon',
    detail:
      code === 'TimeoutError' ? 'Zoom did not answer in time' : `No connection to Zoom (${code})`,
  });
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'TimeoutError';
  const { cause } = error;
  const named =
    cause instanceof Error && 'code' in cause
      ? cause.code
      : 'code' in error
        ? error.code
        : undefined;
  return typeof named === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(named)
    ? named
    : 'connection lost';
}

/** Keys, ids of users (22 characters), numbers of meetings, mail addresses. */
const TELLTALE = /\S+@\S+|[\w.~+/=-]{20,}|\d{9,}/g;
const NOT_PRINTABLE = /[\p{C}\s]+/gu;

/** A foreign text as it may be shown or logged: one line, short, and with nothing in it that is a key or names somebody. */
export function harmless(text: string): string {
  return text.replace(TELLTALE, '…').replace(NOT_PRINTABLE, ' ').trim().slice(0, 200);
}
