import type pg from 'pg';
import type { Inbox } from '../../docs/examples/host/platform/world.js';

/** Everything that a run of the example host leaves behind. */
export interface HostState {
  /** All of it as text, one record a line, in an order of its own. */
  readonly state: string;
  /** How many records there are of each kind. */
  readonly records: Readonly<Record<string, number>>;
}

const TABLES = ['allocation_results', 'drift_entries', 'forecasts', 'models', 'rule_versions'];

/** What stands in the database, and what has arrived at the services. */
export async function stateOf(pool: pg.Pool, inbox: Inbox): Promise<HostState> {
  const lines: string[] = [];
  const records: Record<string, number> = {};
  const note = (kind: string, record: unknown): void => {
    lines.push(`${kind} ${JSON.stringify(record)}`);
    records[kind] = (records[kind] ?? 0) + 1;
  };
  for (const table of TABLES) {
    for (const row of (await pool.query(`SELECT * FROM omnicloud.${table}`)).rows as unknown[]) note(table, row);
  }
  for (const [kind, key, body] of inbox.contents()) note(`received ${kind}`, [key, body]);
  return { state: lines.sort().join('\n'), records };
}

/** The first line in which two states differ. */
export function firstDifference(expected: string, actual: string): string {
  const [wanted, found] = [expected.split('\n'), actual.split('\n')];
  const missing = wanted.find((line) => !found.includes(line));
  const extra = found.find((line) => !wanted.includes(line));
  return `missing ${missing?.slice(0, 2000) ?? 'nothing'}; extra ${extra?.slice(0, 2000) ?? 'nothing'}`;
}
