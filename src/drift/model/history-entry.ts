import { count, epochSecondsCodec, listOf, nonEmptyText, record, text, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { DriftRecord } from './drift-record.js';
import { Episode } from './episode.js';

/**
 * One link of a resource's history. A resource's entries form a chain, numbered from 0 without a gap: each holds the
 * hash of the one before it, so that an entry that was changed, taken out or put in later is found.
 */
export interface HistoryEntry {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** The position in the chain of this resource, from 0. A store holds at most one entry of each. */
  readonly sequence: number;
  /** Seconds since the epoch. */
  readonly recordedAt: EpochSeconds;
  /** The drifts that began, or changed their values or severity, with this entry. Sensitive values are redacted. */
  readonly records: readonly DriftRecord[];
  /** Every episode of the resource as it stands after this entry, open and closed. */
  readonly episodes: readonly Episode[];
  /** The hash of the entry before; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 of everything above in canonical JSON, in hexadecimal. */
  readonly hash: string;
}

export const HistoryEntry: t.Type<HistoryEntry, object> = record<HistoryEntry>('a history entry', {
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: text,
  sequence: count,
  recordedAt: epochSecondsCodec,
  records: listOf(DriftRecord),
  episodes: listOf(Episode),
  previousHash: nonEmptyText,
  hash: nonEmptyText,
});
