import type pg from 'pg';
import { decode } from '../../src/codec/decode.js';
import { verifyChain } from '../../src/drift/history/index.js';
import { DriftRecord, Episode, HistoryEntry } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';
import type { Inbox } from '../../docs/examples/host/platform/world.js';

/** Everything that a run of the example host leaves behind. */
export interface HostState {
  /** All of it as text, one record a line, in an order of its own. */
  readonly state: string;
  /** How many records there are of each kind. */
  readonly records: Readonly<Record<string, number>>;
}

const TABLES = ['allocation_results', 'forecasts', 'models', 'rule_versions'];

/** What stands in the database, and what has arrived at the services. */
export async function stateOf(pool: pg.Pool, inbox: Inbox): Promise<HostState> {
  const lines: string[] = [];
  const records: Record<string, number> = {};
  const arrived = new Set<unknown>(inbox.contents().map(([, key]) => key));
  // A delivery's key holds the position of its link in the chain, and a scan that is done again adds links. What counts is
  // that what was confirmed has arrived, under its one key: so keys are told by that, and not by their text.
  const told = (name: string, value: unknown): unknown =>
    name === 'idempotency_key' ? (arrived.has(value) ? 'arrived' : 'never arrived') : value;
  const note = (kind: string, record: unknown): void => {
    lines.push(`${kind} ${JSON.stringify(record, told)}`);
    records[kind] = (records[kind] ?? 0) + 1;
  };
  for (const table of TABLES) {
    for (const row of (await pool.query(`SELECT * FROM omnicloud.${table}`)).rows as unknown[]) note(table, row);
  }
  for (const { resource, drifts, episodes } of await driftHistories(pool)) {
    for (const drift of drifts) note('drift record', [resource, drift]);
    for (const episode of episodes) note('episode', [resource, episode]);
  }
  for (const [kind, , body] of inbox.contents()) note(`received ${kind}`, body);
  return { state: lines.sort().join('\n'), records };
}

/**
 * The drifts on record and the episodes as they stand. How many links the chain has is no part of the state: a scan
 * that is done again notes that it has looked again. But each chain must be whole.
 */
async function driftHistories(pool: pg.Pool) {
  const { rows } = await pool.query<{ entry: unknown }>(
    'SELECT entry FROM omnicloud.drift_entries ORDER BY tenant_id, resource_id, sequence',
  );
  const chains = new Map<string, HistoryEntry[]>();
  for (const row of rows) {
    const entry = orThrow(decode(HistoryEntry, row.entry, 'an entry'));
    const resource = `${entry.tenantId} ${entry.resourceId}`;
    chains.set(resource, [...(chains.get(resource) ?? []), entry]);
  }
  return [...chains].map(([resource, chain]) => {
    orThrow(verifyChain(chain));
    return {
      resource,
      drifts: chain.flatMap((entry) => entry.records.map((record) => DriftRecord.encode(record))),
      episodes: chain[chain.length - 1]!.episodes.map((episode) => Episode.encode(episode)),
    };
  });
}

/** Where two states differ first: the lines that only one of them has, from where they part. */
export function firstDifference(expected: string, actual: string): string {
  const [wanted, found] = [expected.split('\n'), actual.split('\n')];
  const missing = wanted.find((line) => !found.includes(line)) ?? '';
  const extra = found.find((line) => !wanted.includes(line)) ?? '';
  let same = 0;
  while (same < missing.length && missing[same] === extra[same]) same += 1;
  const around = (line: string): string =>
    line === '' ? 'nothing' : `${line.slice(0, 100)} … ${line.slice(Math.max(0, same - 100), same + 200)}`;
  return `missing ${around(missing)}\nextra ${around(extra)}`;
}
