import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { calendarFile } from './calendar.ts';
import { EXAMPLE_FACTS as FACTS } from './example-facts.ts';
import { write } from './write.ts';

const WRITTEN = { writtenAt: Temporal.Instant.from('2026-11-20T09:00:00Z') };
const { writtenAt: noticedAt } = WRITTEN;
const ENVELOPE = { recipient: 'ada@hosts.example', noticedAt, postedAt: noticedAt };

function parse(file: string | undefined) {
  const calendar = new ICAL.Component(ICAL.parse(file ?? ''));
  const events = calendar.getAllSubcomponents('vevent');
  assert.equal(events.length, 1);
  const event = events[0]!;
  const value = (name: string) => event.getFirstPropertyValue(name);
  return {
    method: calendar.getFirstPropertyValue('method'),
    version: calendar.getFirstPropertyValue('version'),
    uid: value('uid'),
    sequence: value('sequence'),
    status: value('status'),
    start: String(value('dtstart')),
    end: String(value('dtend')),
    stamp: String(value('dtstamp')),
    summary: value('summary'),
    location: value('location'),
    url: value('url'),
    description: value('description'),
    organizer: event.getFirstProperty('organizer'),
    attendees: event.getAllProperties('attendee'),
    names: event.getAllProperties().map((property) => property.name),
  };
}

test('an invitation tells a calendar all there is', () => {
  const event = parse(calendarFile(FACTS, 'REQUEST', WRITTEN));
  assert.equal(event.version, '2.0');
  assert.equal(event.method, 'REQUEST');
  assert.equal(event.status, 'CONFIRMED');
  assert.equal(event.start, '2026-12-10T15:00:00Z');
  assert.equal(event.end, '2026-12-10T15:30:00Z');
  assert.equal(event.stamp, '2026-11-20T09:00:00Z');
  assert.equal(event.summary, 'Introductory session with Ada Winter');
  assert.equal(event.location, FACTS.link);
  assert.equal(event.url, FACTS.link);
  assert.ok(String(event.description).includes(FACTS.link));
});

test('the account organizes with the address our mails come from, and the guest takes part', () => {
  const { organizer, attendees } = parse(calendarFile(FACTS, 'REQUEST', WRITTEN));
  assert.equal(organizer?.getFirstParameter('cn'), 'Ada Winter');
  assert.match(String(organizer?.getFirstValue()), /^mailto:parley@book\.example$/i);
  assert.equal(attendees.length, 1);
  assert.match(String(attendees[0]?.getFirstValue()), /^mailto:grace@guests\.example$/i);
  assert.equal(attendees[0]?.getFirstParameter('partstat'), 'ACCEPTED');
});

test('times are right whatever offset they were given in', () => {
  const facts = { ...FACTS, start: '2026-12-10T10:00:00-05:00' };
  assert.equal(parse(calendarFile(facts, 'REQUEST', WRITTEN)).start, '2026-12-10T15:00:00Z');
});

test('moving a session changes the entry a calendar has, and cancelling takes it out', () => {
  const moved = {
    ...FACTS,
    start: '2026-12-11T15:00:00Z',
    end: '2026-12-11T15:30:00Z',
    calendarSequence: 1,
    previousStart: FACTS.start,
    movedBy: 'guest' as const,
  };
  const gone = { ...moved, calendarSequence: 2, cancelledBy: 'host' as const, reason: '' };
  const files = [
    write('booked-guest', FACTS, ENVELOPE),
    write('moved-guest', moved, ENVELOPE),
    write('cancelled-guest', gone, ENVELOPE),
  ].map((letter) => parse(letter.calendar?.content));
  assert.equal(new Set(files.map((file) => file.uid)).size, 1);
  assert.deepEqual(
    files.map(({ method, status, sequence, start }) => ({ method, status, sequence, start })),
    [
      { method: 'REQUEST', status: 'CONFIRMED', sequence: 0, start: '2026-12-10T15:00:00Z' },
      { method: 'REQUEST', status: 'CONFIRMED', sequence: 1, start: '2026-12-11T15:00:00Z' },
      { method: 'CANCEL', status: 'CANCELLED', sequence: 2, start: '2026-12-11T15:00:00Z' },
    ],
  );
});

test('a copy to download invites nobody', () => {
  const event = parse(calendarFile(FACTS, 'PUBLISH', WRITTEN));
  assert.equal(event.method, 'PUBLISH');
  assert.equal(event.attendees.length, 0);
  assert.equal(event.uid, FACTS.calendarUid);
});

test('a place in words is where the calendar looks for it', () => {
  const facts = { ...FACTS, place: 'words' as const, placeWords: '12 Mill Lane;\nBath, UK' };
  const event = parse(calendarFile(facts, 'REQUEST', WRITTEN));
  assert.equal(event.location, '12 Mill Lane; Bath, UK');
  assert.equal(event.url, FACTS.link);
});

test('the copy of the host is named for the guest and addressed to the host too', () => {
  const event = parse(write('booked-host', FACTS, ENVELOPE).calendar?.content);
  assert.equal(event.summary, 'Introductory session with Grace Hopper');
  assert.deepEqual(
    event.attendees.map((person) => String(person.getFirstValue()).toLowerCase()),
    ['mailto:grace@guests.example', 'mailto:ada@hosts.example'],
  );
});

test('a host who books with themselves takes part once', () => {
  const self = { ...ENVELOPE, recipient: FACTS.guestEmail };
  assert.equal(parse(write('booked-host', FACTS, self).calendar?.content).attendees.length, 1);
});

test('the copy of the guest does not show the address of the host', () => {
  assert.doesNotMatch(write('booked-guest', FACTS, ENVELOPE).calendar?.content ?? '', /ada@hosts/);
});

test('names cannot add properties to a calendar file', () => {
  const facts = {
    ...FACTS,
    guestName: 'Gra"ce;\r\nATTENDEE:mailto:evil@evil.example',
    serviceName: 'A\r\nURL:https://evil.example',
    accountName: 'Ädä, "Winter"; der lange Name mit vielen Buchstaben 🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻🎻',
  };
  const event = parse(calendarFile(facts, 'REQUEST', WRITTEN));
  assert.equal(event.attendees.length, 1);
  assert.equal(event.url, FACTS.link);
  assert.deepEqual(event.names, parse(calendarFile(FACTS, 'REQUEST', WRITTEN)).names);
  assert.equal(event.summary, `A URL:https://evil.example with ${facts.accountName}`);
});
