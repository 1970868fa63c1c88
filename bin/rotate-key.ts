/**
 * Seals every stored Zoom token with the newest key of SECRET_KEY: `npm run rotate-key`. May be run
 * again at any time. The steps around it are in docs/operations.md.
 */
import { openDatabase } from '#db';
import { reseal, type Resealed } from '#zoom';
import { orRefuse } from '../src/cannot-start.ts';
import { settings } from './settings.ts';

const config = await settings();
const database = await orRefuse(() => openDatabase(config));
const result = await reseal(database.db, [config.secretKey, ...config.formerSecretKeys]);
await database.close();
tell(result, config.formerSecretKeys.length);

function tell({ renewed, already, unopened, left }: Resealed, formerKeys: number): void {
  console.log(`Sealed anew with the newest key: ${renewed}`);
  console.log(`Sealed with it before: ${already}`);
  if (unopened > 0) console.log(`Opened by none of the given keys: ${unopened}`);
  if (left > 0) {
    stop(
      `${left} stored secrets still need a former key. Add it to SECRET_KEY and run this again, or have their hosts disconnect Zoom and connect it again.`,
    );
  }
  console.log(
    formerKeys > 0
      ? 'Nothing is sealed with a former key any more: SECRET_KEY may now hold the newest one alone.'
      : 'Nothing is sealed with a former key.',
  );
}

function stop(words: string): never {
  console.error(words);
  process.exit(1);
}
