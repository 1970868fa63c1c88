/** What became of the letters about bookings. */
import type { Db } from '#db';

export interface Fate {
  bookingId: string;
  /** What it told of: 'booked', 'moved', … */
  about: string;
  reader: 'guest' | 'host';
  recipient: string;
  at: Temporal.Instant;
  outcome: 'sent' | 'failed';
}

/** A letter that did not arrive, and none about the same booking after it either. */
export type Undelivered = Pick<Fate, 'bookingId' | 'about' | 'reader' | 'recipient'>;

export async function undelivered(db: Db, bookingIds: string[]): Promise<Undelivered[]> {
  if (bookingIds.length === 0) return [];
  const failed = await db
    .selectFrom('notice')
    .select('booking_id')
    .distinct()
    .where('booking_id', 'in', bookingIds)
    .where('failed_at', 'is not', null)
    .execute();
  const fates = await fatesOf(
    db,
    failed.flatMap(({ booking_id: id }) => id ?? []),
  );
  const last = new Map(
    fates.map((fate) => [`${fate.bookingId} ${fate.reader} ${fate.recipient}`, fate]),
  );
  return [...last.values()].filter(({ outcome }) => outcome === 'failed');
}

/** In the order it happened. A letter still on its way is not in the answer. */
export async function fatesOf(db: Db, bookingIds: string[]): Promise<Fate[]> {
  if (bookingIds.length === 0) return [];
  const rows = await db
    .selectFrom('notice')
    .select(['booking_id', 'kind', 'recipient', 'sent_at', 'failed_at'])
    .where('booking_id', 'in', bookingIds)
    .where((where) =>
      where.or([where('sent_at', 'is not', null), where('failed_at', 'is not', null)]),
    )
    .orderBy((order) => order.fn.coalesce('sent_at', 'failed_at'))
    .orderBy('id')
    .execute();
  return rows.flatMap(({ booking_id: bookingId, kind, recipient, sent_at, failed_at }) => {
    const at = sent_at ?? failed_at;
    if (!bookingId || !at) return [];
    const reader = kind.endsWith('-host') ? 'host' : 'guest';
    const about = kind.replace(/-(?:guest|host)$/, '');
    return [{ bookingId, about, reader, recipient, at, outcome: sent_at ? 'sent' : 'failed' }];
  });
}
