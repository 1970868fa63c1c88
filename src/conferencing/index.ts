export { createConferencing, type Conferencing } from './conferencing.ts';
export type { ZoomRow } from './zoom-row.ts';
export type { NotAtHand } from './place-for.ts';
export type { ConnectionReport } from './connection-report.ts';
export type { LargeService } from './large-services.ts';
export type { Overlap } from './overlaps.ts';
export { LAST_MOMENT } from './plan.ts';
export {
  PERMISSIONS,
  type ChangesToday,
  type Deed,
  type GrantView,
  type MarkedMeeting,
  type Meeting,
  type MeetingProvider,
  type MeetingSettings,
  type MeetingSpec,
  type Permission,
  type ProviderNews,
  type Turn,
  type Waiting,
} from './provider.ts';
export type { Tried } from './rehearsal-plan.ts';
export type { RehearsalView } from './rehearsal-rows.ts';
export type { Repair } from './repair.ts';
export type { MeetingHappening, MeetingLife, SessionBook } from './session-book.ts';
export type { MeetingState, Reason } from './state.ts';
export type { WantedMeeting } from './meetings.ts';
