import type { ClientApp } from './client-app.ts';
import { machineClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createIds } from './ids.ts';
import type { Ids, RandomBytes } from './ids.ts';
import { defaultScopes } from './client-app.ts';
import { freshState } from './state.ts';
import type { State, Subscription } from './state.ts';

export interface SandboxOptions {
  clientId: string;
  clientSecret: string;
  /** The app's allow list. */
  redirectUris: string[];
  appName?: string;
  scopes?: string[];
  optionalScopes?: string[];
  /** Address under which the sandbox is reached; `startSandbox` fills it from the listening port. */
  baseUrl?: string;
  webhookUrl?: string;
  /** Where app_deauthorized goes; the webhook address when left out. */
  deauthorizationUrl?: string;
  webhookSecret?: string;
  clock?: Clock;
  random?: RandomBytes;
  /** Sends the webhooks; injected by tests that have no network. */
  fetch?: typeof fetch;
  /** Waits for the "slow" fault; injected by tests. */
  sleep?: (ms: number) => Promise<void>;
  /** Keeps tokens and meetings over a restart. */
  stateFile?: string;
}

/** What every part of the sandbox is handed. */
export interface World {
  state: State;
  baseUrl: string;
  readonly client: ClientApp;
  readonly ids: Ids;
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<void>;
  /** Sandbox time: the clock plus the shift set on the control page. */
  now(): number;
  /** Webhook deliveries under way. */
  readonly underWay: Set<Promise<void>>;
  /** Ends every answer that is being withheld. */
  readonly closing: AbortController;
}

export function createWorld(options: SandboxOptions): World {
  const clock = options.clock ?? machineClock;
  const world: World = {
    state: freshState(subscriptionOf(options)),
    baseUrl: (options.baseUrl ?? 'http://localhost:3001').replace(/\/$/, ''),
    client: {
      name: options.appName ?? 'Your app',
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      redirectUris: options.redirectUris,
      scopes: [...(options.scopes ?? defaultScopes)].sort(),
      optionalScopes: options.optionalScopes ?? [],
    },
    ids: createIds(options.random),
    fetch: options.fetch ?? fetch,
    sleep: options.sleep ?? wait,
    now: () => clock.now() + world.state.clockShiftMs,
    underWay: new Set(),
    closing: new AbortController(),
  };
  return world;
}

export function subscriptionOf(options: SandboxOptions): Subscription {
  return {
    url: options.webhookUrl ?? null,
    deauthorizationUrl: options.deauthorizationUrl ?? options.webhookUrl ?? null,
    secret: options.webhookSecret ?? 'sandbox-webhook-secret',
    nextChallengeAt: null,
    missesInARow: 0,
    enabled: true,
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
