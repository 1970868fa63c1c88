import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromServer, Person } from '#calls';
import { AT_THE_DOOR, next, type CallState } from './call-state.ts';

const me = person('me', 'Ada');
const grace = person('g', 'Grace');
const IN: FromServer = {
  ...{
    t: 'in',
    me: 'me',
    key: '',
    people: [me],
    chat: [],
    engine: 'mesh',
    relayOnly: false,
    ice: [],
    knocking: [],
    locked: false,
    recording: { is: 'off' },
  },
};

function person(id: string, name: string): Person {
  const shows = { mic: true, camera: true, screen: false, hand: false };
  return { id, name, role: 'guest', visit: 1, here: true, ...shows };
}

function after(...messages: FromServer[]): CallState {
  return messages.reduce((state, message) => next(state, { e: 'heard', message }), AT_THE_DOOR);
}

test('whoever comes and goes is announced by name', () => {
  const came = after(IN, { t: 'people', people: [me, grace] });
  assert.equal(came.news.words, 'Grace joined.');
  const left = next(came, { e: 'heard', message: { t: 'people', people: [me] } });
  assert.equal(left.news.words, 'Grace left.');
});

test('a dropped line is announced as that, not as leaving', () => {
  const away = { ...grace, here: false };
  const state = after({ ...IN, people: [me, grace] }, { t: 'people', people: [me, away] });
  assert.equal(state.news.words, 'The line of Grace dropped.');
});

test('every new knock is announced once', () => {
  const knocking = [{ id: 'l', name: 'Linus', rings: 0 }];
  const state = after(IN, { t: 'knocking', knocking });
  assert.equal(state.news.words, 'Linus is waiting to come in.');
  const again = next(state, { e: 'heard', message: { t: 'knocking', knocking } });
  assert.equal(again.news.no, state.news.no);
  const [linus] = knocking;
  const rung = after(
    IN,
    { t: 'knocking', knocking },
    { t: 'knocking', knocking: [{ ...linus!, rings: 1 }] },
  );
  assert.equal(rung.news.words, 'Linus rings.');
});

test('whoever waits hears whether a host is there, and what they say', () => {
  const alone = after({ t: 'waiting', hostIsIn: false });
  assert.equal(alone.news.words, 'You are waiting. Your host is not here yet.');
  const busy = after(
    { t: 'waiting', hostIsIn: false },
    { t: 'waiting', hostIsIn: false, hostElsewhere: true },
  );
  assert.equal(busy.news.words, 'You are waiting. Your host is still in another session.');
  const held = after({ t: 'waiting', hostIsIn: true, held: 'Five minutes, please' });
  assert.deepEqual(
    [held.held, held.news.words],
    ['Five minutes, please', 'Your host says: Five minutes, please'],
  );
});

test('a sign is shown for a moment and read out', () => {
  const state = after({ ...IN, people: [me, grace] }, { t: 'reaction', from: 'g', sign: 'heart' });
  assert.equal(state.news.words, 'Grace gives a sign: a heart.');
  const [reaction] = state.reactions;
  assert.deepEqual(next(state, { e: 'faded', no: reaction!.no }).reactions, []);
});

test('messages count as unread until the chat is opened', () => {
  const line = { id: '1', from: 'g', name: 'Grace', at: '2027-01-11T09:00:00Z', text: 'Hello' };
  const state = after(IN, { t: 'chat', line });
  assert.deepEqual([state.unread, state.news.words], [1, 'Grace writes: Hello']);
  const opened = next(state, { e: 'chat-opened', open: true });
  assert.equal(opened.unread, 0);
});

test('what one writes oneself is neither unread nor read out', () => {
  const line = { id: '1', from: 'me', name: 'Ada', at: '2027-01-11T09:00:00Z', text: 'Hello' };
  const state = after(IN, { t: 'chat', line });
  assert.deepEqual([state.unread, state.chat.length], [0, 1]);
  assert.doesNotMatch(state.news.words, /Hello/);
});

test('what was written stays on the page when the room is kept anew, and nothing stands there twice', () => {
  const lineNamed = (id: string) => ({ id, from: 'g', name: 'Grace', at: '', text: id });
  const [early, late] = [lineNamed('early'), lineNamed('late')];
  const before: FromServer = { ...IN, chat: [early] };
  const kept = after(before, { ...IN, chat: [] });
  assert.deepEqual(kept.chat, [early]);
  assert.deepEqual(after(before, { ...IN, chat: [early, late] }).chat, [early, late]);
});

test('while people come back to a server started anew nobody is taken for gone', () => {
  const together: FromServer = { ...IN, people: [me, grace] };
  const alone = after(together, { ...IN, people: [me] });
  assert.deepEqual(
    alone.people.map(({ id, here }) => [id, here]),
    [
      ['me', true],
      ['g', false],
    ],
  );
  const still = next(alone, { e: 'heard', message: { t: 'people', people: [me] } });
  assert.equal(still.people.length, 2);
  const back = next(alone, { e: 'heard', message: { t: 'people', people: [me, grace] } });
  assert.equal(back.people.find(({ id }) => id === 'g')?.here, true);
  assert.deepEqual(
    next(alone, { e: 'gathered' }).people.map(({ id }) => id),
    ['me'],
  );
});
