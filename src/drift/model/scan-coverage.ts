import { count, finiteNumber, record, type t } from '../../codec/index.js';

/** How much of a tenant a scan saw. Every resource is in exactly one of the five outcomes. */
export interface ScanCoverage {
  readonly total: number;
  readonly inSync: number;
  readonly drifted: number;
  readonly missing: number;
  readonly extra: number;
  readonly unreadable: number;
  /** (total − unreadable) / total, from 0 to 1; 1 where there is nothing to see. */
  readonly fraction: number;
}

export const ScanCoverage: t.Type<ScanCoverage, object> = record<ScanCoverage>('the coverage of a scan', {
  total: count,
  inSync: count,
  drifted: count,
  missing: count,
  extra: count,
  unreadable: count,
  fraction: finiteNumber,
});
