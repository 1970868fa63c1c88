/** After a change of SECRET_KEY: everything sealed with a former one is sealed anew with the newest. */
import type { Db, Tx } from '#db';
import { ABOUT_VERIFIER } from './beginnings.ts';
import { aboutToken } from './grant-row.ts';
import { createSeal, type Seal } from './seal.ts';
import { aboutUnsettled } from './unsettled.ts';

export interface Resealed {
  /** Texts sealed anew just now. */
  renewed: number;
  /** Texts that had the newest key before. */
  already: number;
  /** Texts that no given key opens. They stay as they are: their hosts have to connect again. */
  unopened: number;
  /** Counted in the tables afterwards; what is not zero still needs a former key. */
  left: number;
}

type Count = Pick<Resealed, 'renewed' | 'already' | 'unopened'>;

/**
 * One row at a time under its lock, so that a refresh beside it is neither lost nor overwritten.
 * Cut short, it is simply begun again.
 */
export async function reseal(db: Db, secrets: readonly [string, ...string[]]): Promise<Resealed> {
  const seal = createSeal(secrets);
  const count = { renewed: 0, already: 0, unopened: 0 };
  for (const { id } of await db.selectFrom('zoom_grant').select('id').execute()) {
    await db.transaction().execute((tx) => resealGrant(tx, id, { seal, count }));
  }
  for (const { state } of await openAuthorizations(db).select('state').execute()) {
    await db.transaction().execute((tx) => resealAuthorization(tx, state, { seal, count }));
  }
  for (const { state } of await db.selectFrom('zoom_unsettled').select('state').execute()) {
    await db.transaction().execute((tx) => resealUnsettled(tx, state, { seal, count }));
  }
  return { ...count, left: await countLeft(db, seal) };
}

/** A spent one holds no verifier any more. */
function openAuthorizations(db: Db) {
  return db.selectFrom('zoom_authorization').where('verifier', '!=', '');
}

interface Work {
  seal: Seal;
  count: Count;
}

async function resealGrant(tx: Tx, id: string, work: Work): Promise<void> {
  const row = await tx
    .selectFrom('zoom_grant')
    .select(['zoom_user_id', 'access_token', 'refresh_token'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const { zoom_user_id: user, access_token: access, refresh_token: refresh } = row;
  const renewed = {
    access_token: renew(access, aboutToken('access', user), work),
    refresh_token: renew(refresh, aboutToken('refresh', user), work),
  };
  await tx.updateTable('zoom_grant').set(renewed).where('id', '=', id).execute();
}

async function resealAuthorization(tx: Tx, state: string, work: Work): Promise<void> {
  const row = await tx
    .selectFrom('zoom_authorization')
    .select('verifier')
    .where('state', '=', state)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const verifier = renew(row.verifier, ABOUT_VERIFIER, work);
  await tx.updateTable('zoom_authorization').set({ verifier }).where('state', '=', state).execute();
}

async function resealUnsettled(tx: Tx, state: string, work: Work): Promise<void> {
  const row = await tx
    .selectFrom('zoom_unsettled')
    .select('tokens')
    .where('state', '=', state)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const tokens = renew(row.tokens, aboutUnsettled(state), work);
  await tx.updateTable('zoom_unsettled').set({ tokens }).where('state', '=', state).execute();
}

function renew(closed: string, about: string, { seal, count }: Work): string {
  try {
    const renewed = seal.renew(closed, about);
    count[renewed === undefined ? 'already' : 'renewed'] += 1;
    return renewed ?? closed;
  } catch {
    count.unopened += 1;
    return closed;
  }
}

async function countLeft(db: Db, { newest }: Seal): Promise<number> {
  const closed = await db
    .selectFrom('zoom_grant')
    .select('access_token as closed')
    .unionAll(db.selectFrom('zoom_grant').select('refresh_token as closed'))
    .unionAll(openAuthorizations(db).select('verifier as closed'))
    .unionAll(db.selectFrom('zoom_unsettled').select('tokens as closed'))
    .execute();
  return closed.filter((row) => !row.closed.startsWith(newest)).length;
}
