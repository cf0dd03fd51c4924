import { nonEmptyText, record, type t } from '../../codec/index.js';
import { DriftRecord } from './drift-record.js';

/** A drift that a suppression kept quiet. */
export interface SuppressedDrift {
  /** The suppression that silences it. */
  readonly suppressionId: string;
  /** The drift itself. */
  readonly drift: DriftRecord;
}

export const SuppressedDrift: t.Type<SuppressedDrift, object> = record<SuppressedDrift>('a suppressed drift', {
  suppressionId: nonEmptyText,
  drift: DriftRecord,
});
