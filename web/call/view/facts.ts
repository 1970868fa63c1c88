import type { Door } from '#calls';

/** What the page of a call is told by the server: words ready to show, and the door as it stands. */
export interface CallFacts {
  role: 'host' | 'guest';
  sessionId: string;
  name: string;
  /** Whom one meets: 'Ada Winter', or for a host 'Grace Moreau'; '' where nobody has booked. */
  withWhom: string;
  title: string;
  day: string;
  hours: string;
  zoneWords: string;
  startMs: number;
  endMs: number;
  nowMs: number;
  door: Door['is'];
  /** '09:50', where the door is early. */
  opensAt: string | undefined;
  opensAtMs: number | undefined;
  /** 'It was moved from Thursday, 10 December, 10:00.' */
  moved: string | undefined;
  ticketHref: string;
  relayHref: string;
  /** The booking's lasting page, or the session's. */
  backHref: string;
}
