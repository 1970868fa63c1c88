import type { CallBook } from '#calls';
import type { Db } from '#db';
import { happening } from './records.ts';

/** Keeps what the calls tell: who was there, from when to when, and how it went. */
export function createCallBook({ db }: { db: Db }): CallBook {
  return {
    async tell(sessionId, at, { kind, ...facts }) {
      await db.insertInto('happening').values(happening({ sessionId, kind, facts }, at)).execute();
    },
  };
}
