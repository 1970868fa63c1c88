/** What can happen in a history: plain data, so that it can be drawn, shortened and told in words. */
import fc from 'fast-check';

/** Numbers that name something (an account, a booking, a free time) count from 0 and wrap around. */
export type Step =
  | {
      do: 'book';
      account: number;
      group: boolean;
      time: number;
      guest: number;
      twice: boolean;
      dies: number;
    }
  | {
      do: 'move';
      booking: number;
      time: number;
      by: 'guest' | 'host';
      whole: boolean;
      dies: number;
    }
  | { do: 'cancel'; booking: number; by: 'guest' | 'host'; whole: boolean; dies: number }
  | { do: 'hold'; booking: number; place: 'built-in' | 'zoom'; dies: number }
  | { do: 'connect'; account: number; person: number; dies: number }
  | { do: 'disconnect'; account: number; dies: number }
  | { do: 'default'; account: number; place: 'built-in' | 'zoom' }
  | { do: 'kill-grant'; person: number }
  | { do: 'uninstall'; person: number }
  | { do: 'expire-tokens'; person: number }
  | { do: 'events'; how: Telling }
  | { do: 'busy-day'; used: number }
  | { do: 'in-zoom'; meeting: number; deed: InZoom }
  | { do: 'settings'; account: number; waitingRoom: Choice }
  | { do: 'lock'; person: number; waitingRoom: boolean | null }
  | { do: 'fault'; kind: Fault; at: Place; times: number }
  | { do: 'list-lag'; seconds: number }
  | { do: 'late'; creates: number }
  | { do: 'app'; known: boolean }
  | { do: 'wait'; minutes: number; workers: boolean }
  | { do: 'work'; dies: number; standsStill: number; together: boolean; forgets: boolean }
  | { do: 'quiet' };

type Fault = keyof typeof FAULTS;
type InZoom = 'delete' | 'change' | 'start' | 'end' | 'recover';
type Choice = 'zoom' | 'on' | 'off';
type Telling = keyof typeof TELLINGS;
type Place = keyof typeof PLACES;

export interface History {
  /** When it begins, as an index into SEASONS. */
  season: number;
  /** Whom each account is connected to at the beginning, with Zoom as its default; none when absent. */
  connected: (number | null)[];
  steps: Step[];
}

/** The last days before clocks change in New York, in Berlin (both ways), and a week where nothing does. */
export const SEASONS = [
  '2027-01-11T08:00:00Z',
  '2027-03-12T15:00:00Z',
  '2027-03-26T09:00:00Z',
  '2027-10-29T10:00:00Z',
];
export const ACCOUNTS = ['Ada', 'Ada’s choir', 'Linus'];
export const PEOPLE = [
  'zoe@winter-voice.example',
  'tom@okafor-tutoring.example',
  'mira@north-practice.example',
];
/** All the sandbox knows. Nobody waits here: `silence` ends after as long as Parley listens, with a cut line. */
export const FAULTS = {
  error: [{ kind: 'error' }],
  'error-after-effect': [{ kind: 'error-after-effect' }],
  lost: [{ kind: 'lost' }],
  cut: [{ kind: 'cut' }],
  slow: [{ kind: 'slow' }],
  silence: [{ kind: 'slow', ms: 10_000 }, { kind: 'cut' }],
  'too-many': [{ kind: 'too-many', limit: 'second' }],
  'too-many-today': [{ kind: 'too-many', limit: 'hundred' }],
  'too-many-of-the-account': [{ kind: 'too-many', limit: 'day' }],
  'token-expired': [{ kind: 'token-expired' }],
  'no-licence': [{ kind: 'refuse', refusal: 'no licence' }],
  'scopes-missing': [{ kind: 'refuse', refusal: 'scopes missing' }],
  'user-gone': [{ kind: 'refuse', refusal: 'user gone' }],
  'not-understood': [{ kind: 'refuse', refusal: 'invalid' }],
} as const;
/** How Zoom tells of what happens there. */
export const TELLINGS = {
  'at once': {},
  late: { webhookDelayMs: 90_000 },
  twice: { webhooksDoubled: true },
  'out of order': { webhooksOutOfOrder: true },
  never: { webhooksSilent: true },
} as const;
/** Which calls a fault spoils. */
export const PLACES = {
  token: { path: '/oauth/token' },
  revoke: { path: '/oauth/revoke' },
  who: { path: '/v2/users/me', method: 'GET' },
  make: { path: '/v2/users/me/meetings', method: 'POST' },
  list: { path: '/v2/users/me/meetings', method: 'GET' },
  change: { path: '/v2/meetings', method: 'PATCH' },
  read: { path: '/v2/meetings', method: 'GET' },
  remove: { path: '/v2/meetings', method: 'DELETE' },
  everything: { path: '/v2' },
} as const;

