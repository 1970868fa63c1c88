import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitWords, missingWords, refusalWords } from './refusal.ts';

const answer = (code: number, message: string) =>
  refusalWords({ status: 400, code, message, retryAfter: null, limit: '', value: {} });

test('licence, plan and account are explained in words, never by a number', () => {
  for (const [code, message, says] of [
    [3161, 'Your user account is not allowed meeting hosting.', /no licence to hold/],
    [1001, 'User does not exist: abc.', /does not know this user any more/],
    [1010, 'User does not belong to this account: 12345.', /does not belong to the Zoom account/],
    [200, 'Only available for paid account: 12345.', /plan or role of this user/],
    [3000, 'You cannot schedule a meeting for me', /may not schedule/],
  ] as const) {
    assert.match(answer(code, message), says);
    assert.doesNotMatch(answer(code, message), /\d/);
  }
});

test('a refusal nobody foresaw is quoted, without keys and numbers of meetings', () => {
  assert.equal(
    answer(300, 'Validation Failed for 81234567890.'),
    'in Zoom’s own words, “Validation Failed for …”',
  );
  assert.equal(answer(300, ''), 'Zoom did not say why');
});

test('a missing scope is told as the right it stands for', () => {
  assert.match(
    missingWords('does not contain scopes:[meeting:delete:meeting, meeting:delete:meeting:admin].'),
    /^the right to remove meetings is missing/,
  );
  assert.match(missingWords('does not contain scopes.'), /^a right that Parley needs is missing/);
});

test('Zoom’s limits are told apart', () => {
  assert.match(limitWords('You have exceeded the daily rate limit (100) of …'), /100 changes/);
  assert.match(limitWords('You have reached the maximum daily rate limit'), /in a day are used/);
  assert.match(limitWords('maximum per-second rate limit'), /more slowly/);
});
