/** One line of the table. */
export interface Measured {
  what: string;
  /** In words, as it stands in the table. */
  figure: string;
  hold: string;
  /** Undefined where it was not measured. */
  holds: boolean | undefined;
}

export const atMost = (what: string, ms: number, limit: number): Measured => ({
  what,
  figure: `${Math.round(ms).toLocaleString('en')} ms`,
  hold: `at most ${limit.toLocaleString('en')} ms`,
  holds: ms <= limit,
});

export const atLeast = (what: string, fps: number, limit: number): Measured => ({
  what,
  figure: `${fps.toFixed(1)} a second`,
  hold: `at least ${limit} a second`,
  holds: fps >= limit,
});

export const share = (what: string, part: number, limit: number): Measured => ({
  what,
  figure: `${(part * 100).toFixed(1)} %`,
  hold: `at most ${limit * 100} %`,
  holds: part <= limit,
});

export const exactly = (
  what: string,
  figure: string | number,
  hold: string | number,
): Measured => ({
  what,
  figure: String(figure),
  hold: String(hold),
  holds: figure === hold,
});

export const wide = (what: string, width: number, limit: number): Measured => ({
  what,
  figure: `${width} wide`,
  hold: `at least ${limit} wide`,
  holds: width >= limit,
});

/** What the others are to be read beside. */
export const figure = (what: string, words: string): Measured => ({
  what,
  figure: words,
  hold: '',
  holds: undefined,
});

export const notRun = (what: string, why: string): Measured => figure(what, `not run: ${why}`);

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
