/** What whoever runs this Parley may see: how things stand over all accounts, without names. */
import type { Clock } from '#base';
import type { Conferencing } from '#conferencing';
import type { Db } from '#db';
import type { Jobs } from '#jobs';
import { readHealth, type ZoomHealth } from './health.ts';

export interface Operator {
  /** Whether this person runs the place (docs/decisions/011-who-runs-the-place.md). */
  is(personId: string): Promise<boolean>;
  zoomHealth(): Promise<ZoomHealth>;
}

interface OperatorParts {
  db: Db;
  clock: Clock;
  jobs: Pick<Jobs, 'backlog'>;
  production: boolean;
  conferencing: Pick<Conferencing, 'changesToday'>;
}

export function createOperator(parts: OperatorParts): Operator {
  return {
    is: async (personId) => !parts.production || (await firstPerson(parts.db)) === personId,
    zoomHealth: () => readHealth(parts),
  };
}

/** Whoever sets Parley up signs up first. Ids are in the order of making. */
async function firstPerson(db: Db): Promise<string | undefined> {
  const first = await db
    .selectFrom('person')
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return first?.id;
}
