import { PGlite, types, type QueryOptions } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import {
  PGliteDialect,
  PGliteDriver,
  type DatabaseConnection,
  type PGlite as KyselyPGlite,
} from 'kysely';

/** PostgreSQL inside this process, its files in `dataDir`; in memory where none is given. */
export async function openEmbedded(dataDir: string | undefined): Promise<PGlite> {
  return await PGlite.create({ ...(dataDir && { dataDir }), extensions: { btree_gist } });
}

/**
 * Kysely's driver hands its one connection to whoever asks, so a query of one request could run
 * inside the transaction of another. Here each user has it alone until it is given back.
 */
class ExclusiveDriver extends PGliteDriver {
  #last: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    this.#release = resolve;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    this.#release();
  }
}

class ExclusiveDialect extends PGliteDialect {
  readonly #pglite: KyselyPGlite;

  constructor(pglite: KyselyPGlite) {
    super({ pglite });
    this.#pglite = pglite;
  }

  override createDriver(): PGliteDriver {
    return new ExclusiveDriver({ pglite: this.#pglite });
  }
}

const TEMPORAL: QueryOptions = {
  parsers: {
    [types.TIMESTAMPTZ]: (text) => Temporal.Instant.from(text.replace(' ', 'T')),
    // node-postgres answers text for 64-bit counts; both databases must answer alike.
    [types.INT8]: (text) => text,
  },
  serializers: { [types.TIMESTAMPTZ]: String },
};

/** The dialect our own code uses: instants are Temporal. */
export function temporalDialect(pglite: PGlite): PGliteDialect {
  return new ExclusiveDialect({
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
    close: () => pglite.close(),
    query: (text, values, options) => pglite.query(text, values, { ...options, ...TEMPORAL }),
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({
          query: (text, values, options) => tx.query(text, values, { ...options, ...TEMPORAL }),
          rollback: () => tx.rollback(),
        }),
      ),
  } as KyselyPGlite);
}

/** The dialect for libraries that expect `Date`. */
export function plainDialect(pglite: PGlite): PGliteDialect {
  return new ExclusiveDialect(pglite as unknown as KyselyPGlite);
}
