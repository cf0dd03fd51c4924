import { logFTail } from '../../stats/distributions.js';
import { mapFloat64 } from '../../stats/float64.js';
import {
  combine,
  type Fit,
  lossWithout,
  prepareRegressors,
  regress,
  type Regressors,
} from '../../stats/least-squares.js';
import { sortToMedian, variance } from '../../stats/moments.js';
import type { SeasonalityType, UsageDataPoint } from '../model/usage.js';
import {
  type CalendarCycle,
  createDesignMatrix,
  type CycleColumns,
  type DesignMatrix,
  fitNoiseModel,
  visibleCycles,
  whiten,
} from './cycle-regression.js';
import { growsWithLevel, sampleEvenly, type Sampling } from './sampling.js';

/** So many robust deviations from the middle of its neighbors are beyond noise, heavy tails included. */
const OUTLIER_DEVIATIONS = 10;
const MAD_TO_DEVIATION = 1.4826;
/** A spike leaves half of its size to the middle of each neighbor's neighbors; a step leaves all of it to one. */
const MIN_SPIKE_RATIO = 1.5;

/**
 * The series without a spike that stands alone: one value far from its neighbors where no other is. What happened
 * once is no season, and two turns of a cycle are too few to outvote it; spikes that come again are left.
 */
export function removeSingleOutlier(values: Float64Array): Float64Array {
  const bends = values.map((v, i) => Math.abs(v - (values[i - 1]! + values[i + 1]!) / 2) || 0);
  const at = bends.reduce((best, bend, i) => (bend > bends[best]! ? i : best), 0);
  const limit = OUTLIER_DEVIATIONS * MAD_TO_DEVIATION * bends.slice().sort()[bends.length >> 1]!;
  const alone = bends.every((bend, i) => bend <= limit || Math.abs(i - at) <= 1);
  const besides = Math.max(bends[at - 1] ?? 0, bends[at + 1] ?? 0);
  if (!(bends[at]! > limit) || !alone || bends[at]! < MIN_SPIKE_RATIO * besides) return values;
  return values.with(at, NaN);
}

/** A regression that single outliers do not bend and that fills what was not measured. */
interface RobustFit {
  readonly base: Regressors;
  readonly fitted: Float64Array;
  /** What the fit leaves, outliers pulled in and gaps filled; every value finite. */
  readonly residuals: Float64Array;
  /** Mean square of what the fit leaves with the outliers as they are. */
  readonly scatter: number;
}

const PASSES = 3;
/** Residuals beyond this many robust standard deviations are pulled in to it. */
const WINSOR_DEVIATIONS = 3.5;
const NORMAL_CONSISTENCY = 1.4826;
const MAX_MEMORY = 0.9999;

/**
 * Least squares on the measured rows, three times, each time with the residuals of the last fit winsorised.
 *
 * @param values NaN where nothing was measured
 */
export function fitRobustly(columns: readonly Float64Array[], values: Float64Array): RobustFit {
  const rows = measuredRows(values);
  const take = (x: Float64Array): Float64Array => (rows.length === x.length ? x : entriesAt(rows, x));
  const measured = take(values);
  const base: Regressors = prepareRegressors(columns.map(take));
  let y = measured;
  let fit: Fit = regress(base, y);
  for (let pass = 1; pass < PASSES; pass++) {
    y = winsorize(measured, fit.fitted);
    fit = regress(base, y);
  }
  y = winsorize(measured, fit.fitted);
  const fitted = combine(columns, fit.coefficients, 0, columns.length);
  const scatter = measured.reduce((sum, v, i) => sum + (v - fit.fitted[i]!) ** 2, 0) / rows.length;
  return { base, fitted, residuals: fillGaps(fitted, rows, y), scatter };
}

function measuredRows(values: Float64Array): Int32Array {
  const rows = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) rows[count++] = i;
  return rows.subarray(0, count);
}

