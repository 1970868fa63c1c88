import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprintsOf } from './fingerprints.ts';
import { safetyPhrase } from './safety.ts';

const sdp = (fingerprint: string) => ({
  sdp: `v=0\r\na=fingerprint:sha-256 ${fingerprint}\r\na=setup:active\r\n`,
});

test('both sides read the same words', async () => {
  const words = await safetyPhrase(['aa:01', 'bb:02']);
  assert.match(words, /^([a-z]+ ){4}[a-z]+$/);
  assert.equal(await safetyPhrase(['bb:02', 'aa:01']), words);
});

test('with somebody in between, each side reads other words', async () => {
  const adas = await safetyPhrase(['aa:01', 'ee:05']);
  const graces = await safetyPhrase(['ee:05', 'bb:02']);
  assert.notEqual(adas, graces);
  assert.notEqual(adas, await safetyPhrase(['aa:01', 'bb:02']));
});

test('from browser to browser the keys are those of the connection, once both are known', () => {
  const [localDescription, remoteDescription] = [sdp('AA:01'), sdp('BB:02')];
  const keys = fingerprintsOf({ localDescription, remoteDescription });
  assert.deepEqual(keys, ['sha-256 aa:01', 'sha-256 bb:02']);
  assert.equal(fingerprintsOf({ localDescription, remoteDescription: null }), undefined);
});
