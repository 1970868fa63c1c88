/** A request to every operation of the API, and whatever can go wrong with it. */
import assert from 'node:assert/strict';
import { Failure } from '#base';
import { createApi } from './api.ts';
import type { ApiParts, Operation } from './operation.ts';
import {
  adasOffer,
  adasService,
  hostKey,
  pretendHouse,
  serviceId,
  sessionId,
  slotsAt,
  token,
} from './pretend-house.ts';

type Sent = { path: string; method: string; body?: unknown; headers?: Record<string, string> };

const host = { authorization: `Bearer ${hostKey}` };
const guest = { name: 'Grace Hill', email: 'grace@example.org', timezone: 'America/New_York' };
const start = '2026-12-01T09:00:00+01:00';
const introductory = '/accounts/ada-berger/services/introductory-session';
const hours = {
  zone: 'Europe/Berlin',
  weekly: { '1': [{ start: '09:00', end: '12:00' }] },
  exceptions: {},
};

/** A request to every operation that is answered as wished. */
export const good: Record<string, { path: string; body?: unknown }> = {
  listOfferedServices: { path: '/accounts/ada-berger/services' },
  listSlots: { path: `${introductory}/slots?from=2026-12-01&to=2026-12-31&timezone=Europe/Berlin` },
  book: { path: `${introductory}/bookings`, body: { start, guest } },
  findBooking: { path: `/bookings/${token}` },
  moveBooking: { path: `/bookings/${token}/move`, body: { start } },
  cancelBooking: { path: `/bookings/${token}/cancel`, body: { reason: 'Ill' } },
  listSessions: { path: '/sessions?when=past' },
  showSession: { path: `/sessions/${sessionId}` },
  moveSession: { path: `/sessions/${sessionId}/move`, body: { start } },
  cancelSession: { path: `/sessions/${sessionId}/cancel`, body: {} },
  listServices: { path: '/services' },
  createService: { path: '/services', body: { name: 'Lesson', duration_minutes: 45 } },
  changeService: { path: `/services/${serviceId}`, body: { capacity: 2, offered: false } },
  showAccount: { path: '/account' },
  showAvailability: { path: '/availability' },
  setAvailability: { path: '/availability', body: hours },
  listConnections: { path: '/connections' },
  setDefaultConferencing: { path: '/conferencing/default', body: { place: 'zoom' } },
  explainProblem: { path: '/problems/slot-taken' },
};

const taken = async () =>
  ({ ok: false, reason: 'slot-taken', nearest: slotsAt('2026-12-01T08:30:00Z') }) as const;
const cancelled = async () => ({ ok: false, reason: 'cancelled' }) as const;
const over = async () => ({ ok: false, reason: 'over' }) as const;
const outOfReach = async () => ({ ok: false, reason: 'out-of-reach' }) as const;
const tooLate = async () =>
  ({ ok: false, reason: 'not-allowed', why: 'It starts in an hour.' }) as const;
const off = {
  sessions: {
    offer: async () => ({
      ...adasOffer,
      service: { ...adasService, switchedOffAt: Temporal.Instant.from(start) },
    }),
  },
};

/** Houses that refuse: operation, what it should refuse with, and why it does. */
const refusing: [operation: string, code: string, house: Parameters<typeof pretendHouse>[0]][] = [
  ['listSlots', 'switched-off', off],
  [
    'book',
    'switched-off',
    { sessions: { book: async () => ({ ok: false, reason: 'switched-off' }) } },
  ],
  ['book', 'key-reused', { sessions: { book: async () => ({ ok: false, reason: 'key-reused' }) } }],
  ['book', 'slot-taken', { sessions: { book: taken } }],
  ['moveBooking', 'slot-taken', { sessions: { move: taken } }],
  ['moveBooking', 'cancelled', { sessions: { move: cancelled } }],
  ['moveBooking', 'change-not-allowed', { sessions: { move: tooLate } }],
  ['cancelBooking', 'change-not-allowed', { sessions: { cancel: tooLate } }],
  ['moveSession', 'slot-taken', { sessions: { moveSession: taken } }],
  ['moveSession', 'cancelled', { sessions: { moveSession: cancelled } }],
  ['moveSession', 'over', { sessions: { moveSession: over } }],
  ['moveSession', 'invalid', { sessions: { moveSession: outOfReach } }],
  ['cancelSession', 'over', { sessions: { cancelSession: over } }],
  [
    'setDefaultConferencing',
    'conferencing-not-ready',
    { conferencing: { makeDefault: async () => ({ ok: false, why: 'Connect Zoom first.' }) } },
  ],
];

/** The one that is answered as wished. */
export function sent({ id, method }: Operation): Sent {
  const request = good[id];
  assert.ok(request, `no request for ${id} is known here`);
  return { ...request, method: method.toUpperCase(), headers: host };
}

/** Whatever can go wrong with an operation, as a house and a request each. */
export function troubles(operation: Operation): [ApiParts, Sent][] {
  const well = sent(operation);
  const house = pretendHouse();
  const list: [ApiParts, Sent][] = [
    [house, { ...well, headers: { ...host, accept: 'text/html' } }],
  ];
  if (operation.access === 'key')
    list.push([house, { ...well, headers: { authorization: 'Bearer wrong' } }]);
  if (operation.path.includes('{'))
    list.push([house, { ...well, path: operation.path.replace(/\{\w+\}/g, 'nobody') }]);
  if (Object.keys(operation.query.shape).length > 0) {
    list.push([house, { ...well, path: `${well.path.split('?')[0]}?from=soon&when=later` }]);
  }
  if (operation.body) {
    list.push(
      [house, { ...well, body: { 'no such field': 1 } }],
      [house, { ...well, body: '{' }],
      [house, { ...well, body: ' '.repeat(70_000) }],
      [house, { ...well, headers: { ...host, 'content-type': 'text/plain' } }],
    );
  }
  for (const [id, , changes] of refusing)
    if (id === operation.id) list.push([pretendHouse(changes), well]);
  if (operation.tag !== 'About') {
    list.push(
      [broken(new Error('our mistake')), well],
      [broken(new Failure('db', { retry: 'soon' })), well],
    );
  }
  return list;
}

/** A house in which nothing works. */
function broken(error: Error): ApiParts {
  const fail = async () => {
    throw error;
  };
  const part = new Proxy({}, { get: () => fail }) as never;
  const house = pretendHouse();
  return {
    ...house,
    accounts: part,
    apiKeys: part,
    services: part,
    sessions: part,
    conferencing: part,
  };
}

export async function ask(
  house: ApiParts,
  { path, method, body, headers }: Sent,
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return await createApi(house).request(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: text }),
  });
}
