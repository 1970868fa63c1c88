/** Holds calls to Zoom, and its events, against Zoom's own descriptions (OpenAPI), where a copy of them is at hand. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

interface Content {
  content?: { 'application/json'?: { schema: object } };
}

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
}

interface Description {
  servers?: { url: string }[];
  paths?: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, { post: Operation }>;
}

/** Looked for in ZOOM_OPENAPI, or where the project's shared papers lie; `undefined` where neither is. */
export function descriptions(): Description[] | undefined {
  const folder =
    process.env.ZOOM_OPENAPI ?? join(import.meta.dirname, '../../../shared/zoom/openapi');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).map((name) => whole(readFileSync(join(folder, name), 'utf8')));
}

/** With every reference replaced by what it names; events are named as if they were paths. */
function whole(text: string): Description {
  const { paths, webhooks } = JSON.parse(text) as Description;
  const root = { paths: { ...paths, ...webhooks } };
  const named = (reference: string) =>
    reference
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], root);
  return JSON.parse(text, (key, value: unknown) => {
    // Captured events hold more than is described, and an outsider's address as an empty text.
    if (webhooks && key === 'additionalProperties') return undefined;
    if (webhooks && key === 'format' && value === 'email') return undefined;
    const reference = (value as { $ref?: unknown } | null)?.$ref;
    return typeof reference === 'string' ? named(reference) : value;
  }) as Description;
}

/** `fetch` that notes every call of the API that is not among those described, or is not as described. */
export function describedFetch(
  fetch: typeof globalThis.fetch,
  { known, complaints }: { known: Description[]; complaints: string[] },
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const answer = await fetch(input, init);
    if (!new URL(request.url).pathname.startsWith('/v2/')) return answer;
    try {
      await checkCall(known, request, answer.clone());
    } catch (error) {
      complaints.push(String(error));
    }
    return answer;
  };
}

async function checkCall(known: Description[], request: Request, answer: Response): Promise<void> {
  const url = new URL(request.url);
  const operation = operationOf(known, request.method, url);
  checkQuery(operation, url);
  const sent = await request.text();
  if (sent !== '') check(operation.requestBody, JSON.parse(sent), `sent to ${url.pathname}`);
  if (anyCallMayEndIn(answer.status)) return;
  const described = operation.responses?.[answer.status];
  assert.ok(described, `${url.pathname} answered ${answer.status}, which is not described`);
  const body = await answer.text();
  if (answer.ok && body !== '') check(described, JSON.parse(body), `answered by ${url.pathname}`);
}

/** Trouble with the token, and trouble at Zoom, stand in no description of a single operation. */
const anyCallMayEndIn = (status: number) => status === 401 || status >= 500;

/** Throws when an event is not as described. */
export function checkEvent(known: Description[], name: string, body: unknown): void {
  const event = known.map(({ webhooks }) => webhooks?.[name]).find(Boolean);
  assert.ok(event, `no event is called ${name}`);
  check(event.post.requestBody, body, `the event ${name}`);
}

function operationOf(known: Description[], method: string, url: URL): Operation {
  const path = url.pathname.slice('/v2'.length);
  for (const { paths = {} } of known) {
    for (const [template, operations] of Object.entries(paths)) {
      const operation = operations[method.toLowerCase()];
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      if (operation && pattern.test(path)) return operation;
    }
  }
  return assert.fail(`Zoom describes no ${method} ${path}`);
}

function checkQuery({ parameters = [] }: Operation, url: URL): void {
  const allowed = new Map(
    parameters.filter((each) => each.in === 'query').map((each) => [each.name, each]),
  );
  for (const [name, value] of url.searchParams) {
    const parameter = allowed.get(name);
    assert.ok(parameter, `${url.pathname} takes no ${name}`);
    const lax = new Ajv({ strict: false, coerceTypes: true });
    formats.default(lax);
    const fits = lax.validate(
      { type: 'object', properties: { it: parameter.schema } },
      { it: value },
    );
    assert.ok(fits, `${name}=${value}: ${lax.errorsText()}`);
  }
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const compiled = new WeakMap<object, ValidateFunction>();

function check(described: Content | undefined, value: unknown, what: string): void {
  const schema = described?.content?.['application/json']?.schema;
  if (!schema) return;
  const fits = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, fits);
  assert.ok(fits(value), `What was ${what} is not as described: ${ajv.errorsText(fits.errors)}`);
}
