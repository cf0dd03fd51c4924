import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresBill } from '../../../src/adapters/postgres/bill.js';
import { Database } from '../../../src/adapters/postgres/database.js';
import { enableRowLevelSecurity, migrate, MIGRATIONS } from '../../../src/adapters/postgres/migrate.js';
import { PostgresDriftHistory, PostgresRules } from '../../../src/adapters/postgres/stores.js';
import { TENANT_TABLES } from '../../../src/adapters/postgres/tenancy.js';
import type { Charge } from '../../../src/cost-allocation/model/charge.js';
import { isError } from '../../../src/errors/tagged.js';
import { Decimal } from '../../../src/money/decimal.js';
import { E, orThrow } from '../../../src/prelude.js';
import { generateBill } from '../../../src/testing/index.js';
import { allocationRule, historyEntry } from '../../../src/testing/samples.js';
import type { EpochSeconds } from '../../../src/time/period.js';
import { runCases } from '../../testing/run-cases.js';
import { realPostgres, type RealPostgres } from './real-postgres.js';
import { emptyDatabase, storeContracts } from './store-contracts.js';

let server: RealPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  server = await realPostgres();
  pool = server.pool();
});
afterAll(() => server.stop());

describe('on a real server', () => {
  runCases(storeContracts(() => pool));
});

describe('a migration', () => {
  const shapeOf = async (schema: string): Promise<unknown> => {
    const columns = `SELECT table_name, column_name, data_type, is_nullable, collation_name
      FROM information_schema.columns
      WHERE table_schema = $1 ORDER BY table_name, column_name`;
    const indexes = "SELECT replace(indexdef, schemaname, '') FROM pg_indexes WHERE schemaname = $1 ORDER BY 1";
    return [(await pool.query(columns, [schema])).rows, (await pool.query(indexes, [schema])).rows];
  };

  it('leads from every version to the same schema, keeps what is there, and does nothing twice', async () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    await orThrow(migrate(pool, { schema: 'fresh' }));
    const shape = await shapeOf('fresh');
    for (let from = 0; from <= MIGRATIONS.length; from += 1) {
      const schema = `from_${from}`;
      await orThrow(migrate(pool, { schema, steps: MIGRATIONS.slice(0, from) }));
      const history = new PostgresDriftHistory(new Database(pool, { schema }));
      const entry = historyEntry({ tenantId: 'acme', resourceId: 'i-1', sequence: 0, recordedAt: 1 });
      const known = from === 0 ? [] : [entry];
      for (const one of known) await history.append(one);
      expect(await orThrow(migrate(pool, { schema }))).toEqual({ from, to: MIGRATIONS.length });
      expect(await orThrow(migrate(pool, { schema }))).toEqual({ from: MIGRATIONS.length, to: MIGRATIONS.length });
      expect(await shapeOf(schema)).toEqual(shape);
      expect(await history.latest({ tenantId: 'acme' })).toEqual(known);
    }
  });

  it('is done once when many hosts start at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => orThrow(migrate(pool, { schema: 'crowd' }))));
    expect(outcomes.filter(({ from }) => from === 0)).toHaveLength(1);
  });

  it('leaves a schema alone that is newer or not ours, and a step that fails leaves nothing', async () => {
    const step = (version: number, name: string, sql: string) => ({ version, name, statements: () => [sql] });
    const failureOf = async (schema: string, steps = MIGRATIONS) => {
      const outcome = await migrate(pool, { schema, steps })();
      expect(E.isLeft(outcome) && isError(outcome.left, 'MigrationFailure')).toBe(true);
      return (outcome as { readonly left: Error }).left.message;
    };
    const later = [...MIGRATIONS, step(MIGRATIONS.length + 1, 'from the future', 'SELECT 1')];
    await orThrow(migrate(pool, { schema: 'newer', steps: later }));
    expect(await failureOf('newer')).toContain(`knows versions up to ${MIGRATIONS.length}`);
    await orThrow(migrate(pool, { schema: 'foreign_one', steps: [step(1, 'invoices', 'SELECT 1')] }));
    expect(await failureOf('foreign_one')).toContain('"invoices"');
    const broken = [step(1, 'half', 'CREATE TABLE half_done.a (x int)'), step(2, 'wrong', 'CREATE TABLE oops')];
    expect(await failureOf('half_done', broken)).toContain('stays at version 0');
    expect((await pool.query("SELECT to_regclass('half_done.a') AS made")).rows).toEqual([{ made: null }]);
    expect(await failureOf('Robert"); --')).toContain('lower-case');
  });
});

