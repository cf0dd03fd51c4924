import {
  count,
  epochSecondsCodec,
  finiteNumber,
  listOf,
  nonEmptyText,
  nullable,
  oneOf,
  record,
  text,
  type t,
} from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { Delivery } from './delivery.js';
import { DriftType } from './drift-type.js';
import { DriftSeverity } from './severity.js';

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
  /** How grave it was when last seen. */
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
  /** The beginnings of the last ten openings, oldest first, from which flapping is told. */
  readonly recentOpenings: readonly EpochSeconds[];
  /** Seconds that the closed openings lasted together; the time to remediate is their mean. */
  readonly secondsOpen: number;
  /** A keyed digest of the drift's values, by which a change while it is open is seen. */
  readonly valueDigest: string;
  /** The deliveries of the present (or last) opening. */
  readonly deliveries: readonly Delivery[];
}

export const Episode: t.Type<Episode, object> = record<Episode>('an episode', {
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
