import { epochSecondsCodec, finiteNumber, flag, listOf, nullable, pairOf, record, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { share } from './share.js';

/** When a capacity runs out, and how surely. A date is null where it does not lie within the horizon. */
export interface CapacityExhaustion {
  /** The capacity that was asked about, in the metric's unit. */
  readonly capacity: number;
  /** Whether usage is at the capacity or above it already; then every date is now. */
  readonly exhaustedNow: boolean;
  /** As likely before as after. */
  readonly p50Date: EpochSeconds | null;
  /** When the P90 path crosses the capacity: one in ten is exhausted before. The date to plan by. */
  readonly p90Date: EpochSeconds | null;
  /** When the P99 path crosses it: one in a hundred is exhausted before. */
  readonly p99Date: EpochSeconds | null;
  /** The probability that it is exhausted within the horizon. */
  readonly probability: number;
  /** How far ahead was looked. */
  readonly horizonDays: number;
  /** Day by day, the probability that lasting demand is above the capacity. */
  readonly risk: ReadonlyArray<readonly [EpochSeconds, number]>;
}

const date = nullable(epochSecondsCodec);
const step = pairOf(epochSecondsCodec, share, 'an instant and a probability');

export const CapacityExhaustion: t.Type<CapacityExhaustion, object> = record<CapacityExhaustion>(
  'a capacity exhaustion',
  {
    capacity: finiteNumber,
    exhaustedNow: flag,
    p50Date: date,
    p90Date: date,
    p99Date: date,
    probability: share,
    horizonDays: finiteNumber,
    risk: listOf(step),
  },
);
