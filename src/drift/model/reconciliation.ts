import { listOf, nonEmptyText, record, type t } from '../../codec/index.js';
import { DriftRecord } from './drift-record.js';
import { RemediationAction } from './remediation-action.js';

/** The cosmetic and functional drifts of one resource handed to the reconciler, with what would undo them. */
export interface Reconciliation {
  /** A receiver that has this key already has this reconciliation: a repetition after an interrupted scan. */
  readonly idempotencyKey: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What should be brought back, of one resource. */
  readonly drifts: readonly DriftRecord[];
  /** To be applied at once only where it does not require approval. */
  readonly action: RemediationAction;
}

export const Reconciliation: t.Type<Reconciliation, object> = record<Reconciliation>('a reconciliation', {
  idempotencyKey: nonEmptyText,
  tenantId: nonEmptyText,
  drifts: listOf(DriftRecord),
  action: RemediationAction,
});
