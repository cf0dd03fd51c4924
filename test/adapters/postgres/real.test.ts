import { afterAll, beforeAll, describe, it } from 'vitest';
import { Database } from '../../../src/adapters/postgres/database.js';
import { PostgresDriftHistory } from '../../../src/adapters/postgres/drift-history.js';
import { migrate } from '../../../src/adapters/postgres/migrate.js';
import { orThrow } from '../../../src/prelude.js';
import { driftHistoryContract } from '../../../src/testing/contract/drift-history.js';
import { realPostgres, type RealPostgres } from './real-postgres.js';
import type pg from 'pg';

let server: RealPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  server = await realPostgres();
  pool = server.pool();
});
afterAll(() => server.stop());

let schemas = 0;
async function emptyDatabase(): Promise<Database> {
  schemas += 1;
  const schema = `case_${schemas}`;
  await orThrow(migrate(pool, { schema }));
  return new Database(pool, { schema });
}

describe('on a real server', () => {
  for (const acrossTenants of [false, true]) {
    const open = async () => ({ port: new PostgresDriftHistory(await emptyDatabase(), { acrossTenants }) });
    for (const { name, run } of driftHistoryContract({ open, acrossTenants })) it(`${name} (${acrossTenants})`, run);
  }
});
