import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDetails } from './read-details.ts';

const grace = { name: ' Grace Moreau ', email: ' grace@example.com ', note: '' };

test('spaces around what was typed do not matter', () => {
  const read = readDetails(grace);
  assert.deepEqual(read, {
    ok: true,
    details: { name: 'Grace Moreau', email: 'grace@example.com', note: '' },
  });
});

test('every fault is told at once, beside its field', () => {
  const read = readDetails({ name: ' ', email: 'grace', note: 'x'.repeat(2001) });
  assert.ok(!read.ok);
  assert.deepEqual(Object.keys(read.faults), ['name', 'email', 'note']);
});

test('a missing address is asked for, not called wrong', () => {
  const read = readDetails({ ...grace, email: '' });
  assert.deepEqual(read, {
    ok: false,
    faults: { email: 'Please give the e-mail address we may write to.' },
  });
});

test('a name cannot smuggle a second line into the subject of a mail', () => {
  assert.equal(readDetails({ ...grace, name: 'Grace\r\nBcc: all' }).ok, false);
});
