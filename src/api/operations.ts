import { z } from 'zod';
import { bookingOperations } from './booking-operations.ts';
import { guestOperation, type Operation } from './operation.ts';
import { explain, problemCodes } from './problems.ts';
import { serviceOperations } from './service-operations.ts';
import { sessionOperations } from './session-operations.ts';
import { settingOperations } from './setting-operations.ts';
import { slotOperations } from './slot-operations.ts';

const explainProblem = guestOperation({
  id: 'explainProblem',
  tag: 'About',
  method: 'get',
  path: '/problems/{code}',
  summary: 'What a problem means',
  params: z.object({ code: z.enum(problemCodes) }),
  answer: z.object({
    type: z.string(),
    code: z.string(),
    status: z.int(),
    title: z.string(),
    meaning: z.string(),
  }),
  refusals: [],
  handle: async (_parts, { params }) => ({ ok: true, body: explain(params.code) }),
});

/** Everything the API can do, except telling about itself. */
export const operations: readonly Operation[] = [
  ...slotOperations,
  ...bookingOperations,
  ...sessionOperations,
  ...serviceOperations,
  ...settingOperations,
  explainProblem,
];

/** The document is an operation like the others, so it lists itself too. */
export function documentOperation(written: () => string): Operation {
  return guestOperation({
    id: 'describeApi',
    tag: 'About',
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    answer: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
    refusals: [],
    handle: async () => ({ ok: true, json: written() }),
  });
}
