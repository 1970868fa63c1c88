import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthWords } from './lengths.ts';
import { placeForGuests } from './place.ts';
import { changePolicy } from './policy.ts';
import { zoomUserWords } from './zoom-user.ts';

test('a lesson of an hour and a half is said in hours and minutes', () => {
  assert.equal(lengthWords(90), '1 hour 30 minutes');
});

test('a short session is said in minutes', () => {
  assert.equal(lengthWords(50), '50 minutes');
});

test('guests learn that a built-in call needs nothing installed', () => {
  assert.equal(placeForGuests('built-in', ''), 'A video call in your browser. Nothing to install.');
});

test('a place in words is given in the host’s words', () => {
  assert.equal(placeForGuests('words', 'Mill Lane 4, first floor'), 'Mill Lane 4, first floor');
});

test('a notice of a day reads as one would say it', () => {
  assert.equal(
    changePolicy({ guestsMayChange: true, changeNoticeMinutes: 1440 }),
    'Up to a day before, you can move or cancel by the link we send you.',
  );
});

test('a notice of an hour and a half is said in minutes', () => {
  assert.match(
    changePolicy({ guestsMayChange: true, changeNoticeMinutes: 90 }),
    /^Up to 90 minutes before,/,
  );
});

test('where guests may not change anything, they are told whom to ask', () => {
  assert.equal(
    changePolicy({ guestsMayChange: false, changeNoticeMinutes: 1440 }),
    'To move or cancel, please write to your host.',
  );
});

test('somebody whose address Zoom keeps to itself is no hole in a sentence', () => {
  assert.equal(zoomUserWords('zoe@example.com'), 'zoe@example.com');
  assert.equal(zoomUserWords(''), 'a user whose address Zoom does not tell');
});
