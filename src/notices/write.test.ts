import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_FACTS as FACTS } from './example-facts.ts';
import type { NoticeFacts, NoticeKind } from './facts.ts';
import { write } from './write.ts';

const ENVELOPE = {
  recipient: 'ada@hosts.example',
  noticedAt: Temporal.Instant.from('2026-11-20T09:00:00Z'),
  postedAt: Temporal.Instant.from('2026-12-09T15:00:00Z'),
};
const TIME = 'Thursday, 10 December 2026, 10:00 to 10:30, New York (UTC−5)';
const REMINDER = { ...FACTS, goodUntil: '2026-12-10T03:00:00Z' };
const MOVED = { ...FACTS, previousStart: '2026-12-09T14:00:00Z' };

const ESSAY = {
  id: 'session-1',
  start: FACTS.start,
  zone: 'Europe/Berlin',
  title: 'Essay with Grace',
  link: 'https://book.example/sessions/session-1',
};
const NEEDS_HOST: NoticeFacts['meeting-needs-host'] = {
  accountName: 'Ada Winter',
  about: 'changed-in-zoom',
  removal: false,
  details: [],
  sessions: [ESSAY, { ...ESSAY, id: 'session-2', title: 'Essay with Linus' }],
  link: 'https://book.example/scheduling/conferencing?account=ada',
};

const EVERY_NOTICE: NoticeFacts = {
  'booked-guest': FACTS,
  'booked-host': FACTS,
  'moved-guest': { ...MOVED, movedBy: 'host' },
  'moved-host': { ...MOVED, movedBy: 'guest' },
  'cancelled-guest': { ...FACTS, cancelledBy: 'host', reason: 'I am ill' },
  'cancelled-host': { ...FACTS, cancelledBy: 'guest', reason: 'I am ill' },
  'place-changed-guest': FACTS,
  'place-changed-host': { ...FACTS, why: 'Zoom did not answer in time.' },
  'day-before-guest': REMINDER,
  'hour-before-guest': REMINDER,
  'action-required': {
    accountName: 'Ada Winter',
    provider: 'Zoom',
    again: false,
    reason: 'Zoom says its permission was taken back.',
    sessionsAtRisk: [{ start: FACTS.start, zone: 'Europe/Berlin', title: 'Essay with Grace' }],
    link: 'https://book.example/scheduling/conferencing',
  },
  'meeting-needs-host': NEEDS_HOST,
  'lost-links': { sessions: [FACTS] },
  invitation: {
    accountName: 'Winter Choir',
    invitedBy: { name: 'Ada Winter', email: 'ada@hosts.example' },
    role: 'host',
    link: 'https://book.example/accounts/join/a1b2c3',
    validMinutes: 7 * 24 * 60,
    goodUntil: '2026-12-16T15:00:00Z',
  },
  'reset-password': { name: 'Ada', link: 'https://book.example/reset?token=1', validMinutes: 60 },
  'sign-in-link': { name: 'Ada', link: 'https://book.example/in?token=1', validMinutes: 10 },
};
const KINDS = Object.keys(EVERY_NOTICE) as NoticeKind[];

function letter<K extends NoticeKind>(
  kind: K,
  facts?: Partial<NoticeFacts[K]>,
  postedAt = ENVELOPE.postedAt,
) {
  return write(kind, { ...EVERY_NOTICE[kind], ...facts }, { ...ENVELOPE, postedAt });
}

test('subject lines read as a person would write them', () => {
  assert.deepEqual(Object.fromEntries(KINDS.map((kind) => [kind, letter(kind).subject])), {
    'booked-guest': 'Introductory session with Ada Winter, Thu 10 Dec, 10:00',
    'booked-host': 'Grace Hopper booked Introductory session, Thu 10 Dec, 10:00',
    'moved-guest': 'Moved: Introductory session with Ada Winter, now Thu 10 Dec, 10:00',
    'moved-host': 'Moved: Introductory session with Grace Hopper, now Thu 10 Dec, 10:00',
    'cancelled-guest': 'Cancelled: Introductory session with Ada Winter, Thu 10 Dec, 10:00',
    'cancelled-host': 'Cancelled: Introductory session with Grace Hopper, Thu 10 Dec, 10:00',
    'place-changed-guest': 'New place: Introductory session with Ada Winter, Thu 10 Dec, 10:00',
    'place-changed-host': 'New place: Introductory session with Grace Hopper, Thu 10 Dec, 10:00',
    'day-before-guest': 'Tomorrow: Introductory session with Ada Winter, Thu 10 Dec, 10:00',
    'hour-before-guest': 'In one hour: Introductory session with Ada Winter, Thu 10 Dec, 10:00',
    'action-required': 'Action required: Zoom for Ada Winter, 1 session at risk',
    'meeting-needs-host': 'Action required: Zoom and 2 sessions of Ada Winter',
    'lost-links': 'Your link: Introductory session with Ada Winter, Thu 10 Dec, 10:00',
    invitation: 'You are invited to Winter Choir',
    'reset-password': 'Set a new password for Parley',
    'sign-in-link': 'Your sign-in link for Parley',
  });
});

