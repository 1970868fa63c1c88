#!/usr/bin/env node
/**
 * Firefox, with an interpreter before it: Playwright tells every window which colours it prefers, in a
 * word Firefox does not know yet, and gives up when it is not understood. Everything else is handed on.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const UNKNOWN = 'emulation.setMediaFeaturesOverride';
const LISTENS = /WebDriver BiDi listening on (ws:\/\/\S+)/;

const firefox = spawn(process.env['FIREFOX'] ?? '', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
});
firefox.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => firefox.kill(signal));
}
firefox.stderr.setEncoding('utf8').on('data', (text: string) => {
  const [, address] = LISTENS.exec(text) ?? [];
  if (address) void interpret(address);
  else process.stderr.write(text);
});

async function interpret(address: string): Promise<void> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  server.on('connection', (playwright, { url }) => void handOn(playwright, `${address}${url}`));
  const { port } = server.address() as AddressInfo;
  process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${port}\n`);
}

async function handOn(playwright: WebSocket, address: string): Promise<void> {
  const browser = new WebSocket(address);
  const open = once(browser, 'open');
  playwright.on('message', async (data) => {
    const text = String(data);
    const { id, method } = JSON.parse(text) as { id: number; method: string };
    if (method === UNKNOWN) {
      return playwright.send(JSON.stringify({ type: 'success', id, result: {} }));
    }
    await open;
    browser.send(text);
  });
  browser.on('message', (data) => playwright.send(String(data)));
  playwright.on('close', () => browser.close());
  browser.on('close', () => playwright.close());
}
