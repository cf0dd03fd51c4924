import { Decimal, getScale, sum } from '../../money/index.js';

/**
 * What complete periods have cost. Mean and deviation are held as exact sums, because a comparison with a rounded mean
 * decides some borderline bills wrongly.
 */
export interface Baseline {
  readonly count: number;
  /** Σ x. */
  readonly total: Decimal;
  /** n Σ x² - (Σ x)², which is n (n - 1) times the sample variance. */
  readonly spread: Decimal;
  /** Digits behind the point of the rounded figures. */
  readonly scale: number;
}

/** Digits that a mean gets beyond those of the amounts. */
const EXTRA_DIGITS = 6;

export function baselineOf(history: ReadonlyArray<Decimal>, current: Decimal): Baseline {
  const total = sum(history);
  const squares = sum(history.map((x) => x.times(x)));
  const scale = Math.max(getScale(current), ...history.map(getScale)) + EXTRA_DIGITS;
  return { count: history.length, total, spread: squares.times(history.length).minus(total.times(total)), scale };
}

/** The mean, rounded half to even. */
export function meanOf({ count, total, scale }: Baseline): Decimal {
  return total.dividedBy(count).toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN);
}

/** The sample standard deviation, rounded half to even. */
export function deviationOf({ count, spread, scale }: Baseline): Decimal {
  return spread
    .dividedBy(count * (count - 1))
    .sqrt()
    .toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN);
}

/** n times the current cost less the sum of the baseline: n times the increase, exactly. */
export function excessOf({ count, total }: Baseline, current: Decimal): Decimal {
  return current.times(count).minus(total);
}

/**
 * Whether current > mean + k·s, strictly, decided on squares.
 *
 * @param scaledSquare n k², which unlike k² never needs a division
 */
export function exceeds(baseline: Baseline, current: Decimal, scaledSquare: Decimal): boolean {
  const excess = excessOf(baseline, current);
  // (n x - S)² (n - 1) > k² n (n Q - S²), which is (x - mean)² > k² s² without a division.
  const left = excess.times(excess).times(baseline.count - 1);
  return excess.gt(0) && left.gt(scaledSquare.times(baseline.spread));
}

/** Standard deviations above the mean; null where the baseline never varied. */
export function zScoreOf(baseline: Baseline, current: Decimal): number | null {
  if (baseline.spread.isZero()) return null;
  const excess = excessOf(baseline, current);
  const square = excess
    .times(excess)
    .times(baseline.count - 1)
    .dividedBy(baseline.spread.times(baseline.count));
  return Math.sqrt(Math.min(Number.MAX_VALUE, square.toNumber())) * (excess.lt(0) ? -1 : 1);
}
