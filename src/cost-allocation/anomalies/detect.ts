import { decode } from '../../codec/decode.js';
import { optionsOf } from '../../codec/record.js';
import { callback, lookedAtLater, oneOf, text } from '../../codec/values.js';
import { type DecodeError, type InvalidDecimal, notAsExpected } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { tryEither } from '../../host/try.js';
import { Decimal, getScale, toDecimal } from '../../money/decimal.js';
import { sum } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { tQuantile, tTail } from '../../stats/distributions.js';
import type { AnomalySeverity, CostAnomaly, CostCause } from '../model/anomaly.js';

/**
 * How urgent an increase is: it must be both large in money and surprising. Doubled and beyond four deviations is
 * critical; by half and beyond three is high; by a fifth is medium; the rest is low. A baseline that never varied, or
 * one that was zero, counts as surprising as can be.
 *
 * @param relative increase as a share of the baseline; null where the baseline is not above zero
 */
export function severityOf(relative: number | null, zScore: number | null): AnomalySeverity {
  const share = relative ?? Infinity;
  const surprise = zScore ?? Infinity;
  if (share >= 1 && surprise > 4) return 'critical';
  if (share >= 0.5 && surprise > 3) return 'high';
  return share >= 0.2 ? 'medium' : 'low';
}

/**
 * What complete periods have cost. Mean and deviation are held as exact sums, because a comparison with a rounded mean
 * decides some borderline bills wrongly.
 */
interface Baseline {
  readonly count: number;
  /** Σ x. */
  readonly total: Decimal;
  /** n Σ x² - (Σ x)², which is n (n - 1) times the sample variance. */
  readonly spread: Decimal;
  /** Decimal places of the rounded figures. */
  readonly scale: number;
}

/** Digits that a mean gets beyond those of the amounts. */
const EXTRA_DIGITS = 6;

function baselineOf(history: readonly Decimal[], current: Decimal): Baseline {
  const total = sum(history);
  const squares = sum(history.map((x) => x.times(x)));
  const scale = Math.max(getScale(current), ...history.map(getScale)) + EXTRA_DIGITS;
  return { count: history.length, total, spread: squares.times(history.length).minus(total.times(total)), scale };
}

/** The mean, rounded half to even. */
function meanOf({ count, total, scale }: Baseline): Decimal {
  return total.dividedBy(count).toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN);
}

/** The sample standard deviation, rounded half to even. */
function deviationOf({ count, spread, scale }: Baseline): Decimal {
  return spread
    .dividedBy(count * (count - 1))
    .sqrt()
    .toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN);
}

/** n times the current cost less the sum of the baseline: n times the increase, exactly. */
function excessOf({ count, total }: Baseline, current: Decimal): Decimal {
  return current.times(count).minus(total);
}

/**
 * Whether current > mean + k·s, strictly, decided on squares.
 *
 * @param scaledSquare n k², which unlike k² never needs a division
 */
function exceeds(baseline: Baseline, current: Decimal, scaledSquare: Decimal): boolean {
  const excess = excessOf(baseline, current);
  // (n x - S)² (n - 1) > k² n (n Q - S²), which is (x - mean)² > k² s² without a division.
  const left = excess.times(excess).times(baseline.count - 1);
  return excess.gt(0) && left.gt(scaledSquare.times(baseline.spread));
}

/** Standard deviations above the mean; null where the baseline never varied. */
function zScoreOf(baseline: Baseline, current: Decimal): number | null {
  if (baseline.spread.isZero()) return null;
  const excess = excessOf(baseline, current);
  const square = excess
    .times(excess)
    .times(baseline.count - 1)
    .dividedBy(baseline.spread.times(baseline.count));
  return Math.sqrt(Math.min(Number.MAX_VALUE, square.toNumber())) * (excess.lt(0) ? -1 : 1);
}

/** Decides whether a current cost stands out above a baseline of at least two periods. */
type AnomalyRule = (baseline: Baseline, current: Decimal) => boolean;

const FOUR = new Decimal(4);
const ONE = new Decimal(1);

/**
 * The contract's rule: strictly more than two sample standard deviations above the mean. On normal costs it alarms on
 * about one period in nine with three periods of history, one in sixteen with six, one in twenty-five with twelve.
 */
const twoDeviations: AnomalyRule = (baseline, current) =>
  baseline.spread.isZero() ? aboveFloor(baseline, current) : exceeds(baseline, current, FOUR.times(baseline.count));

