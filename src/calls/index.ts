export type { CallBook, CallHappening } from './attendance.ts';
export { createCalls, type Calls } from './calls.ts';
export type { AtTheDoor, TicketAnswer } from './tickets.ts';
export { createBars } from './bars.ts';
export type { Waiting } from './waiting.ts';
export { createLiveKit } from './livekit.ts';
export { createMediaDoor } from './media-door.ts';
export { largestCallOver } from './room.ts';
export { answerSockets } from './socket.ts';
export { OPENS_BEFORE_MIN, STAYS_AFTER_END_MIN, type Door } from './door.ts';
export type { Appointment, Doorkeeper, Invitation, SignedIn } from './doorkeeper.ts';
export type { IceServer } from './ice.ts';
export type { Agreement } from './recording.ts';
export type { RecordingBook } from './recording-deeds.ts';
export type { MediaNews, MediaPass, MediaServer } from './media-server.ts';
export type {
  ChatLine,
  EngineName,
  Ending,
  FromServer,
  Knock,
  Person,
  Quality,
  RecordingView,
  ServerWords,
  Sign,
  Signal,
  ToServer,
} from './messages.ts';
