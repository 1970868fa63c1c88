export { createJobs, type Jobs, type JobData, type JobName } from './jobs.ts';
