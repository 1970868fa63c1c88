export type { CallBook, CallHappening } from './attendance.ts';
export { createCalls, type AtTheDoor, type Calls, type TicketAnswer } from './calls.ts';
export type { Waiting } from './desk.ts';
export { answerSockets } from './socket.ts';
export { OPENS_BEFORE_MIN, STAYS_AFTER_END_MIN, type Door } from './door.ts';
export type { Doorkeeper, Invitation, SignedIn } from './doorkeeper.ts';
export type { IceServer } from './ice.ts';
export type {
  ChatLine,
  Ending,
  FromServer,
  Knock,
  Person,
  Quality,
  ServerWords,
  Sign,
  Signal,
  ToServer,
} from './messages.ts';
