/** What holds for the whole call, decided by whoever comes first. */
export interface Terms {
  /** For how many people the session is, the host included. */
  seats: number;
  /** Nobody's device may learn the address of another: everything goes through our relay. */
  relayOnly: boolean;
}

/** Somebody who may come to a session's call, with what the door needs to tell them. */
export interface Invitation {
  sessionId: string;
  accountId: string;
  /** The booking or the person: the same whenever they come again, whatever device they come with. */
  who: string;
  role: 'host' | 'guest';
  /** Their own name, as the others will read it. */
  name: string;
  /** Whom they meet: the account for a guest, the guests for a host. */
  withWhom: string;
  /** The service's name. */
  title: string;
  /** Where the times below are read, as an IANA name. */
  zone: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  /** When the session was to begin before it was last moved. */
  movedFrom: Temporal.Instant | undefined;
  cancelled: boolean;
  place: 'built-in' | 'zoom' | 'words';
  terms: Terms;
}

/** A person signed in, and the accounts they are a member of. */
export interface SignedIn {
  id: string;
  name: string;
  accountIds: readonly string[];
}

/** How a session stands now, for those who came to its call a while ago. */
export interface Appointment extends Pick<Invitation, 'start' | 'end' | 'place'> {
  /** By `who` of their guests. One that was moved by itself is in another session now. */
  bookings: ReadonlyMap<string, 'stands' | 'cancelled'>;
}

/** Knows who may come. Calls know neither bookings nor logins. */
export interface Doorkeeper {
  /** By the secret in the booking's lasting link. */
  guest(token: string): Promise<Invitation | undefined>;
  host(person: SignedIn, sessionId: string): Promise<Invitation | undefined>;
  appointment(
    session: Pick<Invitation, 'sessionId' | 'accountId'>,
  ): Promise<Appointment | undefined>;
  /** Whether they may still hold the sessions of the account. */
  isHost(accountId: string, personId: string): Promise<boolean>;
}
