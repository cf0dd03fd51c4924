/** One row as a client gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; `$1`, `$2`, … in the text stand for `params`. */
export type RunQuery = (text: string, params?: unknown[]) => Promise<{ readonly rows: readonly unknown[] }>;

/**
 * What the stores need of a database client: a `pg.Pool`, a PGlite, or anything that looks like one of them. There is
 * no dependency on either. Transactions use `transaction` where the client has it (PGlite) and else a connection of its
 * own from `connect` (a pool). A single `pg.Client` is not enough: two transactions on it would run into each other.
 */
export interface PostgresClient {
  /** Runs one statement. */
  query: RunQuery;
  /** Runs work in one transaction, as PGlite offers it. */
  transaction?<A>(work: (session: { query: RunQuery }) => Promise<A>): Promise<A>;
  /** Hands out a session, as a `pg` pool offers it. */
  connect?(): Promise<PostgresSession>;
}

/** A connection out of a pool. Given an error, `release` closes it instead of putting it back. */
export interface PostgresSession {
  /** Runs one statement in this session. */
  query: RunQuery;
  /** Gives the session back; with an error it is not used again. */
  release(error?: Error | boolean): void;
}

/** Runs `work` in a transaction: all of it stays, or nothing where it throws. */
export async function inTransaction<A>(client: PostgresClient, work: (query: RunQuery) => Promise<A>): Promise<A> {
  if (client.transaction !== undefined) {
    return client.transaction((session) => work((text, params) => session.query(text, params)));
  }
  if (client.connect === undefined) throw new TypeError('the client has neither transaction() nor connect()');
  const session = await client.connect();
  const query: RunQuery = (text, params) => session.query(text, params);
  let broken: Error | boolean = false;
  try {
    await query('BEGIN');
    const result = await work(query);
    await query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is in an unknown state: it must not serve anyone else.
    await query('ROLLBACK').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : true;
    });
    throw error;
  } finally {
    session.release(broken);
  }
}
