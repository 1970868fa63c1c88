import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromServer, ServerWords, TicketAnswer } from '#calls';
import { Signalling, type Socket } from './signalling.ts';

interface FakeSocket extends Socket {
  sent: Record<string, unknown>[];
  closed: boolean;
  says(words: ServerWords): void;
}

/** A browser end with sockets that open when told, and timers that run when told. */
function opened(tickets: TicketAnswer[] = []) {
  const sockets: FakeSocket[] = [];
  const heard: FromServer[] = [];
  const ended: string[] = [];
  const lines: boolean[] = [];
  let kept: string | undefined;
  let timer: (() => void) | undefined;
  const waits: number[] = [];
  const signalling = new Signalling({
    open() {
      const socket: FakeSocket = {
        ...{ sent: [], closed: false, onopen: null, onmessage: null, onclose: null },
        send: (text) => void socket.sent.push(JSON.parse(text)),
        close: () => void (socket.closed = true),
        says: (words) => socket.onmessage?.({ data: JSON.stringify(words) }),
      };
      sockets.push(socket);
      return socket;
    },
    ticket: async () => tickets.shift() ?? { ok: true, ticket: 'the ticket' },
    keep: { read: () => kept, write: (key) => void (kept = key) },
    later(run, ms) {
      timer = run;
      waits.push(ms);
      return () => void (timer = undefined);
    },
    hear: (message) => void heard.push(message),
    lineChanged: (up) => void lines.push(up),
    ended: (why) => void ended.push(why),
  });
  const last = () => sockets.at(-1)!;
  return {
    ...{ signalling, sockets, heard, ended, lines, waits, last },
    key: () => kept,
    runTimer: () => timer?.(),
    /** Until the first socket has been welcomed. */
    async begin() {
      signalling.start();
      await Promise.resolve();
      await Promise.resolve();
      last().onopen?.();
      last().says({ hello: { key: 'key 1', heard: 0, reset: true } });
    },
  };
}

const CHAT = (text: string) => ({ t: 'chat', text }) as const;

test('the first socket brings the ticket, the next one the key and what was heard', async () => {
  const end = opened();
  await end.begin();
  assert.deepEqual(end.last().sent, [{ hello: { ticket: 'the ticket' } }]);
  end.last().says({ n: 1, a: 0, m: { t: 'waiting', hostIsIn: false } });
  end.last().onclose?.();
  end.runTimer();
  end.last().onopen?.();
  assert.deepEqual(end.last().sent, [{ hello: { key: 'key 1', heard: 1 } }]);
});

test('what was said into a dead socket is said again on the next', async () => {
  const end = opened();
  await end.begin();
  end.signalling.say(CHAT('one'));
  end.signalling.say(CHAT('two'));
  end.last().onclose?.();
  end.signalling.say(CHAT('three'));
  end.runTimer();
  end.last().onopen?.();
  end.last().says({ hello: { key: 'key 2', heard: 1, reset: false } });
  const said = end.last().sent.flatMap((frame) => ('m' in frame ? [frame['m']] : []));
  assert.deepEqual(said, [CHAT('two'), CHAT('three')]);
});

test('a message that arrives twice is heard once', async () => {
  const end = opened();
  await end.begin();
  end.last().says({ n: 1, a: 0, m: { t: 'waiting', hostIsIn: false } });
  end.last().says({ n: 1, a: 0, m: { t: 'waiting', hostIsIn: false } });
  assert.equal(end.heard.length, 1);
});

test('where something the server said got lost, the next socket brings it', async () => {
  const end = opened();
  await end.begin();
  end.last().says({ n: 2, a: 0, m: { t: 'waiting', hostIsIn: true } });
  assert.deepEqual([end.last().closed, end.heard], [true, []]);
  end.runTimer();
  end.last().onopen?.();
  assert.deepEqual(end.last().sent, [{ hello: { key: 'key 1', heard: 0 } }]);
  end.last().says({ hello: { key: 'key 1', heard: 0, reset: false } });
  end.last().says({ n: 1, a: 0 });
  assert.equal(end.last().closed, true, 'a beat tells how much was said');
});

