/** What is said over the socket of a call, both ways. */
import { z } from 'zod';
import type { Door } from './door.ts';
import type { IceServer } from './ice.ts';
import type { Frame } from './line.ts';

const id = z.string().max(64);
const looks = z.number().int().min(0).max(100);

const signal = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['offer', 'answer']), sdp: z.string().max(60_000) }),
  z.object({
    kind: z.literal('candidate'),
    candidate: z.object({
      candidate: z.string().max(1000),
      sdpMid: z.string().max(64).nullish(),
      sdpMLineIndex: z.number().int().nullish(),
      usernameFragment: z.string().max(256).nullish(),
    }),
  }),
  /** Only one end of a pair makes offers; the other asks for one with this, or for a new connection. */
  z.object({ kind: z.enum(['restart', 'rebuild']) }),
  /** Through a media server: by which a page is known, and the key of its voice and picture, sealed for the other. */
  z.object({
    kind: z.literal('key'),
    publicKey: z.string().max(200),
    sealed: z.string().max(400).optional(),
  }),
  /** Its browser can neither lock nor unlock. */
  z.object({ kind: z.literal('no-key') }),
]);

const toServer = z.discriminatedUnion('t', [
  z.object({ t: z.literal('signal'), to: id, epoch: z.number().int(), signal }),
  z.object({ t: z.literal('chat'), text: z.string().trim().min(1).max(2000) }),
  z.object({
    t: z.literal('show'),
    mic: z.boolean(),
    camera: z.boolean(),
    screen: z.boolean(),
    hand: z.boolean(),
  }),
  z.object({ t: z.enum(['admit', 'refuse', 'remove']), id }),
  /** A host asks somebody who waits for a little more patience, in their own words. */
  z.object({ t: z.literal('hold'), id, text: z.string().trim().min(1).max(200) }),
  /** Somebody who waits asks the host to look. */
  z.object({ t: z.literal('ring') }),
  z.object({ t: z.literal('react'), sign: z.enum(['thumb', 'heart', 'smile', 'spark']) }),
  /** How often the connection was looked at since this was said last, and how it was found. */
  z.object({ t: z.literal('felt'), good: looks, fair: looks, poor: looks }),
  z.object({ t: z.literal('lock'), locked: z.boolean() }),
  /** Asks for fresh relay credentials, before connections are restarted. */
  z.object({ t: z.literal('ice') }),
  /** Hosts ask to record, or stop it; everybody asked may agree. Whoever does not leaves. */
  z.object({ t: z.literal('record'), deed: z.enum(['ask', 'agree', 'stop']) }),
  /** Asks for another pass to the media server. */
  z.object({ t: z.literal('pass') }),
  z.object({ t: z.literal('leave') }),
]);

const frame = z.object({
  n: z.number().int().positive().optional(),
  a: z.number().int().min(0),
  m: toServer.optional(),
});

/** The first words on a socket: a ticket, or the key of a seat and how much was heard in it. */
const hello = z.object({
  hello: z.union([
    z.object({ ticket: z.string().max(4000) }),
    z.object({ key: z.string().max(4000), heard: z.number().int().min(0).optional() }),
  ]),
});

export type Signal = z.output<typeof signal>;
export type ToServer = z.output<typeof toServer>;
/** A sign somebody gives without a word. */
export type Sign = Extract<ToServer, { t: 'react' }>['sign'];
export type Hello = z.output<typeof hello>;

export type RecordingDeed = Extract<ToServer, { t: 'record' }>['deed'];

export type WhyNotRecorded = 'stopped' | 'refused' | 'recorder-left' | 'no-room';

/** How it stands with a recording. `by` and `agreed` are seats; `name` is the host’s who asked. */
export type RecordingView =
  | { is: 'off'; why?: WhyNotRecorded; name?: string }
  | { is: 'asking' | 'on' | 'paused'; id: string; by: string; name: string; agreed: string[] };

export type EngineName = 'mesh' | 'livekit';

export type Quality = 'good' | 'fair' | 'poor';

/** Somebody in the call. */
export interface Person {
  id: string;
  name: string;
  role: 'host' | 'guest';
  /** Goes up when their page is loaded anew: connections to the page before are dead. */
  visit: number;
  /** False while their line is down and their seat is kept. */
  here: boolean;
  mic: boolean;
  camera: boolean;
  screen: boolean;
  hand: boolean;
}

export interface ChatLine {
  id: string;
  from: string;
  name: string;
  /** RFC 3339. */
  at: string;
  text: string;
}

/** Somebody who waits to be let in, as hosts see it. */
export interface Knock {
  id: string;
  name: string;
  /** How often they rang. */
  rings: number;
  /** What a host asked them to wait for. */
  held?: string;
}

export type FromServer =
  /** All that somebody before the door is told. */
  | { t: 'waiting'; hostIsIn: boolean; hostElsewhere?: true; held?: string }
  | {
      t: 'in';
      me: string;
      key: string;
      people: Person[];
      chat: ChatLine[];
      /** How voices and pictures travel: between the browsers, or through a media server. */
      engine: EngineName;
      relayOnly: boolean;
      ice: IceServer[];
      knocking: Knock[];
      locked: boolean;
      recording: RecordingView;
    }
  | { t: 'people'; people: Person[] }
  | { t: 'chat'; line: ChatLine }
  | { t: 'reaction'; from: string; sign: Sign }
  | { t: 'signal'; from: string; epoch: number; signal: Signal }
  | { t: 'ice'; ice: IceServer[] }
  /** With relay credentials as fresh as itself. */
  | { t: 'pass'; url: string; token: string; ice: IceServer[] }
  /** To hosts only. */
  | { t: 'knocking'; knocking: Knock[] }
  | { t: 'locked'; locked: boolean }
  | { t: 'recording'; recording: RecordingView };

/** Why the server closed the line for good. */
export type Ending =
  | 'refused'
  | 'removed'
  | 'full'
  | 'locked'
  | 'unknown'
  | 'opened-elsewhere'
  /** The session was cancelled or moved while they waited. */
  | Exclude<Door['is'], 'open'>;

/** Frames before and after the numbered ones. `reset`: the other end remembers nothing; count from 1 again. */
export type ServerWords =
  | Frame<FromServer>
  | { hello: { key: string; heard: number; reset: boolean } }
  | { end: Ending };

/** A frame of a seated person; undefined when it is not one. */
export function readFrame(text: string): Frame<ToServer> | undefined {
  return frame.safeParse(parsed(text)).data as Frame<ToServer> | undefined;
}

export function readHello(text: string): Hello['hello'] | undefined {
  return hello.safeParse(parsed(text)).data?.hello;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
