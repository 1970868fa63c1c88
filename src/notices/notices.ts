import { sql } from 'kysely';
import { Failure, type Clock, type Ids } from '#base';
import { later, type Db, type Tx } from '#db';
import type { Jobs } from '#jobs';
import type { NoticeFacts, NoticeKind } from './facts.ts';
import { fatesOf, undelivered, type Fate, type Undelivered } from './fates.ts';
import type { Mailer } from './mailer.ts';
import { isOutdated } from './outdated.ts';
import { write } from './write.ts';

/** A notice to be sent: what it says is decided by its facts, in this moment, and not later. */
export type NewNotice = {
  [K in NoticeKind]: {
    kind: K;
    recipient: string;
    bookingId?: string;
    facts: NoticeFacts[K];
  };
}[NoticeKind];

export interface Notices {
  /** Writes notices and the jobs that send them into the transaction. */
  add(tx: Tx, accountId: string | null, notices: NewNotice[]): Promise<void>;
  /**
   * Sends one. Doing it twice sends once, but for a crash between the post office's yes and ours.
   * One the post office will never take is marked as failed and left. One that is not true any more,
   * because a later letter about the same booking has overtaken it or it waited too long, is dropped.
   */
  deliver(noticeId: string): Promise<void>;
  /** Every try to send it has failed: it is marked so and left. */
  giveUp(noticeId: string): Promise<void>;
  /** What was to be told is no longer so: the account's letters of this kind that still wait, to anybody or to one, are not sent. */
  withdraw(tx: Tx, accountId: string, kind: NoticeKind, recipient?: string): Promise<void>;
  /** The meeting of this session needs no hand any more: letters still waiting do not name it. */
  withdrawSession(tx: Tx, sessionId: string): Promise<void>;
  /** Whom the last letter about one of these bookings did not reach. */
  undelivered(bookingIds: string[]): Promise<Undelivered[]>;
  /** What became of the letters about these bookings. */
  fatesOf(bookingIds: string[]): Promise<Fate[]>;
}

interface Parts {
  db: Db;
  clock: Clock;
  ids: Ids;
  jobs: Jobs;
  mailer: Mailer;
}

export function createNotices(parts: Parts): Notices {
  const { db, clock, ids, jobs, mailer } = parts;
  return {
    async add(tx, accountId, notices) {
      const rows = notices.map((notice) => ({
        id: ids.id(),
        account_id: accountId,
        booking_id: notice.bookingId ?? null,
        kind: notice.kind,
        recipient: notice.recipient,
        facts: JSON.stringify(notice.facts),
        created_at: clock.now(),
        sent_at: null,
        failed_at: null,
      }));
      if (rows.length === 0) return;
      await later(tx, tx.insertInto('notice').values(rows));
      await jobs.send(
        tx,
        'send-notice',
        rows.map((row) => ({ noticeId: row.id })),
      );
    },
    async deliver(noticeId) {
      const notice = await db
        .selectFrom('notice')
        .select(['id', 'booking_id', 'kind', 'recipient', 'facts', 'created_at'])
        .where('id', '=', noticeId)
        .where('sent_at', 'is', null)
        .where('failed_at', 'is', null)
        .executeTakeFirst();
      if (!notice) return;
      if (await isOutdated(db, notice, clock.now()))
        return void (await db.deleteFrom('notice').where('id', '=', noticeId).execute());
      const { recipient } = notice;
      const envelope = { recipient, noticedAt: notice.created_at, postedAt: clock.now() };
      const letter = write(notice.kind as NoticeKind, notice.facts as never, envelope);
      const taken = await post(mailer, { ...letter, to: recipient, id: noticeId });
      const done = taken ? { sent_at: clock.now() } : { failed_at: clock.now() };
      await db.updateTable('notice').set(done).where('id', '=', noticeId).execute();
    },
    giveUp: (noticeId) => giveUp(parts, noticeId),
    withdraw,
    withdrawSession,
    undelivered: (bookingIds) => undelivered(db, bookingIds),
    fatesOf: (bookingIds) => fatesOf(db, bookingIds),
  };
}

async function giveUp({ db, clock }: Parts, noticeId: string): Promise<void> {
  await db
    .updateTable('notice')
    .set({ failed_at: clock.now() })
    .where('id', '=', noticeId)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute();
}

async function withdraw(
  tx: Tx,
  accountId: string,
  kind: NoticeKind,
  recipient?: string,
): Promise<void> {
  await tx
    .deleteFrom('notice')
    .$if(recipient !== undefined, (only) => only.where('recipient', '=', recipient!))
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute();
}

async function withdrawSession(tx: Tx, sessionId: string): Promise<void> {
  const naming = await tx
    .selectFrom('notice')
    .select(['id', 'facts'])
    .where('kind', '=', 'meeting-needs-host')
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where(sql<boolean>`facts -> 'sessions' @> ${JSON.stringify([{ id: sessionId }])}::jsonb`)
    .forUpdate()
    .execute();
  for (const { id, facts } of naming) {
    const all = facts['sessions'] as NoticeFacts['meeting-needs-host']['sessions'];
    const sessions = all.filter((session) => session.id !== sessionId);
    const rest = JSON.stringify({ ...facts, sessions });
    if (sessions.length === 0) await tx.deleteFrom('notice').where('id', '=', id).execute();
    else await tx.updateTable('notice').set({ facts: rest }).where('id', '=', id).execute();
  }
}

/** False when the post office will never take this letter; a failure worth another try is thrown. */
async function post(mailer: Mailer, letter: Parameters<Mailer['send']>[0]): Promise<boolean> {
  try {
    await mailer.send(letter);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.retry === 'never') return false;
    throw error;
  }
}
