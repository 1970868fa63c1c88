export { systemClock, type Clock } from './clock.ts';
export { randomIds, systemRandom, type Ids } from './ids.ts';
export { Failure, type Retry } from './failure.ts';
export { createLimit, type Limit } from './limit.ts';
export { createLog, type Log } from './log.ts';
