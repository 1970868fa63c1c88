import assert from 'node:assert/strict';
import { test } from 'node:test';
import { posted } from './posted.ts';

test('a field is read trimmed, a password as it was typed, and what was left out as nothing', async () => {
  const { text, secret } = await sent({ name: '  Ada ', password: ' a quiet demo ' });
  assert.deepEqual([text('name'), secret('password'), text('note')], ['Ada', ' a quiet demo ', '']);
});

test('what no text of the database can hold is left out', async () => {
  const { text, fields } = await sent({ name: 'A\0da' });
  assert.deepEqual([text('name'), fields.get('name')], ['Ada', 'Ada']);
});

test('what is no form is refused in words', async () => {
  const body = JSON.stringify({ name: 'Ada' });
  const headers = { 'Content-Type': 'application/json' };
  const reading = posted(
    new Request('https://book.example.org/', { method: 'POST', body, headers }),
  );
  await assert.rejects(reading, (thrown) => thrown instanceof Response && thrown.status === 415);
});

async function sent(fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  return await posted(new Request('https://book.example.org/', { method: 'POST', body }));
}
