/** What a rehearsal does next, and whether it is over. Pure, as the plan for a session is. */
import type { Reason } from './state.ts';

/** What is tried, in this order: to learn who this is, then to make, move and remove a throw-away meeting. */
const REHEARSED = ['know', 'make', 'move', 'remove'] as const;

/** Without a reason it went well. */
export interface Tried {
  what: (typeof REHEARSED)[number];
  reason?: Reason;
}

export interface Rehearsal {
  mark: string;
  askedAt: Temporal.Instant;
  tried: Tried[];
  /** A throw-away meeting may have been made since then and nobody told us. */
  creatingSince: Temporal.Instant | null;
  meetingId: string | null;
  attempts: number;
  endedAt: Temporal.Instant | null;
}

/** `clear`: what is left of a throw-away meeting goes · `rest`: nothing is left to do */
export type Act = Tried['what'] | 'clear' | 'rest';

export function nextAct(rehearsal: Rehearsal): Act {
  const { tried } = rehearsal;
  const has = (what: Tried['what']) => tried.some((one) => one.what === what);
  const left = isLeft(rehearsal);
  if (!failed(tried)) {
    if (!has('know')) return 'know';
    if (!has('make')) return left ? 'clear' : 'make';
    if (!has('move')) return 'move';
  }
  const made = tried.some(({ what, reason }) => what === 'make' && !reason);
  if (made && !has('remove')) return 'remove';
  return left ? 'clear' : 'rest';
}

/** Whether its result is known. What a failure left behind may still have to be cleared away. */
export function isOver({ tried }: Pick<Rehearsal, 'tried'>): boolean {
  if (!failed(tried)) return tried.length === REHEARSED.length;
  const made = tried.some(({ what, reason }) => what === 'make' && !reason);
  return !made || tried.some(({ what }) => what === 'remove');
}

export function wentWell({ tried }: Pick<Rehearsal, 'tried'>): boolean {
  return isOver({ tried }) && !failed(tried);
}

function isLeft({ meetingId, creatingSince }: Pick<Rehearsal, 'meetingId' | 'creatingSince'>) {
  return meetingId !== null || creatingSince !== null;
}

function failed(tried: Tried[]): boolean {
  return tried.some(({ reason }) => reason);
}
