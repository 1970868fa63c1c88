/** A mail ready to be posted. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
  /** Where an answer goes; without it, to the sender. */
  replyTo?: string;
  /** An iCalendar file, sent as an invitation the mail program understands. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

/** Whom a letter goes to, since when there is something to tell, and when it is told. */
export interface Envelope {
  recipient: string;
  noticedAt: Temporal.Instant;
  /** Now. Only what says how long is left may look at it: all else reads the same whenever it is written. */
  postedAt: Temporal.Instant;
}

/** Where letters go. Throws a Failure when the post office does not take one. */
export interface Mailer {
  /** `id` names the letter, so that posting it twice can be noticed. */
  send(letter: Letter & { to: string; id: string }): Promise<void>;
}
