/** Sessions on their way from a built-in call into a meeting. The call is their place until the meeting stands. */
import { transact, type Db, type Tx } from '#db';
import type { Clock, Ids } from '#base';
import type { Jobs } from '#jobs';
import { newMark } from './mark.ts';
import { joined, unwant, want, type WantedMeeting } from './meetings.ts';
import { whyNotZoom } from './place-for.ts';
import type { MeetingProvider } from './provider.ts';
import type { SessionBook } from './session-book.ts';
import { connectionOf } from './tie.ts';

interface Parts {
  db: Db;
  clock: Clock;
  ids: Ids;
  jobs: Jobs;
  book: SessionBook;
  provider: MeetingProvider | undefined;
}

/** `not-usable`: no connection that works · `removing`: a former meeting of the session is still being removed */
export type Invited = { ok: true } | { ok: false; reason: 'not-usable' | 'removing' };

/** Wants a meeting for a session held in a built-in call, which goes there as soon as the meeting stands. */
export async function invite(parts: Parts, tx: Tx, session: WantedMeeting): Promise<Invited> {
  if (await whyNotZoom(parts, session.accountId, tx)) return { ok: false, reason: 'not-usable' };
  const grantId = (await connectionOf(tx, session.accountId))?.grantId ?? null;
  const former = await joined(tx)
    .where('desired.session_id', '=', session.id)
    .forUpdate()
    .executeTakeFirst();
  if (former?.wanted) return { ok: true };
  const unknown = former && former.creating_since !== null;
  const elsewhere = former?.managed && former.meeting_id !== null && former.grant_id !== grantId;
  if (unknown || elsewhere) return { ok: false, reason: 'removing' };
  if (former && !former.managed) await leaveToHost(parts, tx, session.id);
  await want(parts, tx, session);
  await tx
    .updateTable('desired_meeting')
    .set({ arriving: true, managed: true, grant_id: grantId })
    .where('session_id', '=', session.id)
    .execute();
  return { ok: true };
}

/** A meeting from before a Disconnect is the host's own; the next one must not be taken for it. */
async function leaveToHost({ ids }: Parts, tx: Tx, sessionId: string): Promise<void> {
  await tx
    .updateTable('observed_meeting')
    .set({
      mark: newMark(ids),
      meeting_id: null,
      join_url: null,
      topic: null,
      starts_at: null,
      duration_minutes: null,
      settings: null,
      attempts: 0,
      reason: null,
      look_wanted_at: null,
    })
    .where('session_id', '=', sessionId)
    .execute();
}

/** The meeting stands: from now on it is the session's place. */
export async function arrive({ db, book }: Pick<Parts, 'db' | 'book'>, sessionId: string) {
  await transact(db, async (tx) => {
    const arrived = await tx
      .updateTable('desired_meeting')
      .set({ arriving: false })
      .where('session_id', '=', sessionId)
      .where('arriving', '=', true)
      .where('wanted', '=', true)
      .returning('session_id')
      .executeTakeFirst();
    if (arrived) await book.holdInZoom(tx, sessionId);
  });
}

/** The account's sessions that are on their way stay in their calls, and what was made for them is removed. */
export async function callOffArrivals(
  parts: Pick<Parts, 'clock' | 'jobs' | 'book'>,
  tx: Tx,
  accountId: string,
): Promise<void> {
  const arriving = await tx
    .selectFrom('desired_meeting')
    .select('session_id')
    .where('account_id', '=', accountId)
    .where('arriving', '=', true)
    .execute();
  for (const { session_id: sessionId } of arriving) {
    await unwant(parts, tx, sessionId);
    await parts.book.tell(tx, sessionId, 'stays-built-in', { code: 'disconnected' });
  }
}
