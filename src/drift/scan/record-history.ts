import { portFailure } from '../../errors/port.js';
import { decode, oneOf } from '../../codec/index.js';
import { portCall, type PortContext } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { HistoryEntry } from '../model/history-entry.js';
import type { DriftPorts, HistoryQuery } from '../ports.js';
import { fetchRows, type RowsError } from './rows.js';

export type HistoryError = RowsError;

/** The last entry of each of a tenant's resources, by resource id. */
export async function latestEntries(
  { history }: DriftPorts,
  tenantId: string,
  context: PortContext,
): Promise<Either<HistoryError, ReadonlyMap<string, HistoryEntry>>> {
  const entries = await fetchRows(
    { ...ENTRIES, method: 'latest', tenantId, call: (signal) => history.latest({ tenantId }, signal) },
    context,
  );
  return E.map((rows: readonly HistoryEntry[]) => new Map(rows.map((entry) => [entry.resourceId, entry])))(entries);
}

const ENTRIES = { port: 'history', codec: HistoryEntry, what: 'the entries of the history port' } as const;

// Two scans of one resource may meet; a third that wins every time is no scan but a fault.
const MAX_CONFLICTS = 5;

/**
 * Appends the next entry of a resource's chain. Where another scan was faster, the entry is made anew upon what that
 * one wrote. Answers the last entry of the chain after it; `make` may find that there is nothing to add.
 */
export async function storeEntry(
  make: (previous: HistoryEntry | undefined) => HistoryEntry | undefined,
  previous: HistoryEntry | undefined,
  place: { readonly tenantId: string; readonly resourceId: string },
  ports: DriftPorts,
  context: PortContext,
): Promise<Either<HistoryError, HistoryEntry | undefined>> {
  let last = previous;
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
    const entry = make(last);
    if (entry === undefined) return E.right(last);
    const answer = await append(entry, ports, context);
    if (E.isLeft(answer)) return answer;
    if (answer.right === 'appended') return E.right(entry);
    const chain = await readChain(ports, place, context);
    if (E.isLeft(chain)) return chain;
    last = chain.right.at(-1);
  }
  return E.left(
    portFailure({ port: 'history', method: 'append', reason: `another scan was faster ${MAX_CONFLICTS} times` }),
  );
}

const append = (
  entry: HistoryEntry,
  ports: DriftPorts,
  context: PortContext,
): Promise<Either<HistoryError, 'appended' | 'conflict'>> =>
  portCall(
    {
      port: 'history',
      method: 'append',
      tenantId: entry.tenantId,
      call: (signal) => ports.history.append(entry, signal),
      read: (answer) => decode(oneOf(['appended', 'conflict']), answer, 'the answer of the history port'),
    },
    context,
  )();

/** The entries of one resource, oldest first. */
export const readChain = (
  { history }: DriftPorts,
  query: HistoryQuery,
  context: PortContext,
): Promise<Either<HistoryError, readonly HistoryEntry[]>> =>
  fetchRows(
    { ...ENTRIES, method: 'read', tenantId: query.tenantId, call: (signal) => history.read(query, signal) },
    context,
  );
