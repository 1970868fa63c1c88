import { z } from 'zod';

/**
 * Every way an answer can be a refusal: RFC 9457 problem documents. `type` is a path that can be
 * opened; `code` is its last segment, for programs to switch on.
 */
const KINDS = {
  'malformed-json': {
    status: 400,
    title: 'The body is not valid JSON',
    meaning: 'The body of the request could not be read as JSON.',
  },
  unauthorized: {
    status: 401,
    title: 'An API key is needed',
    meaning:
      'Host routes need the header `Authorization: Bearer` with an API key made in the account’s settings. The key is missing, mistyped or withdrawn.',
  },
  'change-not-allowed': {
    status: 403,
    title: 'This booking can no longer be changed by its guest',
    meaning: 'The account’s policy does not let guests move or cancel now. `detail` says why.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    meaning: 'No account, service, booking or session has this address.',
  },
  'switched-off': {
    status: 404,
    title: 'This service takes no bookings',
    meaning: 'The host has switched the service off for now. Bookings made before stay valid.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not know that method',
    meaning: 'The header `Allow` of the answer lists the methods it knows.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Only JSON can be answered',
    meaning: 'The header `Accept` of the request leaves out application/json.',
  },
  'slot-taken': {
    status: 409,
    title: 'This time is not free',
    meaning:
      'Somebody was faster, or the time was never on offer. `nearest` lists free times close to it.',
  },
  'key-reused': {
    status: 409,
    title: 'This idempotency key was used for another request',
    meaning:
      'Repeat a request with the same key and the same body; use a new key for a new request.',
  },
  cancelled: {
    status: 409,
    title: 'This has been cancelled',
    meaning: 'What was cancelled cannot be moved. Book again instead.',
  },
  over: {
    status: 409,
    title: 'This session is over',
    meaning: 'What is over can be neither moved nor cancelled.',
  },
  'conferencing-not-ready': {
    status: 409,
    title: 'This cannot be the default now',
    meaning:
      'The place has to be connected before it can become the default. `detail` says what is missing.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'Bodies may have at most 64 KiB.',
  },
  'unsupported-type': {
    status: 415,
    title: 'The body must be JSON',
    meaning: 'Send the body with the header `Content-Type: application/json`.',
  },
  invalid: {
    status: 422,
    title: 'Some fields need changing',
    meaning: '`errors` names each field at fault and says in words what to change.',
  },
  failed: {
    status: 500,
    title: 'Something went wrong on our side',
    meaning:
      'Our mistake; it has been logged. A booking request with an idempotency key can be repeated safely.',
  },
  unavailable: {
    status: 503,
    title: 'Something we depend on does not answer',
    meaning: 'Try again a little later.',
  },
} as const;

export type ProblemCode = keyof typeof KINDS;
export const problemCodes = Object.keys(KINDS) as ProblemCode[];

export interface FieldError {
  /** Where in the request: `guest.email`, `from`, `Idempotency-Key`. */
  field: string;
  message: string;
}

/** What some problems carry beside the words. */
const EXTRAS = {
  'slot-taken': { nearest: z.array(z.object({ start: z.iso.datetime(), end: z.iso.datetime() })) },
  invalid: { errors: z.array(z.object({ field: z.string(), message: z.string() })).min(1) },
} as const;

type ExtraOf<C extends ProblemCode> = C extends keyof typeof EXTRAS
  ? [extra: { [K in keyof (typeof EXTRAS)[C]]: z.output<(typeof EXTRAS)[C][K] & z.ZodType> }]
  : [];

export interface Refused<C extends ProblemCode = ProblemCode> {
  ok: false;
  code: C;
  detail: string;
  extra: object;
}

/** A refusal; `detail` is a sentence for the person who reads it. */
export function refuse<C extends ProblemCode>(
  code: C,
  detail: string,
  ...extra: ExtraOf<C>
): Refused<C> {
  return { ok: false, code, detail, extra: extra[0] ?? {} };
}

export function refuseFields(errors: FieldError[]): Refused<'invalid'> {
  const names = [...new Set(errors.map((error) => error.field))].join(', ');
  return refuse('invalid', `Please look again at: ${names}.`, { errors });
}

/** What a problem means, whoever meets it. */
export function explain(code: ProblemCode) {
  return { type: typeOf(code), code, ...KINDS[code] };
}

export function statusOf(code: ProblemCode): number {
  return KINDS[code].status;
}

export function problemResponse(refused: Refused, headers: Record<string, string>): Response {
  const { code, detail, extra } = refused;
  const { title, status } = KINDS[code];
  return new Response(
    JSON.stringify({ type: typeOf(code), code, title, status, detail, ...extra }),
    {
      status,
      headers: { ...headers, 'content-type': 'application/problem+json' },
    },
  );
}

const schemas = new Map(problemCodes.map((code) => [code, schemaOf(code)]));

/** The schema of one problem as it is answered. */
export function problemSchema(code: ProblemCode): z.ZodType {
  return schemas.get(code)!;
}

function schemaOf(code: ProblemCode): z.ZodType {
  const { title, status, meaning } = KINDS[code];
  return z
    .object({
      type: z.literal(typeOf(code)),
      code: z.literal(code),
      title: z.literal(title),
      status: z.literal(status),
      detail: z.string(),
      ...(code in EXTRAS ? EXTRAS[code as keyof typeof EXTRAS] : {}),
    })
    .meta({ id: `${pascal(code)}Problem`, description: meaning });
}

function typeOf(code: ProblemCode): string {
  return `/api/v1/problems/${code}`;
}

function pascal(code: string): string {
  return code.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
}
