import { z } from 'zod';
import type { Account, Accounts, ApiKeys } from '#accounts';
import type { Clock, Log } from '#base';
import type { Conferencing } from '#conferencing';
import type { Services } from '#services';
import type { Sessions } from '#sessions';
import type { ProblemCode, Refused } from './problems.ts';

/** What the API asks of the house. */
export interface ApiParts {
  accounts: Pick<Accounts, 'bySlug' | 'byId' | 'setHours'>;
  apiKeys: Pick<ApiKeys, 'accountOf'>;
  services: Pick<
    Services,
    'list' | 'offered' | 'byId' | 'create' | 'edit' | 'switchOff' | 'switchOn'
  >;
  sessions: Pick<
    Sessions,
    | 'offer'
    | 'book'
    | 'find'
    | 'move'
    | 'cancel'
    | 'list'
    | 'show'
    | 'moveSession'
    | 'cancelSession'
  >;
  conferencing: Pick<Conferencing, 'zoomRow' | 'makeDefault' | 'largestCall'>;
  clock: Clock;
  /** Where the house is reached from outside, without a slash at the end. */
  appUrl: string;
  log: Pick<Log, 'error'>;
}

/** `json` is an answer already written out, where making it is worth measuring. */
type Outcome<A, C extends ProblemCode = ProblemCode> =
  | { ok: true; body: A }
  | { ok: true; json: string }
  | Refused<C>;

export interface Ask<P = unknown, Q = unknown, H = unknown, B = unknown> {
  params: P;
  query: Q;
  headers: H;
  body: B;
}

/**
 * One operation of the API: what it is called, what it takes, what it answers, what it does. The
 * routes and the OpenAPI document are both made from these and from nothing else.
 */
export interface Operation {
  id: string;
  method: 'get' | 'post' | 'put' | 'patch';
  /** As OpenAPI writes it: `/bookings/{token}`. */
  path: string;
  summary: string;
  tag: 'Guests' | 'Hosts' | 'About';
  /** Whether everybody may ask, from every origin, or whoever holds an API key. */
  access: 'anyone' | 'key';
  params: z.ZodObject;
  query: z.ZodObject;
  headers: z.ZodObject;
  body: z.ZodType | undefined;
  /** Whether the body may be left out. */
  bodyOptional: boolean;
  status: 200 | 201;
  answer: z.ZodType;
  refusals: readonly ProblemCode[];
  handle(parts: ApiParts, ask: Ask & { account: Account | undefined }): Promise<Outcome<unknown>>;
}

const nothing = z.object({});
type Nothing = typeof nothing;

interface Described<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  H extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
  C extends ProblemCode,
  Who,
> {
  id: string;
  method: Operation['method'];
  path: `/${string}`;
  summary: string;
  params?: P;
  query?: Q;
  headers?: H;
  body?: B;
  bodyOptional?: boolean;
  status?: Operation['status'];
  tag?: 'About';
  answer: A;
  /** Beside those that reading the request can end in. */
  refusals: readonly C[];
  handle(
    parts: ApiParts,
    ask: Ask<z.output<P>, z.output<Q>, z.output<H>, z.output<B>> & Who,
  ): Promise<Outcome<z.output<A>, C>>;
}

/** For everybody, from every origin. */
export function guestOperation<
  A extends z.ZodType,
  const C extends ProblemCode,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  H extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(told: Described<P, Q, H, B, A, C, unknown>): Operation {
  return complete(told, { tag: told.tag ?? 'Guests', access: 'anyone' });
}

/** For whoever holds an API key; `ask.account` is the account the key speaks for. */
export function hostOperation<
  A extends z.ZodType,
  const C extends ProblemCode,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(told: Described<P, Q, Nothing, B, A, C, { account: Account }>): Operation {
  return complete(told, { tag: 'Hosts', access: 'key' });
}

type Told = Pick<Operation, 'id' | 'method' | 'path' | 'summary' | 'answer' | 'refusals'> & {
  handle: unknown;
};

function complete(
  told: Told & Partial<Omit<Operation, 'handle'>>,
  kind: Pick<Operation, 'tag' | 'access'>,
): Operation {
  return {
    params: nothing,
    query: nothing,
    headers: nothing,
    body: undefined,
    bodyOptional: false,
    status: 200,
    ...told,
    ...kind,
    // Every ask is read with the schemas beside it; the compiler cannot follow that through the table.
    handle: told.handle as Operation['handle'],
  };
}

/** Everything the operation can refuse with, reading the request included. */
export function refusalsOf(operation: Operation): ProblemCode[] {
  const { params, query, headers, body } = operation;
  const has = (schema: z.ZodObject) => Object.keys(schema.shape).length > 0;
  const codes: ProblemCode[] = [...operation.refusals, 'not-acceptable'];
  if (operation.tag !== 'About') codes.push('failed', 'unavailable');
  if (operation.access === 'key') codes.push('unauthorized');
  if (has(params)) codes.push('not-found');
  if (has(query) || has(headers) || body) codes.push('invalid');
  if (body) codes.push('malformed-json', 'too-large', 'unsupported-type');
  return [...new Set(codes)];
}
