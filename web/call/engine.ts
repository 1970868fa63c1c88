/**
 * What carries voices and pictures in one call, seen from one browser. Who is in, what is written and
 * who decides goes through our server, whatever the engine.
 */
import type { FromServer, Person, ToServer } from '#calls';
import type { Counts } from './quality.ts';

export const SLOTS = ['mic', 'camera', 'screen', 'screenSound'] as const;
export type Slot = (typeof SLOTS)[number];
export type Tracks = Record<Slot, MediaStreamTrack | null>;

export type Connection =
  | 'connecting'
  | 'connected'
  | 'interrupted'
  | 'failed'
  /** The call is encrypted from end to end, and a browser is too old for that: ours, or theirs. */
  | 'we-cannot'
  | 'they-cannot';

/** What is received of one other person. */
export interface PeerView {
  connection: Connection;
  /** Voice and camera. */
  face: MediaStream | undefined;
  /** The shared screen and its sound. */
  screen: MediaStream | undefined;
}

export interface Size {
  width: number;
  height: number;
}

export interface CallEngine {
  /** Connects to whoever is new and drops whoever is gone. */
  people(people: Person[], me: string): void;
  /** Everything the server says; an engine takes what concerns it. */
  hear(message: FromServer): void;
  /** How large somebody's picture is on our screen; undefined while it is not seen. */
  sized(id: string, what: 'face' | 'screen', size: Size | undefined): void;
  /** Somebody's picture moves, or nobody looks at it. */
  drawn(id: string): void;
  /** The track in this place is another one now, or none, or was muted or unmuted. */
  put(slot: Slot): void;
  /** The line to the server is back: what is broken can be mended now. */
  mend(): void;
  /** How loud somebody is just now, from 0 to 1. */
  level(id: string): number;
  /** What was received from each of the others so far. */
  counts(): Promise<Map<string, Counts>>;
  /** The keys what we exchange with somebody is locked with, ours and theirs, as soon as both are known. */
  keysWith(id: string): [string, string] | undefined;
  close(): void;
}

export interface EngineParts {
  say(message: ToServer): void;
  /** What the others are to see and hear of us. */
  tracks(): Tracks;
  /** Takes our picture small, or large again. Resolves once it is so. */
  fit(size: 'small' | 'large'): Promise<void>;
  later(run: () => void, ms: number): () => void;
  /** Somebody was heard, and is not any more: it may be our own line. Said again and again for two seconds. */
  silent(): void;
  changed(views: Record<string, PeerView>): void;
}

/** After so long without a way, people are told; the tries go on. */
export const NO_WAY_MS = 12_000;
export const TRY_AGAIN_MS = 6_000;
/** The keys to a relay end after ten minutes, and have to last until a way is found. */
export const RELAY_KEYS_YOUNG_MS = 8 * 60_000;
