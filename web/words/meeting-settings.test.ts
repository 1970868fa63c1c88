import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeetingSettings } from '#conferencing';
import { settingWords } from './meeting-settings.ts';

function words(asked: MeetingSettings, real: MeetingSettings) {
  const meeting = {
    status: 'in-step',
    joinUrl: '',
    reason: undefined,
    nextTryAt: undefined,
  } as const;
  return settingWords({ ...meeting, settings: { asked, real } });
}

test('a meeting set as asked for is told in one line', () => {
  const settings = { waitingRoom: true, passcode: true, earlyEntry: false };
  assert.deepEqual(words(settings, settings), {
    says: 'Waiting room on · the passcode is in the link · guests wait for you',
    notes: [],
  });
});

test('a waiting room that the account insists on is told as such', () => {
  const notes = words({ waitingRoom: false }, { waitingRoom: true, passcode: true })?.notes;
  assert.deepEqual(notes, ['Zoom keeps a waiting room on: your Zoom account insists on it.']);
});

test('without a passcode Zoom’s own waiting room is explained by that', () => {
  const notes = words({ waitingRoom: false }, { waitingRoom: true, passcode: false })?.notes;
  assert.match(notes?.[0] ?? '', /because the meeting has no passcode/);
});

test('guests who may come in early and cannot, because of the waiting room, are explained', () => {
  const notes = words({ earlyEntry: true }, { waitingRoom: true, earlyEntry: false })?.notes;
  assert.match(notes?.[0] ?? '', /while a waiting room is on, Zoom lets nobody in early/);
});

test('what was left to Zoom is nobody’s surprise', () => {
  assert.deepEqual(words({}, { waitingRoom: true, passcode: false, earlyEntry: true })?.notes, []);
});

test('before Zoom has said anything nothing is said', () => {
  const meeting = {
    status: 'under-way',
    joinUrl: '',
    reason: undefined,
    nextTryAt: undefined,
  } as const;
  assert.equal(settingWords({ ...meeting, settings: { asked: {}, real: undefined } }), undefined);
});
