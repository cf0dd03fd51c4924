import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { listOf, mapOf, optional, record } from '../../codec/record.js';
import { count, flag, nonEmptyText, oneOf, text } from '../../codec/values.js';
import { DriftRecord, DriftSeverity } from './drift-record.js';
import { Episode } from './history.js';
import { RecordedValue } from './recorded-value.js';

/** One operation of an RFC 6902 patch; `path` is an RFC 6901 pointer into the actual configuration. */
export interface PatchOperation {
  /** What is done, as RFC 6902 names it. */
  readonly op: 'test' | 'add' | 'replace' | 'remove';
  /** Where, as an RFC 6901 pointer: `/rules/0/cidr`. */
  readonly path: string;
  /** Absent for `remove` alone. A sensitive value stands redacted. */
  readonly value?: unknown;
}

/** The JSON form of {@link PatchOperation}. */
export type PatchOperationJson = WireForm<PatchOperation>;
export const PatchOperation: Codec<PatchOperation, PatchOperationJson> = record<PatchOperation>('a patch operation', {
  op: oneOf(['test', 'add', 'replace', 'remove']),
  path: text,
  value: optional(RecordedValue),
});

/** What a remediation does to a resource. `replace`: made again, because a field cannot be changed in place. */
export type RemediationType = 'update' | 'delete' | 'create' | 'replace';
export const RemediationType: Codec<RemediationType> = oneOf(['update', 'delete', 'create', 'replace']);

/** One change of a configuration: the value that it gets, or that the key goes. */
export interface ConfigChange {
  /** The value that there is. */
  readonly from?: unknown;
  /** The value that there should be. */
  readonly to?: unknown;
}
/** The JSON form of {@link ConfigChange}. */
export type ConfigChangeJson = WireForm<ConfigChange>;
export const ConfigChange: Codec<ConfigChange, ConfigChangeJson> = record<ConfigChange>('a configuration change', {
  from: optional(RecordedValue),
  to: optional(RecordedValue),
});

/** What brings one resource back to what was declared. There is one action a resource in a plan. */
export interface RemediationAction {
  /** What is to be done with the resource as a whole. */
  readonly actionType: RemediationType;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What changes, by path: `from` is absent where a key is added, `to` where it goes. */
  readonly configChanges: Readonly<Record<string, ConfigChange>>;
  /** RFC 6902, every change preceded by a `test` of what it rests on, so that a changed world is refused. */
  readonly patch: readonly PatchOperation[];
  /** The patch that takes the change back, to be applied after `patch`. */
  readonly inversePatch: readonly PatchOperation[];
  /** That of the most severe drift that it undoes. */
  readonly severity: DriftSeverity;
  /** Whether a person has to agree first; `reason` says why. */
  readonly requiresApproval: boolean;
  /** Why approval is needed, or why it is not, in sentences. */
  readonly reason: string;
  /**
   * Whether data of the user could be lost (a database replaced, a bucket deleted). Such an action is never automatic.
   */
  readonly mayLoseData: boolean;
  /** The position in the plan's order: lower runs first, equal ones may run side by side. */
  readonly order: number;
  /** The drift records that the action answers. */
  readonly driftIds: readonly string[];
}

/** The JSON form of {@link RemediationAction}. */
export type RemediationActionJson = WireForm<RemediationAction>;
export const RemediationAction: Codec<RemediationAction, RemediationActionJson> = record<RemediationAction>(
  'a remediation action',
  {
    actionType: RemediationType,
    resourceId: nonEmptyText,
    resourceType: text,
    tenantId: text,
    configChanges: mapOf(ConfigChange),
    patch: listOf(PatchOperation),
    inversePatch: listOf(PatchOperation),
    severity: DriftSeverity,
    requiresApproval: flag,
    reason: text,
    mayLoseData: flag,
    order: count,
    driftIds: listOf(text),
  },
);

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

/** The JSON form of {@link Reconciliation}. */
export type ReconciliationJson = WireForm<Reconciliation>;
export const Reconciliation: Codec<Reconciliation, ReconciliationJson> = record<Reconciliation>('a reconciliation', {
  idempotencyKey: nonEmptyText,
  tenantId: nonEmptyText,
  drifts: listOf(DriftRecord),
  action: RemediationAction,
});

/** A security or critical drift handed to compliance, for a person to look at. */
export interface Escalation {
  /** A receiver that has this key already has this escalation: a repetition after an interrupted scan. */
  readonly idempotencyKey: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What a person should look at. */
  readonly drift: DriftRecord;
  /** The opening that it is about. */
  readonly episode: Episode;
}

/** The JSON form of {@link Escalation}. */
export type EscalationJson = WireForm<Escalation>;
export const Escalation: Codec<Escalation, EscalationJson> = record<Escalation>('an escalation', {
  idempotencyKey: nonEmptyText,
  tenantId: nonEmptyText,
  drift: DriftRecord,
  episode: Episode,
});
