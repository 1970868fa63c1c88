import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeetingState } from '#conferencing';
import { wayIn } from './way-in.ts';

const ZONE = 'America/New_York';
const START = Temporal.Instant.from('2026-12-10T15:00:00Z');
const LASTING = 'https://book.example.org/b/grace';

type Booking = Parameters<typeof wayIn>[0];

const call: Booking = {
  status: 'confirmed',
  token: 'grace',
  start: START,
  end: START.add({ minutes: 30 }),
  place: 'built-in',
  placeWords: '',
  join: { kind: 'call', url: `${LASTING}/call`, ready: true },
  meeting: undefined,
  account: { name: 'Ada Winter' } as Booking['account'],
};

function onZoom(status: MeetingState['status'], more: Partial<MeetingState> = {}): Booking {
  const meeting = { status, joinUrl: undefined, reason: undefined, nextTryAt: undefined, ...more };
  const join = {
    kind: 'zoom' as const,
    url: meeting.joinUrl ?? LASTING,
    ready: meeting.joinUrl !== undefined,
  };
  return { ...call, place: 'zoom', join, meeting };
}

const before = (minutes: number) => START.subtract({ minutes });

test('before the door opens a guest reads when it will', () => {
  const { button, says } = wayIn(call, ZONE, before(45));
  assert.equal(button, undefined);
  assert.match(says.join(' '), /The door opens at 09:45\./);
});

test('before the door opens a guest can test their camera and microphone', () => {
  const { test: offer } = wayIn(call, ZONE, before(45));
  assert.deepEqual(offer, { href: '/b/grace/call', words: 'Test my camera and microphone' });
});

test('a quarter of an hour before the start the call can be joined', () => {
  assert.deepEqual(wayIn(call, ZONE, before(15)).button, {
    href: '/b/grace/call',
    words: 'Join the call',
  });
});

test('the page looks again in the moment the door opens', () => {
  assert.equal(wayIn(call, ZONE, before(15).subtract({ seconds: 7 })).lookAgainS, 7);
});

test('a session that runs over does not lock anybody out', () => {
  assert.ok(wayIn(call, ZONE, call.end.add({ minutes: 40 })).button);
});

test('an hour after the end there is no way in any more, and no more looking', () => {
  const { button, says, lookAgainS } = wayIn(call, ZONE, call.end.add({ hours: 1 }));
  assert.deepEqual({ button, lookAgainS }, { button: undefined, lookAgainS: undefined });
  assert.match(says[0]!, /over/);
});

test('a Zoom meeting that is being made is promised for a moment from now', () => {
  const { button, says } = wayIn(onZoom('under-way'), ZONE, before(600));
  assert.equal(button, undefined);
  assert.deepEqual(says, ['Your Zoom link is being made. It will be here in a moment.']);
});

test('a Zoom meeting that is there can be joined at Zoom’s own address', () => {
  const joinUrl = 'https://zoom.us/j/123';
  assert.deepEqual(wayIn(onZoom('in-step', { joinUrl }), ZONE, before(600)).button, {
    href: joinUrl,
    words: 'Join the Zoom meeting',
  });
});

test('before a Zoom meeting runs the guest reads who opens it, unless anybody may', () => {
  const joinUrl = 'https://zoom.us/j/123';
  const opens = 'Zoom opens the meeting when Ada Winter begins it.';
  const said = (booking: Booking & { begun?: boolean }) => wayIn(booking, ZONE, before(2)).says;
  assert.ok(said(onZoom('in-step', { joinUrl })).includes(opens));
  const asked = { earlyEntry: true };
  const early = onZoom('in-step', { joinUrl, settings: { asked, real: undefined } });
  assert.ok(!said(early).includes(opens));
  const closed = onZoom('in-step', { joinUrl, settings: { asked, real: { earlyEntry: false } } });
  assert.ok(said(closed).includes(opens));
  const begun = said({ ...onZoom('in-step', { joinUrl }), begun: true });
  assert.ok(begun.includes('The meeting has begun.') && !begun.includes(opens));
});

test('while Zoom does not answer, the guest reads when it is tried again', () => {
  const booking = onZoom('waiting', { nextTryAt: Temporal.Instant.from('2026-12-10T12:05:00Z') });
  assert.match(wayIn(booking, ZONE, before(180)).says[0]!, /We try again at 07:05\./);
});

test('where the host must act, the guest reads whose hand it needs, and not that it is being looked after', () => {
  const [says = ''] = wayIn(onZoom('needs-host'), ZONE, before(180)).says;
  assert.match(says, /It needs a hand from Ada Winter, who is told of it\./);
});

test('a place that is a link can be opened', () => {
  const link = 'https://meet.example.org/ada';
  const booking: Booking = {
    ...call,
    place: 'words',
    placeWords: link,
    join: { kind: 'place', url: link, ready: true },
  };
  assert.equal(wayIn(booking, ZONE, before(600)).button?.href, link);
});

test('a place in words is told and offers nothing to press', () => {
  const join = { kind: 'place' as const, url: LASTING, ready: true };
  const { button, says } = wayIn(
    { ...call, place: 'words', placeWords: 'Mill Lane 4', join },
    ZONE,
    before(600),
  );
  assert.equal(button, undefined);
  assert.equal(says[0], 'Mill Lane 4');
});
