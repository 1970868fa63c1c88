import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { seededBytes } from './ids.ts';
import { createSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxOptions } from './world.ts';

/** Monday noon, UTC: the moment all trials begin. */
const noon = Temporal.Instant.from('2026-11-23T12:00:00Z').epochMilliseconds;
export const redirectUri = 'http://localhost:3000/zoom/callback';
export const zoe = 'zoe@winter-voice.example';
export const tom = 'tom@okafor-tutoring.example';
export const mira = 'mira@north-practice.example';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  scope: string;
  api_url: string;
}

/** A sandbox whose clock stands at noon, and the few moves every test makes. */
export function beginTrial(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({
    clientId: 'trial_client',
    clientSecret: 'trial_secret',
    redirectUris: [redirectUri],
    baseUrl: 'http://zoom.test',
    webhookSecret: 'example-secret-token',
    clock: { now: () => noon },
    random: seededBytes(7),
    ...options,
  });
  const person = personOf(sandbox);
  const program = programOf(sandbox);

  async function codeFor(email: string, more: Record<string, string> = {}): Promise<string> {
    const { to } = await person.decide(email, more);
    const code = to?.searchParams.get('code');
    assert.ok(code, 'no code came back');
    return code;
  }

  async function connect(email: string): Promise<Tokens> {
    const answer = await program.exchange(await codeFor(email));
    assert.equal(answer.status, 200);
    return (await answer.json()) as Tokens;
  }

  return { ...sandbox, ...person, ...program, codeFor, connect };
}

/** What a person does in the browser. */
function personOf({ app, control }: Sandbox) {
  const authorizeUrl = (more: Record<string, string> = {}) =>
    `/oauth/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: 'trial_client',
      redirect_uri: redirectUri,
      state: 'state-1',
      ...more,
    }).toString()}`;

  /** Presses a button of the consent page; the answer is where the browser is sent. */
  async function decide(email: string, more: Record<string, string> = {}) {
    const person = control.state().people.find((each) => each.email === email);
    const answer = await app.request('/oauth/authorize', {
      method: 'POST',
      body: new URLSearchParams({
        response_type: 'code',
        client_id: 'trial_client',
        redirect_uri: redirectUri,
        state: 'state-1',
        person: person?.id ?? '',
        decision: 'allow',
        ...more,
      }),
    });
    const location = answer.headers.get('location');
    return { answer, to: location ? new URL(location) : null };
  }

  return { authorizeUrl, decide };
}

/** What the app's server does. */
function programOf({ app }: Sandbox) {
  async function form(path: string, fields: Record<string, string>, secret = 'trial_secret') {
    return app.request(path, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`trial_client:${secret}`).toString('base64')}`,
      },
      body: new URLSearchParams(fields),
    });
  }

  const exchange = (code: string, more: Record<string, string> = {}) =>
    form('/oauth/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...more,
    });

  const refresh = (token: string) =>
    form('/oauth/token', { grant_type: 'refresh_token', refresh_token: token });

  function call(tokens: Tokens, method: string, path: string, body?: unknown) {
    return app.request(`/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function make(tokens: Tokens, body: object = {}): Promise<Made> {
    const answer = await call(tokens, 'POST', '/users/me/meetings', body);
    assert.equal(answer.status, 201);
    return (await answer.json()) as Made;
  }

  async function read(tokens: Tokens, id: number): Promise<Made> {
    return (await (await call(tokens, 'GET', `/meetings/${id}`)).json()) as Made;
  }

  return { form, exchange, refresh, call, make, read };
}

export interface Made {
  id: number;
  uuid: string;
  topic: string;
  start_time: string;
  duration: number;
  timezone: string;
  status: string;
  join_url: string;
  start_url: string;
  password: string;
  settings: Record<string, unknown>;
}

export async function assertFits(schema: string, value: unknown): Promise<void> {
  const path = new URL(`schemas/${schema}.json`, import.meta.url);
  const ajv = new Ajv({ allErrors: true });
  const fits = ajv.validate(JSON.parse(await readFile(path, 'utf8')), value);
  assert.ok(fits, ajv.errorsText());
}

export function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
