import assert from 'node:assert/strict';
import { test } from 'node:test';
import { posted } from './posted.ts';

test('a field is read trimmed, a password as it was typed, and what was left out as nothing', async () => {
  const { text, secret } = await sent({ name: '  Ada ', password: ' a quiet demo ' });
  assert.deepEqual([text('name'), secret('password'), text('note')], ['Ada', ' a quiet demo ', '']);
});

test('what no text of the database can hold is left out', async () => {
  const { text } = await sent({ name: 'A\0da' });
  assert.equal(text('name'), 'Ada');
});

async function sent(fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  return await posted(new Request('https://book.example.org/', { method: 'POST', body }));
}
