/** What the person in front of the screen knows of the call, and how every event changes it. Pure. */
import type { ChatLine, Ending, FromServer, Knock, Person, RecordingView, Sign } from '#calls';
import type { Refusal } from './signalling.ts';

export type WhyEnded = Ending | Refusal | 'left';

export interface CallState {
  stage: 'door' | 'joining' | 'waiting' | 'in' | 'ended';
  ended: WhyEnded | undefined;
  lineUp: boolean;
  /** My own id among `people`. */
  me: string;
  people: Person[];
  /**
   * The server was started anew and people come back to it one by one: whoever is missing is shown as
   * away, and their connection runs on, until everybody had the time.
   */
  gathering: boolean;
  /** While waiting: whether a host is in the call, or in another one, and what they asked for. */
  hostIsIn: boolean;
  hostElsewhere: boolean;
  held: string | undefined;
  knocking: Knock[];
  locked: boolean;
  recording: RecordingView;
  chat: ChatLine[];
  chatOpen: boolean;
  unread: number;
  /** Signs given a moment ago. */
  reactions: Reaction[];
  /** What happened last, in words, to be read out. `no` tells one from the next. */
  news: { no: number; words: string };
}

export interface Reaction {
  no: number;
  from: string;
  sign: Sign;
}

export type CallEvent =
  | { e: 'joining' }
  | { e: 'heard'; message: FromServer }
  | { e: 'line'; up: boolean }
  | { e: 'ended'; why: WhyEnded }
  | { e: 'chat-opened'; open: boolean }
  | { e: 'gathered' }
  | { e: 'faded'; no: number }
  /** Something else to be read out. */
  | { e: 'noted'; words: string };

const NOT_RECORDED: RecordingView = { is: 'off' };

export const AT_THE_DOOR: CallState = {
  stage: 'door',
  ended: undefined,
  lineUp: false,
  me: '',
  people: [],
  gathering: false,
  hostIsIn: false,
  hostElsewhere: false,
  held: undefined,
  knocking: [],
  locked: false,
  recording: NOT_RECORDED,
  chat: [],
  chatOpen: false,
  unread: 0,
  reactions: [],
  news: { no: 0, words: '' },
};

export function next(state: CallState, event: CallEvent): CallState {
  switch (event.e) {
    case 'joining':
      return { ...AT_THE_DOOR, news: state.news, stage: 'joining' };
    case 'line':
      return { ...state, lineUp: event.up };
    case 'ended':
      return {
        ...state,
        stage: 'ended',
        ended: event.why,
        people: [],
        knocking: [],
        recording: NOT_RECORDED,
      };
    case 'chat-opened':
      return { ...state, chatOpen: event.open, unread: 0 };
    case 'gathered':
      return { ...state, gathering: false, people: state.people.filter(({ here }) => here) };
    case 'faded':
      return { ...state, reactions: state.reactions.filter(({ no }) => no !== event.no) };
    case 'noted':
      return tell(state, event.words);
    case 'heard':
      return hear(state, event.message);
  }
}

export function others({ people, me }: CallState): Person[] {
  return people.filter(({ id }) => id !== me);
}

export function myself({ people, me }: CallState): Person | undefined {
  return people.find(({ id }) => id === me);
}

function hear(state: CallState, message: FromServer): CallState {
  switch (message.t) {
    case 'waiting':
      return waits(state, message);
    case 'in': {
      const { me, people, chat, knocking, locked, recording } = message;
      const stage = 'in' as const;
      const came = { ...state, stage, me, people, chat, knocking, locked, recording };
      if (state.stage !== 'in') return tell(came, whoIsHere(came));
      return {
        ...came,
        gathering: true,
        people: withTheMissing(state.people, people),
        chat: withTheEarlier(state.chat, chat),
      };
    }
    case 'people': {
      const people = state.gathering
        ? withTheMissing(state.people, message.people)
        : message.people;
      return tell({ ...state, people }, whatChanged(state, people));
    }
    case 'knocking':
      return tell({ ...state, knocking: message.knocking }, whoKnocked(state, message.knocking));
    case 'locked':
      return tell(
        { ...state, locked: message.locked },
        message.locked ? 'The door is locked.' : 'The door is open again.',
      );
    case 'recording':
      return tell(
        { ...state, recording: message.recording },
        recordingNews(state, message.recording),
      );
    case 'chat':
      return written(state, message.line);
    case 'reaction':
      return reacted(state, message);
    case 'signal':
    case 'ice':
    case 'pass':
      return state;
  }
}

