/** For tests of this folder: calls with a clock to move, and people who come by ticket. */
import { createLog, type Clock, type Log } from '#base';
import { refusalAt, type Bars } from './bars.ts';
import { BEAT_MS } from './desk.ts';
import { createCalls, type CallsParts } from './calls.ts';
import type { CallHappening } from './attendance.ts';
import type { Doorkeeper, Invitation } from './doorkeeper.ts';
import { createLine } from './line.ts';
import type { Agreement } from './recording.ts';
import type { Ending, FromServer, ServerWords, ToServer } from './messages.ts';

const START = Temporal.Instant.from('2027-01-11T09:00:00Z');

/** Opens at 08:56, four minutes before the session of Ada with Grace, Linus and Ines begins. */
export function openCalls(options: Partial<CallsParts> = {}) {
  const clock = movedByHand('2027-01-11T08:56:00Z');
  const invitations = everybodyInvited();
  const log: Log = createLog('silent');
  const told: ({ at: Temporal.Instant } & CallHappening)[] = [];
  const recordings = rememberedRecordings();
  const parts: CallsParts = {
    clock,
    ids: countedIds(),
    log,
    secretKey: 'a key for tests that is long enough',
    stunUrls: [],
    turnUrls: ['turn:relay.example.org'],
    turnSecret: 'a secret of the relay',
    media: undefined,
    bars: barsInMemory(clock),
    book: {
      tell: async (_session, at, happening) => void told.push({ at, ...happening }),
    },
    recordings,
    doorkeeper: doorkeeperOf(invitations),
    ...options,
  };
  let calls = createCalls(parts);
  const come = async (who: string) => {
    const person = { id: who, name: who, accountIds: [] };
    const answer = await (who === 'ada' ? calls.hostTicket(person, '') : calls.guestTicket(who));
    return answer;
  };
  return {
    clock,
    told,
    recordings,
    invitations,
    doorkeeper: parts.doorkeeper,
    calls: () => calls,
    come,
    /** Opens a socket and says the first words. */
    dial: (hello: object) => dial(calls, hello),
    /** Comes with a fresh ticket. */
    async enter(who: string) {
      const answer = await come(who);
      if (!answer.ok) throw new Error(`no ticket: ${answer.reason}`);
      return await dial(calls, { ticket: answer.ticket });
    },
    /** Lets time go by, beat by beat; those in `alive` answer each. */
    pass(ms: number, ...alive: { beat(): void }[]) {
      for (let passed = 0; passed < ms; passed += BEAT_MS) {
        clock.advance({ milliseconds: BEAT_MS });
        for (const end of alive) end.beat();
        calls.tick();
      }
    },
    restart() {
      calls = createCalls(parts);
    },
  };
}

type House = ReturnType<typeof openCalls>;
export type Caller = Awaited<ReturnType<typeof dial>>;

/** Comes, knocks and is let in by the host. */
export async function letIn(house: Pick<House, 'enter'>, ada: Caller, who: string) {
  const guest = await house.enter(who);
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking.at(-1)?.id ?? '' });
  return guest;
}

async function dial(calls: ReturnType<typeof createCalls>, hello: object) {
  const raw: string[] = [];
  const messages: FromServer[] = [];
  const line = createLine<ToServer, FromServer>();
  let open = true;
  let key = '';
  let ending: Ending | undefined;
  const ear = calls.answer({
    send(text) {
      raw.push(text);
      const words = JSON.parse(text) as ServerWords;
      if ('hello' in words) key = words.hello.key;
      else if ('end' in words) ending = words.end;
      else {
        const message = line.hear(words);
        if (message) messages.push(message);
        if (message?.t === 'in') key = message.key;
      }
    },
    close() {
      open = false;
    },
  });
  await ear.hear(JSON.stringify({ hello }));
  return {
    /** Every frame as it came over the socket. */
    raw,
    messages,
    key: () => key,
    heard: () => line.heard(),
    open: () => open,
    ending: () => ending,
    say: (message: ToServer) => void ear.hear(JSON.stringify(line.say(message))),
    hear: (text: string) => void ear.hear(text),
    beat: () => void ear.hear(JSON.stringify(line.beat())),
    hangUp: () => ear.lost(),
    last: <T extends FromServer['t']>(t: T) =>
      messages.findLast((message): message is Extract<FromServer, { t: T }> => message.t === t),
    me() {
      return this.last('in')?.me ?? '';
    },
    sees() {
      const last = messages.findLast(
        (message): message is Extract<FromServer, { people: unknown }> => 'people' in message,
      );
      return (last?.people ?? []).map(({ name, here }) => (here ? name : `${name} (away)`));
    },
  };
}

