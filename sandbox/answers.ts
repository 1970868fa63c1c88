import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Zoom's REST error. `code` is Zoom's own number, not the status. */
export interface RestError {
  status: ContentfulStatusCode;
  code: number;
  message: string;
  errors?: { field: string; message: string }[];
  headers?: Record<string, string>;
}

export const restErrors = {
  tokenExpired: { status: 401, code: 124, message: 'Access token is expired.' },
  tokenInvalid: { status: 401, code: 124, message: 'Invalid access token.' },
  tokenInQuery: {
    status: 401,
    code: 124,
    message: 'Invalid access token, this access token is not supported as query parameter string.',
  },
  notMe: { status: 400, code: 4700, message: 'Invalid access token, does not contain scopes.' },
  badJson: { status: 400, code: 300, message: 'Request Body should be a valid JSON object.' },
  mayNotHost: {
    status: 400,
    code: 3161,
    message: 'Your user account is not allowed meeting hosting and scheduling capabilities.',
  },
  deleteRunning: {
    status: 400,
    code: 3002,
    message: 'Sorry, you cannot delete this meeting since it is in progress.',
  },
  deleteEnded: {
    status: 400,
    code: 3007,
    message: 'Sorry, you cannot delete this meeting since it has ended.',
  },
  deletePmi: { status: 400, code: 3018, message: 'Not allowed to delete PMI.' },
} as const satisfies Record<string, RestError>;

export function scopeMissing(scope: string): RestError {
  return {
    status: 400,
    code: 4711,
    message: `Invalid access token, does not contain scopes:[${scope}, ${scope}:admin].`,
  };
}

export function noSuchMeeting(id: string | number): RestError {
  return { status: 404, code: 3001, message: `Meeting does not exist: ${id}.` };
}

export function mayNotScheduleFor(user: string): RestError {
  return { status: 400, code: 3000, message: `You cannot schedule a meeting for ${user}` };
}

export function invalid(errors: { field: string; message: string }[]): RestError {
  return { status: 400, code: 300, message: 'Validation Failed.', errors };
}

/** JSON, or XML for a request that does not say it accepts JSON. */
export function refuse(c: Context, error: RestError, xmlErrors: boolean): Response {
  const { status, headers, ...body } = error;
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value);
  const wantsJson = (c.req.header('accept') ?? '').includes('application/json');
  if (wantsJson || !xmlErrors) return c.json(body, status);
  const text =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<result><code>${body.code}</code><message>${escapeXml(body.message)}</message></result>`;
  return c.body(text, status, { 'content-type': 'application/xml;charset=UTF-8' });
}

/** Error of the token endpoint, which has a shape of its own. */
export const oauthErrors = {
  badClient: { reason: 'Invalid client_id or client_secret', error: 'invalid_client' },
  deadToken: { reason: 'Invalid Token!', error: 'invalid_grant' },
  badCode: { reason: 'Invalid authorization code', error: 'invalid_grant' },
  redirectMismatch: { reason: 'Redirect URI mismatch.', error: 'invalid_request' },
  badRequest: { reason: 'Invalid request', error: 'invalid_request' },
  unknownGrant: { reason: 'unsupported grant type', error: 'unsupported_grant_type' },
} as const;

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
