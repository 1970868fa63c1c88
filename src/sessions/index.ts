export { createSessions, type Sessions } from './sessions.ts';
export { readPlace } from './agenda.ts';
export { createSessionBook } from './session-book.ts';
export { createCallBook } from './call-book.ts';
export { createDoorkeeper } from './doorkeeper.ts';
export type { Held, Movable, PlaceRefusal } from './places.ts';
export type {
  BookingRequest,
  BookingView,
  Happening,
  Join,
  Offer,
  SessionView,
  Slot,
} from './views.ts';
