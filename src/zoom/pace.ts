/** Keeps all processes together within Zoom's limits: whoever wants to ask something asks here first. */
import { createHash } from 'node:crypto';
import { Failure, type Clock } from '#base';
import type { ChangesToday, Deed, Turn, Waiting } from '#conferencing';
import type { Db, Tx } from '#db';
import type { Question } from './api.ts';
import {
  CHANGES_A_DAY,
  changeWaitsUntil,
  COSTS,
  EMPTY_LANE,
  nextTurn,
  outOfTurn,
  utcDay,
  type AccountPlan,
  type Lane,
  type Weight,
} from './limits.ts';

export interface Pace {
  /** A turn to do this for a session that starts then. Throws `day-used-up` when the user's changes of the day are. */
  turn(grantId: string, deed: Deed, waiting: Waiting): Promise<Turn>;
  /** Something is asked without a turn: a host waits for it, or it follows from what was asked before. */
  note(grantId: string, question: Question): Promise<void>;
  /** Zoom answered 429, until `notBefore` where it said so: that holds everybody who asks for this user. */
  limited(grantId: string, question: Question, refused: Failure): Promise<Failure>;
  /**
   * A change that Zoom was not well enough to make is not counted: were it, an hour of tries would
   * use up the day. If it counts at Zoom, a 429 says so.
   */
  notMade(grantId: string, question: Question): Promise<void>;
  changesToday(grantId: string): Promise<ChangesToday>;
  changesOfToday(): Promise<({ grantId: string } & ChangesToday)[]>;
}

interface PaceParts {
  db: Db;
  clock: Clock;
}

const LICENSED = 2;
/** What Zoom's limits of a second are held for when it does not say. */
const A_MOMENT = { seconds: 1 };
/** A session that waits longer says why. */
const LONGEST_UNTOLD_MS = 60_000;
/** Our clock and Zoom’s may differ by so much: for that long after midnight it may speak of yesterday. */
const CLOCKS_APART = { minutes: 1 };

export function createPace(parts: PaceParts): Pace {
  const { db, clock } = parts;
  return {
    turn: (grantId, deed, waiting) =>
      db.transaction().execute((tx) => takeTurn(parts, tx, { grantId, deed, ...waiting })),

    async note(grantId, question) {
      const weight = weightOf(question);
      await change(parts, grantId, async (tx, account) => {
        const lane = outOfTurn(account.lanes[weight], clock.now().epochMilliseconds);
        await keepLane(parts, tx, account, { weight, lane });
        // What waited for its turn was counted then, however often it is asked.
        if (isChange(question) && !question.inTurn) await count(parts, tx, grantId, 1);
      });
    },

    limited: (grantId, question, refused) => heed(parts, { grantId, question, refused }),

    async notMade(grantId, question) {
      if (isChange(question)) await change(parts, grantId, (tx) => count(parts, tx, grantId, -1));
    },

    async changesToday(grantId) {
      const used = (await usedToday(parts)).get(grantId) ?? 0;
      return { used, limit: CHANGES_A_DAY, resetsAt: utcDay(clock.now()).next };
    },

    async changesOfToday() {
      const rest = { limit: CHANGES_A_DAY, resetsAt: utcDay(clock.now()).next };
      return [...(await usedToday(parts))].map(([grantId, used]) => ({ grantId, used, ...rest }));
    },
  };
}

/** By grant, most used first. */
async function usedToday({ db, clock }: PaceParts): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('zoom_allowance')
    .select(['grant_id', 'used'])
    .where('day', '=', utcDay(clock.now()).since)
    .orderBy('used', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.grant_id, row.used]));
}

interface Account {
  key: string;
  plan: AccountPlan;
  lanes: Record<Weight, Lane>;
}

interface Allowance {
  day: Temporal.Instant;
  used: number;
  queue_until?: Temporal.Instant | null;
}

async function takeTurn(
  parts: PaceParts,
  tx: Tx,
  ask: { grantId: string; deed: Deed } & Waiting,
): Promise<Turn> {
  const now = parts.clock.now();
  const account = await lockAccount(parts, tx, ask.grantId);
  // Without a permission nothing will be asked.
  if (!account) return { ok: true };
  const { weight, requests, changes } = COSTS[ask.deed];
  const allowance = await readAllowance(parts, tx, ask.grantId);
  const waits = changes > 0 ? changeWaitsUntil(allowance.used, ask.startsAt, now) : undefined;
  if (waits) throw new Failure('day-used-up', { retry: 'later', notBefore: waits });
  const nowMs = now.epochMilliseconds;
  const queueUntilMs = allowance.queue_until?.epochMilliseconds ?? 0;
  const { plan, lanes } = account;
  const { lane, atMs } = nextTurn(lanes[weight], {
    plan,
    weight,
    requests,
    nowMs,
    hasQueue: queueUntilMs > nowMs,
    promisedMs: ask.promisedAt?.epochMilliseconds,
  });
  await keepLane(parts, tx, account, { weight, lane });
  const at = Temporal.Instant.fromEpochMilliseconds(atMs);
  const ok = atMs <= nowMs;
  if (lane.heldUntil > nowMs + LONGEST_UNTOLD_MS)
    throw new Failure('rate-limited', { retry: 'later', notBefore: at });
  if (ok && changes === 0) return { ok };
  const queue_until = Temporal.Instant.fromEpochMilliseconds(Math.max(atMs, queueUntilMs));
  await keepAllowance(
    tx,
    ask.grantId,
    ok ? { ...allowance, used: allowance.used + changes } : { ...allowance, queue_until },
  );
  return ok ? { ok } : { ok, at };
}

