import { zulu } from './clock.ts';
import type { State } from './state.ts';

export interface Account {
  id: string;
  number: number;
  name: string;
  plan: 'free' | 'pro' | 'business';
  /** False: an admin wants to approve apps first, or took the approval back. */
  appsApproved: boolean;
  /** Meeting settings the account holds fast, whatever a request asks for. */
  locks: Locks;
}

export type Locks = Partial<Record<LockName, boolean>>;
export const lockNames = ['waiting_room', 'join_before_host', 'meeting_authentication'] as const;
export type LockName = (typeof lockNames)[number];

export interface Person {
  /** 22 characters; `host_id` of meetings and `user_id` of app_deauthorized. */
  id: string;
  accountId: string;
  email: string;
  firstName: string;
  lastName: string;
  /** 1 Basic, 2 Licensed. */
  type: 1 | 2;
  timezone: string;
  pmi: number;
  createdAt: string;
  role: 'Owner' | 'Member';
  /** False: "not allowed meeting hosting and scheduling", error 3161. */
  mayHost: boolean;
  prefers: {
    waitingRoom: boolean;
    joinBeforeHost: boolean;
    passcode: boolean;
    personalMeetingId: boolean;
  };
}

export const planNames = { 1: 'Basic', 2: 'Licensed' } as const;

export function findPerson(state: State, idOrEmail: string): Person | undefined {
  return state.people.find((person) => person.id === idOrEmail || person.email === idOrEmail);
}

export function accountOf(state: State, person: Person): Account {
  const account = state.accounts.find((each) => each.id === person.accountId);
  if (!account) throw new Error(`${person.email} belongs to no account`);
  return account;
}

/** An admin who takes back the approval stops the tokens of the whole account (4738). */
export function isStillApproved(state: State, personId: string): boolean {
  const person = findPerson(state, personId);
  return person !== undefined && accountOf(state, person).appsApproved;
}

/** Somebody new, in the account of this name; where there is none yet it comes into being with this plan. */
export function enrol(
  state: State,
  who: { email: string; account: string; plan: Account['plan'] },
): Person {
  const account = state.accounts.find((each) => each.name === who.account) ?? open(state, who);
  const first = state.people[0]!;
  const number = state.people.length + 1;
  const person: Person = {
    ...structuredClone(first),
    id: `personOfSandbox${String(number).padStart(7, '0')}`,
    accountId: account.id,
    email: who.email,
    firstName: 'Person',
    lastName: String(number),
    type: account.plan === 'free' ? 1 : 2,
    pmi: first.pmi + number,
    role: 'Member',
  };
  state.people.push(person);
  return person;
}

function open(state: State, { account: name, plan }: { account: string; plan: Account['plan'] }) {
  const number = state.accounts.length + 1;
  const id = `accountOfSandbox${String(number).padStart(6, '0')}`;
  const account = { id, number: 100_000_000 + number, name, plan, appsApproved: true, locks: {} };
  state.accounts.push(account);
  return account;
}

export function nameOf(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

/** Answer of GET /v2/users/me. */
export function userAnswer(state: State, person: Person, facts: { now: number; baseUrl: string }) {
  return {
    id: person.id,
    first_name: person.firstName,
    last_name: person.lastName,
    display_name: nameOf(person),
    email: person.email,
    type: person.type,
    role_name: person.role,
    pmi: person.pmi,
    use_pmi: false,
    personal_meeting_url: `${facts.baseUrl}/j/${person.pmi}`,
    timezone: person.timezone,
    verified: 0,
    dept: '',
    created_at: person.createdAt,
    user_created_at: person.createdAt,
    last_login_time: zulu(facts.now),
    language: 'en-US',
    account_id: person.accountId,
    account_number: accountOf(state, person).number,
    role_id: person.role === 'Owner' ? '0' : '2',
    status: 'active',
    login_types: [100],
    cluster: 'sandbox',
    // Zoom names bundles only: this is Workplace Business Plus.
    ...(person.type === 2 && accountOf(state, person).plan === 'business' && { zoom_one_type: 16 }),
  };
}

/** Answer of GET /v2/users/me/settings: what tells ahead how a meeting will come out. */
export function settingsAnswer(state: State, person: Person) {
  const account = accountOf(state, person);
  return {
    schedule_meeting: {
      host_video: false,
      participants_video: false,
      audio_type: 'both',
      join_before_host: account.locks.join_before_host ?? person.prefers.joinBeforeHost,
      require_password_for_scheduling_new_meetings: passcodeRequired(account, person),
      require_password_for_scheduled_meetings: passcodeRequired(account, person),
      require_password_for_instant_meetings: passcodeRequired(account, person),
      require_password_for_pmi_meetings: 'all',
      use_pmi_for_scheduled_meetings: person.prefers.personalMeetingId,
      use_pmi_for_instant_meetings: false,
      pstn_password_protected: true,
      embed_password_in_join_link: true,
      meeting_password_requirement: passcodeRules,
    },
    in_meeting: {
      waiting_room: account.locks.waiting_room ?? person.prefers.waitingRoom,
      breakout_room: person.type === 2,
      chat: true,
    },
    feature: { meeting_capacity: 100, large_meeting: false, webinar: false },
  };
}

/** The same with `?option=meeting_security`. */
export function securityAnswer(state: State, person: Person) {
  const account = accountOf(state, person);
  return {
    meeting_security: {
      auto_security: true,
      embed_password_in_join_link: true,
      encryption_type: 'enhanced_encryption',
      end_to_end_encrypted_meetings: false,
      meeting_password: true,
      meeting_password_requirement: passcodeRules,
      phone_password: true,
      pmi_password: true,
      require_password_for_scheduled_meeting: passcodeRequired(account, person),
      waiting_room: account.locks.waiting_room ?? person.prefers.waitingRoom,
    },
  };
}

/** Free accounts have passcodes locked on. */
export function passcodeRequired(account: Account, person: Person): boolean {
  return account.plan === 'free' || person.prefers.passcode;
}

const passcodeRules = {
  length: 0,
  have_letter: false,
  have_number: false,
  have_special_character: false,
  have_upper_and_lower_characters: false,
  only_allow_numeric: false,
  consecutive_characters_length: 0,
  weak_enhance_detection: false,
};
