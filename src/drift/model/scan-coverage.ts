import { count, finiteNumber, record, type t } from '../../codec/index.js';

/** How much of a tenant a scan saw. Every resource is in exactly one of the five outcomes. */
export interface ScanCoverage {
  /** Resources that were to be read. */
  readonly total: number;
  /** Of these, those that run as declared. */
  readonly inSync: number;
  /** Those that run otherwise. */
  readonly drifted: number;
  /** Those that are declared and do not run. */
  readonly missing: number;
  /** Those that run and are not declared. */
  readonly extra: number;
  /** Those of which nothing can be said. */
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
