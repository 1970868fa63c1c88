import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { minute } from './clock.ts';
import { assertFits, beginTrial, zoe } from './trial.ts';
import type { Made } from './trial.ts';

interface Listed {
  next_page_token: string;
  total_records: number;
  meetings: (Made & { agenda: string })[];
}

async function withList() {
  const trial = beginTrial();
  const tokens = await trial.connect(zoe);
  const list = async (query = '') =>
    (await (await trial.call(tokens, 'GET', `/users/me/meetings${query}`)).json()) as Listed;
  const makeAt = (start_time: string, more: object = {}) =>
    trial.make(tokens, { start_time, duration: 30, ...more });
  return { ...trial, tokens, list, makeAt };
}

test('a list is in Zoom’s shape and cuts the agenda to 250 characters', async () => {
  const { list, makeAt } = await withList();
  await makeAt('2026-11-30T15:00:00Z', { agenda: `mark ${'x'.repeat(400)}` });
  const listed = await list();
  await assertFits('meeting-list', listed);
  assert.equal(listed.meetings[0]?.agenda.length, 250);
  assert.ok(listed.meetings[0]?.agenda.startsWith('mark '));
});

test('a list comes in pages, whose token ends after 15 minutes', async () => {
  const { list, makeAt, control, call, tokens } = await withList();
  await makeAt('2026-11-30T15:00:00Z');
  await makeAt('2026-11-28T15:00:00Z');
  await makeAt('2026-11-29T15:00:00Z');
  const first = await list('?page_size=2');
  const path = `?page_size=2&next_page_token=${first.next_page_token}`;
  assert.equal(first.total_records, 3);
  const second = await list(path);
  assert.deepEqual(
    [...first.meetings, ...second.meetings].map((meeting) => meeting.start_time.slice(8, 10)),
    ['28', '29', '30'],
  );
  assert.equal(second.next_page_token, '');
  control.advance(15 * minute);
  assert.equal((await call(tokens, 'GET', `/users/me/meetings${path}`)).status, 400);
});

test('upcoming leaves out what is over, previous shows just that', async () => {
  const { list, makeAt, control } = await withList();
  await makeAt('2026-11-23T12:05:00Z', { topic: 'soon over' });
  await makeAt('2026-11-30T15:00:00Z', { topic: 'next week' });
  control.advance(45 * minute);
  const topics = async (query: string) => (await list(query)).meetings.map((each) => each.topic);
  assert.deepEqual(await topics('?type=upcoming'), ['next week']);
  assert.deepEqual(await topics('?type=previous_meetings'), ['soon over']);
  assert.deepEqual(await topics(''), ['soon over', 'next week']);
});

test('instant meetings are not listed', async () => {
  const { list, make, tokens } = await withList();
  await make(tokens, { type: 1 });
  assert.equal((await list()).total_records, 0);
});

test('days are counted in the zone that is asked for', async () => {
  const { list, makeAt } = await withList();
  await makeAt('2026-11-30T02:00:00Z');
  const query = '?from=2026-11-29&to=2026-11-29&timezone=America/New_York';
  assert.equal((await list(query)).total_records, 1);
  assert.equal((await list('?from=2026-11-29&to=2026-11-29&timezone=UTC')).total_records, 0);
});

test('a list that lags does not know a new meeting yet, and still knows a deleted one', async () => {
  const { list, makeAt, call, control, tokens } = await withList();
  control.turn({ listLagMs: 5000 });
  const { id } = await makeAt('2026-11-30T15:00:00Z');
  assert.equal((await list()).total_records, 0);
  control.advance(5000);
  assert.equal((await list()).total_records, 1);
  await call(tokens, 'DELETE', `/meetings/${id}`);
  assert.equal((await list()).total_records, 1);
  control.advance(5000);
  assert.equal((await list()).total_records, 0);
});

test('a page of more than 300 is refused', async () => {
  const { call, tokens } = await withList();
  assert.equal((await call(tokens, 'GET', '/users/me/meetings?page_size=301')).status, 400);
});
