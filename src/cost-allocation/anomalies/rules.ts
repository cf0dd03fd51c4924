import { Decimal } from '../../money/index.js';
import { type Baseline, excessOf, exceeds } from './baseline.js';
import { tQuantile } from './student-t.js';

/** Decides whether a current cost stands out above a baseline of at least two periods. */
export type AnomalyRule = (baseline: Baseline, current: Decimal) => boolean;

const FOUR = new Decimal(4);
const ONE = new Decimal(1);

/**
 * The contract's rule: strictly more than two sample standard deviations above the mean. On normal costs it alarms on
 * about one period in nine with three periods of history, one in sixteen with six, one in twenty-five with twelve.
 */
export const twoDeviations: AnomalyRule = (baseline, current) =>
  baseline.spread.isZero() ? aboveFloor(baseline, current) : exceeds(baseline, current, FOUR.times(baseline.count));

/**
 * A one-sided prediction interval for one more period of a normal population: mean + t(n-1) · s · √(1 + 1/n). It alarms
 * on the stated share of periods in which nothing is wrong, whatever n is (Hahn and Meeker 1991, §4.7).
 */
export const predictionInterval =
  (falseAlarmRate: number): AnomalyRule =>
  (baseline, current) => {
    if (baseline.spread.isZero()) return aboveFloor(baseline, current);
    const t = new Decimal(tQuantile(falseAlarmRate, baseline.count - 1));
    // k² = t² (n + 1) / n, so n k² is t² (n + 1).
    return exceeds(baseline, current, t.times(t).times(baseline.count + 1));
  };

/**
 * Where the baseline never varied, every change is infinitely many deviations: more than 1 % and one currency unit
 * counts.
 */
function aboveFloor(baseline: Baseline, current: Decimal): boolean {
  const increase = excessOf(baseline, current).dividedBy(baseline.count);
  const level = baseline.total.dividedBy(baseline.count).abs();
  return increase.gt(ONE) && increase.gt(level.dividedBy(100));
}
