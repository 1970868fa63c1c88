/** A guest who lost the mails with their links is sent them again. */
import { sql } from 'kysely';
import { createLimit, type Clock } from '#base';
import type { Db } from '#db';
import type { Notices } from '#notices';
import { lastingLink } from './rows.ts';

interface Parts {
  db: Db;
  clock: Clock;
  notices: Notices;
  appUrl: string;
}

/** More are not looked for; whoever has so many finds one of them in any letter. */
const MOST_SESSIONS = 20;

export type LinksAsked = { ok: true; sent: Promise<void> } | { ok: false; reason: 'too-often' };

export function createLostLinks(parts: Parts): (email: string) => Promise<LinksAsked> {
  // Anybody can type anybody’s address.
  const asked = createLimit({ most: 3, seconds: 15 * 60 });
  return async (email) => {
    const address = email.toLowerCase();
    if (await asked.isReached(address)) return { ok: false, reason: 'too-often' };
    await asked.count(address);
    return { ok: true, sent: sendLinks(parts, email) };
  };
}

/** To the address as it was booked with, never as it was typed. */
async function sendLinks({ db, clock, notices, appUrl }: Parts, email: string): Promise<void> {
  const bookings = await db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .innerJoin('service', 'service.id', 'session.service_id')
    .innerJoin('account', 'account.id', 'booking.account_id')
    .select([
      'booking.token',
      'booking.guest_email as recipient',
      'booking.guest_zone as zone',
      'account.name as accountName',
      'service.name as serviceName',
      'session.starts_at as start',
      'session.ends_at as end',
    ])
    .where(sql`lower(booking.guest_email)`, '=', sql`lower(${email})`)
    .where('booking.cancelled_at', 'is', null)
    .where('session.ends_at', '>', clock.now())
    .orderBy('session.starts_at')
    .limit(MOST_SESSIONS)
    .execute();
  const [first] = bookings;
  if (!first) return;
  const sessions = bookings.map(({ token, start, end, recipient: _recipient, ...facts }) => ({
    ...facts,
    start: start.toString(),
    end: end.toString(),
    link: lastingLink(appUrl, token),
  }));
  const letter = { kind: 'lost-links', recipient: first.recipient, facts: { sessions } } as const;
  await db.transaction().execute((tx) => notices.add(tx, null, [letter]));
}
