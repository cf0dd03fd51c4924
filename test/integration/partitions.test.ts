import { describe, expect, it } from 'vitest';
import { allocateBoth, COLUMNS, oddBill, rowsOf } from '../adapters/sql/compare.js';
import { realPostgres } from '../adapters/postgres/real-postgres.js';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const types = Object.entries(COLUMNS).map(([key, column]) => {
  const type = /^(start|end|billed(From|Until))$/.test(key) || /ost$|Quantity/.test(key) ? 'numeric' : 'text';
  return `${quoted(column)} ${type}`;
});

describe('a bill in partitions on three servers (postgres_fdw)', () => {
  it('has the digits of the bill in memory', async () => {
    const servers = [];
    try {
      for (let i = 0; i < 3; i += 1) servers.push(await realPostgres());
      const [head, ...shards] = servers;
      const pools = servers.map((server) => server.pool());
      const db = pools[0]!;
      const bill = oddBill(3000);
      const rows = rowsOf(bill.charges);
      await db.query('CREATE EXTENSION postgres_fdw');
      await db.query(`CREATE TABLE bill (${types.join(', ')}, shard int NOT NULL) PARTITION BY LIST (shard)`);
      await db.query('CREATE TABLE bill_0 PARTITION OF bill FOR VALUES IN (0)');
      for (const [k, shard] of shards.entries()) {
        const { hostname, port, username, password, pathname } = new URL(shard.url);
        await pools[k + 1]!.query(`CREATE TABLE part (${types.join(', ')}, shard int NOT NULL)`);
        await db.query(
          `CREATE SERVER s${k} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}')`,
        );
        await db.query(
          `CREATE USER MAPPING FOR CURRENT_USER SERVER s${k} OPTIONS (user '${username}', password '${password}')`,
        );
        await db.query(
          `CREATE FOREIGN TABLE bill_${k + 1} PARTITION OF bill FOR VALUES IN (${k + 1}) SERVER s${k} OPTIONS (table_name 'part')`,
        );
      }
      const names = types.map((_, i) => `c${i} text`).join(', ');
      const values = types.map((type, i) => (type.endsWith('numeric') ? `c${i}::numeric` : `c${i}`)).join(', ');
      const json = rows.map((row, n) => ({
        ...Object.fromEntries(row.map((value, i) => [`c${i}`, value])),
        shard: n % 3,
      }));
      await db.query(
        `INSERT INTO bill SELECT ${values}, shard FROM json_to_recordset($1::json) AS line (${names}, shard int)`,
        [JSON.stringify(json)],
      );
      expect((await pools[2]!.query('SELECT count(*)::int AS n FROM part')).rows).toEqual([{ n: 1000 }]);
      expect(head).toBeDefined();
      const client = { query: (text: string) => db.query(text) };
      const source = { dialect: 'postgresql', table: 'bill', columns: COLUMNS, times: 'seconds' } as const;
      for (const { fromStore, inMemory } of await allocateBoth(bill, client, source)) expect(fromStore).toBe(inMemory);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }, 120_000);
});
