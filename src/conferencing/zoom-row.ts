import { sessionsOnZoom, type ConnectionParts, type SessionAtRisk } from './connections.ts';
import { outOfStep } from './states.ts';
import { connectionOf } from './tie.ts';

/** What the Zoom row of the Conferencing page shows. */
export type ZoomRow =
  | {
      state: 'not-configured';
      /** Set where the account was connected while this server still knew Zoom. */
      sessionsAtRisk?: SessionAtRisk[];
    }
  | { state: 'not-connected' }
  | {
      state: 'connected';
      email: string;
      basicPlan: boolean;
      since: Temporal.Instant;
      lastSuccessAt: Temporal.Instant | null;
      /** Sessions whose meeting is not in step yet. */
      waiting: number;
    }
  | {
      state: 'action-required';
      reason: string;
      since: Temporal.Instant;
      sessionsAtRisk: SessionAtRisk[];
    };

export async function zoomRow(
  { db, clock, provider }: ConnectionParts,
  accountId: string,
): Promise<ZoomRow> {
  const connection = await connectionOf(db, accountId);
  const atRisk = () => sessionsOnZoom(db, accountId, clock.now());
  if (!provider)
    return { state: 'not-configured', ...(connection && { sessionsAtRisk: await atRisk() }) };
  if (!connection) return { state: 'not-connected' };
  const grant =
    connection.grantId === null ? undefined : await provider.viewGrant(connection.grantId);
  if (!grant || grant.lost || connection.lostAt) {
    return {
      state: 'action-required',
      reason:
        connection.lostReason ?? grant?.lost?.reason ?? 'Zoom no longer accepts Parley’s access.',
      since: connection.lostAt ?? grant?.lost?.at ?? connection.connectedAt,
      sessionsAtRisk: await atRisk(),
    };
  }
  const { waiting } = await outOfStep(db, accountId, clock.now())
    .select((select) => select.fn.countAll<string>().as('waiting'))
    .executeTakeFirstOrThrow();
  return {
    state: 'connected',
    email: grant.email,
    basicPlan: grant.basicPlan,
    since: connection.connectedAt,
    lastSuccessAt: grant.lastSuccessAt,
    waiting: Number(waiting),
  };
}