/** As the table keeps them, for all processes and longer than any. */
export function barsInMemory(clock: Clock): Bars {
  const barred = new Map<string, Temporal.Instant>();
  return {
    bar(who, until) {
      const before = barred.get(who) ?? until;
      barred.set(who, Temporal.Instant.compare(before, until) > 0 ? before : until);
    },
    async refusal(who) {
      const until = barred.get(who);
      return until && refusalAt(clock.now(), until);
    },
  };
}

function movedByHand(start: string) {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    set: (instant: Temporal.Instant | string) => void (now = Temporal.Instant.from(instant)),
    advance: (duration: Temporal.DurationLike) => void (now = now.add(duration)),
  };
}

function countedIds() {
  let made = 0;
  return {
    id: () => `id-${String((made += 1)).padStart(4, '0')}`,
    token: () => `token-${String((made += 1)).padStart(4, '0')}`,
  };
}

function doorkeeperOf(invitations: Record<string, Invitation>): Doorkeeper {
  return {
    guest: async (token) => invitations[token],
    host: async (person) => invitations[person.id],
    isHost: async (_account, who) => Object.values(invitations).some((one) => one?.who === who),
    async appointment({ sessionId }) {
      const all = Object.values(invitations).filter((one) => one.sessionId === sessionId);
      const bookings = new Map(
        all.map(({ who, cancelled }) => [who, cancelled ? 'cancelled' : 'stands'] as const),
      );
      return all[0] && { ...all[0], bookings };
    },
  };
}

function everybodyInvited(): Record<string, Invitation> {
  return {
    grace: invitation('Grace'),
    linus: invitation('Linus'),
    ines: invitation('Ines'),
    moss: invitation('Moss'),
    flora: invitation('Flora'),
    ada: { ...invitation('Ada'), role: 'host' },
    other: { ...invitation('Otto'), sessionId: 'another session', accountId: 'another account' },
  };
}

function invitation(name: string): Invitation {
  return {
    sessionId: 'the session',
    accountId: 'the account',
    who: `booking of ${name}`,
    role: 'guest',
    name,
    withWhom: 'Ada',
    title: 'Lesson',
    zone: 'Europe/Berlin',
    start: START,
    end: START.add({ minutes: 50 }),
    movedFrom: undefined,
    cancelled: false,
    place: 'built-in',
    terms: { seats: 4, relayOnly: false },
  };
}

/** Keeps what is told of recordings, in the order it was told. */
function rememberedRecordings() {
  const kept: string[] = [];
  return {
    kept,
    hasRoom: true,
    async asked(_session: string, by: string) {
      kept.push(`${by} asked`);
    },
    async refused(_session: string, name: string) {
      kept.push(`${name} refused`);
    },
    async begin(_recording: object, agreed: Agreement[]) {
      if (this.hasRoom) kept.push(`begun with ${agreed.map(({ name }) => name).join(' and ')}`);
      return this.hasRoom;
    },
    async agree(_id: string, { name }: Agreement) {
      kept.push(`${name} agreed`);
    },
    async stop() {
      kept.push('stopped');
    },
  };
}