/**
 * A one-sided prediction interval for one more period of a normal population: mean + t(n-1) · s · √(1 + 1/n). It alarms
 * on the stated share of periods in which nothing is wrong, whatever n is (Hahn and Meeker 1991, §4.7).
 */
const predictionInterval =
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

/** How a period is judged. */
export interface AnomalyOptions {
  /** Whose it is. */
  readonly tenantId: string;
  /** `plain` (the default): more than two deviations above the mean. `calibrated`: a prediction interval. */
  readonly mode?: 'plain' | 'calibrated';
  /**
   * For `calibrated`: the share of normal periods that may alarm, between 0 and 0.5; that of two deviations unless
   * told.
   */
  readonly falseAlarmRate?: number;
  /** Called for an anomaly alone, to explain its increase. */
  readonly causesOf?: (increase: Decimal) => readonly CostCause[];
}

/** The outcome of a check; where it could not be made, why. */
export interface AnomalyCheck {
  /** What stands out; empty where nothing does. */
  readonly anomalies: readonly CostAnomaly[];
  /** Why nothing could be said; absent where something could. */
  readonly notJudged?: string;
}

/** The chance of a normal variable to lie more than two deviations above its mean. */
const AnomalyOptions = optionsOf<AnomalyOptions>('the options', {
  tenantId: text,
  mode: oneOf(['plain', 'calibrated']),
  falseAlarmRate: lookedAtLater,
  causesOf: callback,
});

const TWO_DEVIATIONS = 0.0227501319481792;
const MIN_PERIODS = 2;

/**
 * Judges the cost of the current period against complete earlier ones. Exact: no amount passes through a float, and the
 * threshold is compared in squares. Only increases are anomalies. What cannot be read is not judged.
 *
 * @param history cost of the latest complete periods, without the current one; the order does not matter
 */
export function detectAnomalies(current: Decimal, history: readonly Decimal[], options: AnomalyOptions): AnomalyCheck {
  const judged = tryEither('what is to be judged', (): Either<InvalidDecimal | DecodeError, AnomalyCheck> => {
    const cost = toDecimal(current);
    if (E.isLeft(cost)) return cost;
    if (!Array.isArray(history)) return E.left(notAsExpected('the history', `expected a list, got ${show(history)}`));
    const earlier: Decimal[] = [];
    for (const amount of history) {
      const read = toDecimal(amount);
      if (E.isLeft(read)) return read;
      earlier.push(read.right);
    }
    return E.map((asked: AnomalyOptions) => judge(cost.right, earlier, asked))(
      decode(AnomalyOptions, options, 'the options'),
    );
  });
  return E.isRight(judged) ? judged.right : { anomalies: [], notJudged: judged.left.message };
}

function judge(current: Decimal, history: readonly Decimal[], options: AnomalyOptions): AnomalyCheck {
  if (history.length < MIN_PERIODS) {
    const reason = `a baseline needs ${MIN_PERIODS} complete periods, there are ${history.length}`;
    return { anomalies: [], notJudged: reason };
  }
  const baseline = baselineOf(history, current);
  const rule = options.mode === 'calibrated' ? predictionInterval(rateOf(options)) : twoDeviations;
  if (!rule(baseline, current)) return { anomalies: [] };
  const baselineMean = meanOf(baseline);
  const increase = current.minus(baselineMean);
  const zScore = zScoreOf(baseline, current);
  const relativeIncrease = baselineMean.gt(0) ? increase.dividedBy(baselineMean).toNumber() : null;
  const anomaly: CostAnomaly = {
    tenantId: options.tenantId,
    severity: severityOf(relativeIncrease, zScore),
    currentCost: current,
    baselineMean,
    baselineStdDev: deviationOf(baseline),
    zScore,
    increase,
    relativeIncrease,
    chance: zScore === null ? 0 : tTail(zScore / Math.sqrt(1 + 1 / history.length), history.length - 1),
    suggestedCauses: options.causesOf?.(increase) ?? [],
  };
  return { anomalies: [anomaly] };
}

/** A rate outside its range is no rate; the default stands in for it. */
function rateOf({ falseAlarmRate = TWO_DEVIATIONS }: AnomalyOptions): number {
  return falseAlarmRate > 0 && falseAlarmRate < 0.5 ? falseAlarmRate : TWO_DEVIATIONS;
}
