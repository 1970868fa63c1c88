import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import type { FromServer, IceServer, Person, ToServer } from '#calls';
import { Mesh } from './mesh.ts';
import { Connection } from './stand-in.ts';

const WITH_KEYS: IceServer[] = [{ urls: ['turn:relay.example.org'], credential: 'first' }];
const NEW_KEYS: IceServer[] = [{ urls: ['turn:relay.example.org'], credential: 'second' }];

/** Ada, who comes before everybody else and makes every offer. */
function adasPage(ice: IceServer[]) {
  const made: Connection[] = [];
  const said: ToServer[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const mesh = new Mesh({
    make: () => made[made.push(new Connection()) - 1] as unknown as RTCPeerConnection,
    say: (message) => void said.push(message),
    tracks: () => ({ mic: null, camera: null, screen: null, screenSound: null }),
    fit: async () => {},
    later(run, ms) {
      timers.push({ run, ms });
      return () => {};
    },
    silent: () => {},
    changed: () => {},
  });
  mesh.hear({ t: 'in', relayOnly: true, ice } as FromServer);
  return {
    mesh,
    made,
    said: () => said.map((message) => (message.t === 'signal' ? message.signal.kind : message.t)),
    async comes(id: string) {
      mesh.people([person('a'), person(id)], 'a');
      await setImmediate();
    },
    minutesPass: (minutes: number) =>
      timers.filter(({ ms }) => ms <= minutes * 60_000).forEach(({ run }) => run()),
  };
}

function person(id: string): Person {
  const shows = { mic: true, camera: true, screen: false, hand: false };
  return { id, name: id, role: 'guest', visit: 1, here: true, ...shows };
}

test('who came with young credentials connects at once', async () => {
  const page = adasPage(WITH_KEYS);
  await page.comes('b');
  assert.deepEqual(page.said(), ['offer']);
});

test('a host who waited long asks for new credentials before she connects to the first guest', async () => {
  const page = adasPage(WITH_KEYS);
  page.minutesPass(9);
  await page.comes('b');
  assert.deepEqual(page.said(), ['ice'], 'an offer with the old ones would lead nowhere');
  page.mesh.hear({ t: 'ice', ice: NEW_KEYS });
  await setImmediate();
  assert.deepEqual(page.said(), ['ice', 'offer']);
  assert.deepEqual(page.made[0]?.configuration.iceServers, NEW_KEYS);
  await page.comes('c');
  assert.deepEqual(page.said(), ['ice', 'offer', 'offer'], 'they are young now');
});

test('servers that need no credentials are never asked for again', async () => {
  const page = adasPage([{ urls: ['stun:relay.example.org'] }]);
  page.minutesPass(9);
  await page.comes('b');
  assert.deepEqual(page.said(), ['offer']);
});
