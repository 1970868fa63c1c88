export { asJobStore, openDatabase, type Db, type OpenDatabase, type Tx } from './open.ts';
export { lostRace, violates } from './constraint.ts';
export type { Tables } from './tables.ts';
export { tidy } from './tidy.ts';
