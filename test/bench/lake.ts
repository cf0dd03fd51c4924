/**
 * A bill of many rows of Parquet, added up by DuckDB within a limit of memory, and allocated: the time, the rows that came
 * back, and whether the total is exact. `npm run bench:lake [-- rows [memory]]`, by default 100,000,000 rows and `1GB`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { memoryCostPorts } from '../../src/adapters/memory/index.js';
import { SqlBill, type SqlRow } from '../../src/adapters/sql/index.js';
import { CostAllocationService } from '../../src/cost-allocation/index.js';
import { orThrow } from '../../src/prelude.js';
import { period } from '../../src/time/period.js';

const [rows = '100000000', memory = '1GB'] = process.argv.slice(2);
const total = Number(rows);
const TENANTS = 1000;
const ROWS_A_FILE = 10_000_000;
const folder = mkdtempSync(join(tmpdir(), 'omnicloud-lake-'));
const start = new Date('2026-10-01T00:00:00Z');
const end = new Date('2026-11-01T00:00:00Z');
const instance = await DuckDBInstance.create(':memory:', {
  memory_limit: memory,
  threads: '2',
  temp_directory: join(folder, 'spill'),
});
const connection = await instance.connect();
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
try {
  await connection.run('SET preserve_insertion_order = false');
  for (let from = 0; from < total; from += ROWS_A_FILE) {
    const until = Math.min(from + ROWS_A_FILE, total);
    const took = await seconds(() =>
      connection.run(`COPY (
        SELECT 'c' || i AS id, CASE WHEN i % 97 = 0 THEN NULL ELSE 't' || (i * 7919 % ${TENANTS}) END AS tenant,
          CASE WHEN i % 97 = 0 THEN 'shared' WHEN i % 3 = 0 THEN 'storage' ELSE 'compute' END AS category,
          CAST(i % 1000 AS DECIMAL(18, 9)) / 1000000 AS cost, 'USD' AS currency,
          TIMESTAMP '2026-10-01' + to_hours(CAST(i % 744 AS INTEGER)) AS starts,
          TIMESTAMP '2026-10-01' + to_hours(CAST(i % 744 + 1 AS INTEGER)) AS ends
        FROM range(${from}, ${until}) AS r(i)
      ) TO '${join(folder, `part-${from}.parquet`)}' (FORMAT parquet)`),
    );
    console.log(`written ${until} of ${total} rows (${took.toFixed(1)} s)`);
  }
  const parquet = `read_parquet('${join(folder, 'part-*.parquet')}')`;
  const expected = (
    await connection.runAndReadAll(`SELECT CAST(SUM(CAST(cost AS DECIMAL(38, 9))) AS VARCHAR) AS s FROM ${parquet}`)
  ).getRowObjects()[0]!['s'] as string;
  let fetched = 0;
  const billing = new SqlBill(
    {
      query: async (text) => {
        let found: readonly SqlRow[] = [];
        const took = await seconds(async () => {
          found = (await connection.runAndReadAll(text)).getRowObjects() as readonly SqlRow[];
        });
        fetched += found.length;
        console.log(`${text.includes('SUM(') ? 'totals' : 'lines'}: ${found.length} rows in ${took.toFixed(1)} s`);
        return found;
      },
    },
    {
      dialect: 'duckdb',
      table: { sql: `SELECT * REPLACE (CAST(cost AS DECIMAL(38, 9)) AS cost) FROM ${parquet}` },
      columns: {
        chargeId: 'id',
        tenantId: 'tenant',
        category: 'category',
        cost: 'cost',
        currency: 'currency',
        start: 'starts',
        end: 'ends',
      },
    },
  );
  const tenants = Array.from({ length: TENANTS }, (_, i) => ({
    tenantId: `t${i}`,
    tier: 'pro',
    createdAt: 0,
    deletedAt: null,
  }));
  const service = new CostAllocationService(
    { ...memoryCostPorts({ tenants, charges: [], now: end }), billing },
    { deadlineSeconds: 3600 },
  );
  let sum = '';
  const took = await seconds(async () => {
    sum = (await orThrow(service.allocateBill(orThrow(period(start, end))))).total.toFixed();
  });
  const exact = Number(expected) === Number(sum) && expected.replace(/\.?0+$/, '') === sum;
  console.log({
    rows: total,
    memory,
    fetched,
    seconds: Number(took.toFixed(1)),
    total: sum,
    exact,
    peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
  });
  process.exitCode = exact ? 0 : 1;
} finally {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
}
