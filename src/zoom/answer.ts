import { Failure } from '#base';
import { limitWords, missingWords, refusalWords } from './refusal.ts';
import { readRetryAfter } from './retry-after.ts';

/** What came back from Zoom's REST API, before anybody judged it. */
export interface Answer {
  status: number;
  retryAfter: string | null;
  /** Which limit was reached, where a header names it: “QPS”, or one of a day and how much that is. */
  limit: string;
  /** Zoom's own number in an error; not the status. */
  code: number | undefined;
  /** Zoom's own words in an error. */
  message: string;
  /** The JSON, where it was JSON. */
  value: unknown;
}

/** Zoom's numbers, from its error pages. The status alone never tells enough, the text is never decisive. */
const MEETING_GONE = 3001;
const USER_GONE = 1001;
const IN_PROGRESS = 3002;
const ENDED = 3007;
const SCOPES_MISSING = new Set([4700, 4711]);
/** No paid plan or no permission · not of this account · invitation lapsed · not the meeting's host · may not schedule. */
const NOT_ALLOWED = new Set([200, 1010, 1120, 3003, 3161]);

/** Reads status, numbers and words out of an answer; errors can be JSON, XML, HTML or nothing. */
export function readAnswer(response: Response, text: string): Answer {
  const value = parseJson(text);
  const fields: { code?: unknown; message?: unknown } =
    typeof value === 'object' && value !== null ? value : {};
  const inXml = (tag: string) =>
    value === undefined ? new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(text)?.[1] : undefined;
  const xmlCode = Number(inXml('code'));
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    limit: ['type', 'limit']
      .map((what) => response.headers.get(`x-ratelimit-${what}`) ?? '')
      .join(' '),
    code: typeof fields.code === 'number' ? fields.code : xmlCode || undefined,
    message: typeof fields.message === 'string' ? fields.message : (inXml('message') ?? ''),
    value,
  };
}

export function isDone({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** A clear "does not exist" about a meeting. */
export function saysMeetingGone({ status, code }: Answer): boolean {
  return status === 404 && code === MEETING_GONE;
}

/** Zoom's older refusal to delete a meeting that is over. */
export function saysMeetingEnded({ status, code }: Answer): boolean {
  return status === 400 && code === ENDED;
}

/**
 * Zoom doubts the token or its owner: 401 (124 for any token trouble), or 404/1001, the user
 * deleted or moved out of the account. Neither ends a grant by itself; a refresh tells.
 */
export function doubtsGrant({ status, code }: Answer): boolean {
  if (status === 401) return code === undefined || !SCOPES_MISSING.has(code);
  return status === 404 && code === USER_GONE;
}

/** The failure that a refusing answer stands for. `makes`: the request would have made something. */
export function failureOf(answer: Answer, makes: boolean, now: Temporal.Instant): Failure {
  const { status, code } = answer;
  if (status === 429) return rateLimited(answer, now);
  if (status >= 500 || status === 408) {
    return new Failure(makes ? 'unclear' : 'unreachable', {
      retry: 'soon',
      detail: `Zoom answered ${status}`,
    });
  }
  if (code !== undefined && SCOPES_MISSING.has(code))
    return notAllowed(missingWords(answer.message));
  if (
    (status === 404 && code === USER_GONE) ||
    (code !== undefined && NOT_ALLOWED.has(code)) ||
    (status === 403 && answer.value !== undefined)
  ) {
    return notAllowed(refusalWords(answer));
  }
  if (status === 400 && code === IN_PROGRESS) {
    return new Failure('in-progress', {
      retry: 'later',
      detail: 'The meeting is in progress at Zoom',
    });
  }
  if (status >= 400 && status !== 401 && code !== undefined) {
    return new Failure('refused', { retry: 'never', detail: refusalWords(answer) });
  }
  return new Failure('unreachable', {
    retry: 'later',
    detail: `Zoom answered ${status} and nothing that says why`,
  });
}

/** All limits have one number: words and headers tell them apart, never how long there is to wait. */
function rateLimited({ message, limit, retryAfter }: Answer, now: Temporal.Instant): Failure {
  const notBefore = readRetryAfter(retryAfter, `${message} ${limit}`, now);
  const ofTheHost = /\(100\)/.test(message) || /\bdaily\S* 100$/i.test(limit);
  const detail = limitWords(message);
  return new Failure(ofTheHost ? 'day-used-up' : 'rate-limited', {
    retry: 'later',
    notBefore,
    detail,
  });
}

function notAllowed(detail: string): Failure {
  return new Failure('not-allowed', { retry: 'never', detail });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
