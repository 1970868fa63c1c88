import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT_THE_DOOR } from '../call-state.ts';
import { NO_MEDIA } from '../media-state.ts';
import { facesOf } from './faces.ts';

const track = (label: string) => ({ label }) as MediaStreamTrack;
const stream = (picture: string, sound: string) =>
  ({
    getVideoTracks: () => [track(picture)],
    getAudioTracks: () => [track(sound)],
  }) as unknown as MediaStream;

const person = (id: string) => ({
  ...{ id, name: id, role: 'guest' as const, visit: 1 },
  ...{ here: true, mic: true, camera: true, screen: true, hand: false },
});
const flora = {
  connection: 'connected' as const,
  face: stream('Flora', 'her voice'),
  screen: stream('her screen', 'its sound'),
};
const media = {
  ...NO_MEDIA,
  mic: track('our voice'),
  picture: track('us'),
  screen: track('our screen'),
  screenSound: track('the sound of our screen'),
};

const labels = (agreed: string[]) => {
  const recording = { is: 'on' as const, id: 'r', by: 'me', name: 'Ada', agreed };
  const call = { ...AT_THE_DOOR, me: 'me', people: [person('me'), person('flora')], recording };
  return facesOf({ call, media, peers: { flora } }).map(({ face, sounds }) => [
    face.camera?.label,
    face.screen?.label,
    ...sounds.map(({ label }) => label),
  ]);
};

test('our voice and what we share are recorded with their sounds, and those of others', () => {
  assert.deepEqual(labels(['me', 'flora']), [
    ['us', 'our screen', 'our voice', 'the sound of our screen'],
    ['Flora', 'her screen', 'her voice', 'its sound'],
  ]);
});

test('of whoever did not agree nothing is recorded', () => {
  assert.deepEqual(labels(['me']).length, 1);
});
