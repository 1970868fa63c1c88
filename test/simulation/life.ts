/** The life of one process: it can die before or after any of its awaits, or stand still for a while at one. */
import type { KyselyPlugin } from 'kysely';

/** What a process throws once it is dead. Nothing it does afterwards has any effect. */
export class Death extends Error {
  constructor() {
    super('the process died');
    this.name = 'Death';
  }
}

export interface Life {
  isOver(): boolean;
  /** It dies at its n-th await from now on; 0 is never. */
  dieAt(await_: number): void;
  /** At its n-th question to Zoom from now on the process stands still while `meanwhile` happens; 0 is never. */
  standStillAt(question: number, meanwhile: () => Promise<void>): void;
  /** Every query asked through this counts as two awaits: before it and after it. */
  plugin: KyselyPlugin;
  /** Every question asked through this counts as two awaits as well. */
  wrap(ask: typeof fetch): typeof fetch;
}

export function createLife(): Life {
  let awaitsLeft = 0;
  let questionsLeft = 0;
  let over = false;
  let meanwhile: () => Promise<void> = async () => {};
  const live = (): void => {
    if (awaitsLeft > 0 && (awaitsLeft -= 1) === 0) over = true;
    if (over) throw new Death();
  };
  const standStill = async (): Promise<void> => {
    if (questionsLeft > 0 && (questionsLeft -= 1) === 0) await meanwhile();
  };
  return {
    isOver: () => over,
    dieAt(await_) {
      awaitsLeft = await_;
    },
    standStillAt(question, what) {
      questionsLeft = question;
      meanwhile = what;
    },
    plugin: {
      transformQuery({ node }) {
        live();
        return node;
      },
      async transformResult({ result }) {
        live();
        return result;
      },
    },
    wrap: (ask) => async (input, init) => {
      live();
      await standStill();
      const answer = await ask(input, init);
      live();
      return answer;
    },
  };
}