function entriesAt(rows: Int32Array, x: Float64Array): Float64Array {
  const entries = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) entries[i] = x[rows[i]!]!;
  return entries;
}

function winsorize(y: Float64Array, fitted: Float64Array): Float64Array {
  const residuals = mapFloat64(y, (v, i) => v - fitted[i]!);
  const limit = WINSOR_DEVIATIONS * NORMAL_CONSISTENCY * sortToMedian(mapFloat64(residuals, Math.abs));
  if (!(limit > 0)) return y;
  return mapFloat64(residuals, (r, i) => fitted[i]! + Math.max(-limit, Math.min(limit, r)));
}

/**
 * A gap gets what a first-order autoregression expects between its two ends: 0 for noise, a straight line for a walk.
 */
function fillGaps(fitted: Float64Array, rows: Int32Array, y: Float64Array): Float64Array {
  const residuals = new Float64Array(fitted.length);
  const measured = y.map((v, i) => v - fitted[rows[i]!]!);
  const memory = neighborCorrelation(rows, measured);
  rows.forEach((row, i) => {
    residuals[row] = measured[i]!;
    const before = i === 0 ? row : rows[i - 1]!;
    for (let gap = before + 1; gap < row; gap++) {
      residuals[gap] = bridge(memory, gap - before, measured[i - 1]!, row - gap, measured[i]!);
    }
  });
  return residuals;
}

function neighborCorrelation(rows: Int32Array, residuals: Float64Array): number {
  let product = 0;
  let squares = 0;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i]! - rows[i - 1]! !== 1) continue;
    product += residuals[i]! * residuals[i - 1]!;
    squares += (residuals[i]! ** 2 + residuals[i - 1]! ** 2) / 2;
  }
  return squares > 0 ? Math.max(0, Math.min(MAX_MEMORY, product / squares)) : 0;
}

function bridge(memory: number, since: number, before: number, until: number, after: number): number {
  const weight = (near: number, far: number): number => memory ** near * (1 - memory ** (2 * far));
  return (weight(since, until) * before + weight(until, since) * after) / (1 - memory ** (2 * (since + until)));
}

/** What the data say about one cycle of the calendar. */
interface CycleEvidence {
  readonly cycle: CalendarCycle;
  /** Natural logarithm of the chance that noise with the same memory looks at least as cyclic. */
  readonly logChance: number;
  /** Variance of the cycle itself. */
  readonly variance: number;
  /** Numerator and denominator degrees of freedom of the test. */
  readonly columns: number;
  readonly freedom: number;
}

const MIN_OBSERVED = 8;
/** A cycle below this share of what the trend leaves, or below rounding, is none whatever its significance. */
const MIN_VARIANCE_SHARE = 0.002;
const ROUNDING = 1e-9;

/**
 * Tests every cycle that the sampling can show, each against a model with the trend and all the others: regression on
 * harmonics whose residuals are whitened by their own autoregression (Cochrane and Orcutt 1949), then a drop-one F
 * test. O(n·p²) for p columns, at most about sixty.
 */
function cycleEvidence(sampling: Sampling): readonly CycleEvidence[] {
  const cycles = sampling.observed < MIN_OBSERVED ? [] : visibleCycles(sampling.step, sampling.times.length);
  if (cycles.length === 0) return [];
  const usual = removeSingleOutlier(sampling.values);
  const values = growsWithLevel(usual) ? usual.map(Math.log) : usual;
  const design = createDesignMatrix(sampling.times, sampling.step, cycles);
  return testBlocks(sampling.times.length * sampling.step, design, values, sampling.observed);
}

