import type { TamperedHistory } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { HistoryEntry } from '../model/history-entry.js';
import { verifyChain } from './chain.js';

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
