export { createRecordings, type Recordings } from './recordings.ts';
export { LARGEST_PART_BYTES } from './files.ts';
export type { RecordingView } from './shelf.ts';
export type { Taken } from './uptake.ts';
