/**
 * One end of a conversation that survives its socket. Every message is numbered and kept until the
 * other end says it heard it; after a new socket each end says again what the other missed. Without
 * this an offer sent into a socket that is dead but does not know it yet is lost for ever, and with it
 * the picture. Both ends run this very module, so it knows neither Node nor the browser.
 */
export interface Frame<M> {
  /** Number of the message, from 1; in a frame without a message that of the last one said. */
  n?: number;
  /** The last number heard from the other end. */
  a: number;
  m?: M;
}

export interface Line<Out, In> {
  /** Numbers and keeps a message. Send the frame if there is a socket; it is kept either way. */
  say(message: Out): Frame<Out>;
  /** Says only how much was heard and said so far. */
  beat(): Frame<Out>;
  /**
   * Whether something said before this frame never arrived: on its way from process to process it may
   * get lost though the socket is well. Only a new socket brings it.
   */
  misses(frame: Frame<In>): boolean;
  /** The message of a frame, if it is a new one. */
  hear(frame: Frame<In>): In | undefined;
  /** What the other end still has not heard, to be sent again over a new socket. */
  unheard(theyHeard: number): Frame<Out>[];
  heard(): number;
}

export function createLine<Out, In>(): Line<Out, In> {
  let said = 0;
  let heard = 0;
  let kept: { n: number; m: Out }[] = [];
  const forget = (upTo: number) => {
    kept = kept.filter(({ n }) => n > upTo);
  };
  return {
    say(m) {
      said += 1;
      kept.push({ n: said, m });
      return { n: said, a: heard, m };
    },
    beat: () => ({ ...(said > 0 && { n: said }), a: heard }),
    misses: ({ n = 0, m }) => n > (m === undefined ? heard : heard + 1),
    hear({ n, a, m }) {
      forget(a);
      if (m === undefined || n === undefined || n <= heard) return undefined;
      heard = n;
      return m;
    },
    unheard(theyHeard) {
      forget(theyHeard);
      return kept.map(({ n, m }) => ({ n, a: heard, m }));
    },
    heard: () => heard,
  };
}
