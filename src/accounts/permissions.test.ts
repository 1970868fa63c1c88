import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEEDS, mayDo, type Deed } from './permissions.ts';

const OF_OWNERS: Deed[] = [
  'change conferencing',
  'change the account',
  'invite and remove members',
  'make API keys',
];

test('an owner may do everything', () => {
  for (const deed of Object.keys(DEEDS) as Deed[])
    assert.deepEqual(mayDo('owner', deed), { ok: true });
});

test('a host holds sessions and changes what can be booked, and is told why the rest is not theirs', () => {
  for (const deed of Object.keys(DEEDS) as Deed[]) {
    const answer = mayDo('host', deed);
    assert.equal(answer.ok, !OF_OWNERS.includes(deed), deed);
    if (!answer.ok) assert.match(answer.why, /^Only an owner .+\.$/, deed);
  }
});
