/**
 * The browser's end of a numbered conversation; the server's is src/calls/line.ts, where the reasons
 * are told. (No code of src reaches the browser.)
 */
export interface Frame<M> {
  n?: number;
  a: number;
  m?: M;
}

export type Line<Out, In> = ReturnType<typeof createLine<Out, In>>;

export function createLine<Out, In>() {
  let said = 0;
  let heard = 0;
  let kept: { n: number; m: Out }[] = [];
  const forget = (upTo: number) => {
    kept = kept.filter(({ n }) => n > upTo);
  };
  return {
    say(m: Out): Frame<Out> {
      said += 1;
      kept.push({ n: said, m });
      return { n: said, a: heard, m };
    },
    beat: (): Frame<Out> => ({ ...(said > 0 && { n: said }), a: heard }),
    misses: ({ n = 0, m }: Frame<In>): boolean => n > (m === undefined ? heard : heard + 1),
    hear({ n, a, m }: Frame<In>): In | undefined {
      forget(a);
      if (m === undefined || n === undefined || n <= heard) return undefined;
      heard = n;
      return m;
    },
    unheard(theyHeard: number): Frame<Out>[] {
      forget(theyHeard);
      return kept.map(({ n, m }) => ({ n, a: heard, m }));
    },
    heard: () => heard,
  };
}
