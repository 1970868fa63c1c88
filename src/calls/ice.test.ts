import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClock } from '#test/clock';
import { iceServers } from './ice.ts';

const parts = {
  clock: testClock('2027-01-11T08:00:00Z'),
  ids: { id: () => '', token: () => 'word' },
};

test('without relay and address servers browsers use their own addresses', () => {
  assert.deepEqual(iceServers({ stunUrls: [], turnUrls: [], turnSecret: undefined }, parts), []);
});

test('a relay is given with a name that tells only when it ends, and coturn’s password for it', () => {
  const settings = {
    stunUrls: ['stun:relay.example.org'],
    turnUrls: ['turn:relay.example.org'],
    turnSecret: 'north',
  };
  assert.deepEqual(iceServers(settings, parts), [
    { urls: ['stun:relay.example.org'] },
    {
      urls: ['turn:relay.example.org'],
      // printf 1799655000:word | openssl dgst -sha1 -hmac north -binary | base64
      username: '1799655000:word',
      credential: 'd4WzExERb7/vGeDiDLsj8bE07Js=',
    },
  ]);
});
