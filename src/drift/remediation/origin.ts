import type { DriftRecord } from '../model/drift-record.js';

/** The configurations that a record came from, and how they were compared. */
export interface RecordOrigin {
  readonly desired: unknown;
  readonly actual: unknown;
  /** How many records the comparison gave. */
  readonly records: number;
  /** Whether a configuration still differs from the desired one. */
  readonly differs: (actual: unknown) => boolean;
  /** A value of the actual configuration as it may be shown. */
  readonly shown: (value: unknown, pointer: string) => unknown;
}

/**
 * Records stay plain data; what they came from is known by their identity, for as long as they live. With it a plan
 * can guard every step and prove that it ends in sync; a record that was stored and read again has it no more.
 */
const origins = new WeakMap<DriftRecord, RecordOrigin>();

export function rememberOrigin(record: DriftRecord, origin: RecordOrigin): void {
  origins.set(record, origin);
}

/** A record under an id, with the origin of the one that it is made of. */
export function withId(record: DriftRecord, driftId: string): DriftRecord {
  const named = { ...record, driftId };
  const origin = origins.get(record);
  if (origin !== undefined) origins.set(named, origin);
  return named;
}

/** The origin that all of these records share, if they do. */
export function sharedOrigin(records: readonly DriftRecord[]): RecordOrigin | undefined {
  const origin = records[0] && origins.get(records[0]);
  return records.every((record) => origins.get(record) === origin) ? origin : undefined;
}
