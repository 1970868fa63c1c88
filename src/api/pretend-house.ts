import type { Account } from '#accounts';
import type { Service } from '#services';
import type { BookingView, Offer, SessionView, Slot } from '#sessions';
import type { ApiParts } from './operation.ts';

/** A house of one account for tests of the API alone: it answers, but keeps nothing. */

const at = (text: string) => Temporal.Instant.from(text);

export const now = at('2026-11-30T08:00:00Z');
export const token = 'token-0000-00000000001';
export const sessionId = '00000000-0000-7000-8000-000000000001';
export const serviceId = '00000000-0000-7000-8000-000000000002';
export const hostKey = 'parley_key-of-ada';

export const adasAccount: Account = {
  id: '00000000-0000-7000-8000-000000000003',
  slug: 'ada-berger',
  name: 'Ada Berger',
  tagline: 'Calm lessons',
  contactEmail: 'ada@example.org',
  hours: {
    zone: 'Europe/Berlin',
    weekly: { '1': [{ start: '09:00', end: '17:00' }] },
    exceptions: {},
  },
  defaultPlace: 'built-in',
  alwaysRelay: false,
  recordingsKeptDays: 30,
  guestsMayChange: true,
  changeNoticeMinutes: 0,
  meetings: { waitingRoom: 'zoom', passcode: 'on', earlyEntry: 'zoom' },
};

export const adasService: Service = {
  id: serviceId,
  accountId: adasAccount.id,
  slug: 'introductory-session',
  name: 'Introductory session',
  description: '',
  durationMinutes: 30,
  stepMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 120,
  horizonDays: 60,
  capacity: 1,
  place: 'default',
  placeWords: '',
  waitingRoom: 'account',
  passcode: 'account',
  earlyEntry: 'account',
  switchedOffAt: null,
};

export const gracesBooking: BookingView = {
  id: '00000000-0000-7000-8000-000000000004',
  token,
  url: `https://book.example.org/b/${token}`,
  status: 'confirmed',
  start: at('2026-12-01T08:00:00Z'),
  end: at('2026-12-01T08:30:00Z'),
  guest: { name: 'Grace Hill', email: 'grace@example.org', zone: 'America/New_York' },
  note: 'First time',
  cancelledBy: null,
  cancelReason: '',
  account: adasAccount,
  service: adasService,
  sessionId,
  capacity: 1,
  place: 'built-in',
  placeWords: '',
  join: { kind: 'call', url: `https://book.example.org/b/${token}/call`, ready: true },
  meeting: undefined,
  change: { allowed: true, until: at('2026-12-01T08:00:00Z') },
  calendarSequence: 0,
};

const gracesSession: SessionView = {
  id: sessionId,
  serviceId,
  serviceName: adasService.name,
  start: gracesBooking.start,
  end: gracesBooking.end,
  capacity: 1,
  place: 'zoom',
  placeWords: '',
  cancelledAt: null,
  meeting: {
    status: 'waiting',
    joinUrl: undefined,
    reason: { code: 'unreachable' },
    nextTryAt: at('2026-11-30T08:05:00Z'),
  },
  overlaps: [],
  undelivered: [],
  bookings: [
    {
      id: gracesBooking.id,
      guestName: 'Grace Hill',
      guestEmail: 'grace@example.org',
      guestZone: 'America/New_York',
      note: 'First time',
      url: gracesBooking.url,
      cancelledAt: at('2026-11-30T07:00:00Z'),
      cancelledBy: 'guest',
      cancelReason: 'Ill',
    },
  ],
};

/** Half an hour each. */
export function slotsAt(...starts: string[]): Slot[] {
  return starts.map((start) => {
    const startMs = at(start).epochMilliseconds;
    return { startMs, endMs: startMs + 30 * 60_000, seatsLeft: 1 };
  });
}

const noBooking = { ok: false, reason: 'not-found' } as const;
const free = slotsAt('2026-12-01T08:00:00Z', '2026-12-01T08:30:00Z');

export const adasOffer: Offer = {
  account: adasAccount,
  service: adasService,
  slots: async ({ fromMs, toMs }) =>
    free.filter((slot) => slot.startMs >= fromMs && slot.startMs < toMs),
  made: () => ({ before: undefined, keep: () => {} }),
};

type Changes = { [Part in keyof ApiParts]?: Partial<ApiParts[Part]> };

/** What matters to a test is what it changes. */
export function pretendHouse(changes: Changes = {}): ApiParts {
  const mine = (accountId: string) => accountId === adasAccount.id;
  return {
    appUrl: 'https://book.example.org',
    clock: { now: () => now },
    log: { error: () => {}, ...changes.log },
    accounts: {
      bySlug: async (slug) => (slug === adasAccount.slug ? adasAccount : undefined),
      byId: async (id) => (mine(id) ? adasAccount : undefined),
      setHours: async () => {},
      ...changes.accounts,
    },
    apiKeys: {
      accountOf: async (key) => (key === hostKey ? adasAccount.id : undefined),
      ...changes.apiKeys,
    },
    services: {
      list: async () => [adasService],
      offered: async () => [adasService],
      byId: async (_account, id) => (id === serviceId ? adasService : undefined),
      create: async (_account, form) => ({ ...adasService, ...form }),
      edit: async (_account, _id, form) => ({ ...adasService, ...form }),
      switchOff: async () => {},
      switchOn: async () => {},
      ...changes.services,
    },
    sessions: {
      offer: async ({ account, service }) =>
        account === adasAccount.slug && service === adasService.slug ? adasOffer : undefined,
      book: async () => ({ ok: true, booking: gracesBooking, repeated: false }),
      find: async (asked) => (asked === token ? gracesBooking : undefined),
      move: async (asked) => (asked === token ? { ok: true, booking: gracesBooking } : noBooking),
      cancel: async (asked) =>
        asked === token
          ? { ok: true, booking: { ...gracesBooking, status: 'cancelled', cancelledBy: 'guest' } }
          : noBooking,
      list: async () => ({ sessions: [gracesSession], next: undefined }),
      show: async (_account, id) =>
        id === sessionId
          ? {
              session: gracesSession,
              happenings: [{ at: now, kind: 'booked', facts: { guest: 'Grace Hill' } }],
            }
          : undefined,
      moveSession: async () => ({ ok: true }),
      cancelSession: async () => ({ ok: true }),
      ...changes.sessions,
    },
    conferencing: {
      largestCall: 4,
      zoomRow: async () => ({ state: 'not-connected' }),
      makeDefault: async () => ({ ok: true }),
      ...changes.conferencing,
    },
  };
}
