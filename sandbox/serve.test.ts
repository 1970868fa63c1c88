import { strict as assert } from 'node:assert';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startSandbox } from './serve.ts';

const options = {
  port: 0,
  clientId: 'id',
  clientSecret: 'secret',
  redirectUris: ['http://localhost:3000/zoom/callback'],
};

test('it listens on a free port and says its address', async (t) => {
  const sandbox = await startSandbox(options);
  t.after(() => sandbox.close());
  const answer = await fetch(`${sandbox.url}/control/state`);
  assert.equal(answer.status, 200);
  const made = sandbox.control.schedule('zoe@winter-voice.example', {});
  const page = await fetch(`${sandbox.url}/j/${made.id}`);
  assert.equal(page.status, 200);
});

test('a lost answer is a cut line over the network', async (t) => {
  const sandbox = await startSandbox(options);
  t.after(() => sandbox.close());
  sandbox.control.addFault({ kind: 'lost' });
  await assert.rejects(fetch(`${sandbox.url}/v2/users/me`), TypeError);
  sandbox.control.clearFaults();
  assert.equal((await fetch(`${sandbox.url}/v2/users/me`)).status, 401);
});

test('silence lasts until the caller gives up, and does not keep the sandbox from closing', async () => {
  const sandbox = await startSandbox(options);
  sandbox.control.addFault({ kind: 'silence' });
  const asked = fetch(`${sandbox.url}/v2/users/me`);
  const rejected = assert.rejects(asked);
  while (sandbox.control.state().calls.length === 0) await new Promise(setImmediate);
  await sandbox.close();
  await rejected;
});

test('with a state file a restart keeps what was there, readable by its owner only', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'zoom-sandbox-'));
  t.after(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, 'deep', 'state.json');
  const first = await startSandbox({ ...options, stateFile });
  const { id } = first.control.schedule('zoe@winter-voice.example', { topic: 'Kept' });
  await first.close();
  const second = await startSandbox({ ...options, stateFile });
  t.after(() => second.close());
  assert.equal(second.control.state().meetings[0]?.id, id);
  assert.equal((await stat(stateFile)).mode & 0o777, 0o600);
});
