/** What a browser opens its connection to a media server with. */
export interface MediaPass {
  url: string;
  /** Good for minutes, for one person and one room. */
  token: string;
}

/** What a media server tells of its own accord. */
export type MediaNews =
  | { is: 'joined'; sessionId: string; seatId: string }
  /** Nothing we have to act upon. */
  | { is: 'other' };

/**
 * A program that takes everybody's voice and picture once and hands them on, for calls too large for
 * connections from browser to browser. Who may be in a call is decided here; it only carries media.
 */
export interface MediaServer {
  /** A pass for somebody who was let in. Opens the room where nobody has. Rejects with a Failure. */
  admit(sessionId: string, seatId: string, mostPeople: number): Promise<MediaPass>;
  /** Cuts somebody off at once; passes do not end with it. */
  remove(sessionId: string, seatId: string): Promise<void>;
  close(sessionId: string): Promise<void>;
  /** What was posted to us, or undefined where it does not bear the server's signature. */
  news(body: string, authorization: string | undefined): Promise<MediaNews | undefined>;
}
