import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlClient } from '../../../src/adapters/sql/index.js';
import { allocateBoth, COLUMNS, oddBill, rowsOf } from './compare.js';
import { pglite, resetSession } from '../pglite.js';

let db: PGlite;
beforeAll(async () => {
  db = await pglite();
});
afterAll(() => resetSession(db));

const client: SqlClient = { query: (text) => db.query(text) as Promise<{ rows: Record<string, unknown>[] }> };
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

describe('a bill in PostgreSQL', () => {
  it.each([
    [
      'timestamps',
      'numeric',
      'timestamptz',
      (s: string | null) => (s === null ? null : new Date(Number(s) * 1000).toISOString()),
    ],
    [
      'timestamps without a zone',
      'numeric',
      'timestamp',
      (s: string | null) => (s === null ? null : new Date(Number(s) * 1000).toISOString()),
    ],
    ['seconds', 'numeric', 'numeric', (s: string | null) => s],
  ])('by %s has the digits of the bill in memory', async (times, money, time, toTime) => {
    const bill = oddBill(600);
    const table = `a "${times}" table`;
    const types = Object.entries(COLUMNS).map(([key, column]) => {
      const type = /^(start|end|billed(From|Until))$/.test(key) ? time : /ost$|Quantity/.test(key) ? money : 'text';
      return `${quoted(column)} ${type}`;
    });
    await db.query(`CREATE TABLE ${quoted(table)} (${types.join(', ')})`);
    await db.query(`SET TIME ZONE 'America/New_York'`);
    for (const row of rowsOf(bill.charges)) {
      const values = row.map((value, i) => (i >= 11 && i <= 14 ? toTime(value) : value));
      await db.query(`INSERT INTO ${quoted(table)} VALUES (${values.map((_, i) => `$${i + 1}`).join(', ')})`, values);
    }
    const source = {
      dialect: 'postgresql',
      table,
      columns: COLUMNS,
      times: times === 'seconds' ? 'seconds' : 'timestamp',
    } as const;
    for (const { fromStore, inMemory } of await allocateBoth(bill, client, source)) expect(fromStore).toBe(inMemory);
  });
});
