import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, migrate, PostgresBill } from '../../../src/adapters/postgres/index.js';
import { MIGRATIONS } from '../../../src/adapters/postgres/migrate.js';
import { orThrow } from '../../../src/prelude.js';
import { toInterval } from '../../../src/time/period.js';
import { charge, JUNE } from '../../cost-allocation/bill.js';
import { follow } from './progress.js';
import { realPostgres, type RealPostgres } from './real-postgres.js';
import { emptyDatabase } from './store-contracts.js';

let server: RealPostgres;
let client: pg.Pool;
beforeAll(async () => {
  server = await realPostgres();
  client = server.pool();
});
afterAll(() => server.stop());

describe('a migration', () => {
  const steps = MIGRATIONS.length;

  it.each([1, steps])('that is called off after step %i leaves the schema as it was', async (until) => {
    const { told, ...options } = follow(until);
    expect(await migrate(client, { schema: 'stopped', ...options })()).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'Cancelled' },
    });
    expect(told).toHaveLength(until);
    expect((await client.query(`SELECT to_regnamespace('stopped') AS schema`)).rows).toEqual([{ schema: null }]);
  });

  it('tells each step of those that were due', async () => {
    await orThrow(migrate(client, { schema: 'told', steps: MIGRATIONS.slice(0, 1) }));
    const { told, ...options } = follow(Infinity);
    await orThrow(migrate(client, { schema: 'told', ...options }));
    expect(told).toEqual(MIGRATIONS.slice(1).map((_, i) => [i + 1, steps - 1]));
  });
});

describe('adding charges', () => {
  const charges = Array.from({ length: 10_001 }, (_, i) => charge('a', '1.00', { chargeId: `c${i}` }));
  const stored = async (database: Database): Promise<number> => {
    let count = 0;
    for await (const batch of new PostgresBill(database).charges({ period: orThrow(toInterval(JUNE)) }))
      count += batch.length;
    return count;
  };

  it('tells how many are in, and of how many', async () => {
    const database = await emptyDatabase(client);
    const { told, ...following } = follow(Infinity);
    await new PostgresBill(database).add(charges, following);
    expect(told).toEqual([
      [5000, 10_001],
      [10_000, 10_001],
      [10_001, 10_001],
    ]);
    expect(await stored(database)).toBe(10_001);
  });

  it.each([1, 3])('that is called off after batch %i stores none of them', async (until) => {
    const database = await emptyDatabase(client);
    const { told, ...following } = follow(until);
    await expect(new PostgresBill(database).add(charges, following)).rejects.toMatchObject({ _tag: 'Cancelled' });
    expect(told).toHaveLength(until);
    expect(await stored(database)).toBe(0);
  });
});
