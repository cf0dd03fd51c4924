import pg from 'pg';

/** A pool of a few connections. One that the server ends is dropped, and the next query gets another. */
export function poolOf(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const drop = (): void => undefined;
  pool.on('error', drop);
  pool.on('connect', (client) => client.on('error', drop));
  return pool;
}
