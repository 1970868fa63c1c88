/** Zoom goes away while many hosts' sessions wait for their meetings, and comes back. */
import { sql } from 'kysely';
import { openAccount, type Hosting } from './cast.ts';
import { openHouse, type House } from './house.ts';

/** An account at Zoom, how many hosts are in it, and what its plan allows. */
export interface ZoomAccount {
  account: string;
  plan: 'free' | 'pro' | 'business';
  hosts: number;
  perSecond: number;
}

export interface AfterOutage {
  meetings: number;
  /** From Zoom's return to the last meeting of each account, and what its plan makes of that at the least. */
  accounts: { account: string; seconds: number; least: number }[];
  /** What Zoom answered after its return, by method and status. */
  answers: Map<string, number>;
}

const WEDNESDAY = Temporal.Instant.from('2027-01-13T08:00:00Z');
/** The first come back from the longest back-off, find Zoom away still, and go again. */
const OUTAGE = { seconds: 155 };

export async function playOutage(
  accounts: readonly ZoomAccount[],
  sessionsEach: number,
  server?: string,
): Promise<AfterOutage> {
  const answers = new Map<string, number>();
  await using house = await openHouse({
    server,
    random: seeded(),
    wrapFetch: (ask) => async (input, init) => {
      const answer = await ask(input, init);
      const what = `${init?.method} ${answer.status}`;
      answers.set(what, (answers.get(what) ?? 0) + 1);
      return answer;
    },
  });
  await prepare(house, accounts, sessionsEach);
  house.sandbox.control.addFault({ kind: 'error', status: 503, path: '/v2' });
  // As after some hours: nobody is at the beginning of back-off any more.
  await sql`update observed_meeting set attempts = 8`.execute(house.db);
  await workUntil(house, house.clock.now().add(OUTAGE));
  house.sandbox.control.clearFaults();
  answers.clear();
  const back = house.clock.now();
  await workUntil(house, back.add({ minutes: 20 }));
  const seconds = finished(house, back);
  return {
    meetings: house.meetings().length,
    answers,
    accounts: accounts.map(({ account, hosts, perSecond }) => ({
      account,
      seconds: seconds.get(account) ?? Infinity,
      least: (hosts * sessionsEach) / perSecond,
    })),
  };
}

/** The same numbers every time, in [0, 1). */
function seeded(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

async function prepare(
  house: House,
  accounts: readonly ZoomAccount[],
  sessionsEach: number,
): Promise<void> {
  const { control } = house.sandbox;
  control.turn({ rateLimits: false });
  for (const { account, plan, hosts } of accounts)
    for (let n = 0; n < hosts; n += 1) {
      const email = `host-${n}@${account.toLowerCase().replaceAll(' ', '-')}.example`;
      control.enrol({ email, account, plan });
      const hosting = await openAccount(house, { name: email, email, zone: 'Europe/Berlin' });
      await house.connect(hosting, email);
      await house.conferencing.makeDefault(hosting.account.id, 'zoom');
      await book(house, await house.refreshed(hosting, { noticeMinutes: 0 }), sessionsEach);
    }
  control.turn({ rateLimits: true });
}

async function book(house: House, hosting: Hosting, sessions: number): Promise<void> {
  for (let n = 0; n < sessions; n += 1) {
    const start = WEDNESDAY.add({ hours: 24 * Math.floor(n / 10), minutes: 30 * (n % 10) });
    const booked = await house.book(hosting, start.toString());
    if (!booked.ok) throw new Error(`not booked: ${booked.reason}`);
  }
}

/** Moment after moment, until nothing is left to be put in step or the time is over. */
async function workUntil({ db, clock, conferencing }: House, until: Temporal.Instant) {
  for (;;) {
    const due = await sql<{ data: { sessionId: string } }>`
      delete from jobs.job where id in (select id from jobs.job where name = 'reconcile-meeting'
        and (start_after = created_on or start_after <= ${clock.now()}) order by start_after, id limit 40)
      returning data
    `.execute(db);
    for (const { data } of due.rows) await conferencing.reconcile(data.sessionId);
    if (due.rows.length > 0) continue;
    const next = await sql<{ at: Temporal.Instant | null }>`
      select min(start_after) as at from jobs.job where name = 'reconcile-meeting'
    `.execute(db);
    const at = next.rows[0]?.at;
    if (!at || Temporal.Instant.compare(at, until) > 0) break;
    clock.set(at);
  }
  clock.set(until);
}

/** When the last meeting of each Zoom account was made, in seconds. */
function finished({ sandbox }: House, back: Temporal.Instant): Map<string, number> {
  const { meetings, people, accounts } = sandbox.control.state();
  const accountOf = new Map(people.map((person) => [person.id, person.accountId]));
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  const seconds = new Map<string, number>();
  for (const { hostId, createdAt } of meetings) {
    const name = names.get(accountOf.get(hostId) ?? '') ?? '';
    const took = (createdAt - back.epochMilliseconds) / 1000;
    seconds.set(name, Math.max(seconds.get(name) ?? 0, took));
  }
  return seconds;
}
