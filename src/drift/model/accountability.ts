import type { Codec } from '../../codec/io-ts.js';
import { listOf, optional, record } from '../../codec/record.js';
import { type WireForm } from '../../codec/wire-form.js';
import { epochSecondsCodec, nonEmptyText, oneOf, text } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import { RecordedValue } from './recorded-value.js';

/** One change that an audit trail tells of. */
export interface AuditEvent {
  /** Whose resources it is about. */
  readonly tenantId: string;
  /** Every id and name by which the event calls what it changed: ARNs, ids of Azure, `namespace/name`. */
  readonly resources: readonly string[];
  /** Who did it: an ARN, an address, a service account. */
  readonly principal: string;
  /** When, seconds since the epoch. */
  readonly at: EpochSeconds;
  /** The id under which the provider keeps the request. */
  readonly request: string;
  /** What was done: `AuthorizeSecurityGroupIngress`, `patch deployments`. */
  readonly action: string;
  /** The fields that the request names, where it names some: then it is not about any other. */
  readonly fields?: readonly string[];
}

/** The JSON form of {@link AuditEvent}. */
export type AuditEventJson = WireForm<AuditEvent>;
export const AuditEvent: Codec<AuditEvent, AuditEventJson> = record<AuditEvent>('an audit event', {
  tenantId: nonEmptyText,
  resources: listOf(text),
  principal: nonEmptyText,
  at: epochSecondsCodec,
  request: nonEmptyText,
  action: text,
  fields: optional(listOf(text)),
});

/** Who made a drift, as far as an audit trail tells. */
export interface Attribution {
  /** Who did it. */
  readonly principal: string;
  /** When, seconds since the epoch. */
  readonly at: EpochSeconds;
  /** The id under which the provider keeps the request. */
  readonly request: string;
  /** What was done. */
  readonly action: string;
  /** `field`: the request names the field that drifted. `resource`: it is the last one that changed the resource. */
  readonly basis: 'field' | 'resource';
}

/** The JSON form of {@link Attribution}. */
export type AttributionJson = WireForm<Attribution>;
export const Attribution: Codec<Attribution, AttributionJson> = record<Attribution>('an attribution', {
  principal: nonEmptyText,
  at: epochSecondsCodec,
  request: nonEmptyText,
  action: text,
  basis: oneOf(['field', 'resource']),
});

/** What ran when somebody accepted what nobody had declared. There is at most one of a resource. */
export interface Baseline {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** The whole configuration as it ran. Sensitive values are redacted. */
  readonly configuration: unknown;
  /** Who answers for it. */
  readonly owner: string;
  /** When it was accepted, seconds since the epoch. */
  readonly acceptedAt: EpochSeconds;
}

/** The JSON form of {@link Baseline}. */
export type BaselineJson = WireForm<Baseline>;
export const Baseline: Codec<Baseline, BaselineJson> = record<Baseline>('a baseline', {
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: text,
  configuration: RecordedValue,
  owner: nonEmptyText,
  acceptedAt: epochSecondsCodec,
});

/** That a drift is one from a baseline: nobody declared the place, and somebody accepted another value. */
export interface BaselineReference {
  /** Who accepted it. */
  readonly owner: string;
  /** When, seconds since the epoch. */
  readonly acceptedAt: EpochSeconds;
}

/** The JSON form of {@link BaselineReference}. */
export type BaselineReferenceJson = WireForm<BaselineReference>;
export const BaselineReference: Codec<BaselineReference, BaselineReferenceJson> = record<BaselineReference>(
  'a reference to a baseline',
  { owner: nonEmptyText, acceptedAt: epochSecondsCodec },
);
