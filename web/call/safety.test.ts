import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safetyPhrase } from './safety.ts';

const sdp = (fingerprint: string) => ({
  sdp: `v=0\r\na=fingerprint:sha-256 ${fingerprint}\r\na=setup:active\r\n`,
});
const between = (mine: string, theirs: string) =>
  safetyPhrase({ localDescription: sdp(mine), remoteDescription: sdp(theirs) });

test('both sides read the same words', async () => {
  const words = await between('AA:01', 'BB:02');
  assert.match(words ?? '', /^([a-z]+ ){4}[a-z]+$/);
  assert.equal(await between('BB:02', 'AA:01'), words);
});

test('with somebody in between, each side reads other words', async () => {
  const adas = await between('AA:01', 'EE:05');
  const graces = await between('EE:05', 'BB:02');
  assert.notEqual(adas, graces);
  assert.notEqual(adas, await between('AA:01', 'BB:02'));
});

test('before both keys are known there are no words', async () => {
  assert.equal(
    await safetyPhrase({ localDescription: sdp('AA:01'), remoteDescription: null }),
    undefined,
  );
});