function waits(state: CallState, message: Extract<FromServer, { t: 'waiting' }>): CallState {
  const { hostIsIn, hostElsewhere = false, held } = message;
  const waiting = { ...state, stage: 'waiting' as const, hostIsIn, hostElsewhere, held };
  if (held && held !== state.held) return tell(waiting, `Your host says: ${held}`);
  const asBefore = hostIsIn === state.hostIsIn && hostElsewhere === state.hostElsewhere;
  if (state.stage === 'waiting' && asBefore) return waiting;
  if (hostElsewhere)
    return tell(waiting, 'You are waiting. Your host is still in another session.');
  if (!hostIsIn) return tell(waiting, 'You are waiting. Your host is not here yet.');
  return tell(waiting, 'You are waiting to be let in. Your host is here.');
}

/** Whether somebody is asked to agree, and is me. */
export function isAsked({ recording, me }: CallState): boolean {
  return recording.is !== 'off' && !recording.agreed.includes(me);
}

function recordingNews({ recording: before, me }: CallState, now: RecordingView): string {
  if (before.is === now.is) return '';
  if (now.is === 'on') return 'This call is being recorded.';
  if (now.is === 'paused') return 'The recording rests until everybody has agreed.';
  if (now.is === 'off')
    return before.is === 'asking' && now.why === 'stopped'
      ? 'Nothing is recorded.'
      : notRecorded(now);
  return now.by === me ? 'Everybody is asked whether they agree.' : '';
}

/** Why it is not recorded, or no more. */
export function notRecorded({ why, name }: Extract<RecordingView, { is: 'off' }>): string {
  switch (why) {
    case 'refused':
      return `${name} left without agreeing. Nothing was recorded.`;
    case 'no-room':
      return 'This server has no room for a recording just now. Whoever runs it can make some.';
    default:
      return 'The recording has ended.';
  }
}

function reacted(state: CallState, message: Extract<FromServer, { t: 'reaction' }>): CallState {
  const { from, sign } = message;
  const no = (state.reactions.at(-1)?.no ?? state.news.no) + 1;
  const who = others(state).find(({ id }) => id === from);
  const words = who ? `${who.name} gives a sign: ${SIGN_WORDS[sign]}.` : '';
  return tell({ ...state, reactions: [...state.reactions, { no, from, sign }] }, words);
}

export const SIGN_WORDS: Record<Sign, string> = {
  thumb: 'thumbs up',
  heart: 'a heart',
  smile: 'a smile',
  spark: 'wonderful',
};

function withTheMissing(before: Person[], now: Person[]): Person[] {
  const there = new Set(now.map(({ id }) => id));
  const missing = before.filter(({ id }) => !there.has(id));
  return [...now, ...missing.map((person) => ({ ...person, here: false }))];
}

/** Whoever keeps the room now knows nothing of what was written before. */
function withTheEarlier(before: ChatLine[], now: ChatLine[]): ChatLine[] {
  const known = new Set(now.map(({ id }) => id));
  return [...before.filter(({ id }) => !known.has(id)), ...now];
}

function written(state: CallState, line: ChatLine): CallState {
  const chat = [...state.chat, line];
  if (line.from === state.me) return { ...state, chat };
  const unread = state.chatOpen ? 0 : state.unread + 1;
  return tell({ ...state, chat, unread }, `${line.name} writes: ${line.text}`);
}

function whoIsHere(state: CallState): string {
  const names = others(state).map(({ name }) => name);
  if (names.length === 0) return 'You are in the call. Nobody else is here yet.';
  return `You are in the call with ${names.join(' and ')}.`;
}

function whatChanged(before: CallState, people: Person[]): string {
  const known = new Map(before.people.map((person) => [person.id, person]));
  const now = new Set(people.map(({ id }) => id));
  const words = people
    .filter(({ id }) => id !== before.me)
    .flatMap((person) => changeOf(known.get(person.id), person));
  const gone = before.people.filter(({ id }) => !now.has(id) && id !== before.me);
  return [...words, ...gone.map(({ name }) => `${name} left.`)].join(' ');
}

function changeOf(before: Person | undefined, { name, here, screen, hand }: Person): string[] {
  if (!before) return [`${name} joined.`];
  if (before.here !== here) return [here ? `${name} is back.` : `The line of ${name} dropped.`];
  if (before.screen !== screen) {
    return [screen ? `${name} shares a screen.` : `${name} stopped sharing the screen.`];
  }
  return !before.hand && hand ? [`${name} raised a hand.`] : [];
}

function whoKnocked(before: CallState, knocking: Knock[]): string {
  const known = new Map(before.knocking.map((knock) => [knock.id, knock]));
  return knocking
    .flatMap(({ id, name, rings }) => {
      const knownRings = known.get(id)?.rings;
      if (knownRings === undefined) return [`${name} is waiting to come in.`];
      return rings > knownRings ? [`${name} rings.`] : [];
    })
    .join(' ');
}

function tell(state: CallState, words: string): CallState {
  return words ? { ...state, news: { no: state.news.no + 1, words } } : state;
}