test('every mail has its link once as text, before everything else, and once as a button', () => {
  for (const kind of KINDS) {
    const facts = EVERY_NOTICE[kind];
    if (!('link' in facts)) continue;
    const { link } = facts;
    const { text, html } = letter(kind);
    assert.equal(text.split('\n')[3], link, kind);
    assert.equal(text.split(link).length, 2, kind);
    assert.equal(html.split(`href="${link}"`).length, 2, kind);
  }
});

test('no mail shouts', () => {
  for (const kind of KINDS)
    assert.doesNotMatch(letter(kind).subject + letter(kind).text, /!/, kind);
});

test('every mail about a session tells its time in the zone of the reader', () => {
  const kinds = KINDS.filter((kind) => 'zone' in EVERY_NOTICE[kind]);
  assert.equal(kinds.length, 10);
  for (const kind of kinds) {
    assert.ok(letter(kind).text.includes(TIME), kind);
    assert.ok(letter(kind).html.includes(TIME), kind);
  }
});

test('a guest is told truthfully where the session is', () => {
  const place = (facts: Partial<NoticeFacts['booked-guest']>) =>
    letter('booked-guest', facts).text.match(/Where: (.*)/)?.[1];
  assert.equal(place({ place: 'built-in' }), 'A video call in your browser. Nothing to install.');
  assert.equal(place({ place: 'zoom' }), 'A Zoom meeting. Your link always leads there.');
  assert.equal(place({ place: 'words', placeWords: '12 Mill Lane, Bath' }), '12 Mill Lane, Bath');
});

test('a moved session is told with its new and its old time', () => {
  const { text } = letter('moved-guest');
  assert.ok(text.includes(`New time: ${TIME}`));
  assert.ok(text.includes('Before: Wednesday, 9 December 2026, 09:00, New York (UTC−5)'));
});

test('a mail about a move says who moved', () => {
  assert.match(letter('moved-guest').text, /^Ada Winter moved your session\.$/m);
  assert.match(
    letter('moved-guest', { movedBy: 'guest' }).text,
    /^You moved your session with Ada/m,
  );
  assert.match(letter('moved-host').text, /^Grace Hopper moved their session with you\.$/m);
  assert.match(
    letter('moved-host', { movedBy: 'host' }).text,
    /^Ada Winter moved the session with Grace/m,
  );
});

test('a mail about a cancelled session says who cancelled it and why', () => {
  assert.match(letter('cancelled-guest').text, /^Ada Winter cancelled your session\.$/m);
  assert.match(letter('cancelled-guest').text, /^Reason: I am ill$/m);
  assert.match(letter('cancelled-host').text, /^Grace Hopper cancelled their session with you\.$/m);
  assert.match(letter('cancelled-host').text, /^Reason: I am ill$/m);
});

test('a reason nobody gave is left out', () => {
  assert.doesNotMatch(letter('cancelled-guest', { reason: ' ' }).text, /Reason/);
});

test('a host is told why a session takes place elsewhere', () => {
  const { text } = letter('place-changed-host');
  assert.match(text, /^New place: A video call in the browser\./m);
  assert.match(text, /^Why: Zoom did not answer in time\.$/m);
});

test('a reminder says what is so when it is posted, however long it waited', () => {
  const dayBefore = (postedAt: string, zone = FACTS.zone) =>
    letter('day-before-guest', { zone }, Temporal.Instant.from(postedAt)).text.split('\n')[0];
  assert.equal(dayBefore('2026-12-10T01:00:00Z'), 'Your session with Ada Winter is tomorrow.');
  assert.equal(dayBefore('2026-12-10T05:30:00Z'), 'Your session with Ada Winter is today.');
  assert.equal(
    dayBefore('2026-12-09T15:00:00Z', 'Pacific/Kiritimati'),
    'Your session with Ada Winter is tomorrow.',
  );
  const hourBefore = (postedAt: string) =>
    letter('hour-before-guest', {}, Temporal.Instant.from(postedAt)).subject.split(':')[0];
  assert.deepEqual(
    ['2026-12-10T14:00:40Z', '2026-12-10T14:12:00Z', '2026-12-10T14:45:00Z'].map(hourBefore),
    ['In one hour', 'In 45 minutes', 'In 15 minutes'],
  );
});

test('a session that falls on the day after tomorrow where clocks go forward is named by its day', () => {
  const { subject } = letter(
    'day-before-guest',
    { start: '2027-03-28T22:30:00Z', end: '2027-03-28T23:00:00Z', zone: 'Europe/Berlin' },
    Temporal.Instant.from('2027-03-27T22:30:00Z'),
  );
  assert.match(subject, /^On Monday: .*Mon 29 Mar, 00:30$/);
});

