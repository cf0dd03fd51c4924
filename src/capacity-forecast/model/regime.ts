import { type Codec } from '../../codec/io-ts.js';

import { record } from '../../codec/record.js';
import { checked, count, epochSecondsCodec, finiteNumber, oneOf } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';

/** What about a series changed: its level, its trend, its spread, or the shape of its season. */
export const REGIME_CHANGE_KINDS = ['level', 'trend', 'variance', 'season'] as const;
/** What about a series changed. */
export type RegimeChangeKind = (typeof REGIME_CHANGE_KINDS)[number];
export const RegimeChangeKind: Codec<RegimeChangeKind> = oneOf(REGIME_CHANGE_KINDS);

/** Whether what changed is larger afterwards (`up`) or smaller (`down`). */
export const REGIME_CHANGE_DIRECTIONS = ['up', 'down'] as const;
/** Which way what changed went. */
export type RegimeChangeDirection = (typeof REGIME_CHANGE_DIRECTIONS)[number];
export const RegimeChangeDirection: Codec<RegimeChangeDirection> = oneOf(REGIME_CHANGE_DIRECTIONS);

/** How a metric behaved in the stretch on one side of a change. */
export interface RegimeSummary {
  /** Median next to the change, in the metric's unit. */
  readonly level: number;
  /** Change a day over the stretch, in the metric's unit. */
  readonly slopePerDay: number;
  /** Standard deviation around that line, season taken out. */
  readonly spread: number;
  /** Standard deviation of the season's shape; 0 without a season. */
  readonly seasonSpread: number;
  /** How many measurements the stretch has. */
  readonly points: number;
}

/** A lasting change in how a metric behaves: a migration, a launch, a new plan. */
export interface RegimeChangeEvent {
  /** Time of the first point of the new regime. */
  readonly timestamp: EpochSeconds;
  /** What changed: level, trend, spread, or the shape of the season. */
  readonly kind: RegimeChangeKind;
  /** Whether it rose or fell. */
  readonly direction: RegimeChangeDirection;
  /** Size of the change, never negative: of level, spread or season in the metric's unit, of trend in units a day. */
  readonly magnitude: number;
  /** From 0 to 1, how surely this is a change and not chance. */
  readonly confidence: number;
  /** What held until then. */
  readonly before: RegimeSummary;
  /** What has held since. */
  readonly after: RegimeSummary;
}

/** The JSON form of {@link RegimeSummary}. */
export interface RegimeSummaryJson {
  level: number;
  slope_per_day: number;
  spread: number;
  season_spread: number;
  points: number;
}

/** The JSON form of {@link RegimeChangeEvent}. */
export interface RegimeChangeEventJson {
  timestamp: number;
  kind: RegimeChangeKind;
  direction: RegimeChangeDirection;
  magnitude: number;
  confidence: number;
  before: RegimeSummaryJson;
  after: RegimeSummaryJson;
}

const share = checked('a number from 0 to 1', (v): v is number => typeof v === 'number' && v >= 0 && v <= 1);

export const RegimeSummary: Codec<RegimeSummary, RegimeSummaryJson> = record<RegimeSummary, RegimeSummaryJson>(
  'RegimeSummary',
  {
    level: finiteNumber,
    slopePerDay: finiteNumber,
    spread: finiteNumber,
    seasonSpread: finiteNumber,
    points: count,
  },
);

export const RegimeChangeEvent: Codec<RegimeChangeEvent, RegimeChangeEventJson> = record<
  RegimeChangeEvent,
  RegimeChangeEventJson
>('RegimeChangeEvent', {
  timestamp: epochSecondsCodec,
  kind: RegimeChangeKind,
  direction: RegimeChangeDirection,
  magnitude: finiteNumber,
  confidence: share,
  before: RegimeSummary,
  after: RegimeSummary,
});
