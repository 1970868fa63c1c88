import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person, ToServer } from '#calls';
import { EndToEnd } from './end-to-end.ts';

type Signalled = Extract<ToServer, { t: 'signal' }>;

/** Pages of one call whose server passes on what they say, and may be made to do worse. */
function openCall() {
  const pages = new Map<string, ReturnType<typeof open>>();
  const passed: (Signalled & { from: string })[] = [];
  let people: Person[] = [];
  let tamper = (said: Signalled & { from: string }) => said;

  function open(id: string, able: boolean) {
    const uses = new Map<string, string>();
    const timers: (() => void)[] = [];
    const page = new EndToEnd({
      able,
      say(message) {
        const said = tamper({ ...(message as Signalled), from: id });
        passed.push(said);
        pages.get(said.to)?.page.hear(said);
      },
      later(run) {
        timers.push(run);
        return () => {};
      },
      use: (of, secret, no) => void uses.set(of, `${no} ${Buffer.from(secret).toString('hex')}`),
      changed: () => {},
    });
    return { page, uses, runTimers: () => timers.splice(0).forEach((run) => run()) };
  }
  const tellAll = async () => {
    for (const [id, { page }] of pages) page.people(people, id);
    await quiet();
  };
  return {
    passed,
    tamperWith: (how: typeof tamper) => void (tamper = how),
    async comes(id: string, { able = true, visit = 1, page = open(id, able) } = {}) {
      pages.set(id, page);
      people = [...people.filter((one) => one.id !== id), personNamed(id, visit)];
      await tellAll();
      return page;
    },
    /** The line of somebody is down for all others; what is said to them finds nobody. */
    async isAway(id: string) {
      pages.delete(id);
      people = people.map((one) => (one.id === id ? { ...one, here: false } : one));
      await tellAll();
    },
    async leaves(id: string) {
      pages.delete(id);
      people = people.filter((one) => one.id !== id);
      await tellAll();
    },
  };
}

/** As is done soon after somebody left. */
async function changeKeys(...pages: { runTimers(): void }[]) {
  for (const page of pages) page.runTimers();
  await quiet();
  for (const page of pages) page.runTimers();
}

/** Until every page has heard all that was said: sealing happens on threads of its own. */
async function quiet() {
  for (let turn = 0; turn < 40; turn += 1) {
    await crypto.subtle.digest('SHA-256', new Uint8Array(1));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function personNamed(id: string, visit: number): Person {
  const shows = { mic: true, camera: true, screen: false, hand: false };
  return { id, name: id, role: 'guest', visit, here: true, ...shows };
}

test('everybody can unlock what the others send, whoever came when', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  const flora = await call.comes('flora');
  const linus = await call.comes('linus');
  for (const page of [ada, flora, linus]) assert.deepEqual(page.uses.size, 3);
  assert.deepEqual(new Map([...ada.uses].toSorted()), new Map([...linus.uses].toSorted()));
  assert.equal(flora.uses.get('ada'), ada.uses.get('ada'));
});

test('what is passed on holds no key that opens anything', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  await call.comes('flora');
  const secret = Buffer.from(ada.uses.get('ada')?.slice(2) ?? '', 'hex').toString('base64');
  const heard = JSON.stringify(call.passed);
  assert.match(heard, /"sealed"/);
  assert.ok(!heard.includes(secret.slice(0, 20)));
  const sealed = call.passed.flatMap(({ signal }) => ('sealed' in signal ? signal.sealed : []));
  assert.equal(new Set(sealed).size, sealed.length);
});

test('both read the same words, and other words where the server puts itself in between', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  const flora = await call.comes('flora');
  assert.deepEqual(ada.page.keysWith('flora'), flora.page.keysWith('ada')?.toReversed());

  const evesKey = call.passed[0]!.signal as { publicKey: string };
  const spied = openCall();
  spied.tamperWith((said) => ({ ...said, signal: { ...said.signal, ...evesKey } as never }));
  const adaAgain = await spied.comes('ada');
  const floraAgain = await spied.comes('flora');
  assert.notDeepEqual(
    adaAgain.page.keysWith('flora'),
    floraAgain.page.keysWith('ada')?.toReversed(),
  );
  assert.equal(floraAgain.uses.get('ada'), undefined, 'what she sealed does not open');
});

test('whoever left unlocks nothing of what is sent afterwards, and all others do', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  const flora = await call.comes('flora');
  const linus = await call.comes('linus');
  const before = ada.uses.get('ada');
  await call.leaves('linus');
  ada.runTimers();
  await quiet();
  assert.equal(ada.uses.get('ada'), before, 'not before the others have it');
  assert.notEqual(flora.uses.get('ada'), before);
  ada.runTimers();
  assert.equal(ada.uses.get('ada'), flora.uses.get('ada'));
  assert.equal(linus.uses.get('ada'), before);
});

test('a page loaded anew has new keys, and is understood', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  await call.comes('flora');
  const before = ada.page.keysWith('flora');
  const flora = await call.comes('flora', { visit: 2 });
  assert.notDeepEqual(ada.page.keysWith('flora'), before);
  assert.equal(flora.uses.get('ada'), ada.uses.get('ada'));
  assert.equal(ada.uses.get('flora'), flora.uses.get('flora'));
});

test('a page that was away so long that it lost its seat understands all others again, and they it', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  const flora = await call.comes('flora');
  const linus = await call.comes('linus');
  await call.leaves('linus');
  await changeKeys(ada, flora);
  await call.comes('linus', { page: linus });
  for (const page of [ada, flora, linus]) page.runTimers();
  for (const id of ['ada', 'flora', 'linus']) {
    assert.equal(linus.uses.get(id), ada.uses.get(id), id);
    assert.equal(linus.uses.get(id), flora.uses.get(id), id);
  }
});

test('a key that was changed while somebody had no seat is theirs when they are back', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  const flora = await call.comes('flora');
  const linus = await call.comes('linus');
  await call.isAway('linus');
  await call.leaves('flora');
  await changeKeys(ada);
  assert.notEqual(linus.uses.get('ada'), ada.uses.get('ada'));
  await call.comes('linus', { page: linus });
  assert.equal(linus.uses.get('ada'), ada.uses.get('ada'));
  assert.notEqual(flora.uses.get('ada'), ada.uses.get('ada'));
});

test('a second key for the same page is not believed', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  await call.comes('flora');
  const before = ada.page.keysWith('flora');
  const { publicKey } = (await openedElsewhere()).signal as { publicKey: string };
  ada.page.hear({ t: 'signal', from: 'flora', epoch: 0, signal: { kind: 'key', publicKey } });
  await quiet();
  assert.deepEqual(ada.page.keysWith('flora'), before);
});

test('a browser that cannot lock is known to all others as such, and gets no key', async () => {
  const call = openCall();
  const ada = await call.comes('ada');
  const linus = await call.comes('linus', { able: false });
  const flora = await call.comes('flora');
  assert.deepEqual([ada.page.cannot('linus'), flora.page.cannot('linus')], [true, true]);
  assert.equal(ada.page.cannot('flora'), false);
  assert.deepEqual([linus.uses.get('ada'), linus.uses.get('flora')], [undefined, undefined]);
  assert.equal(flora.uses.get('ada'), ada.uses.get('ada'));
  await call.leaves('linus');
  await call.comes('linus', { page: linus });
  assert.equal(ada.page.cannot('linus'), true, 'also of somebody who was away for long');
});

async function openedElsewhere() {
  const call = openCall();
  await call.comes('eve');
  await call.comes('mallory');
  return call.passed[0]!;
}
