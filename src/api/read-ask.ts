import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { z } from 'zod';
import type { Account } from '#accounts';
import { faultsOf, inWords } from './faults.ts';
import type { ApiParts, Ask, Operation } from './operation.ts';
import { refuse, refuseFields, type FieldError, type Refused } from './problems.ts';

type ReadAsk = { ok: true; ask: Ask & { account: Account | undefined } } | Refused;

/**
 * The request as its operation understands it, or the first reason why not. Who asks is settled
 * before anything is said about the contents; faults in fields are told all at once.
 */
export async function readAsk(c: Context, operation: Operation, parts: ApiParts): Promise<ReadAsk> {
  if (!takesJson(c)) {
    return refuse(
      'not-acceptable',
      'Answers are JSON. Ask with “Accept: application/json”, or leave it out.',
    );
  }
  const account = operation.access === 'key' ? await keyHolder(c, parts) : undefined;
  if (operation.access === 'key' && !account) {
    return refuse(
      'unauthorized',
      'Send “Authorization: Bearer” and an API key from the account’s settings.',
    );
  }
  const params = operation.params.safeParse(c.req.param());
  if (!params.success) return refuse('not-found', 'There is nothing at this address.');

  const sent = operation.body
    ? await readBody(c, operation.bodyOptional)
    : { ok: true as const, body: undefined };
  if (!sent.ok) return sent;

  const errors: FieldError[] = [];
  const query = read(operation.query, c.req.query(), errors);
  const headers = read(
    operation.headers,
    headersNamed(c, Object.keys(operation.headers.shape)),
    errors,
  );
  const body = operation.body && read(operation.body, sent.body, errors);
  if (errors.length > 0) return refuseFields(errors);
  return { ok: true, ask: { params: params.data, query, headers, body, account } };
}

function takesJson(c: Context): boolean {
  const header = c.req.header('accept');
  if (header === undefined || header.includes('*/*')) return true;
  const supports = ['application/json', 'application/*', 'application/problem+json'];
  return accepts(c, { header: 'Accept', supports, default: '' }) !== '';
}

async function keyHolder(
  c: Context,
  { apiKeys, accounts }: ApiParts,
): Promise<Account | undefined> {
  const key = /^Bearer +([\w.~+/-]+=*) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const accountId = key && (await apiKeys.accountOf(key));
  return accountId ? await accounts.byId(accountId) : undefined;
}

async function readBody(
  c: Context,
  optional: boolean,
): Promise<{ ok: true; body: unknown } | Refused> {
  const type = c.req.header('content-type');
  const text = await c.req.text();
  if (optional && text === '') return { ok: true, body: {} };
  if (!/^application\/([\w.-]+\+)?json *(;|$)/i.test(type ?? '')) {
    return refuse(
      'unsupported-type',
      'Send the body as JSON, with “Content-Type: application/json”.',
    );
  }
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError)
      return refuse('malformed-json', `The body is not JSON: ${error.message}.`);
    throw error;
  }
}

function headersNamed(c: Context, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function read(schema: z.ZodType, input: unknown, errors: FieldError[]): unknown {
  const result = schema.safeParse(input, { error: inWords });
  if (result.success) return result.data;
  errors.push(...faultsOf(result.error));
  return undefined;
}
