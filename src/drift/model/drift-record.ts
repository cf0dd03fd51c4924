import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { listOf, optional, record } from '../../codec/record.js';
import { epochSecondsCodec, flag, nonEmptyText, oneOf, text } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import type { Path } from '../path.js';
import { Attribution, BaselineReference } from './accountability.js';
import { RecordedValue } from './recorded-value.js';

/** How one place differs. `key_added`: in the actual configuration only; `key_removed`: in the desired one only. */
export type DifferenceType = 'value_changed' | 'key_added' | 'key_removed' | 'type_mismatch';

/** One place where the desired and the actual configuration differ. */
export interface ConfigDifference {
  /**
   * For people, in the desired configuration: `rules[2].port`. Added elements carry their position in the actual list.
   */
  readonly path: string;
  /** The same as segments. */
  readonly segments: Path;
  /** The same as an RFC 6901 pointer. */
  readonly pointer: string;
  /** Where the place is, or would be inserted, in the actual configuration: what a patch of it must address. */
  readonly actualSegments: Path;
  /** In what way the two sides differ. */
  readonly driftType: DifferenceType;
  /** Absent where the desired configuration has nothing there. */
  readonly desiredValue?: unknown;
  /** Absent where the actual configuration has nothing there. */
  readonly actualValue?: unknown;
  /** A side is a whole number beyond 2^53 that came as a JavaScript number: its last digits may already be lost. */
  readonly precisionLost?: true;
  /** Where both sides are documents in a text (a policy, JSON): what differs inside, with paths inside the document. */
  readonly inner?: readonly ConfigDifference[];
}

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
export const DriftType: Codec<DriftType> = oneOf(DRIFT_TYPES);

/** How much a difference matters, least first. */
export const DRIFT_SEVERITIES = ['cosmetic', 'functional', 'security', 'critical'] as const;

/** How much a difference matters. */
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];
export const DriftSeverity: Codec<DriftSeverity> = oneOf(DRIFT_SEVERITIES);

/** The more severe of two. */
export const moreSevere = (left: DriftSeverity, right: DriftSeverity): DriftSeverity =>
  DRIFT_SEVERITIES.indexOf(left) >= DRIFT_SEVERITIES.indexOf(right) ? left : right;

/** Whether a drift goes to compliance and waits for a person. */
export const needsEscalation = (severity: DriftSeverity): boolean => severity === 'security' || severity === 'critical';

/** A region of the network that became reachable: addresses × ports of one protocol, as text for people. */
export interface ReachableRegion {
  /** `ingress` or `egress`. */
  readonly direction: string;
  /** `tcp`, `udp`, `icmp`, `all` or a protocol number. */
  readonly protocol: string;
  /** `22`, `8000-8100`, `all`. */
  readonly ports: string;
  /** `0.0.0.0/0`, `10.0.0.0-10.0.1.255`. */
  readonly addresses: string;
}
/** The JSON form of {@link ReachableRegion}. */
export type ReachableRegionJson = WireForm<ReachableRegion>;
export const ReachableRegion: Codec<ReachableRegion, ReachableRegionJson> = record<ReachableRegion>(
  'a reachable region',
  {
    direction: text,
    protocol: text,
    ports: text,
    addresses: text,
  },
);

/** What the whole rule set of a resource lets in (or out), through one place of it, that the declared one did not. */
export interface ExposureChange {
  /** Newly reachable through this place, widest first; at most 20 of them. */
  readonly opened: readonly ReachableRegion[];
  /** Whether some port became reachable from every address of IPv4 or of IPv6 that was not before. */
  readonly exposedToInternet: boolean;
  /** Whether all rules together let pass exactly what was declared, nothing more and nothing less. */
  readonly unchanged: boolean;
}
/** The JSON form of {@link ExposureChange}. */
export type ExposureChangeJson = WireForm<ExposureChange>;
export const ExposureChange: Codec<ExposureChange, ExposureChangeJson> = record<ExposureChange>('an exposure change', {
  opened: listOf(ReachableRegion),
  exposedToInternet: flag,
  unchanged: flag,
});

/** What a change of a policy lets through or no longer lets through, judged over the whole policy. */
export interface PowerChange {
  /** How much it matters: what the record has at least, unless a rule of the host says otherwise. */
  readonly severity: DriftSeverity;
  /** The gravest example: `anyone may now s3:GetObject on arn:aws:s3:::b/private/*`. */
  readonly sentence: string;
}
/** The JSON form of {@link PowerChange}. */
export type PowerChangeJson = WireForm<PowerChange>;
export const PowerChange: Codec<PowerChange, PowerChangeJson> = record<PowerChange>('a change in power', {
  severity: DriftSeverity,
  sentence: text,
});

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
  /** Its severity. */
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
  /** What may be done that was not declared, or no longer, where the place belongs to a policy, role or binding. */
  readonly powers?: PowerChange;
  /** The kind of credential that stands in the actual value and nobody declared there: `a private key`. */
  readonly exposedSecret?: string;
  /** A value here was left out because it is sensitive. */
  readonly redacted?: boolean;
  /** A value is a whole number beyond 2^53 that came as a JavaScript number: its last digits may already be lost. */
  readonly precisionLost?: boolean;
  /** The resource keeps this field from its creation on: changing it means replacing the resource. */
  readonly createOnly?: boolean;
  /** The ids of the resources that must exist before this one. */
  readonly dependsOn?: readonly string[];
  /** Who made it, as far as the audit trail tells. */
  readonly attribution?: Attribution;
  /** Nobody declared the place: the desired value is the one that was accepted there. */
  readonly baseline?: BaselineReference;
}

/** The JSON form of {@link DriftRecord}. */
export type DriftRecordJson = WireForm<DriftRecord>;
export const DriftRecord: Codec<DriftRecord, DriftRecordJson> = record<DriftRecord>('a drift record', {
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
  powers: optional(PowerChange),
  exposedSecret: optional(text),
  redacted: optional(flag),
  precisionLost: optional(flag),
  createOnly: optional(flag),
  dependsOn: optional(listOf(text)),
  attribution: optional(Attribution),
  baseline: optional(BaselineReference),
});
