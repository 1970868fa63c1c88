import type { SessionFacts } from './facts.ts';

/** Grace, in New York, has booked half an hour with Ada. What the tests of mails begin with. */
export const EXAMPLE_FACTS: SessionFacts = {
  mailFrom: 'Parley <parley@book.example>',
  accountName: 'Ada Winter',
  serviceName: 'Introductory session',
  guestName: 'Grace Hopper',
  guestEmail: 'grace@guests.example',
  note: 'Could we begin with my essay?',
  start: '2026-12-10T15:00:00Z',
  end: '2026-12-10T15:30:00Z',
  zone: 'America/New_York',
  link: 'https://book.example/b/a1b2c3',
  place: 'built-in',
  placeWords: '',
  calendarUid: 'booking-1@book.example',
  calendarSequence: 0,
};
