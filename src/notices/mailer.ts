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

/** Whom a letter goes to, and since when there is something to tell. */
export interface Envelope {
  recipient: string;
  noticedAt: Temporal.Instant;
}

/** Where letters go. Throws a Failure when the post office does not take one. */
export interface Mailer {
  /** `id` names the letter, so that posting it twice can be noticed. */
  send(letter: Letter & { to: string; id: string }): Promise<void>;
}
