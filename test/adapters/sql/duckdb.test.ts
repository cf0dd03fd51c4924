import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { focusColumns, SqlBill, type SqlClient, type SqlRow } from '../../../src/adapters/sql/index.js';
import { orThrow } from '../../../src/prelude.js';
import { toInterval } from '../../../src/time/period.js';
import { at, between } from '../../cost-allocation/bill.js';
import { allocateBoth, COLUMNS, oddBill, rowsOf } from './compare.js';

const folder = mkdtempSync(join(tmpdir(), 'omnicloud-duckdb-'));
let client: SqlClient;
let close: () => void;
const asked: string[] = [];
beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  client = {
    query: async (text) => {
      asked.push(text);
      return (await connection.runAndReadAll(text)).getRowObjects() as readonly SqlRow[];
    },
  };
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true, force: true });
});

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

describe('a bill in Parquet that DuckDB adds up', () => {
  it.each([
    ['DECIMAL(38, 25)', 'decimal'],
    ['DOUBLE', 'double'],
  ] as const)('of %s has the digits of the bill in memory', async (money, amounts) => {
    const { tenants, charges } = oddBill(600);
    // A double holds seventeen digits; tiny ones are written with an exponent.
    const kept = amounts === 'decimal' ? charges : charges.filter(({ chargeId }) => chargeId !== 'digits');
    const tiny = { ...kept[0]!, chargeId: 'tiny', cost: kept[0]!.cost.times('1e-7').toSignificantDigits(9) };
    const bill = { tenants, charges: [...kept, tiny] };
    const json = join(folder, `${amounts}.json`);
    const names = Object.values(COLUMNS);
    writeFileSync(
      json,
      rowsOf(bill.charges)
        .map((row) => JSON.stringify(Object.fromEntries(row.map((value, i) => [`c${i}`, value]))))
        .join('\n'),
    );
    const columns = names.map((name, i) => {
      const key = Object.keys(COLUMNS)[i]!;
      const value = /^(start|end|billed(From|Until))$/.test(key)
        ? `make_timestamp(CAST(round(CAST(c${i} AS DECIMAL(20, 6)) * 1000000) AS BIGINT))`
        : /ost$|Quantity/.test(key)
          ? `CAST(c${i} AS ${money})`
          : `c${i}`;
      return `${value} AS ${quoted(name)}`;
    });
    const types = names.map((_, i) => `c${i}: 'VARCHAR'`).join(', ');
    const parquet = join(folder, `${amounts}.parquet`);
    await client.query(
      `COPY (SELECT ${columns.join(', ')} FROM read_json('${json}', format = 'newline_delimited', columns = {${types}})) TO '${parquet}'`,
    );
    asked.length = 0;
    const source = {
      dialect: 'duckdb',
      table: { sql: `FROM read_parquet('${parquet}')` },
      columns: COLUMNS,
      amounts,
    } as const;
    for (const { fromStore, inMemory } of await allocateBoth(bill, client, source)) expect(fromStore).toBe(inMemory);
    expect(asked.filter((text) => text.includes('SUM('))).toHaveLength(3);
  });

  it('of FOCUS columns: categories, commitments and shared rows as the reader of files has them', async () => {
    await client.query(`CREATE TABLE focus AS SELECT * FROM (VALUES
      ('a', 'i-1', 'Compute', 'Usage', NULL, NULL, 1.5, 2.5),
      ('a', 'i-1', 'Compute', 'Usage', NULL, NULL, 0.25, 1.0),
      ('', NULL, 'Security', 'Usage', NULL, NULL, 3.0, 3.0),
      ('b', NULL, 'Compute', 'Purchase', 'plan', NULL, 100.0, 120.0),
      ('b', NULL, 'Compute', 'Usage', 'plan', 'Unused', 7.0, 0.0),
      ('b', NULL, 'Storage', 'Tax', NULL, NULL, 0.5, 0.5)
    ) AS v("SubAccountId", "ResourceId", "ServiceCategory", "ChargeCategory", "CommitmentDiscountId",
      "CommitmentDiscountStatus", "EffectiveCost", "BilledCost"),
    (VALUES (1.0, 1.0, 'USD', 2.0, 'Hours', TIMESTAMP '2024-06-05', TIMESTAMP '2024-06-06', TIMESTAMP '2024-06-01',
      TIMESTAMP '2024-07-01')) AS w("ListCost", "ContractedCost", "BillingCurrency", "ConsumedQuantity", "ConsumedUnit",
      "ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart", "BillingPeriodEnd")`);
    const billing = new SqlBill(client, { dialect: 'duckdb', table: 'focus', columns: focusColumns('duckdb') });
    const june = orThrow(toInterval(between('2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z')));
    const totalsBy = async (basis: 'effective' | 'billed') =>
      (await billing.totals({ intervals: [june], exceptResources: [], basis, view: 'accrual' })).map(
        ({ tenantId, category, cost, usageQuantity }) => [tenantId, category, cost.toFixed(), usageQuantity?.toFixed()],
      );
    expect(await totalsBy('effective')).toEqual([
      ['a', 'compute', '1.75', '4'],
      ['b', 'reserved', '7', '2'],
      ['b', 'support', '0.5', '2'],
      [null, 'shared', '3', '2'],
    ]);
    expect((await totalsBy('billed'))[1]).toEqual(['b', 'reserved', '120', '4']);
    const covered = { intervals: [june], exceptResources: [], basis: 'effective', view: 'accrual' } as const;
    const rest = billing.charges({ period: june, excludeCoveredBy: covered });
    const [purchase] = (await rest.next()).value!;
    expect([purchase!.cost.toFixed(), purchase!.purchaseCost?.toFixed(), purchase!.commitmentId]).toEqual([
      '0',
      '100',
      'plan',
    ]);
    const batches = [];
    for await (const batch of billing.charges({ period: june })) batches.push(...batch);
    expect(batches).toHaveLength(6);
    expect(new Set(batches.map(({ chargeId }) => chargeId)).size).toBe(6);
    expect(batches[0]).toMatchObject({ start: at('2024-06-05'), end: at('2024-06-06'), billedFrom: at('2024-06-01') });
  });
});
