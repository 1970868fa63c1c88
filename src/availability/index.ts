/**
 * When a host can be booked: hours, exceptions, busy times, free slots. Pure functions, no input or
 * output. Instants in here are epoch milliseconds (integers) rather than Temporal.Instant: a month of
 * slots is thousands of comparisons, and plain numbers make them some hundred times faster. Callers
 * turn them into Temporal types at the edges.
 */
export { checkHours } from './check-hours.ts';
export type { HoursFault } from './check-hours.ts';
export { dayRange, monthRange } from './date-ranges.ts';
export type { TimeRange } from './date-ranges.ts';
export type { Hours, Span, TimeOfDay } from './hours.ts';
export { freeSlots, isFree, nearestFree } from './slots.ts';
export type { Busy, SlotQuery, SlotRules } from './slots.ts';
export { isZone, zoneLabel } from './zones.ts';