test('a host reads the note of the guest and answers to the guest', () => {
  assert.match(letter('booked-host').text, /^Their note: Could we begin with my essay\?$/m);
  assert.equal(letter('booked-host').replyTo, 'grace@guests.example');
});

test('a guest answers to the host, where the host can be reached, and reads so', () => {
  const kinds = ['booked-guest', 'moved-guest', 'cancelled-guest', 'day-before-guest'] as const;
  for (const kind of kinds) {
    const reached = letter(kind, { contact: 'ada@hosts.example' });
    assert.equal(reached.replyTo, 'ada@hosts.example', kind);
    assert.match(reached.text, /Your answer goes to Ada Winter\.$/m, kind);
    assert.equal(letter(kind).replyTo, undefined, kind);
    assert.doesNotMatch(letter(kind).text, /Your answer/, kind);
  }
});

test('whoever books in the name of a stranger cannot choose the words the stranger is sent', () => {
  const { subject, text, html } = letter('booked-guest', {
    guestName: 'Buy at evil.example',
    note: 'Buy at evil.example',
  });
  assert.doesNotMatch(subject + text + html, /evil/);
});

test('an invitation says who invites, what one would be, and for how long', () => {
  const { text } = letter('invitation');
  assert.match(text, /^Invited by: Ada Winter, ada@hosts\.example$/m);
  assert.match(text, /^You would be: A host: you hold the sessions/m);
  assert.match(letter('invitation', { role: 'owner' }).text, /^You would be: An owner:/m);
  assert.match(text, /^The link works once, within 7 days\./m);
});

test('action required lists the sessions at risk in their own zone', () => {
  const { text } = letter('action-required');
  assert.match(text, /^What happened: Zoom says its permission was taken back\.$/m);
  assert.match(text, /10 December 2026, 16:00, Berlin \(UTC\+1\): Essay with Grace$/m);
});

test('a long list of sessions at risk is cut with the number of those left out', () => {
  const [session] = EVERY_NOTICE['action-required'].sessionsAtRisk;
  assert.ok(session);
  const { text } = letter('action-required', {
    sessionsAtRisk: Array.from({ length: 25 }, () => session),
  });
  assert.match(text, /^ {2}and 5 sessions more$/m);
});

test('a name with line breaks adds no header and no line', () => {
  const guestName = 'Grace\r\nBcc: everyone@evil.example\u2028\u0000';
  const { subject, text } = letter('booked-host', { guestName });
  assert.match(subject, /^Grace Bcc: everyone@evil\.example booked/);
  assert.doesNotMatch(subject, /[\r\n\u2028\0]/);
  assert.doesNotMatch(text, /^Bcc/m);
});

test('a note of several lines cannot pass for a line of ours', () => {
  const { text } = letter('booked-host', { note: 'Hello\n\nWhen: never\u2028Where: nowhere' });
  assert.match(text, /^ {2}When: never\n {2}Where: nowhere$/m);
});

test('names and notes are shown as they are, never run as HTML', () => {
  const { html } = letter('booked-host', { guestName: '<img src=x>', note: `"><script>'&` });
  assert.doesNotMatch(html, /<img|<script/);
  assert.ok(html.includes('&lt;img src=x&gt; booked a session with you.'));
  assert.ok(html.includes('&quot;&gt;&lt;script&gt;&#39;&amp;'));
});

test('links that were lost stand each with its session, as text and as a button', () => {
  const link = 'https://book.example/b/d4e5f6';
  const later = { ...FACTS, start: '2026-12-11T15:00:00Z', end: '2026-12-11T15:30:00Z', link };
  const { subject, text, html } = letter('lost-links', { sessions: [FACTS, later] });
  assert.equal(subject, 'Your links to 2 sessions');
  for (const [day, url] of [
    ['Thursday, 10 December', FACTS.link],
    ['Friday, 11 December', link],
  ] as const) {
    const session = 'Introductory session with Ada Winter:';
    const time = `${day} 2026, 10:00 to 10:30, New York (UTC−5)`;
    assert.ok(text.includes(`${session}\n  ${time}\n  ${url}\n`), text);
    assert.equal(html.split(`href="${url}"`).length, 2);
  }
});

test('a link for one use says for how long it can be used', () => {
  assert.match(letter('reset-password').text, /within 1 hour\./);
  assert.match(letter('sign-in-link').text, /within 10 minutes\./);
  assert.match(letter('reset-password', { validMinutes: 1440 }).text, /within 24 hours\./);
});

test('bookings, moves and new places invite; a cancelled session is taken out of the calendar', () => {
  const kindsOf = (method: string) =>
    KINDS.filter((kind) => letter(kind).calendar?.method === method);
  assert.deepEqual(kindsOf('CANCEL'), ['cancelled-guest', 'cancelled-host']);
  assert.equal(kindsOf('REQUEST').length, 6);
  assert.equal(letter('day-before-guest').calendar, undefined);
});
