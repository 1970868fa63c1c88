import type { Context } from 'hono';
import type { RestError } from './answers.ts';
import { nextUtcMidnight, second, utcDay, zulu } from './clock.ts';
import { accountOf } from './people.ts';
import type { Account, Person } from './people.ts';
import type { World } from './world.ts';

export type Label = 'Light' | 'Medium';

/** Per Zoom account, over all its people (facts 6). */
const rates: Record<Account['plan'], Record<Label, { perSecond: number; perDay?: number }>> = {
  free: { Light: { perSecond: 4, perDay: 6000 }, Medium: { perSecond: 2, perDay: 2000 } },
  pro: { Light: { perSecond: 30 }, Medium: { perSecond: 20 } },
  business: { Light: { perSecond: 80 }, Medium: { perSecond: 60 } },
};

/** Creates and updates per host and UTC day, all meetings together. */
export const changesPerDay = 100;

export const limitErrors = {
  second: () => ({
    status: 429 as const,
    code: 429,
    message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
  }),
  day: () => ({
    status: 429 as const,
    code: 429,
    message:
      'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
  }),
  hundred: () => ({
    status: 429 as const,
    code: 429,
    message:
      'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.',
  }),
} satisfies Record<string, () => RestError>;

/** Counts one call against the account's pace. The answer is the refusal, if there is one. */
export function spendCall(
  world: World,
  c: Context,
  about: { person: Person; label: Label },
): RestError | null {
  const account = accountOf(world.state, about.person);
  const rate = rates[account.plan][about.label];
  c.header('x-ratelimit-category', about.label);
  if (!world.state.switches.rateLimits) return null;
  const now = world.now();
  const key = `${account.id} ${about.label}`;
  const lastSecond = (world.state.pace[key] ?? []).filter((at) => at > now - second && at <= now);
  world.state.pace[key] = lastSecond;
  if (lastSecond.length >= rate.perSecond) {
    return {
      ...limitErrors.second(),
      headers: headers(world, { type: 'QPS', limit: rate.perSecond }),
    };
  }
  lastSecond.push(now);
  const today = spendToday(world, key);
  if (rate.perDay === undefined || today <= rate.perDay) return null;
  return {
    ...limitErrors.day(),
    headers: headers(world, { type: 'Daily-limit', limit: rate.perDay }),
  };
}

/** Counts one create or update against the host's hundred. A refused request counts as well. */
export function spendChange(world: World, person: Person): RestError | null {
  if (!world.state.switches.rateLimits) return null;
  const used = spendToday(world, `${person.id} changes`);
  if (used <= changesPerDay) return null;
  return {
    ...limitErrors.hundred(),
    headers: headers(world, { type: 'Daily-limit', limit: changesPerDay }),
  };
}

/** How many of today's hundred are used. */
export function changesToday(world: World, personId: string): number {
  return world.state.perDay[`${utcDay(world.now())} ${personId} changes`] ?? 0;
}

function spendToday(world: World, what: string): number {
  const today = utcDay(world.now());
  const { perDay } = world.state;
  for (const key of Object.keys(perDay)) if (!key.startsWith(today)) delete perDay[key];
  return (perDay[`${today} ${what}`] = (perDay[`${today} ${what}`] ?? 0) + 1);
}

/** Zoom's page names no headers, captures have them: so they are behind a switch. */
function headers(world: World, about: { type: string; limit: number }): Record<string, string> {
  if (!world.state.switches.rateHeaders) return {};
  const reset = nextUtcMidnight(world.now());
  return {
    'x-ratelimit-type': about.type,
    'x-ratelimit-limit': String(about.limit),
    'x-ratelimit-remaining': '0',
    ...(about.type === 'QPS' ? {} : { 'retry-after': zulu(reset) }),
  };
}
