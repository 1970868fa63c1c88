import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { hour } from './clock.ts';
import { beginTrial, zoe } from './trial.ts';

const later = { topic: 'Voice <b>lesson</b>', start_time: '2026-11-30T15:00:00Z', duration: 50 };
const path = (url: string) => url.replace('http://zoom.test', '');

test('the first page lists each person’s meetings, escaped, and the calls', async () => {
  const { connect, make, app } = beginTrial();
  const { id } = await make(await connect(zoe), later);
  const text = await (await app.request('/')).text();
  assert.match(text, /This is a sandbox, not Zoom/);
  assert.ok(text.includes(String(id)));
  assert.ok(text.includes('Voice &lt;b&gt;lesson&lt;/b&gt;'));
  assert.ok(!text.includes('<b>lesson'));
  assert.match(text, /POST \/v2\/users\/me\/meetings/);
});

test('every page of the menu opens', async () => {
  const { app } = beginTrial();
  for (const page of ['/', '/installed', '/control', '/limits', '/sandbox.css']) {
    assert.equal((await app.request(page)).status, 200);
  }
});

test('the host starts by the start link, and the meeting runs', async () => {
  const { connect, make, read, app } = beginTrial();
  const tokens = await connect(zoe);
  const made = await make(tokens, later);
  const page = await app.request(path(made.start_url));
  assert.match(await page.text(), /You are the host/);
  const zak = new URL(made.start_url).searchParams.get('zak') ?? '';
  const body = new URLSearchParams({ zak });
  await app.request(`/s/${made.id}/start`, { method: 'POST', body });
  assert.equal((await read(tokens, made.id)).status, 'started');
});

test('a start link is dead after two hours', async () => {
  const { connect, make, app, control } = beginTrial();
  const { start_url } = await make(await connect(zoe), later);
  control.advance(2 * hour);
  assert.equal((await app.request(path(start_url))).status, 403);
});

test('a guest joins by the link alone once the host is there', async () => {
  const { connect, make, app, control } = beginTrial();
  const { id, join_url } = await make(await connect(zoe), later);
  const join = () =>
    app.request(path(join_url), { method: 'POST', body: new URLSearchParams({ name: 'Grace' }) });
  assert.match(await (await join()).text(), /has not started/);
  control.startMeeting(id);
  const joined = await join();
  assert.equal(joined.status, 303);
  const inside = await app.request(joined.headers.get('location') ?? '');
  assert.match(await inside.text(), /You are in the meeting as Grace/);
});

test('the link of a deleted meeting says that it is gone', async () => {
  const { connect, make, app, control } = beginTrial();
  const { id, join_url } = await make(await connect(zoe), later);
  control.deleteMeeting(id);
  assert.equal((await app.request(path(join_url))).status, 404);
});

test('the host changes a meeting in Zoom itself', async () => {
  const { connect, make, read, app } = beginTrial();
  const tokens = await connect(zoe);
  const { id } = await make(tokens, { ...later, timezone: 'Europe/Berlin' });
  const body = new URLSearchParams({
    action: 'change',
    topic: 'Moved by hand',
    start_time: '2026-12-02T10:00',
    duration: '45',
  });
  const answer = await app.request(`/control/meetings/${id}`, { method: 'POST', body });
  assert.equal(answer.status, 303);
  const now = await read(tokens, id);
  assert.equal(now.topic, 'Moved by hand');
  assert.equal(now.start_time, '2026-12-02T09:00:00Z');
});

test('Uninstall on the page of installed apps removes the app', async () => {
  const { connect, app, control } = beginTrial();
  await connect(zoe);
  assert.match(await (await app.request('/installed')).text(), /Uninstall/);
  const body = new URLSearchParams({ person: 'zoeWinterSandboxUser01' });
  await app.request('/installed/uninstall', { method: 'POST', body });
  assert.deepEqual(control.state().installs, []);
});

test('Add in the Marketplace comes back with a code and without a state', async () => {
  const { app } = beginTrial();
  const text = await (await app.request('/installed')).text();
  const add = /href="(\/oauth\/authorize[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const body = new URLSearchParams([
    ...new URLSearchParams(add.split('?')[1]),
    ['person', zoe],
    ['decision', 'allow'],
  ]);
  const answer = await app.request('/oauth/authorize', { method: 'POST', body });
  const back = new URL(answer.headers.get('location') ?? '');
  assert.deepEqual([...back.searchParams.keys()], ['code']);
});

test('signed out of Zoom, the browser is asked again who it is', async () => {
  const { app } = beginTrial();
  const answer = await app.request('/logout', {
    headers: { cookie: `zoom_sandbox_person=${zoe}` },
  });
  assert.match(answer.headers.get('set-cookie') ?? '', /zoom_sandbox_person=;.*Max-Age=0/);
});
