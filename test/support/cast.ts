import type { Clock, Ids } from '#base';
import type { Db } from '#db';
import { createAccounts, type Account } from '#accounts';
import { createServices, type Service } from '#services';

/** Hosts, in Berlin. */
export const ada = {
  name: 'Ada Berger',
  email: 'ada@example.org',
  zone: 'Europe/Berlin',
  password: 'a long enough password',
};
/** Books, from New York. */
export const grace = {
  name: 'Grace Hill',
  email: 'grace@example.org',
  timezone: 'America/New_York',
};
/** Is late: wants what Grace has already, or comes when it is over. */
export const linus = { name: 'Linus Oja', email: 'linus@example.org', timezone: 'Europe/Helsinki' };

export interface Hosting {
  personId: string;
  account: Account;
  /** The one a new account begins with: 30 minutes, one guest, two hours' notice. */
  service: Service;
}

/** Ada's account as sign-up leaves it: Monday to Friday 9 to 17 in Berlin, one service, built-in calls. */
export async function adaHosts(parts: { db: Db; clock: Clock; ids: Ids }): Promise<Hosting> {
  return await openAccount(parts, ada);
}

/** A further account, for tests about two of them. `personId` makes it one more of somebody there already. */
export async function openAccount(
  parts: { db: Db; clock: Clock; ids: Ids },
  host: { name: string; email: string; zone: string; personId?: string },
): Promise<Hosting> {
  const services = createServices(parts);
  const accounts = createAccounts({
    ...parts,
    furnish: (tx, account) => services.addFirst(tx, account.id),
  });
  const personId = host.personId ?? (await addPerson(parts, host));
  const account = await accounts.open({ personId, name: host.name, zone: host.zone });
  const [service] = await services.list(account.id);
  if (!service) throw new Error('a new account has no service');
  return { personId, account, service };
}

async function addPerson(
  { db, ids }: { db: Db; ids: Ids },
  { name, email }: { name: string; email: string },
): Promise<string> {
  const id = ids.id();
  await db.insertInto('person').values({ id, name, email }).execute();
  return id;
}
