export { asJobStore, openDatabase, type Db, type OpenDatabase, type Tx } from './open.ts';
export { openNeighbours, type Neighbours } from './neighbours.ts';
export { later } from './pipeline.ts';
export { violates } from './constraint.ts';
export { transact } from './transact.ts';
export type { Tables } from './tables.ts';
export { tidy } from './tidy.ts';