describe('two writers', () => {
  it('that change one rule 1,000 times each lose no update, and the history holds every version', async () => {
    const database = await emptyDatabase(pool);
    const writers = [new PostgresRules(database), new PostgresRules(database)];
    await writers[0]!.save(allocationRule({ weightByCategory: { compute: new Decimal(0) } }));
    const write = async (rules: PostgresRules): Promise<void> => {
      for (let i = 0; i < 1000; i += 1) {
        await rules.change('rule-1', (rule) => ({
          ...rule,
          weightByCategory: { compute: rule.weightByCategory['compute']!.plus('0.001') },
        }));
      }
    };
    await Promise.all(writers.map(write));
    const history = await writers[0]!.history('rule-1');
    expect(history.map(({ version }) => version)).toEqual(Array.from({ length: 2001 }, (_, i) => i + 1));
    expect((await writers[1]!.list())[0]!.weightByCategory['compute']!.toFixed()).toBe('2');
  });

  it('that add to one chain 1,000 times each lose no entry', async () => {
    const database = await emptyDatabase(pool);
    const write = async (name: string): Promise<void> => {
      const history = new PostgresDriftHistory(database);
      for (let i = 0, sequence = 0; i < 1000;) {
        const entry = historyEntry({
          tenantId: 'acme',
          resourceId: 'i-1',
          sequence,
          recordedAt: 1,
          actualValue: `${name} ${i}`,
        });
        if ((await history.append(entry)) === 'appended') i += 1;
        sequence += 1;
      }
    };
    await Promise.all(['first', 'second'].map(write));
    const entries = await new PostgresDriftHistory(database).read({ tenantId: 'acme', resourceId: 'i-1' });
    const values = new Set(entries.map((entry) => entry.records[0]!.actualValue));
    expect([entries.length, values.size]).toEqual([2000, 2000]);
  });

  it('are told apart by `replace`: the second one must read again', async () => {
    const rules = new PostgresRules(await emptyDatabase(pool));
    expect(await rules.replace(allocationRule(), 0)).toEqual(E.right(1));
    const outcomes = await Promise.all(['a', 'b'].map((name) => rules.replace(allocationRule({ name }), 1)));
    const [lost, ...others] = outcomes.filter(E.isLeft);
    expect(others).toEqual([]);
    expect(lost !== undefined && isError(lost.left, 'StaleWrite')).toBe(true);
    expect(lost?.left).toMatchObject({ expectedVersion: 1, actualVersion: 2 });
    expect(await rules.replace(allocationRule(), 7)).toMatchObject({ _tag: 'Left' });
    expect(await rules.change('unknown', (rule) => rule)).toBeNull();
  });
});

