import { sql } from 'kysely';
import type { Clock } from '#base';
import type { Db } from './open.ts';

/** What is kept for a while only, and until when. Whatever depends on a row goes with it. */
const LIVES: Record<string, (now: Temporal.Instant) => ReturnType<typeof sql>> = {
  'answers to repeated requests': (now) =>
    sql`delete from repeated_request where created_at < ${now.subtract({ hours: 48 })}`,
  // Zoom repeats an event for up to 85 minutes.
  'fingerprints of events': (now) =>
    sql`delete from zoom_event where received_at < ${now.subtract({ hours: 24 })}`,
  // Their links are keys. An unsent one is kept for as long as it is tried to be sent.
  'mails of keys alone': (now) =>
    sql`delete from notice where kind in ('reset-password', 'sign-in-link', 'lost-links', 'invitation')
      and (sent_at is not null or failed_at is not null or created_at < ${now.subtract({ hours: 24 })})`,
  // So long the Conferencing page tells how the last one ended.
  'authorizations of another day': (now) =>
    sql`delete from zoom_authorization where created_at < ${now.subtract({ hours: 24 })}`,
  'reports of a Reconnect': (now) =>
    sql`delete from repair where begun_at < ${now.subtract({ hours: 24 })}`,
  // A limit of a day may hold an account up until midnight.
  'the pace of accounts at rest': (now) =>
    sql`delete from zoom_pace where used_at < ${now.subtract({ hours: 25 })}`,
  // So long an owner reads that somebody has not come, and whoever opens an old link what became of it.
  'invitations of long ago': (now) =>
    sql`delete from invitation where expires_at < ${now.subtract({ hours: 30 * 24 })}`,
  'bars at the doors of calls': (now) => sql`delete from call_bar where until < ${now}`,
  'one-time links': (now) => sql`delete from verification where expires_at < ${now}`,
  'logins that have ended': (now) => sql`delete from login where expires_at < ${now}`,
};

/** Deletes what has had its time. Every minute; doing it twice, or by two processes at once, is harmless. */
export async function tidy({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const now = clock.now();
  for (const deletion of Object.values(LIVES)) await deletion(now).execute(db);
}
