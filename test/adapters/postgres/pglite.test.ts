import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, PostgresBill } from '../../../src/adapters/postgres/index.js';
import { charge } from '../../cost-allocation/bill.js';
import { runCases } from '../../testing/run-cases.js';
import { follow } from './progress.js';
import { emptyDatabase, storeContracts } from './store-contracts.js';

let client: PGlite;
beforeAll(async () => {
  client = await PGlite.create();
});
afterAll(() => client.close());

describe('on PGlite', () => {
  runCases(storeContracts(() => client));

  it('what is called off in the middle leaves nothing behind', async () => {
    const { told: _, ...options } = follow(1);
    expect(await migrate(client, { schema: 'stopped', ...options })()).toMatchObject({ left: { _tag: 'Cancelled' } });
    expect((await client.query(`SELECT to_regnamespace('stopped') AS schema`)).rows).toEqual([{ schema: null }]);
    const database = await emptyDatabase(client);
    const charges = Array.from({ length: 5001 }, (_, i) => charge('a', '1.00', { chargeId: `c${i}` }));
    await expect(new PostgresBill(database).add(charges, follow(1))).rejects.toMatchObject({ _tag: 'Cancelled' });
    expect((await client.query(`SELECT count(*)::int AS stored FROM ${database.schema}.charges`)).rows).toEqual([
      { stored: 0 },
    ]);
  });
});
