import { canonicalJson, sha256Hex } from '../../codec/digest.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { type TamperedHistory, tamperedHistory } from '../errors.js';
import type { DriftRecord } from '../model/drift-record.js';
import { HistoryEntry } from '../model/history.js';
import { tryOr } from '../plain-data.js';

/** What stands for the hash before the first entry. */
const ZERO_HASH = '0'.repeat(64);

/** An entry before it is part of a chain. */
export type EntryContent = Omit<HistoryEntry, 'hash' | 'sequence' | 'previousHash'>;

/**
 * Makes an entry the next of a chain: numbered, linked to the one before, and hashed. What refuses to be read becomes
 * an entry without a hash, which `verifyChain` refuses.
 */
export const appendEntry = (entry: EntryContent, previous: HistoryEntry | undefined): HistoryEntry =>
  tryOr(
    () => {
      const place = { sequence: (previous?.sequence ?? -1) + 1, previousHash: previous?.hash ?? ZERO_HASH };
      const linked = { ...entry, ...place, hash: ZERO_HASH };
      return { ...linked, hash: entryHash(linked) };
    },
    { hash: '' } as HistoryEntry,
  );

/**
 * The hash that an entry must have: SHA-256 of its wire form in canonical JSON, without the hash itself. What is no
 * entry has none: `''`.
 */
export const entryHash = (entry: HistoryEntry): string =>
  tryOr(() => {
    const { hash: _, ...wire } = HistoryEntry.encode(entry) as { readonly hash: unknown };
    return sha256Hex(canonicalJson(wire));
  }, '');

/**
 * Whether the entries of one resource, oldest first, are what was written: none changed, none missing between two,
 * none put in, in the order of writing. They may begin later than the chain does. That the end was cut off can only be
 * seen by whoever kept the last hash, and gives it as `lastHash`.
 */
export function verifyChain(
  entries: readonly HistoryEntry[],
  lastHash?: string,
): Either<TamperedHistory, readonly HistoryEntry[]> {
  const chain = tryOr(() => entries.map((entry) => entry), undefined);
  if (chain === undefined) return tampered(undefined, 'it is no list of entries');
  for (const [i, entry] of chain.entries()) {
    const reason = tryOr(() => flawOf(entry, chain[i - 1]), 'it cannot be read');
    if (reason !== undefined) return tampered(entry, reason);
  }
  const last = chain.at(-1);
  return lastHash !== undefined && (last?.hash ?? ZERO_HASH) !== lastHash
    ? tampered(last, 'it is not the last entry that was written')
    : E.right(entries);
}

function tampered(entry: Partial<HistoryEntry> | undefined, reason: string): Either<TamperedHistory, never> {
  const { resourceId = '', sequence = 0 } = tryOr(() => ({ ...entry }), {});
  return E.left(tamperedHistory({ resourceId, sequence, reason }));
}

function flawOf(entry: HistoryEntry, before: HistoryEntry | undefined): string | undefined {
  const hash = entryHash(entry);
  if (hash === '' || hash !== entry.hash) return 'its content does not have its hash';
  if (before === undefined)
    return entry.sequence === 0 && entry.previousHash !== ZERO_HASH ? 'a first entry follows none' : undefined;
  if (entry.resourceId !== before.resourceId || entry.tenantId !== before.tenantId)
    return 'it belongs to another resource';
  if (entry.sequence !== before.sequence + 1) return `it follows entry ${before.sequence}`;
  return entry.previousHash === before.hash ? undefined : 'it does not follow the entry before it';
}

/** The records of a chain that came after an instant, newest first; of one entry in reverse document order. */
export function recordsSince(
  chain: readonly HistoryEntry[],
  since: EpochSeconds | undefined,
): Either<TamperedHistory, readonly DriftRecord[]> {
  const sorted = [...chain].sort((a, b) => a.sequence - b.sequence);
  return E.map((entries: readonly HistoryEntry[]) =>
    entries
      .filter(({ recordedAt }) => since === undefined || recordedAt > since)
      .flatMap(({ records }) => records)
      .reverse(),
  )(verifyChain(sorted));
}
