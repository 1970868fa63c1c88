import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { answerSockets, LINE_PATH } from './socket.ts';
import { openCalls } from './stand-in.ts';

const OURS = 'https://book.example.org';

async function listening() {
  const house = openCalls();
  const server = createServer();
  const stop = answerSockets(server, house.calls(), OURS);
  await once(server.listen(0), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    house,
    dial: (origin: string, path = LINE_PATH) =>
      new WebSocket(`ws://localhost:${port}${path}`, { headers: { origin } }),
    async [Symbol.asyncDispose]() {
      stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a page of ours may open a line and is answered', async () => {
  await using at = await listening();
  const answer = await at.house.come('grace');
  assert.ok(answer.ok);
  const socket = at.dial(OURS);
  await once(socket, 'open');
  socket.send(JSON.stringify({ hello: { ticket: answer.ticket } }));
  const [data] = await once(socket, 'message');
  assert.deepEqual(Object.keys(JSON.parse(String(data))), ['hello']);
});

test('a page of another site may not', async () => {
  await using at = await listening();
  assert.match(await refusalOf(at.dial('https://elsewhere.example')), /403/);
});

test('no other address is answered', async () => {
  await using at = await listening();
  assert.match(await refusalOf(at.dial(OURS, `${LINE_PATH}?ticket=1`)), /404/);
});

test('a message of a megabyte ends its line and nothing else', async () => {
  await using at = await listening();
  const [loud, quiet] = [at.dial(OURS), at.dial(OURS)];
  await Promise.all([once(loud, 'open'), once(quiet, 'open')]);
  loud.send('x'.repeat(1024 * 1024));
  const [code] = await once(loud, 'close');
  assert.equal(code, 1009);
  assert.equal(quiet.readyState, WebSocket.OPEN);
});

async function refusalOf(socket: WebSocket): Promise<string> {
  return await new Promise((resolve) => {
    socket.once('error', (error) => resolve(String(error)));
    socket.once('open', () => resolve('it was opened'));
  });
}
