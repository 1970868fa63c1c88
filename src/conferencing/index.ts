export { createConferencing, type Conferencing, type ZoomRow } from './conferencing.ts';
export type { SessionAtRisk } from './connections.ts';
export type { QueueView } from './queue.ts';
export type {
  ChangesToday,
  Deed,
  GrantView,
  MarkedMeeting,
  Meeting,
  MeetingProvider,
  MeetingSpec,
  ProviderNews,
  Turn,
} from './provider.ts';
export type { MeetingHappening, MeetingLife, SessionBook } from './session-book.ts';
export type { MeetingState, Reason } from './state.ts';
export type { WantedMeeting } from './meetings.ts';
