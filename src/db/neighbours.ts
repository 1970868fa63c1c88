import type pg from 'pg';
import { createInbox, notesOf } from './notes.ts';

/**
 * The other processes of this house, met through the one database. Each may take names, which nobody
 * else has until it lets them go or dies, and may tell something to whoever has a name.
 */
export interface Neighbours {
  /** Under this name this process itself can be told something. */
  me: string;
  /** Under this name all others can be told something. */
  everybody: string;
  /** Whether it is ours now, or has been all along. Rejects while the database is away. */
  take(name: string): Promise<boolean>;
  letGo(name: string): void;
  /** Whether anybody has it. */
  taken(name: string): Promise<boolean>;
  /** To whoever has the name. Nobody learns whether it arrived. */
  tell(name: string, text: string): void;
  /** From now on told what comes in. */
  attend(attendant: Attendant): void;
  close(): Promise<void>;
}

interface Attendant {
  /** Told to a name of ours, or to us. */
  hear(name: string, text: string): void;
  /** The database was away, and another process took the name meanwhile. */
  lost(name: string): void;
}

interface Connection {
  client: pg.Client;
  ask(text: string, values?: unknown[]): Promise<pg.QueryResult>;
}

const TRY_AGAIN_MS = 1_000;
/** A process whose machine is gone says no farewell: its names are free after this. */
const KEEPALIVE =
  'set tcp_keepalives_idle = 2; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3';
/** Of the kind of lock pg_try_advisory_lock(bigint) takes. */
const HELD = `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())
  and (classid::int8 << 32) | objid::int8 = hashtextextended($1, 0)`;

export async function openNeighbours(databaseUrl: string, me: string): Promise<Neighbours> {
  const neighbours = new OnPostgres(databaseUrl, me);
  await neighbours.open();
  return neighbours;
}

class OnPostgres implements Neighbours {
  readonly me: string;
  readonly everybody = 'everybody';
  readonly #databaseUrl: string;
  /** Asked for, or ours. */
  readonly #claims = new Map<string, Promise<boolean>>();
  readonly #held = new Set<string>();
  #connection!: Connection;
  #attendant: Attendant | undefined;
  #closed = false;

  constructor(databaseUrl: string, me: string) {
    this.#databaseUrl = databaseUrl;
    this.me = me;
  }

  async open(): Promise<void> {
    const always = [this.me, this.everybody];
    this.#connection = await connect(this.#databaseUrl, always, (name, text) => {
      // One listens before one has a name; what comes then is for whoever has it.
      if (always.includes(name) || this.#held.has(name)) this.#attendant?.hear(name, text);
    });
    this.#connection.client.once('end', () => void this.#openAgain());
  }

  attend(attendant: Attendant): void {
    this.#attendant = attendant;
  }

  async take(name: string): Promise<boolean> {
    const claim = this.#claims.get(name) ?? this.#claim(name);
    try {
      return await claim;
    } catch (error) {
      this.#claims.delete(name);
      throw error;
    }
  }

  letGo(name: string): void {
    if (!this.#held.delete(name)) return;
    this.#claims.delete(name);
    // A connection that breaks lets go of everything by itself.
    release(this.#connection, name).catch(() => {});
  }

  async taken(name: string): Promise<boolean> {
    return (await this.#connection.ask(HELD, [name])).rowCount === 1;
  }

  tell(name: string, text: string): void {
    for (const note of notesOf(text)) {
      this.#connection.ask('select pg_notify($1, $2)', [name, note]).catch(() => {});
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#connection.client.end();
  }

  #claim(name: string): Promise<boolean> {
    const claim = tryToTake(this.#connection, name).then((have) => {
      if (have) this.#held.add(name);
      else this.#claims.delete(name);
      return have;
    });
    this.#claims.set(name, claim);
    return claim;
  }

  /** Names we had may be somebody else's by now. */
  async #openAgain(): Promise<void> {
    if (this.#closed) return;
    try {
      await this.open();
    } catch {
      setTimeout(() => void this.#openAgain(), TRY_AGAIN_MS).unref();
      return;
    }
    const before = [...this.#held];
    this.#held.clear();
    this.#claims.clear();
    for (const name of before) {
      // Broken again: this is done anew.
      if (await this.take(name).catch(() => true)) continue;
      this.#attendant?.lost(name);
    }
  }
}

async function connect(
  databaseUrl: string,
  names: string[],
  hear: Attendant['hear'],
): Promise<Connection> {
  const { Client } = (await import('pg')).default;
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'parley-neighbours',
    keepAlive: true,
  });
  // A broken connection tells by ending.
  client.on('error', () => {});
  const inbox = createInbox();
  client.on('notification', ({ channel, payload = '', processId }) => {
    const text = inbox(`${channel} ${processId}`, payload);
    if (text !== undefined) hear(channel, text);
  });
  await client.connect();
  await client.query(KEEPALIVE);
  for (const name of names) await client.query(`listen ${client.escapeIdentifier(name)}`);
  return { client, ask: inTurn(client) };
}

/** One question after the other, in the order they were asked. */
function inTurn(client: pg.Client): Connection['ask'] {
  let last: Promise<unknown> = Promise.resolve();
  return (text, values) => {
    const answer = last.then(() => client.query(text, values));
    last = answer.catch(() => {});
    return answer;
  };
}

/** Listens before it takes: whoever is refused in the next moment speaks to us at once. */
async function tryToTake({ client, ask }: Connection, name: string): Promise<boolean> {
  const channel = client.escapeIdentifier(name);
  await ask(`listen ${channel}`);
  const { rows } = await ask('select pg_try_advisory_lock(hashtextextended($1, 0)) as have', [
    name,
  ]);
  const have: boolean = rows[0]?.have ?? false;
  if (!have) await ask(`unlisten ${channel}`);
  return have;
}

async function release({ client, ask }: Connection, name: string): Promise<void> {
  // Both are sent before anything that is asked next.
  await Promise.all([
    ask(`unlisten ${client.escapeIdentifier(name)}`),
    ask('select pg_advisory_unlock(hashtextextended($1, 0))', [name]),
  ]);
}
