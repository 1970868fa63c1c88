/** The marks by which meetings of ours are found again: ours alone, and unguessable. */
import { sql, type RawBuilder } from 'kysely';
import type { Ids } from '#base';

/** A new one, as part of the statement that writes it down: the name of this installation lies in the database. */
export const newMark = (ids: Ids): RawBuilder<string> =>
  sql<string>`'parley-' || (select name from installation) || '-' || ${ids.token()}::text`;

/** How every mark of this installation begins. */
export const ownMark = (installation: string): string => `parley-${installation}-`;

/** How the marks of every installation begin. */
export const ANY_MARK = 'parley-';