async function heed(
  parts: PaceParts,
  told: { grantId: string; question: Question; refused: Failure },
): Promise<Failure> {
  const { grantId, question, refused } = told;
  const now = parts.clock.now();
  if (refused.code === 'day-used-up') {
    const { since, next } = utcDay(now.subtract(CLOCKS_APART));
    if (since.equals(utcDay(now).since)) {
      const usedUp = { day: since, used: CHANGES_A_DAY };
      await change(parts, grantId, (tx) => keepAllowance(tx, grantId, usedUp));
    }
    return new Failure('day-used-up', { retry: 'later', notBefore: next.add(CLOCKS_APART) });
  }
  const until = refused.notBefore ?? now.add(A_MOMENT);
  const weight = weightOf(question);
  await change(parts, grantId, (tx, account) => {
    const lane = { ...account.lanes[weight], heldUntil: until.epochMilliseconds };
    return keepLane(parts, tx, account, { weight, lane });
  });
  return new Failure('rate-limited', { ...refused, retry: 'later', notBefore: until });
}

async function change(
  parts: PaceParts,
  grantId: string,
  work: (tx: Tx, account: Account) => Promise<void>,
): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    const account = await lockAccount(parts, tx, grantId);
    if (account) await work(tx, account);
  });
}

/** One at a time for each Zoom account. It has the plan of whoever we know in it has the best. */
async function lockAccount(
  { clock }: PaceParts,
  tx: Tx,
  grantId: string,
): Promise<Account | undefined> {
  const grant = await tx
    .selectFrom('zoom_grant as grant')
    .innerJoin('zoom_grant as mate', 'mate.zoom_account_id', 'grant.zoom_account_id')
    .select((select) => [
      'grant.zoom_account_id',
      select.fn.max('mate.plan').as('best'),
      select.fn.agg<boolean>('bool_or', ['mate.business']).as('business'),
    ])
    .where('grant.id', '=', grantId)
    .groupBy('grant.zoom_account_id')
    .executeTakeFirst();
  if (!grant) return undefined;
  const key = createHash('sha256').update(grant.zoom_account_id).digest('base64url').slice(0, 22);
  const now = clock.now();
  const { lanes } = await tx
    .insertInto('zoom_pace')
    .values({ account: key, lanes: '{}', used_at: now })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ used_at: now }))
    .returning('lanes')
    .executeTakeFirstOrThrow();
  return {
    key,
    plan: grant.business ? 'business' : Number(grant.best) >= LICENSED ? 'pro' : 'free',
    lanes: { light: EMPTY_LANE, medium: EMPTY_LANE, ...lanes },
  };
}

async function keepLane(
  { clock }: PaceParts,
  tx: Tx,
  { key, lanes }: Account,
  { weight, lane }: { weight: Weight; lane: Lane },
): Promise<void> {
  await tx
    .updateTable('zoom_pace')
    .set({ lanes: JSON.stringify({ ...lanes, [weight]: lane }), used_at: clock.now() })
    .where('account', '=', key)
    .execute();
}

/** As it stands today. The account's lock keeps others away from it. */
async function readAllowance({ clock }: PaceParts, tx: Tx, grantId: string): Promise<Allowance> {
  const day = utcDay(clock.now()).since;
  const row = await tx
    .selectFrom('zoom_allowance')
    .select(['day', 'used', 'queue_until'])
    .where('grant_id', '=', grantId)
    .executeTakeFirst();
  return row?.day.equals(day) ? row : { day, used: 0, queue_until: row?.queue_until ?? null };
}

async function count(parts: PaceParts, tx: Tx, grantId: string, changes: 1 | -1): Promise<void> {
  const allowance = await readAllowance(parts, tx, grantId);
  const used = Math.max(allowance.used + changes, 0);
  await keepAllowance(tx, grantId, { ...allowance, used });
}

async function keepAllowance(tx: Tx, grantId: string, allowance: Allowance): Promise<void> {
  await tx
    .insertInto('zoom_allowance')
    .values({ grant_id: grantId, ...allowance })
    .onConflict((conflict) => conflict.column('grant_id').doUpdateSet(allowance))
    .execute();
}

function isChange({ method }: Question): boolean {
  return method === 'POST' || method === 'PATCH';
}

function weightOf({ method, path }: Question): Weight {
  return method === 'GET' && path === '/users/me/meetings' ? 'medium' : 'light';
}
