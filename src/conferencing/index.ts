export { createConferencing, type Conferencing, type ZoomRow } from './conferencing.ts';
export type { SessionAtRisk } from './connections.ts';
export type { LargeService } from './large-services.ts';
export type { Overlap } from './overlaps.ts';
export { LAST_MOMENT } from './plan.ts';
export type {
  GrantView,
  Meeting,
  MeetingProvider,
  MeetingSettings,
  MeetingSpec,
  ProviderNews,
} from './provider.ts';
export type { MeetingHappening, MeetingLife, SessionBook } from './session-book.ts';
export type { MeetingState, Reason } from './state.ts';
export type { WantedMeeting } from './meetings.ts';
