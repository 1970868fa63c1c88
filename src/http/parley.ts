import { createContext } from 'react-router';
import type { Account, Accounts, ApiKeys, Members, Role } from '#accounts';
import type { Auth, Login } from '#auth';
import type { Clock, Log } from '#base';
import type { Calls } from '#calls';
import type { Conferencing } from '#conferencing';
import type { Config } from '#config';
import type { Recordings } from '#recordings';
import type { Services } from '#services';
import type { Sessions } from '#sessions';
import type { Zoom, ZoomSetup } from '#zoom';
import type { Mailbox } from '#notices';
import type { Operator } from '#operator';

/** Everything a request may ask of the house. Made once, in main.ts. */
export interface Parley {
  config: Config;
  clock: Clock;
  log: Log;
  auth: Auth;
  accounts: Accounts;
  members: Members;
  apiKeys: ApiKeys;
  services: Services;
  sessions: Sessions;
  conferencing: Conferencing;
  calls: Calls;
  recordings: Recordings;
  /** Absent where no Zoom app is configured. */
  zoom: Zoom | undefined;
  zoomSetup: ZoomSetup;
  operator: Operator;
  /** Present where mail is kept on disk instead of being posted. */
  mailbox: Mailbox | undefined;
}

/** Whoever is signed in, and the account they are working in. */
export interface Visitor {
  loginId: string;
  person: { id: string; name: string; email: string };
  account: Account & { role: Role };
  /** All accounts the person may enter. */
  accounts: (Account & { role: Role })[];
}

/** What every loader and action is given (React Router's context). */
export interface RequestContext {
  parley: Parley;
  /** Whoever is signed in, with or without an account. Asked at most once a request. */
  login(): Promise<Login | undefined>;
  /** The same; undefined for somebody without an account too. */
  visitor(): Promise<Visitor | undefined>;
  /** For the one inline script of a page under our content security policy. */
  nonce: string;
  /** Answered, as a page, in place of whatever was asked for. */
  refusal?: Response | undefined;
}

export const requestContext = createContext<RequestContext>();
