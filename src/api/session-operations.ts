import { z } from 'zod';
import { readPlace } from '#sessions';
import { refuseTaken } from './booking-answer.ts';
import { prose, start } from './fields.ts';
import { hostOperation, type ApiParts } from './operation.ts';
import { refuse, refuseFields } from './problems.ts';
import {
  answerHappening,
  answerSession,
  happeningSchema,
  sessionSchema,
} from './session-answer.ts';

const ofId = z.object({ id: z.uuid() });
const shown = z.object({ session: sessionSchema, happenings: z.array(happeningSchema) });
const after = z
  .string()
  .optional()
  .transform((text, fault) => {
    const place = text === undefined ? undefined : readPlace(text);
    if (text !== undefined && !place) fault.addIssue('This is no `next` of ours.');
    return place;
  })
  .meta({ description: 'The `next` of the answer before. Left out: from the first.' });
const OUT_OF_REACH = 'The new start must lie ahead, within two years.';
const isOver = () => refuse('over', 'A session that is over can be neither moved nor cancelled.');
const noSession = () => refuse('not-found', 'This account has no such session.');

export const sessionOperations = [
  hostOperation({
    id: 'listSessions',
    method: 'get',
    path: '/sessions',
    summary: 'The account’s sessions',
    query: z.object({
      when: z.enum(['upcoming', 'past']).default('upcoming').meta({
        description: 'Upcoming ones come soonest first; past and cancelled ones latest first.',
      }),
      after,
    }),
    answer: z.object({
      sessions: z.array(sessionSchema),
      next: z.string().nullable().meta({
        description: 'Where more sessions follow: ask again with it as `after`.',
      }),
    }),
    refusals: [],
    async handle({ sessions }, { account, query }) {
      const page = await sessions.list(account.id, query);
      const body = { sessions: page.sessions.map(answerSession), next: page.next ?? null };
      return { ok: true, body };
    },
  }),

  hostOperation({
    id: 'showSession',
    method: 'get',
    path: '/sessions/{id}',
    summary: 'A session and what happened to it',
    params: ofId,
    answer: shown,
    refusals: ['not-found'],
    handle: ({ sessions }, { account, params }) => show(sessions, account.id, params.id),
  }),

  hostOperation({
    id: 'moveSession',
    method: 'post',
    path: '/sessions/{id}/move',
    summary: 'Move a session with everybody in it; every guest keeps their link and is told',
    params: ofId,
    body: z.strictObject({ start }),
    answer: shown,
    refusals: ['not-found', 'slot-taken', 'cancelled', 'over', 'invalid'],
    async handle({ sessions }, { account, params, body }) {
      const moved = await sessions.moveSession(account.id, params.id, body.start);
      if (moved.ok) return await show(sessions, account.id, params.id);
      switch (moved.reason) {
        case 'slot-taken':
          return refuseTaken(moved.nearest);
        case 'cancelled':
          return refuse('cancelled', 'This session has been cancelled.');
        case 'over':
          return isOver();
        case 'out-of-reach':
          return refuseFields([{ field: 'start', message: OUT_OF_REACH }]);
        case 'not-found':
          return noSession();
      }
    },
  }),

  hostOperation({
    id: 'cancelSession',
    method: 'post',
    path: '/sessions/{id}/cancel',
    summary: 'Cancel a session; every guest in it is told',
    params: ofId,
    body: z.strictObject({ reason: prose(1000).default('') }),
    bodyOptional: true,
    answer: shown,
    refusals: ['not-found', 'over'],
    async handle({ sessions }, { account, params, body }) {
      const cancelled = await sessions.cancelSession(account.id, params.id, body.reason);
      if (cancelled.ok) return await show(sessions, account.id, params.id);
      return cancelled.reason === 'over' ? isOver() : noSession();
    },
  }),
];

async function show(sessions: ApiParts['sessions'], accountId: string, sessionId: string) {
  const found = await sessions.show(accountId, sessionId);
  if (!found) return noSession();
  const { session, happenings } = found;
  return {
    ok: true as const,
    body: { session: answerSession(session), happenings: happenings.map(answerHappening) },
  };
}
