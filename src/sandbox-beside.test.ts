import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startSandbox } from './sandbox-beside.ts';

test('the sandbox starts whatever letter its secret begins with', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-sandbox-'));
  const beside = await startSandbox(
    { port: 0, appUrl: 'http://localhost', dataDir },
    { token: () => '-begins-with-a-dash' },
  );
  t.after(async () => {
    beside.stop();
    await rm(dataDir, { recursive: true });
  });
  assert.deepEqual(beside.app.webhookSecrets, ['-begins-with-a-dash']);
  assert.equal((await fetch(beside.url)).status, 200);
});
