import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSeal } from './seal.ts';

const OLD = 'the secret of last year, long enough';
const NEW = 'the secret of this year, long enough';

test('a sealed text opens again and does not show itself', () => {
  const seal = createSeal([NEW]);
  const closed = seal.close('eyJ.token', 'access of u1');
  assert.ok(!closed.includes('eyJ'));
  assert.equal(seal.open(closed, 'access of u1'), 'eyJ.token');
});

test('the same text is never sealed alike twice', () => {
  const seal = createSeal([NEW]);
  assert.notEqual(seal.close('eyJ.token', 'a'), seal.close('eyJ.token', 'a'));
});

test('after a change of secret, what the former one sealed still opens', () => {
  const closed = createSeal([OLD]).close('eyJ.token', 'a');
  assert.equal(createSeal([NEW, OLD]).open(closed, 'a'), 'eyJ.token');
});

test('after a change of secret, the new one seals', () => {
  const closed = createSeal([NEW, OLD]).close('eyJ.token', 'a');
  assert.equal(createSeal([NEW]).open(closed, 'a'), 'eyJ.token');
});

test('without the right secret nothing opens, and the message says whose fault it is', () => {
  const closed = createSeal([OLD]).close('eyJ.token', 'a');
  assert.throws(() => createSeal([NEW]).open(closed, 'a'), /SECRET_KEY/);
});

test('a sealed text put in the place of another does not open', () => {
  const seal = createSeal([NEW]);
  const closed = seal.close('eyJ.token', 'access of u1');
  assert.throws(() => seal.open(closed, 'access of u2'));
});
