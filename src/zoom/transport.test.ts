import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harmless } from './transport.ts';

test('what Zoom says is passed on without keys, ids, numbers of meetings and addresses', () => {
  const said = [
    'Meeting does not exist: 81234567890.',
    'You cannot schedule a meeting for zoeWinterSandboxUser01',
    'User does not exist: zoe@winter-voice.example.',
    'Invalid access token eyJhbGciOiJIUzUxMiIsInYi.x',
  ];
  assert.deepEqual(said.map(harmless), [
    'Meeting does not exist: ….',
    'You cannot schedule a meeting for …',
    'User does not exist: …',
    'Invalid access token …',
  ]);
});

test('the names of permissions and Zoom’s own numbers stay readable', () => {
  const said = 'Zoom answered 400/4711: meeting:read:list_meetings, user:read:settings';
  assert.equal(harmless(said), said);
});
