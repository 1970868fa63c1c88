import { createHmac } from 'node:crypto';
import { hour, minute, second } from './clock.ts';
import type { Delivery } from './state.ts';
import type { World } from './world.ts';

/*
 * A delivery waits until it is due, is tried, and is tried again 5, 20 and 60 minutes later when the receiver
 * failed (status 500 and up, no connection, or nothing within 3 seconds). Any other answer ends it: a 4xx is a lost event.
 * All waiting happens on the sandbox's clock, so a test moves the clock instead of waiting.
 */

const retryAfterMs = [5 * minute, 20 * minute, 60 * minute];
const answerWithinMs = 3 * second;
const challengeEveryMs = 72 * hour;
const missesUntilOff = 6;
const heldBackMs = 5 * second;
const kept = 200;

export function queueDelivery(world: World, event: string, body: object): void {
  const { subscription, switches } = world.state;
  const url = event === 'app_deauthorized' ? subscription.deauthorizationUrl : subscription.url;
  if (!url) return;
  const copies = switches.webhooksDoubled ? 2 : 1;
  const requestId = requestIdOf(world);
  const serial = (world.state.serial += 1);
  const heldBack = switches.webhooksOutOfOrder && serial % 2 === 1 ? heldBackMs : 0;
  const off = switches.webhooksSilent || (!subscription.enabled && event !== 'app_deauthorized');
  for (let copy = 0; copy < copies; copy += 1) {
    world.state.deliveries.push({
      serial,
      event,
      url,
      body: JSON.stringify(body),
      requestId,
      dueAt: world.now() + switches.webhookDelayMs + heldBack,
      outcome: off ? 'kept back' : 'waiting',
      tries: [],
    });
  }
  world.state.deliveries.splice(0, world.state.deliveries.length - kept);
  queueMicrotask(() => deliverDue(world));
}

/** Sends everything that is due now. */
export function deliverDue(world: World): void {
  const due = world.state.deliveries.filter(
    (each) => each.outcome === 'waiting' && each.dueAt <= world.now(),
  );
  for (const delivery of due) {
    delivery.outcome = 'sending';
    track(world, attempt(world, delivery));
  }
  const { subscription } = world.state;
  const challengeDue =
    subscription.nextChallengeAt === null
      ? due.length > 0
      : subscription.nextChallengeAt <= world.now();
  if (subscription.url && subscription.enabled && challengeDue) track(world, challenge(world));
}

/** Resolves when nothing is due and nothing is under way. Does not wait for what is due later. */
export async function settleDeliveries(world: World): Promise<void> {
  do {
    deliverDue(world);
    await Promise.all(world.underWay);
  } while (world.underWay.size > 0);
}

/** `v0=` and the HMAC over version, time and raw body (facts 7.2). */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Asks the receiver to prove that it knows the secret. Six misses in a row switch events off. */
export async function challenge(world: World): Promise<boolean> {
  const { subscription } = world.state;
  if (!subscription.url) return false;
  subscription.nextChallengeAt = world.now() + challengeEveryMs;
  const plainToken = world.ids.short().slice(0, 22);
  const body = { payload: { plainToken }, event_ts: world.now(), event: 'endpoint.url_validation' };
  const answer = await post(world, subscription.url, JSON.stringify(body), requestIdOf(world));
  const expected = createHmac('sha256', subscription.secret).update(plainToken).digest('hex');
  const proved = answer.ok && provesSecret(answer.text, plainToken, expected);
  subscription.missesInARow = proved ? 0 : subscription.missesInARow + 1;
  if (subscription.missesInARow >= missesUntilOff) subscription.enabled = false;
  return proved;
}

async function attempt(world: World, delivery: Delivery): Promise<void> {
  const { status } = await post(world, delivery.url, delivery.body, delivery.requestId);
  delivery.tries.push({ at: world.now(), status });
  if (status !== null && status >= 200 && status < 300) {
    delivery.outcome = 'delivered';
    return;
  }
  const pause = retryAfterMs[delivery.tries.length - 1];
  const retried = status === null || status >= 500;
  if (!retried || pause === undefined) {
    delivery.outcome = 'lost';
    return;
  }
  delivery.outcome = 'waiting';
  delivery.dueAt = world.now() + pause;
}

async function post(world: World, url: string, body: string, requestId: string) {
  const timestamp = String(Math.floor(world.now() / second));
  try {
    const answer = await world.fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), world.closing.signal]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Zoom Marketplace/1.0a',
        'x-zm-request-timestamp': timestamp,
        'x-zm-signature': sign(world.state.subscription.secret, timestamp, body),
        'x-zm-request-id': requestId,
      },
      body,
    });
    return { ok: answer.ok, status: answer.status, text: await answer.text() };
  } catch {
    // Whatever kept the answer away, Zoom sees the same: no answer in time.
    return { ok: false, status: null, text: '' };
  }
}

function provesSecret(text: string, plainToken: string, expected: string): boolean {
  try {
    const answer = JSON.parse(text) as { plainToken?: unknown; encryptedToken?: unknown };
    return answer.plainToken === plainToken && answer.encryptedToken === expected;
  } catch {
    return false;
  }
}

function track(world: World, work: Promise<unknown>): void {
  const tracked = work.then(() => {
    world.underWay.delete(tracked);
  });
  world.underWay.add(tracked);
}

function requestIdOf(world: World): string {
  const hex = world.ids.hex();
  return `${hex.slice(0, 8)}_${hex.slice(8, 12)}_${hex.slice(12, 16)}_${hex.slice(16, 28)}`;
}
