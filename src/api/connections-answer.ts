import { z } from 'zod';
import type { ZoomRow } from '#conferencing';
import { instant } from './fields.ts';

const provider = z.literal('zoom');
const atRisk = z.object({ session_id: z.string(), start: instant, title: z.string() });

const zoomConnection = z.discriminatedUnion('state', [
  z.object({ provider, state: z.literal('not-configured') }),
  z.object({ provider, state: z.literal('not-connected') }),
  z.object({
    provider,
    state: z.literal('connected'),
    email: z.string(),
    basic_plan: z.boolean().meta({ description: 'Meetings end after 40 minutes.' }),
    since: instant,
    last_success_at: instant.nullable(),
    waiting: z.int().meta({ description: 'Sessions whose meeting is not in step yet.' }),
  }),
  z.object({
    provider,
    state: z.literal('action-required'),
    reason: z.string(),
    since: instant,
    sessions_at_risk: z.array(atRisk),
  }),
]);

export const connectionsAnswer = z.object({
  default_place: z.enum(['built-in', 'zoom']),
  connections: z.array(zoomConnection),
});

export function answerConnections(
  defaultPlace: 'built-in' | 'zoom',
  zoom: ZoomRow,
): z.output<typeof connectionsAnswer> {
  return { default_place: defaultPlace, connections: [answerZoom(zoom)] };
}

function answerZoom(row: ZoomRow): z.output<typeof zoomConnection> {
  switch (row.state) {
    case 'connected':
      return {
        provider: 'zoom',
        state: row.state,
        email: row.email,
        basic_plan: row.basicPlan,
        since: row.since.toString(),
        last_success_at: row.lastSuccessAt?.toString() ?? null,
        waiting: row.waiting,
      };
    case 'action-required':
      return {
        provider: 'zoom',
        state: row.state,
        reason: row.reason,
        since: row.since.toString(),
        sessions_at_risk: row.sessionsAtRisk.map(({ sessionId, start, title }) => ({
          session_id: sessionId,
          start: start.toString(),
          title,
        })),
      };
    case 'not-configured':
    case 'not-connected':
      return { provider: 'zoom', state: row.state };
  }
}
