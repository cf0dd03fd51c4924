import { epochSecondsCodec, flag, listOf, nonEmptyText, optional, record, text, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { DriftType } from './drift-type.js';
import { ExposureChange } from './exposure-change.js';
import { RecordedValue } from './recorded-value.js';
import { DriftSeverity } from './severity.js';

/** One place where what runs differs from what was declared. */
export interface DriftRecord {
  /** Unique to this finding; what stays the same from scan to scan is the id of the episode. */
  readonly driftId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** In what way the two sides differ. */
  readonly driftType: DriftType;
  /** How grave it is. */
  readonly severity: DriftSeverity;
  /** `security_groups[0].rules[2].port`; empty where the whole resource is missing or extra. */
  readonly configPath: string;
  /** The place as an RFC 6901 pointer into the desired configuration. */
  readonly pointer: string;
  /** The place as an RFC 6901 pointer into the actual configuration: where a patch must go. */
  readonly actualPointer: string;
  /** Absent where the desired configuration has nothing there; `null` is a value. Sensitive values are redacted. */
  readonly desiredValue?: unknown;
  /** Absent where the actual configuration has nothing there; `null` is a value. Sensitive values are redacted. */
  readonly actualValue?: unknown;
  /** When it was seen, seconds since the epoch. */
  readonly detectedAt: EpochSeconds;
  /** What to do about it, in a sentence. */
  readonly remediationAction: string;
  /**
   * Whether the remedy may be applied without a person: never for security and critical, nor where data may be lost.
   */
  readonly autoRemediable: boolean;
  /** Why it has its severity, most weighty first. */
  readonly reasons: readonly string[];
  /** What became reachable, where the place belongs to the rules of a firewall. */
  readonly exposure?: ExposureChange;
  /** The kind of credential that stands in the actual value and nobody declared there: `a private key`. */
  readonly exposedSecret?: string;
  /** A value here was left out because it is sensitive. */
  readonly redacted?: boolean;
  /** A value is a whole number beyond 2^53 that came as a JavaScript number: its last digits may already be lost. */
  readonly lossy?: boolean;
  /** The resource keeps this field from its creation on: changing it means replacing the resource. */
  readonly createOnly?: boolean;
  /** The ids of the resources that must exist before this one. */
  readonly dependsOn?: readonly string[];
}

export const DriftRecord: t.Type<DriftRecord, object> = record<DriftRecord>('a drift record', {
  driftId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: text,
  tenantId: text,
  driftType: DriftType,
  severity: DriftSeverity,
  configPath: text,
  pointer: text,
  actualPointer: text,
  desiredValue: optional(RecordedValue),
  actualValue: optional(RecordedValue),
  detectedAt: epochSecondsCodec,
  remediationAction: text,
  autoRemediable: flag,
  reasons: listOf(text),
  exposure: optional(ExposureChange),
  exposedSecret: optional(text),
  redacted: optional(flag),
  lossy: optional(flag),
  createOnly: optional(flag),
  dependsOn: optional(listOf(text)),
});
