import type { Faults } from '../../ui/field.tsx';

/** What a form of the account’s settings is answered. */
export interface Answer {
  faults: Faults;
  said?: string;
  /** Shown once, in the answer to the very form that made it. */
  newKey?: string;
}
