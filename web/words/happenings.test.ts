import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Happening } from '#sessions';
import { guestStory } from './happenings.ts';
import { hostStory } from './host-story.ts';

const NOW = Temporal.Instant.from('2026-12-08T14:00:00Z');

function tell(kind: Happening['kind'], facts: Happening['facts'] = {}): string | undefined {
  const reading = {
    guestEmail: 'grace@example.com',
    host: 'Ada Winter',
    zone: 'America/New_York',
    now: NOW,
  };
  return guestStory([{ at: NOW, kind, facts }], reading)[0]?.words;
}

test('the story begins with the booking and where we wrote', () => {
  assert.equal(tell('booked', { guest: 'Grace' }), 'You booked. We wrote to grace@example.com.');
});

test('a reminder is told, other letters are told with what they are about', () => {
  const sent = (about: string) => tell('mail-sent', { about, recipient: 'grace@example.com' });
  assert.equal(sent('day-before'), 'We sent a reminder to grace@example.com.');
  assert.equal(sent('hour-before'), 'We sent a reminder to grace@example.com.');
  assert.equal(sent('booked'), undefined);
});

test('a move within a day is told in times of the guest’s zone', () => {
  const facts = { by: 'host', from: '2026-12-10T14:00:00Z', to: '2026-12-10T15:00:00Z' };
  assert.equal(tell('moved', facts), 'Ada Winter moved the session from 09:00 to 10:00.');
});

test('a move to another day names both days', () => {
  const facts = { by: 'guest', from: '2026-12-10T14:00:00Z', to: '2026-12-11T15:00:00Z' };
  assert.equal(
    tell('moved', facts),
    'You moved the session from Thursday, 10 December, 09:00, to Friday, 11 December, 10:00.',
  );
});

test('a host reads how long a call took and how good it was', () => {
  const facts = { minutes: 65, quality: 'fair' };
  const [line] = hostStory([{ at: NOW, kind: 'call-ended', facts }], {
    zone: 'Europe/Berlin',
    now: NOW,
  });
  assert.equal(
    line?.words,
    'The call ended after 1 hour 5 minutes. The connection was uneven at times.',
  );
});

test('a guest does not read who came and went', () => {
  assert.equal(tell('call-began'), 'The call began.');
  assert.equal(tell('somebody-joined', { name: 'Linus' }), undefined);
});

test('what only the host can use is left out', () => {
  assert.equal(tell('disconnected'), undefined);
});
