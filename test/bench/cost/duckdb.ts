/** The same work in DuckDB, on one thread: sums as DECIMAL(38,9) or HUGEINT, the split with exact HUGEINT products. */
import { formatUnits } from '../../../src/money/units.js';
import { loadPeer } from '../peers.js';
import { CSV_HEADER } from './bill.js';
import type { Outcome } from './results.js';

interface Reader {
  getRows(): readonly (readonly unknown[])[];
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<Reader>;
}
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<Connection> }>;
  };
  version(): string;
}

const TYPES: Readonly<Record<string, string>> = { cost: 'DECIMAL(18,9)', start: 'TIMESTAMP' };

export interface Duck {
  readonly version: string;
  /** `units` sums per tenant and category, then the shares of the pool under the category 'pool'. */
  readonly fromCsv: () => Promise<Reader>;
  readonly fromTable: () => Promise<Reader>;
  readonly fromCodes: () => Promise<Reader>;
  /** As `fromCodes`, with DuckDB told that a dense table of all groups is fine. */
  readonly fromCodesTuned: () => Promise<Reader>;
  /** Any other statement. */
  readonly ask: (sql: string) => () => Promise<Reader>;
  readonly outcome: (reader: Reader) => Outcome;
  /** What the codes mean. */
  readonly names: () => Promise<{
    readonly tenants: readonly (string | null)[];
    readonly categories: readonly string[];
  }>;
}

export async function openDuck(csv: string): Promise<Duck> {
  const { DuckDBInstance, version } = await loadPeer<DuckDb>('@duckdb/node-api');
  const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const columns = CSV_HEADER.split(',').map((name) => `'${name}': '${TYPES[name] ?? 'VARCHAR'}'`);
  const file = `read_csv('${csv}', header = true, auto_detect = false, columns = {${columns.join(', ')}})`;
  await db.run(`CREATE TABLE bill AS SELECT tenant_id, resource_id, category, cost FROM ${file}`);
  await db.run(
    'CREATE TABLE tenants AS SELECT tenant_id, row_number() OVER (ORDER BY tenant_id NULLS LAST) - 1 AS code FROM (SELECT DISTINCT tenant_id FROM bill)',
  );
  await db.run(
    'CREATE TABLE categories AS SELECT category, row_number() OVER (ORDER BY category) - 1 AS code FROM (SELECT DISTINCT category FROM bill)',
  );
  const [[tenants]] = (await db.runAndReadAll('SELECT count(*) FROM tenants')).getRows() as [[bigint]];
  const width = tenants < 65_536n ? 'USMALLINT' : 'UINTEGER';
  await db.run(`CREATE TABLE coded AS SELECT t.code::${width} AS tenant, c.code::UTINYINT AS category, (cost::DECIMAL(38,9) * 1000000000)::BIGINT AS units
    FROM bill JOIN tenants t ON t.tenant_id IS NOT DISTINCT FROM bill.tenant_id JOIN categories c ON c.category = bill.category`);
  const nobody = String((await db.runAndReadAll('SELECT code FROM tenants WHERE tenant_id IS NULL')).getRows()[0]![0]);
  const exact = '(sum(cost) * 1000000000)::HUGEINT';
  const ask = (sql: string) => () => db.runAndReadAll(sql);
  const coded = query('coded', 'tenant', 'sum(units)', `tenant = ${nobody}`, '255');
  const list = async (sql: string) => (await db.runAndReadAll(sql)).getRows().map(([name]) => name as string | null);
  const names = async () => ({
    tenants: await list('SELECT tenant_id FROM tenants ORDER BY code'),
    categories: (await list('SELECT category FROM categories ORDER BY code')) as string[],
  });
  const known = await names();
  return {
    version: version(),
    ask,
    fromCsv: ask(query(file, 'tenant_id', exact, 'tenant IS NULL', "'pool'")),
    fromTable: ask(query('bill', 'tenant_id', exact, 'tenant IS NULL', "'pool'")),
    fromCodes: ask(coded),
    fromCodesTuned: async () => {
      await db.run('SET perfect_ht_threshold = 20');
      const reader = await db.runAndReadAll(coded);
      await db.run('RESET perfect_ht_threshold');
      return reader;
    },
    outcome: (reader) =>
      reader
        .getRows()
        .filter(([, , units]) => BigInt(units as bigint) !== 0n)
        .map(([tenant, category, units]) => {
          const tenantName = typeof tenant === 'number' ? known.tenants[tenant] : tenant;
          const categoryName = typeof category === 'number' ? (known.categories[category] ?? 'pool') : category;
          return `${String(tenantName ?? '')}|${String(categoryName)}=${formatUnits(BigInt(units as bigint), 9)}`;
        })
        .sort(),
    names,
  };
}

function query(from: string, tenant: string, units: string, isNobody: string, pool: string): string {
  return `WITH g AS MATERIALIZED (SELECT ${tenant} AS tenant, category, ${units} AS units FROM ${from} GROUP BY ALL),
    w AS (SELECT tenant, greatest(0::HUGEINT, sum(units)::HUGEINT) AS w FROM g WHERE NOT (${isNobody}) GROUP BY tenant),
    p AS (SELECT sum(units)::HUGEINT AS n FROM g WHERE ${isNobody}),
    t AS (SELECT sum(w)::HUGEINT AS total FROM w),
    q AS (SELECT tenant, (n * w) // total AS quota, (n * w) % total AS rest FROM w, p, t),
    s AS (SELECT tenant, quota, row_number() OVER (ORDER BY rest DESC, tenant) AS place, sum(quota) OVER ()::HUGEINT AS given FROM q)
    SELECT tenant, category, units::HUGEINT FROM g
    UNION ALL SELECT tenant, ${pool}, (quota + CASE WHEN place <= n - given THEN 1 ELSE 0 END)::HUGEINT FROM s, p`;
}
