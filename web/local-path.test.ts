import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPath } from './local-path.ts';

test('after signing in, a page of ours may be named', () => {
  assert.equal(localPath('/zoom/callback?code=x&state=y'), '/zoom/callback?code=x&state=y');
});

test('after signing in, nobody is sent to another site', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    '',
  ];
  assert.deepEqual(
    elsewhere.map(localPath),
    elsewhere.map(() => undefined),
  );
});