test('a socket whose welcome got lost is no line', async () => {
  const end = opened();
  end.signalling.start();
  await Promise.resolve();
  await Promise.resolve();
  end.last().onopen?.();
  end.last().says({ a: 0 });
  assert.equal(end.last().closed, true);
});

test('every beat is answered with what was heard and said', async () => {
  const end = opened();
  await end.begin();
  end.last().says({ n: 1, a: 0, m: { t: 'waiting', hostIsIn: false } });
  end.last().says({ a: 0 });
  assert.deepEqual(end.last().sent.at(-1), { a: 1 });
  end.signalling.say(CHAT('one'));
  end.last().says({ a: 0 });
  assert.deepEqual(end.last().sent.at(-1), { n: 1, a: 1 });
});

test('a socket that falls silent is given up and replaced', async () => {
  const end = opened();
  await end.begin();
  const [first] = end.sockets;
  end.runTimer();
  assert.equal(first?.closed, false, 'a beat may come late');
  end.runTimer();
  assert.equal(first?.closed, true);
  assert.deepEqual(end.lines, [true, false]);
  end.runTimer();
  assert.equal(end.sockets.length, 2);
});

test('however long the server is gone, it is tried again every second and a half', async () => {
  const end = opened();
  await end.begin();
  for (let tries = 0; tries < 10; tries++) {
    end.last().onclose?.();
    assert.ok(end.waits.at(-1)! <= 1_500);
    end.runTimer();
  }
});

test('a server that remembers nothing hears again what it had not confirmed', async () => {
  const end = opened();
  await end.begin();
  end.signalling.say(CHAT('one'));
  end.last().onclose?.();
  end.runTimer();
  end.last().says({ hello: { key: 'key 2', heard: 0, reset: true } });
  assert.deepEqual(end.last().sent.at(-1), { n: 1, a: 0, m: CHAT('one') });
});

test('a refusal is final', async () => {
  const end = opened();
  await end.begin();
  end.last().says({ end: 'refused' });
  assert.deepEqual([end.ended, end.key()], [['refused'], undefined]);
  end.runTimer();
  assert.equal(end.sockets.length, 1);
});

test('whoever came too often gets in a little later, by themselves', async () => {
  const end = opened([{ ok: false, reason: 'too-often' }]);
  end.signalling.start();
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual([end.sockets.length, end.ended, end.waits], [0, [], [10_000]]);
  end.runTimer();
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(end.sockets.length, 1);
});

test('a window whose place was taken over by another keeps the key to go on with', async () => {
  const end = opened();
  await end.begin();
  end.last().says({ end: 'opened-elsewhere' });
  assert.deepEqual([end.ended, end.key()], [['opened-elsewhere'], 'key 1']);
});

test('leaving is said, and forgets the seat', async () => {
  const end = opened();
  await end.begin();
  end.signalling.leave();
  assert.deepEqual(end.last().sent.at(-1), { n: 1, a: 0, m: { t: 'leave' } });
  assert.deepEqual([end.key(), end.last().closed], [undefined, true]);
});

test('a socket that is silent is given up sooner where nothing else is heard either, and no other one', async () => {
  const end = opened();
  await end.begin();
  const [first] = end.sockets;
  end.signalling.doubt();
  assert.equal(first?.closed, false, 'the server was just heard');
  end.runTimer();
  end.last().says({ a: 0 });
  end.signalling.doubt();
  assert.equal(first?.closed, false, 'and again');
  end.runTimer();
  end.signalling.doubt();
  assert.equal(first?.closed, true);
  end.signalling.doubt();
  end.runTimer();
  assert.equal(end.sockets.length, 2);
});
