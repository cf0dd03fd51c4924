import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { listOf, nullable, record } from '../../codec/record.js';
import { count, epochSecondsCodec, finiteNumber, nonEmptyText, oneOf, text } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import { DriftRecord, DriftSeverity, DriftType } from './drift-record.js';

/** One opening of an episode as it is dispatched: to whom, under which key, and whether the receiver confirmed it. */
export interface Delivery {
  /** Who receives it. */
  readonly target: 'reconciler' | 'compliance';
  /** The same key whenever the same opening is dispatched again, so that the receiver recognizes a repetition. */
  readonly idempotencyKey: string;
  /** Null while the receiver has not confirmed it. */
  readonly deliveredAt: EpochSeconds | null;
}

/** The JSON form of {@link Delivery}. */
export type DeliveryJson = WireForm<Delivery>;
export const Delivery: Codec<Delivery, DeliveryJson> = record<Delivery>('a delivery', {
  target: oneOf(['reconciler', 'compliance']),
  idempotencyKey: nonEmptyText,
  deliveredAt: nullable(epochSecondsCodec),
});

/** Why an episode is not open: the drift is gone, or somebody suppressed it. */
export type EpisodeClosing = 'resolved' | 'suppressed';

/** The story of one drifting place of one resource, over all scans. */
export interface Episode {
  /** One id from the opening to the end of one drift. */
  readonly episodeId: string;
  /** Where in the configuration, as printed: `rules[0].cidr`. */
  readonly configPath: string;
  /** In what way the two sides differ. */
  readonly driftType: DriftType;
  /** Its severity when last seen. */
  readonly severity: DriftSeverity;
  /** When the place first drifted at all. */
  readonly firstSeenAt: EpochSeconds;
  /** When the present (or last) opening began. */
  readonly openedAt: EpochSeconds;
  /** The latest scan that saw it, seconds since the epoch. */
  readonly lastSeenAt: EpochSeconds;
  /** Null while it is open. */
  readonly closedAt: EpochSeconds | null;
  /** What ended it; null while it is open. */
  readonly closedBy: EpisodeClosing | null;
  /** How often it has opened; more than 1 is reopened. */
  readonly openings: number;
  /** The beginnings of the last ten openings, oldest first, from which flapping is recognized. */
  readonly recentOpenings: readonly EpochSeconds[];
  /** Seconds that the closed openings lasted together; the time to remediate is their mean. */
  readonly secondsOpen: number;
  /** A keyed digest of the drift's values, by which a change while it is open is seen. */
  readonly valueDigest: string;
  /** The deliveries of the present (or last) opening. */
  readonly deliveries: readonly Delivery[];
}

/** The JSON form of {@link Episode}. */
export type EpisodeJson = WireForm<Episode>;
export const Episode: Codec<Episode, EpisodeJson> = record<Episode>('an episode', {
  episodeId: nonEmptyText,
  configPath: text,
  driftType: DriftType,
  severity: DriftSeverity,
  firstSeenAt: epochSecondsCodec,
  openedAt: epochSecondsCodec,
  lastSeenAt: epochSecondsCodec,
  closedAt: nullable(epochSecondsCodec),
  closedBy: nullable(oneOf(['resolved', 'suppressed'])),
  openings: count,
  recentOpenings: listOf(epochSecondsCodec),
  secondsOpen: finiteNumber,
  valueDigest: text,
  deliveries: listOf(Delivery),
});

/**
 * One link of a resource's history. A resource's entries form a chain, numbered from 0 without a gap: each holds the
 * hash of the one before it, so that an entry that was changed, taken out or put in later is found.
 */
export interface HistoryEntry {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** The position in the chain of this resource, from 0. A store holds at most one entry of each. */
  readonly sequence: number;
  /** Seconds since the epoch. */
  readonly recordedAt: EpochSeconds;
  /** The drifts that began, or changed their values or severity, with this entry. Sensitive values are redacted. */
  readonly records: readonly DriftRecord[];
  /** Every episode of the resource as it stands after this entry, open and closed. */
  readonly episodes: readonly Episode[];
  /** The hash of the entry before; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 of everything above in canonical JSON, in hexadecimal. */
  readonly hash: string;
}

/** The JSON form of {@link HistoryEntry}. */
export type HistoryEntryJson = WireForm<HistoryEntry>;
export const HistoryEntry: Codec<HistoryEntry, HistoryEntryJson> = record<HistoryEntry>('a history entry', {
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: text,
  sequence: count,
  recordedAt: epochSecondsCodec,
  records: listOf(DriftRecord),
  episodes: listOf(Episode),
  previousHash: nonEmptyText,
  hash: nonEmptyText,
});
