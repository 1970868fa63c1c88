/** What a notice about a session is made of. Instants are RFC 3339, zones IANA. */
export interface SessionFacts {
  /** MAIL_FROM as it is set. Calendars know the organizer by its address. */
  mailFrom: string;
  accountName: string;
  /** Where guests reach the host, where they do. */
  contact?: string;
  serviceName: string;
  guestName: string;
  guestEmail: string;
  note: string;
  start: string;
  end: string;
  /** The reader's zone. */
  zone: string;
  /** The booking's lasting page for guests; the session's page for hosts. */
  link: string;
  place: 'built-in' | 'zoom' | 'words';
  placeWords: string;
  /** One for the life of the booking, whatever moves. */
  calendarUid: string;
  /** Rises with every change the calendar must take over. */
  calendarSequence: number;
}

/** What only hosts are told of a session. */
export interface HostFacts extends SessionFacts {
  /** Sessions of accounts on the same Zoom user at the same time. */
  overlaps?: { accountName: string; start: string; end: string }[];
  /** A built-in call stands in for Zoom, which was not set up, not connected, or had ended its permission. */
  insteadOfZoom?: 'not-set-up' | 'not-connected' | 'lost';
}

export interface MovedFacts {
  previousStart: string;
  movedBy: 'guest' | 'host';
  /** It was held in Zoom before, and is not any more. */
  leftZoom?: boolean;
}

/** What is told of a session that is near. */
export interface ReminderFacts extends SessionFacts {
  /** Later than this it is not sent. */
  goodUntil: string;
}

/** Every notice we send and the facts it needs. One file each in this folder. */
export interface NoticeFacts {
  'booked-guest': SessionFacts;
  'booked-host': HostFacts;
  'moved-guest': SessionFacts & MovedFacts;
  'moved-host': HostFacts & MovedFacts;
  'cancelled-guest': SessionFacts & { cancelledBy: 'guest' | 'host'; reason: string };
  'cancelled-host': SessionFacts & { cancelledBy: 'guest' | 'host'; reason: string };
  /** The session is held elsewhere from now on. */
  'place-changed-guest': SessionFacts;
  'place-changed-host': SessionFacts & { /** In a sentence. */ why: string };
  'day-before-guest': ReminderFacts;
  'hour-before-guest': ReminderFacts;
  'action-required': {
    accountName: string;
    provider: 'Zoom';
    /** Asked before, and nothing was done since. */
    again: boolean;
    /** What happened and what it means, in sentences. */
    reason: string;
    sessionsAtRisk: { start: string; zone: string; title: string }[];
    link: string;
  };
  /** Meetings need a hand that only their host can lend. */
  'meeting-needs-host': {
    accountName: string;
    about:
      | 'changed-in-zoom'
      | 'gone-in-zoom'
      | 'not-allowed'
      | 'refused'
      | 'not-set-up'
      /** Parley cannot remove it any more. */
      | 'left-in-zoom';
    /** The meetings are to go: their sessions are cancelled or held elsewhere. */
    removal: boolean;
    /** What Zoom said, each once. */
    details: string[];
    /** Soonest first, each with its own page. */
    sessions: { id: string; start: string; zone: string; title: string; link: string }[];
    /** Where whatever waits is listed. */
    link: string;
  };
  'lost-links': {
    /** Of one guest, soonest first. */
    sessions: Pick<
      SessionFacts,
      'accountName' | 'serviceName' | 'start' | 'end' | 'zone' | 'link'
    >[];
  };
  invitation: {
    accountName: string;
    invitedBy: { name: string; email: string };
    role: 'owner' | 'host';
    link: string;
    validMinutes: number;
    /** Later than this it is not sent. */
    goodUntil: string;
  };
  'reset-password': { name: string; link: string; validMinutes: number };
  'sign-in-link': { name: string; link: string; validMinutes: number };
}

export type NoticeKind = keyof NoticeFacts;

export const REMINDERS = ['day-before-guest', 'hour-before-guest'] as const;
