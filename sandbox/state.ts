import type { Account, Person } from './people.ts';
import { seededAccounts, seededPeople } from './cast.ts';
import type { Fault } from './faults.ts';
import type { Switches } from './switches.ts';
import { restingSwitches } from './switches.ts';

/** Everything the sandbox holds: plain data, so that it can be written to a file and read back. */
export interface State {
  version: 1;
  clockShiftMs: number;
  accounts: Account[];
  people: Person[];
  installs: Install[];
  codes: AuthorizationCode[];
  grants: Grant[];
  meetings: Meeting[];
  calls: Call[];
  /** All calls that did not fit Zoom's description, also those no longer in `calls`. */
  malformedCalls: number;
  /** Requests per account, rate label and second or day; see limits.ts. */
  pace: Record<string, number[]>;
  perDay: Record<string, number>;
  faults: Fault[];
  switches: Switches;
  subscription: Subscription;
  deliveries: Delivery[];
  serial: number;
}

export interface Install {
  personId: string;
  /** What the app asked for then; another set shows the consent page again. */
  asked: string[];
  /** What the person allowed. */
  scopes: string[];
  at: number;
}

export interface AuthorizationCode {
  code: string;
  personId: string;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  method: 'S256' | 'plain';
  expiresAt: number;
  used: boolean;
}

/** One authorization and the tokens that live on it. A dead grant is simply not here any more. */
export interface Grant {
  personId: string;
  scopes: string[];
  authorizedAt: number;
  refreshTokens: { value: string; issuedAt: number; replacedAt: number | null }[];
  accessTokens: { value: string; expiresAt: number }[];
}

export interface Meeting {
  id: number;
  uuid: string;
  hostId: string;
  topic: string;
  type: 1 | 2 | 3 | 8 | 10;
  /** Absent for instant meetings and series without a fixed time. */
  startTime: number | null;
  duration: number;
  timezone: string;
  agenda: string;
  createdAt: number;
  password: string;
  /** The `pwd` of the join link; another passcode makes another link. */
  linkToken: string;
  settings: MeetingSettings;
  preSchedule: boolean;
  recurrence: unknown;
  trackingFields: unknown;
  source: 'open_api' | 'web_portal';
  zaks: { value: string; expiresAt: number }[];
  live: Live | null;
  lastUsedAt: number | null;
  deletedAt: number | null;
}

export type MeetingSettings = Record<string, unknown> & {
  waiting_room: boolean;
  join_before_host: boolean;
  jbh_time: number;
  use_pmi: boolean;
  meeting_authentication: boolean;
};

interface Live {
  since: number;
  hostIsIn: boolean;
  /** When the 40 minutes of a Basic host began to run. */
  countedFrom: number | null;
  participants: Participant[];
}

export interface Participant {
  userId: string;
  uuid: string;
  name: string;
  place: 'waiting room' | 'meeting';
  joinedAt: number;
}

export interface Call {
  at: number;
  method: string;
  path: string;
  status: number | 'no answer';
  personId: string | null;
  /** What was wrong with the request, in words. */
  malformed: string[];
  /** What Zoom takes without complaint and does not use, such as an unknown field. */
  ignored: string[];
  fault: string | null;
}

export interface Subscription {
  url: string | null;
  deauthorizationUrl: string | null;
  secret: string;
  /** Null until the first challenge; then every 72 hours. */
  nextChallengeAt: number | null;
  missesInARow: number;
  enabled: boolean;
}

export interface Delivery {
  serial: number;
  event: string;
  url: string;
  /** The exact bytes that are signed and sent. */
  body: string;
  requestId: string;
  dueAt: number;
  outcome: 'waiting' | 'sending' | 'delivered' | 'lost' | 'kept back';
  tries: { at: number; status: number | null }[];
}

export function freshState(subscription: Subscription): State {
  return {
    version: 1,
    clockShiftMs: 0,
    accounts: seededAccounts(),
    people: seededPeople(),
    installs: [],
    codes: [],
    grants: [],
    meetings: [],
    calls: [],
    malformedCalls: 0,
    pace: {},
    perDay: {},
    faults: [],
    switches: restingSwitches(),
    subscription,
    deliveries: [],
    serial: 0,
  };
}
