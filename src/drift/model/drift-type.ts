import { oneOf, type t } from '../../codec/index.js';

/** In what way desired and actual differ. */
export const DRIFT_TYPES = [
  'value_changed',
  'key_added',
  'key_removed',
  'type_mismatch',
  'resource_missing',
  'resource_extra',
] as const;

/**
 * In what way desired and actual differ: `added` is in the actual configuration only, `removed` in the desired one
 * only; a `missing` resource is declared and does not run, an `extra` one runs and is not declared.
 */
export type DriftType = (typeof DRIFT_TYPES)[number];
export const DriftType: t.Type<DriftType> = oneOf(DRIFT_TYPES);
