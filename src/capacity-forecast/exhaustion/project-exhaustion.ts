import { invalidForecastOption, type InsufficientHistory, type InvalidForecastOption } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { DAY } from '../grid/calendar.js';
import { checkHistory } from '../grid/history-days.js';
import { toMeasurements } from '../grid/measurements.js';
import { exceedance } from '../growth/outlook.js';
import { normalQuantile } from '../intervals/normal-quantile.js';
import { metricBounds } from '../metric-bounds.js';
import { withValidInput } from '../metric-forecast/check-input.js';
import type { TrainingChange } from '../metric-forecast/last-change.js';
import { checkHorizon } from '../metric-forecast/horizon.js';
import type { CapacityExhaustion, ResourceMetric, UsageAggregation, UsageDataPoint } from '../model/index.js';
import { findLastingCrossing } from './lasting-crossing.js';
import { forecastLongRangeUsage, WEEK, type LongRangeUsage } from './usage-outlook.js';

/** What an exhaustion date rests on. */
export interface ExhaustionInput {
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; those later than `now` are left out. */
  readonly points: ReadonlyArray<UsageDataPoint>;
  /** In the metric's unit, above 0. */
  readonly capacity: number;
  /** The present, seconds since the epoch: what is older is history. */
  readonly now: EpochSeconds;
  /** How far to look; a year unless given. */
  readonly horizonDays?: number;
  /** Lasting changes of level or trend, as `detectRegimeChange` finds them; none unless given. */
  readonly regimeChanges?: ReadonlyArray<TrainingChange>;
  /** `mean` (with the day's usual peak put on top) unless given; `maximum` follows the highest sample of each day. */
  readonly aggregation?: UsageAggregation;
}

const YEAR_DAYS = 365;
/** Probabilities nearer to 0 or 1 than this many deviations are not told apart. */
const MAX_DEVIATIONS = 8;

/**
 * Projects when usage reaches a capacity to stay: follows the P50, P90 and P99 of lasting demand day by day, each a
 * mixture of straight and exponential growth under several kinds of noise (`growth/fit-growth.ts`), and takes the first
 * crossing that stays, interpolated between days. Needs 14 days of history. Linear in points and horizon.
 */
export function projectExhaustion(
  input: ExhaustionInput,
): Either<InsufficientHistory | InvalidForecastOption, CapacityExhaustion> {
  return withValidInput(input, projectChecked);
}

function projectChecked(
  input: ExhaustionInput,
): Either<InsufficientHistory | InvalidForecastOption, CapacityExhaustion> {
  const { capacity, now, horizonDays = YEAR_DAYS } = input;
  if (!Number.isFinite(capacity) || capacity <= 0) {
    return E.left(
      invalidForecastOption({ option: 'currentCapacity', value: capacity, expected: 'a finite number above 0' }),
    );
  }
  const horizon = checkHorizon(horizonDays);
  if (E.isLeft(horizon)) return horizon;
  const measured = checkHistory(input.metric, toMeasurements(input.points, now));
  if (E.isLeft(measured)) return measured;
  const usage = forecastLongRangeUsage(measured.right, input.aggregation ?? 'mean', input.regimeChanges ?? []);
  const never = usage === undefined || capacity > metricBounds(input.metric)[1];
  const risk = never ? [] : dailyRisk(usage, capacity, now, horizon.right);
  return E.right(toExhaustion(capacity, now, horizon.right, risk, !never && usage.reached >= capacity));
}

function dailyRisk(
  { forecast: outlook, origin }: LongRangeUsage,
  capacity: number,
  now: number,
  days: number,
): [EpochSeconds, number][] {
  const from = Math.max(0, Math.floor((now - origin) / DAY));
  return Array.from({ length: Math.ceil(days) + 1 }, (_, i) => [
    (origin + (from + i) * DAY) as EpochSeconds,
    exceedance(outlook, from + i, capacity),
  ]);
}

function toExhaustion(
  capacity: number,
  now: EpochSeconds,
  horizonDays: number,
  risk: ReadonlyArray<readonly [EpochSeconds, number]>,
  above: boolean,
): CapacityExhaustion {
  // Deviates are nearly straight in time where probabilities are not, so that is where to interpolate.
  const deviates = risk.map(([, chance]) =>
    Math.max(-MAX_DEVIATIONS, Math.min(MAX_DEVIATIONS, normalQuantile(chance))),
  );
  const last = now + horizonDays * DAY;
  const crossing = (chance: number): EpochSeconds | null => {
    const at = findLastingCrossing(deviates, normalQuantile(chance), WEEK);
    if (at === undefined) return null;
    const date = Math.max(now, risk[0]![0] + at * DAY) as EpochSeconds;
    return date <= last ? date : null;
  };
  const p50Date = above ? now : crossing(0.5);
  const exhaustedNow = above || p50Date === now;
  return {
    capacity,
    exhaustedNow,
    p50Date,
    p90Date: exhaustedNow ? now : crossing(0.1),
    p99Date: exhaustedNow ? now : crossing(0.01),
    probability: exhaustedNow ? 1 : risk.reduce((most, [, chance]) => Math.max(most, chance), 0),
    horizonDays,
    risk: risk.map(([at, chance]) => [at, Math.max(0, Math.min(1, chance))] as const),
  };
}