describe('a bill', () => {
  it('knows which charges have parts however they came, went and came again', async () => {
    const bill = new PostgresBill(await emptyDatabase(pool));
    const [origin, part] = generateBill({ seed: 1, tenants: 1, charges: 2, start: 0, end: 86_400 }).charges as [
      Charge,
      Charge,
    ];
    const intervals = [{ start: 0 as EpochSeconds, end: 86_400 as EpochSeconds }];
    const inTotals = async (): Promise<number> =>
      (await bill.totals({ intervals, exceptResources: [], basis: 'effective', view: 'accrual' })).length;
    await bill.add([{ ...part, originChargeId: origin.chargeId }]);
    expect(await inTotals()).toBe(0);
    await bill.add([origin]);
    expect(await inTotals()).toBe(0);
    await bill.add([{ ...part, chargeId: 'elsewhere' }, part]);
    expect(await inTotals()).toBeGreaterThan(0);
    await Promise.all([bill.add([origin]), bill.add([{ ...part, originChargeId: origin.chargeId }])]);
    const period = intervals[0]!;
    const left: string[] = [];
    for await (const batch of bill.charges({
      period,
      excludeCoveredBy: { intervals, exceptResources: [], basis: 'effective', view: 'accrual' },
    })) {
      left.push(...batch.map((charge) => charge.chargeId));
    }
    expect(left).toEqual([origin.chargeId, part.chargeId]);
  });
});

describe('tenants', () => {
  it('cannot be forgotten by a statement', async () => {
    const database = await emptyDatabase(pool);
    const text = `SELECT * FROM ${database.schema}.drift_entries WHERE resource_id = $2`;
    await expect(database.forTenant('acme', text, 'i-1')).rejects.toThrow('does not name the tenant');
  });

  it('are kept apart by the server itself where row-level security is on', async () => {
    const { schema } = await emptyDatabase(pool);
    await enableRowLevelSecurity(pool, { schema });
    await enableRowLevelSecurity(pool, { schema });
    await pool.query("CREATE ROLE host LOGIN PASSWORD 'host'");
    await pool.query(`GRANT USAGE ON SCHEMA ${schema} TO host`);
    await pool.query(`GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO host`);
    const url = new URL(server.url);
    url.username = 'host';
    url.password = 'host';
    const asHost = server.pool({ connectionString: url.href });
    const history = new PostgresDriftHistory(new Database(asHost, { schema, rowLevelSecurity: true }));
    for (const tenantId of ['a', 'b']) {
      expect(await history.append(historyEntry({ tenantId, resourceId: 'i-1', sequence: 0, recordedAt: 1 }))).toBe(
        'appended',
      );
      expect(await history.latest({ tenantId })).toHaveLength(1);
    }
    for (const table of TENANT_TABLES) {
      expect((await asHost.query(`SELECT count(*)::int AS seen FROM ${schema}.${table}`)).rows).toEqual([{ seen: 0 }]);
    }
    const secured = new Database(asHost, { schema, rowLevelSecurity: true });
    const everything = `SELECT tenant_id FROM ${schema}.drift_entries WHERE tenant_id = $1 OR true`;
    expect(await secured.forTenant('a', everything)).toEqual([{ tenant_id: 'a' }]);
    const intoAnother = `INSERT INTO ${schema}.drift_entries (tenant_id, resource_id, sequence, recorded_at, entry)
      SELECT 'b', 'i-2', 0, 0, '{}' WHERE 'a' = $1
       AND EXISTS (SELECT FROM ${schema}.drift_entries WHERE tenant_id = $1)`;
    await expect(secured.forTenant('a', intoAnother)).rejects.toThrow('row-level security');
  });

  it('a transaction that fails leaves nothing behind and gives its connection back', async () => {
    const database = await emptyDatabase(pool);
    const history = new PostgresDriftHistory(database);
    for (let i = 0; i < 20; i += 1) {
      const work = database.transactionFor('acme', async (query) => {
        await query(
          `INSERT INTO ${database.schema}.drift_entries (tenant_id, resource_id, sequence, recorded_at, entry)
           VALUES ($1, 'i-1', 0, 0, '{}')`,
        );
        await query(`SELECT 1 / (SELECT 0) WHERE $1 = 'acme' -- tenant_id = $1`);
      });
      await expect(work).rejects.toThrow('division by zero');
    }
    expect(await history.latest({ tenantId: 'acme' })).toEqual([]);
    expect(pool.idleCount).toBe(pool.totalCount);
    await expect(history.latest({ tenantId: 'a\0b' })).rejects.toMatchObject({ _tag: 'UnstorableText' });
  });
});
