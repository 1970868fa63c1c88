import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Taken } from '#recordings';
import { Upload, type UploadState } from './upload.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));
const part = (text: string) => new Blob([text]);

function sending(answers: (Taken | 'lost')[]) {
  const came: string[] = [];
  const pauses: number[] = [];
  let again: (() => void) | undefined;
  let state: UploadState | undefined;
  const answer = async (): Promise<Taken> => {
    const next = answers.shift() ?? { ok: true };
    if (next === 'lost') throw new Error('no network');
    return next;
  };
  const upload = new Upload({
    async send(no, blob) {
      came.push(`${no} ${await blob.text()}`);
      return await answer();
    },
    async end() {
      came.push('end');
      return await answer();
    },
    later(run, ms) {
      pauses.push(ms);
      again = run;
      return () => {};
    },
    changed: (now) => (state = now),
  });
  const tryAgain = async () => {
    again?.();
    await settled();
  };
  return { upload, came, pauses, tryAgain, state: () => state };
}

test('parts go one after the other, and the end when all are there', async () => {
  const { upload, came, state } = sending([]);
  for (const text of ['a', 'b', 'c']) upload.add(part(text));
  upload.finish();
  await settled();
  assert.deepEqual(came, ['0 a', '1 b', '2 c', 'end']);
  assert.deepEqual(state(), { left: 0, done: true, refused: undefined });
});

test('a part that did not arrive is sent again under its number, ever more patiently', async () => {
  const { upload, came, pauses, tryAgain, state } = sending([{ ok: true }, 'lost', 'lost']);
  upload.add(part('a'));
  upload.add(part('b'));
  upload.finish();
  await settled();
  assert.equal(state()?.left, 1);
  await tryAgain();
  await tryAgain();
  assert.deepEqual(came, ['0 a', '1 b', '1 b', '1 b', 'end']);
  assert.deepEqual(pauses, [1000, 2000]);
  assert.equal(state()?.done, true);
});

test('the end is said again too', async () => {
  const { upload, came, tryAgain } = sending([{ ok: true }, 'lost']);
  upload.add(part('a'));
  upload.finish();
  await settled();
  await tryAgain();
  assert.deepEqual(came, ['0 a', 'end', 'end']);
});

test('what the server refuses is not pressed upon it', async () => {
  const { upload, came, pauses, state } = sending([{ ok: false, reason: 'too-large' }]);
  upload.add(part('a'));
  await settled();
  upload.add(part('b'));
  upload.finish();
  await settled();
  assert.deepEqual(came, ['0 a']);
  assert.deepEqual(pauses, []);
  assert.equal(state()?.refused, 'too-large');
});