function testBlocks(
  span: number,
  design: DesignMatrix,
  values: Float64Array,
  observed: number,
): readonly CycleEvidence[] {
  const { columns, blocks } = design;
  const robust = fitRobustly(columns, values);
  const gaps = Int32Array.from(values.keys()).filter((i) => Number.isNaN(values[i]!));
  const { weights, noise } = fitNoiseModel(robust.residuals, gaps, countSlowColumns(blocks), robust.base);
  const white = prepareRegressors(columns.map((column) => whiten(column, weights)));
  const fit = regress(
    white,
    whiten(
      mapFloat64(noise, (v, i) => v + robust.fitted[i]!),
      weights,
    ),
  );
  const freedom = observed - weights.length - white.rank;
  if (freedom < 1) return [];
  const floor = Math.max(MIN_VARIANCE_SHARE * robust.scatter, (ROUNDING * largestAbsolute(values)) ** 2);
  return blocks.map(({ cycle, from, to }) => {
    const size = variance(combine(columns, fit.coefficients, from, to));
    const loss = lossWithout(white, fit, from, to);
    const f = loss.squares / loss.rank / (fit.residualSquares / freedom);
    const near = Math.min(freedom, loss.rank * (span / cycle.seconds - 1));
    const logChance = size > floor ? logFTail(f, loss.rank, near) : 0;
    return { cycle, logChance, variance: size, columns: loss.rank, freedom };
  });
}

/** The trend and the longest cycle are what can take the slow part of a random walk away. */
function countSlowColumns(blocks: readonly CycleColumns[]): number {
  const longest = blocks.at(-1)!;
  return blocks[0]!.from + longest.to - longest.from;
}

function largestAbsolute(values: Float64Array): number {
  return values.reduce((max, v) => (Math.abs(v) > max ? Math.abs(v) : max), 0);
}

/** Which cycle of the calendar a series follows, and how far to trust that. */
export interface Seasonality {
  /** The significant cycle with the largest variance. */
  readonly type: SeasonalityType;
  /** From 0 to 1: ranks right answers above wrong ones; 0 when there was too little to test anything. */
  readonly confidence: number;
  /** The next largest of the significant cycles. */
  readonly secondary?: SeasonalityType;
}

/** A cycle is assumed where noise alone would look like it three times in a thousand series. */
const LOG_SIGNIFICANCE = Math.log(3e-3);

/**
 * Finds the dominant season of usage points: daily, weekly, monthly, yearly or none, in UTC. Points may come in any
 * order, with gaps, duplicates and uneven stamps; a cycle needs about two full turns and four samples a turn. Trends,
 * level shifts, outliers and random walks are no season. Deterministic; at most a few tens of milliseconds.
 *
 * Method: harmonic regression with autoregressive noise and drop-one F tests.
 */
export function detectSeasonality(points: readonly UsageDataPoint[]): Seasonality {
  const evidence = cycleEvidence(sampleEvenly(points));
  const found = evidence.filter((e) => e.logChance < LOG_SIGNIFICANCE).sort((a, b) => b.variance - a.variance);
  const [first, second] = found;
  if (first === undefined) return { type: 'none', confidence: confidenceInNone(evidence) };
  const confidence = toConfidence(LOG_SIGNIFICANCE - first.logChance) * leadConfidence(first, second);
  return { type: first.cycle.name, confidence, ...(second && { secondary: second.cycle.name }) };
}

/** Logistic in the distance from the decision level, in units of a factor e². */
const toConfidence = (distance: number): number => 1 / (1 + Math.exp(-distance / 2));

/** Two cycles of equal size could change places; four times the variance settles it. */
function leadConfidence(first: CycleEvidence, second: CycleEvidence | undefined): number {
  if (second === undefined) return 1;
  const ratio = (first.variance / second.variance) ** 2;
  return ratio === Infinity ? 1 : ratio / (1 + ratio);
}

/** Nothing found says little where little could have been found: few free observations for the columns tested. */
function confidenceInNone(evidence: readonly CycleEvidence[]): number {
  if (evidence.length === 0) return 0;
  const nearest = Math.min(...evidence.map((e) => e.logChance));
  const freedom = evidence[0]!.freedom;
  const columns = Math.max(...evidence.map((e) => e.columns));
  return toConfidence(nearest - LOG_SIGNIFICANCE) * (freedom / (freedom + 3 * columns));
}