const name = fc.nat({ max: 11 });
/** Mostly the first: things have to meet to go wrong together. */
const mostlyFirst = (count: number) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat({ max: count - 1 }) },
  );
const account = mostlyFirst(ACCOUNTS.length);
const person = mostlyFirst(PEOPLE.length);
const by = fc.constantFrom('guest' as const, 'host' as const);
const rarely = fc.oneof(
  { weight: 4, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);
const often = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));
const seldom = (max: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max }) },
  );

type Of<D extends Step['do']> = Extract<Step, { do: D }>;
type Drawn<S> = { [K in Exclude<keyof S, 'do'>]: fc.Arbitrary<S[K]> };

function drawn<D extends Step['do']>(weight: number, what: D, rest: Drawn<Of<D>>) {
  const fields: Record<string, fc.Arbitrary<unknown>> = { do: fc.constant(what), ...rest };
  return { weight, arbitrary: fc.record(fields) as fc.Arbitrary<unknown> as fc.Arbitrary<Step> };
}

/** What people do. */
const deed: fc.Arbitrary<Step> = fc.oneof(
  drawn(9, 'book', {
    account,
    group: fc.boolean(),
    time: name,
    guest: fc.nat({ max: 2 }),
    twice: rarely,
    dies: seldom(24),
  }),
  drawn(5, 'move', { booking: name, time: name, by, whole: rarely, dies: seldom(24) }),
  drawn(5, 'cancel', { booking: name, by, whole: rarely, dies: seldom(20) }),
  drawn(4, 'hold', {
    booking: name,
    place: fc.constantFrom('zoom', 'built-in'),
    dies: seldom(20),
  }),
  drawn(2, 'connect', { account, person, dies: seldom(30) }),
  drawn(2, 'disconnect', { account, dies: seldom(20) }),
  drawn(1, 'default', { account, place: fc.constantFrom('zoom', 'built-in') }),
  drawn(1, 'settings', { account, waitingRoom: fc.constantFrom('on', 'off', 'zoom') }),
  drawn(2, 'in-zoom', {
    meeting: name,
    deed: fc.constantFrom('delete', 'change', 'start', 'end', 'recover'),
  }),
);
/** What goes wrong before. */
const trouble: fc.Arbitrary<Step> = fc.oneof(
  drawn(6, 'fault', {
    kind: fc.constantFrom(...(Object.keys(FAULTS) as Fault[])),
    at: fc.constantFrom(...(Object.keys(PLACES) as Place[])),
    times: fc.integer({ min: 1, max: 6 }),
  }),
  drawn(1, 'kill-grant', { person }),
  drawn(1, 'expire-tokens', { person }),
  drawn(1, 'uninstall', { person }),
  drawn(2, 'events', { how: fc.constantFrom(...(Object.keys(TELLINGS) as Telling[])) }),
  drawn(1, 'lock', { person, waitingRoom: fc.constantFrom(true, false, null) }),
  drawn(2, 'busy-day', { used: fc.constantFrom(79, 97, 99, 100) }),
  drawn(1, 'list-lag', { seconds: fc.constantFrom(0, 5, 12) }),
  drawn(1, 'late', { creates: fc.integer({ min: 1, max: 3 }) }),
  drawn(1, 'app', { known: rarely }),
);
/** How it goes on. */
const sequel: fc.Arbitrary<Step> = fc.oneof(
  drawn(8, 'work', { dies: often(60), standsStill: seldom(4), together: rarely, forgets: rarely }),
  drawn(4, 'wait', {
    minutes: fc.constantFrom(1, 3, 20, 90, 480, 1500, 4400),
    workers: fc.boolean(),
  }),
  drawn(1, 'quiet', {}),
);

/** Histories of up to so many deeds. */
export function histories(longest: number): fc.Arbitrary<History> {
  const scene = fc.tuple(fc.option(trouble, { freq: 2 }), deed, fc.option(sequel, { freq: 4 }));
  return fc.record({
    season: fc.nat({ max: SEASONS.length - 1 }),
    connected: fc.tuple(...ACCOUNTS.map(() => fc.option(person, { freq: 5 }))),
    steps: fc
      .array(scene, { minLength: 1, maxLength: longest, size: 'max' })
      .map((scenes) => scenes.flat().filter((step) => step !== null)),
  });
}
