import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromServer, Person } from '#calls';
import { Call, type CallParts } from './call.ts';
import type { Socket } from './signalling.ts';

/** A page in a call whose voices and pictures nobody looks at, and what it says to the server. */
async function pageOf(role: Person['role']) {
  const sent: string[] = [];
  const sockets: Socket[] = [];
  const engine = new Proxy({}, { get: () => () => {} });
  const parts: Partial<CallParts> = {
    open() {
      const socket = { send: (text: string) => void sent.push(text), close() {} } as Socket;
      sockets.push(socket);
      return socket;
    },
    ticket: async () => ({ ok: true, ticket: 'the ticket' }),
    keep: { read: () => undefined, write() {} },
    later: () => () => {},
    engines: { mesh: () => engine, livekit: () => engine } as unknown as CallParts['engines'],
  };
  const call = new Call(parts as CallParts);
  call.join();
  await Promise.resolve();
  await Promise.resolve();
  let n = 0;
  return {
    locked: () => call.shown().call.locked,
    said: () => sent.filter((text) => text.includes('"lock"')),
    /** The server greets, as it does whoever comes and, where it was started anew, everybody again. */
    greeted() {
      const says = (words: object) => sockets.at(-1)?.onmessage?.({ data: JSON.stringify(words) });
      const me = { id: 'me', name: 'Ada', role, visit: 1, here: true, hand: false };
      const nothing = { chat: [], ice: [], knocking: [], recording: { is: 'off' } };
      n = 0;
      says({ hello: { key: 'key', heard: 0, reset: true } });
      const m = { t: 'in', me: 'me', people: [me], engine: 'mesh', locked: false, ...nothing };
      says({ n: (n += 1), a: 0, m });
    },
    hears(m: FromServer) {
      sockets.at(-1)?.onmessage?.({ data: JSON.stringify({ n: (n += 1), a: 0, m }) });
    },
  };
}

test('a server that was started anew is told by the host’s page that the door is locked', async () => {
  const page = await pageOf('host');
  page.greeted();
  page.hears({ t: 'locked', locked: true });
  page.greeted();
  assert.equal(page.said().length, 1);
  assert.match(page.said()[0] ?? '', /"locked":true/);
});

test('where the door was open, or a guest’s page remembers it locked, nothing is said', async () => {
  const open = await pageOf('host');
  open.greeted();
  open.greeted();
  const guest = await pageOf('guest');
  guest.greeted();
  guest.hears({ t: 'locked', locked: true });
  guest.greeted();
  assert.deepEqual([open.said(), guest.said(), guest.locked()], [[], [], false]);
});
