import type { Fault, FaultWish } from './faults.ts';
import { addFault, removeFault } from './faults.ts';
import { expireAccessTokens, killGrants } from './grants.ts';
import { changesToday } from './limits.ts';
import {
  admit,
  endMeeting,
  joinMeeting,
  leaveMeeting,
  passTime,
  startMeeting,
} from './meeting-life.ts';
import type { MeetingRequest } from './meeting-request.ts';
import {
  createMeeting,
  deleteMeeting,
  findDeleted,
  findMeeting,
  recoverMeeting,
  updateMeeting,
} from './meetings.ts';
import { enrol, findPerson } from './people.ts';
import type { Account, Locks, Person } from './people.ts';
import type { Meeting, State } from './state.ts';
import { freshState } from './state.ts';
import type { Switches } from './switches.ts';
import { turnSwitches } from './switches.ts';
import { uninstall } from './deauthorized.ts';
import { challenge, deliverDue, settleDeliveries } from './webhooks.ts';
import type { World } from './world.ts';

/**
 * The hand behind the scenes. People are named by id or e-mail, meetings by number.
 * Naming somebody or something that is not there is the caller's mistake and throws.
 */
export interface Control {
  /** A copy of everything the sandbox holds, with the tokens left out. */
  state(): PublicState;
  turn(switches: Partial<Switches>): void;
  addFault(wish: FaultWish): Fault;
  removeFault(id: number): void;
  clearFaults(): void;
  expireTokens(person: string): void;
  /** All tokens of the person die without a word; the app stays installed. */
  killGrant(person: string): void;
  /** The person removes the app at Zoom. */
  uninstall(person: string): void;
  /** Somebody new, in the account of this name; a new account gets this plan. */
  enrol(who: { email: string; account: string; plan: Account['plan'] }): void;
  change(
    person: string,
    to: Partial<Pick<Person, 'type' | 'mayHost' | 'timezone' | 'email'>>,
  ): void;
  prefer(person: string, to: Partial<Person['prefers']>): void;
  /** Locks meeting settings of the person's whole account; `{}` takes all locks away. */
  lockAccount(person: string, locks: Locks): void;
  /** False: an admin takes back the approval, and the account's tokens stop. */
  approveApps(person: string, approved: boolean): void;
  /** What people do in Zoom itself. */
  schedule(person: string, request: MeetingRequest): Meeting;
  changeMeeting(id: number, request: MeetingRequest): void;
  deleteMeeting(id: number): void;
  recoverMeeting(id: number): void;
  startMeeting(id: number): void;
  endMeeting(id: number): void;
  /** The participant's uuid, or null when the meeting is not open yet. */
  joinMeeting(id: number, name: string): string | null;
  admitAll(id: number): void;
  leaveMeeting(id: number, participantUuid: string): void;
  /** Moves the sandbox's clock and lets happen what time brings. */
  advance(ms: number): void;
  /** Sends the webhooks that are due and waits for them. */
  settle(): Promise<void>;
  /** Sends the validation challenge now. */
  challenge(): Promise<boolean>;
  /** Where webhooks go; switches a disabled subscription on again. */
  subscribe(to: { url?: string | null; deauthorizationUrl?: string | null; secret?: string }): void;
  reset(): void;
}

export function createControl(world: World): Control {
  const personal = (idOrEmail: string) => found(findPerson(world.state, idOrEmail), idOrEmail);
  const meetingOf = (id: number) => found(findMeeting(world, id), id);
  const accountOfPerson = (idOrEmail: string) => {
    const { accountId } = personal(idOrEmail);
    return found(
      world.state.accounts.find((account) => account.id === accountId),
      accountId,
    );
  };
  return {
    state: () => publicState(world),
    turn: (switches) => {
      const refused = turnSwitches(world.state.switches, switches);
      if (refused.length > 0) throw new Error(`no such switch or value: ${refused.join(', ')}`);
    },
    addFault: (wish) => addFault(world, wish),
    removeFault: (id) => removeFault(world, id),
    clearFaults: () => {
      world.state.faults = [];
    },
    expireTokens: (person) => expireAccessTokens(world, personal(person).id),
    killGrant: (person) => killGrants(world, personal(person).id),
    uninstall: (person) => void uninstall(world, personal(person).id),
    enrol: (who) => void enrol(world.state, who),
    change: (person, to) => void Object.assign(personal(person), to),
    prefer: (person, to) => void Object.assign(personal(person).prefers, to),
    lockAccount: (person, locks) => void Object.assign(accountOfPerson(person), { locks }),
    approveApps: (person, approved) => {
      accountOfPerson(person).appsApproved = approved;
    },
    schedule: (person, request) =>
      createMeeting(world, { host: personal(person), request, source: 'web_portal' }),
    changeMeeting: (id, request) => updateMeeting(world, meetingOf(id), request),
    deleteMeeting: (id) => deleteMeeting(world, meetingOf(id)),
    recoverMeeting: (id) => recoverMeeting(world, found(findDeleted(world, id), id)),
    startMeeting: (id) => startMeeting(world, meetingOf(id)),
    endMeeting: (id) => endMeeting(world, meetingOf(id)),
    joinMeeting: (id, name) => {
      const joined = joinMeeting(world, meetingOf(id), name);
      return joined.ok ? joined.participant.uuid : null;
    },
    admitAll: (id) => admitEverybody(world, meetingOf(id)),
    leaveMeeting: (id, uuid) => leaveMeeting(world, meetingOf(id), uuid),
    advance: (ms) => {
      world.state.clockShiftMs += ms;
      passTime(world);
      deliverDue(world);
    },
    settle: () => settleDeliveries(world),
    challenge: () => challenge(world),
    subscribe: (to) => {
      Object.assign(world.state.subscription, { enabled: true, missesInARow: 0, ...to });
    },
    reset: () => {
      world.state = freshState({ ...world.state.subscription, enabled: true, missesInARow: 0 });
    },
  };
}

export type PublicState = Pick<
  State,
  'people' | 'accounts' | 'installs' | 'calls' | 'faults' | 'switches' | 'deliveries'
> & {
  now: number;
  clockShiftMs: number;
  malformedCalls: number;
  meetings: Omit<Meeting, 'zaks'>[];
  grants: { personId: string; scopes: string[]; authorizedAt: number }[];
  changesToday: Record<string, number>;
  subscription: Omit<State['subscription'], 'secret'>;
};

function publicState(world: World): PublicState {
  const { state } = world;
  const { secret: _secret, ...subscription } = state.subscription;
  return structuredClone({
    now: world.now(),
    clockShiftMs: state.clockShiftMs,
    malformedCalls: state.malformedCalls,
    people: state.people,
    accounts: state.accounts,
    installs: state.installs,
    meetings: state.meetings.map(({ zaks: _zaks, ...meeting }) => meeting),
    grants: state.grants.map(({ personId, scopes, authorizedAt }) => ({
      personId,
      scopes,
      authorizedAt,
    })),
    changesToday: Object.fromEntries(
      state.people.map((person) => [person.id, changesToday(world, person.id)]),
    ),
    calls: state.calls,
    faults: state.faults,
    switches: state.switches,
    subscription,
    deliveries: state.deliveries,
  });
}

function admitEverybody(world: World, meeting: Meeting): void {
  for (const participant of meeting.live?.participants ?? []) {
    if (participant.place === 'waiting room') admit(world, meeting, participant);
  }
}

function found<T>(thing: T | undefined, name: string | number): T {
  if (thing === undefined) throw new Error(`the sandbox holds no ${name}`);
  return thing;
}
