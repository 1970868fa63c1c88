/** What can happen in a history: plain data, so that it can be drawn, shortened and told in words. */
import fc from 'fast-check';

/** Numbers that name something (an account, a booking, a free time) count from 0 and wrap around. */
export type Step =
  | { do: 'book'; account: number; group: boolean; time: number; guest: number; twice: boolean; dies: number }
  | { do: 'move'; booking: number; time: number; by: 'guest' | 'host'; whole: boolean; dies: number }
  | { do: 'cancel'; booking: number; by: 'guest' | 'host'; whole: boolean; dies: number }
  | { do: 'connect'; account: number; person: number; dies: number }
  | { do: 'disconnect'; account: number; dies: number }
  | { do: 'default'; account: number; place: 'built-in' | 'zoom' }
  | { do: 'kill-grant' | 'expire-tokens'; person: number }
  | { do: 'in-zoom'; meeting: number; deed: 'delete' | 'change' | 'start' | 'end' }
  | { do: 'fault'; kind: Fault; at: Place; times: number }
  | { do: 'list-lag'; seconds: number }
  | { do: 'wait'; minutes: number; workers: boolean }
  | { do: 'work'; dies: number; standsStill: number; together: boolean; forgets: boolean }
  | { do: 'quiet' };

export type Fault = (typeof FAULTS)[number];
export type Place = keyof typeof PLACES;

export interface History {
  /** When it begins, as an index into SEASONS. */
  season: number;
  /** Whom each account is connected to at the beginning, with Zoom as its default; none when absent. */
  connected: (number | null)[];
  steps: Step[];
}

/** The last days before clocks change in New York, in Berlin (both ways), and a week where nothing does. */
export const SEASONS = ['2027-01-11T08:00:00Z', '2027-03-12T15:00:00Z', '2027-03-26T09:00:00Z', '2027-10-29T10:00:00Z'];
export const ACCOUNTS = ['Ada', 'Ada’s choir', 'Linus'];
export const PEOPLE = ['zoe@winter-voice.example', 'tom@okafor-tutoring.example', 'mira@north-practice.example'];
const FAULTS = ['error', 'error-after-effect', 'lost', 'cut', 'slow', 'too-many', 'too-many-today', 'token-expired'] as const;
/** Which calls a fault spoils. */
export const PLACES = {
  token: { path: '/oauth/token' },
  revoke: { path: '/oauth/revoke' },
  make: { path: '/v2/users/me/meetings', method: 'POST' },
  list: { path: '/v2/users/me/meetings', method: 'GET' },
  change: { path: '/v2/meetings', method: 'PATCH' },
  read: { path: '/v2/meetings', method: 'GET' },
  remove: { path: '/v2/meetings', method: 'DELETE' },
  everything: { path: '/v2' },
} as const;

const name = fc.nat({ max: 11 });
const account = fc.nat({ max: ACCOUNTS.length - 1 });
const person = fc.nat({ max: PEOPLE.length - 1 });
const by = fc.constantFrom('guest' as const, 'host' as const);
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const seldom = (max: number) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max }) });
const often = (max: number) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max }) });
const is = <T extends Step['do']>(what: T) => fc.constant(what);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: is('book'), account, group: fc.boolean(), time: name, guest: fc.nat({ max: 2 }), twice: rarely, dies: seldom(24) }) },
  { weight: 4, arbitrary: fc.record({ do: is('move'), booking: name, time: name, by, whole: rarely, dies: seldom(24) }) },
  { weight: 3, arbitrary: fc.record({ do: is('cancel'), booking: name, by, whole: rarely, dies: seldom(20) }) },
  { weight: 2, arbitrary: fc.record({ do: is('connect'), account, person, dies: seldom(30) }) },
  { weight: 1, arbitrary: fc.record({ do: is('disconnect'), account, dies: seldom(20) }) },
  { weight: 1, arbitrary: fc.record({ do: is('default'), account, place: fc.constantFrom('zoom' as const, 'built-in' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: is('kill-grant'), person }) },
  { weight: 1, arbitrary: fc.record({ do: is('expire-tokens'), person }) },
  { weight: 2, arbitrary: fc.record({ do: is('in-zoom'), meeting: name, deed: fc.constantFrom('delete' as const, 'change' as const, 'start' as const, 'end' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: is('fault'), kind: fc.constantFrom(...FAULTS), at: fc.constantFrom(...(Object.keys(PLACES) as Place[])), times: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: is('list-lag'), seconds: fc.constantFrom(0, 5, 12) }) },
  { weight: 5, arbitrary: fc.record({ do: is('wait'), minutes: fc.constantFrom(1, 3, 20, 90, 480, 1500, 4400), workers: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: is('work'), dies: often(60), standsStill: seldom(4), together: rarely, forgets: rarely }) },
  { weight: 1, arbitrary: fc.record({ do: is('quiet') }) },
);

/** Histories of up to so many steps. */
export function histories(longest: number): fc.Arbitrary<History> {
  return fc.record({
    season: fc.nat({ max: SEASONS.length - 1 }),
    connected: fc.tuple(...ACCOUNTS.map(() => fc.option(person, { freq: 5 }))),
    steps: fc.array(step, { minLength: 1, maxLength: longest, size: 'max' }),
  });
}
