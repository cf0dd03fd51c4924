import { fitLine } from '../../stats/least-squares.js';
import { sortToMedian } from '../../stats/moments.js';
import type { EpochSeconds } from '../../time/period.js';
import type { RegimeChangeEvent, RegimeChangeKind, RegimeSummary } from '../model/regime.js';
import type { UsageDataPoint } from '../model/usage.js';
import { sampleEvenly, type Sampling } from '../seasonality/sampling.js';
import { findBlockChangePoints, findChangePoints, parseSensitivity, standardizeSeries } from './change-points.js';
import {
  CHANGE_PENALTY,
  createEvidence,
  DEFAULT_SENSITIVITY,
  lineResiduals,
  MIN_VALUES,
  type ScoredChangePoint,
  toStrictness,
} from './consensus.js';
import { deseasonalize, findSeasonChanges, seasonSizes } from './season.js';
import { lineCost, optimalSearch, spreadCost } from './segmentation.js';

/** Value by value, the lines through the parts between the given places. */
function fitPiecewiseLines(values: Float64Array, places: readonly number[]): Float64Array {
  const edges = [0, ...places, values.length];
  const lines = new Float64Array(values.length);
  for (let s = 1; s < edges.length; s++) {
    const [from, to] = [edges[s - 1]!, edges[s]!];
    const { start, slope } = fitLine(values, from, to);
    for (let i = from; i < to; i++) lines[i] = start + slope * (i - from);
  }
  return lines;
}

/** Whether a change between two parts bends the trend more than it moves the level. */
function isBend(values: Float64Array, from: number, at: number, to: number): boolean {
  const before = fitLine(values, from, at);
  const after = fitLine(values, at, to);
  const turn = Math.abs(after.slope - before.slope) * Math.min(at - from, to - at);
  return turn > Math.abs(after.start - before.end);
}

/** A trend is one when it lasts about a seventh of the series. */
const MIN_TREND_SHARE = 0.15;
const MIN_TREND_LENGTH = 5;
/**
 * A bend must improve the innovations by this many times ln n: two for its slope and its place, as BIC asks, and as
 * much again for the many pairs of cuts that the search has tried. With it none of sixty noise series showed a bend.
 */
const MIN_GAIN = 4;
/** The search cuts more readily than what it finds is reported. */
const TREND_STRICTNESS = 0.76;
/** Above this n(1 - φ) for each line the noise comes back to the lines (Dickey and Fuller around one line, 10 %). */
const UNIT_ROOT_LIMIT = 18.2;

/**
 * What the searches for levels pass over: where the trend bends without a step, or falls back to where it began, so
 * that the levels of both sides are the same. Cuts of the best partition into lines that improve an autoregression
 * around them; a random walk has no trend to bend, so it gets none.
 *
 * @param values season taken out; NaN is a gap
 */
function findLineChanges(values: Float64Array): readonly ScoredChangePoint[] {
  const x = standardizeSeries(values);
  if (x === undefined || x.length < MIN_VALUES) return [];
  const unit = CHANGE_PENALTY * Math.log(x.length);
  const cost = lineCost(x);
  const evidence = createEvidence(x);
  const shortest = Math.max(MIN_TREND_LENGTH, Math.ceil(MIN_TREND_SHARE * x.length));
  const found = removeWeakCuts(x, optimalSearch(cost, x.length, shortest, TREND_STRICTNESS * unit));
  const edges = [0, ...found, x.length];
  return found.map((index, i) => {
    const [from, to] = [edges[i]!, edges[i + 2]!];
    const gain = (cost(from, to) - cost(from, index) - cost(index, to)) / unit;
    return { index, strength: gain < 1 ? gain : Math.max(1, evidence(from, index, to)) };
  });
}

/** Strikes out the weakest cut while the innovations do without it. */
function removeWeakCuts(x: Float64Array, cuts: readonly number[]): readonly number[] {
  let kept = cuts;
  while (kept.length > 0) {
    const whole = fitLineInnovations(x, kept);
    if (!(whole.power > 0)) return kept;
    if (x.length * (1 - whole.memory) <= UNIT_ROOT_LIMIT * (kept.length + 1)) return [];
    const losses = kept.map((cut) => {
      const without = fitLineInnovations(
        x,
        kept.filter((other) => other !== cut),
      );
      return x.length * Math.log(without.power / whole.power);
    });
    const least = Math.min(...losses);
    if (!(least < MIN_GAIN * Math.log(x.length))) return kept;
    kept = kept.filter((_, i) => i !== losses.indexOf(least));
  }
  return kept;
}

/** First-order autoregression of what the lines between the cuts leave. */
function fitLineInnovations(
  x: Float64Array,
  cuts: readonly number[],
): { readonly memory: number; readonly power: number } {
  const lines = fitPiecewiseLines(x, cuts);
  let product = 0;
  let before = 0;
  let after = 0;
  for (let t = 1; t < x.length; t++) {
    const [a, b] = [x[t - 1]! - lines[t - 1]!, x[t]! - lines[t]!];
    product += a * b;
    before += a * a;
    after += b * b;
  }
  const memory = before > 0 ? product / before : 0;
  return { memory, power: (after - memory * product) / x.length };
}

/** How far a step must stand out, in standard errors of its own size; less where changes are asked for readily. */
const MIN_STANDARD_ERRORS = 4;

/**
 * Whether the change at a place is more than one steady trend through both of its parts: a step, or a bend. A search
 * for levels cuts a long slope in the middle, because two levels fit it better than one; the two lines beside the cut
 * then meet, and run on at the same angle. The noise counts with its memory, so that a slow swing is no proof of a
 * step.
 */
export function breaksTrend(values: Float64Array, from: number, at: number, to: number, strictness = 1): boolean {
  const before = fitLine(values, from, at);
  const after = fitLine(values, at, to);
  const [errors, memory] = lineResiduals(values, from, at, to);
  const effective = (count: number): number => Math.max(2, (count * (1 - memory)) / (1 + memory));
  const [left, right] = [effective(at - from), effective(to - at)];
  // The end of a fitted line is known to 2σ/√n, its slope to √12·σ/n^1.5 a step (ordinary least squares).
  const gap = Math.abs(after.start - before.end) / (2 * errors * Math.sqrt(1 / left + 1 / right));
  const turnError = Math.sqrt(12 / (left * (at - from) ** 2) + 12 / (right * (to - at) ** 2)) * errors;
  const least = MIN_STANDARD_ERRORS * Math.min(1, strictness);
  return !(gap < least) || !(Math.abs(after.slope - before.slope) < least * turnError);
}

const BLOCK = 8;
/** A spread must change by half or more to count, whatever its significance. */
const MIN_SPREAD_RATIO = 1.5;

/**
 * Where the spread of a series changes for good: change points of the logarithm of the variance in blocks of eight,
 * each moved to the value where two normal distributions of different spread part best.
 *
 * @param noise a series without season and changes of level; NaN is a gap
 */
function findSpreadChanges(noise: Float64Array, sensitivity: number): readonly ScoredChangePoint[] {
  const filled = noise.map((v) => (Number.isNaN(v) ? 0 : v));
  const floor = 1e-6 * meanSquare(filled);
  if (!(floor > 0)) return [];
  const found = findBlockChangePoints(filled, BLOCK, (b) => Math.log(meanSquare(b) + floor), sensitivity);
  const cost = spreadCost(filled);
  const edges = [0, ...found.map((p) => p.index), filled.length];
  return found.flatMap((p, i) => {
    const [from, to] = [edges[i]!, edges[i + 2]!];
    const ratio = meanSquare(filled.subarray(from, p.index)) / meanSquare(filled.subarray(p.index, to));
    if (Math.abs(Math.log(ratio)) < 2 * Math.log(MIN_SPREAD_RATIO)) return [];
    return [{ ...p, index: refinePlace(cost, from, p.index, to) }];
  });
}

function refinePlace(cost: (from: number, to: number) => number, from: number, rough: number, to: number): number {
  let best = rough;
  let least = Infinity;
  for (let at = Math.max(from + 4, rough - 2 * BLOCK); at <= Math.min(to - 4, rough + 2 * BLOCK); at++) {
    const total = cost(from, at) + cost(at, to);
    if (total < least) [least, best] = [total, at];
  }
  return best;
}

const meanSquare = (x: Float64Array): number => x.reduce((sum, v) => sum + v * v, 0) / x.length;

const DAY = 86_400;
/** The level next to a change is read from at least this many values. */
const MIN_NEAR_VALUES = 5;

/** A series with everything that describes one of its parts. */
interface DescribedSeries {
  /** Season taken out; NaN is a gap. */
  readonly rest: Float64Array;
  /** The season at its size of the time. */
  readonly season: Float64Array;
  readonly step: number;
  /** Samples in the longest cycle; 0 without a season. */
  readonly cycle: number;
}

/** The part before a change; its level is read next to its end. */
function summarizeBefore(series: DescribedSeries, from: number, at: number): RegimeSummary {
  return summarize(series, from, at, Math.max(from, at - nearLength(series)), at);
}

/** The part after a change; its level is read next to its beginning. */
function summarizeAfter(series: DescribedSeries, at: number, to: number): RegimeSummary {
  return summarize(series, at, to, at, Math.min(to, at + nearLength(series)));
}

const nearLength = ({ cycle }: DescribedSeries): number => Math.max(MIN_NEAR_VALUES, cycle);

function summarize(series: DescribedSeries, from: number, to: number, nearFrom: number, nearTo: number): RegimeSummary {
  const { rest, season, step } = series;
  const { slope, start } = fitLine(rest, from, to);
  let squares = 0;
  let seasonSquares = 0;
  let points = 0;
  for (let i = from; i < to; i++) {
    seasonSquares += season[i]! ** 2;
    if (Number.isNaN(rest[i]!)) continue;
    squares += (rest[i]! - start - slope * (i - from)) ** 2;
    points++;
  }
  return {
    level: sortToMedian(rest.subarray(nearFrom, nearTo).filter((v) => !Number.isNaN(v))),
    slopePerDay: (slope * DAY) / step,
    spread: Math.sqrt(squares / Math.max(1, points - 2)),
    seasonSpread: Math.sqrt(seasonSquares / Math.max(1, to - from)),
    points,
  };
}

/** A bend is found less exactly than a step. */
const TREND_REACH = 10;

/**
 * The lasting changes in usage points, oldest first: of level, trend, spread and season, each with what was before and
 * after. Points may come in any order, with gaps and uneven stamps. A season, a single outlier and a steady trend
 * are no change. A higher sensitivity (0 to 1) reports everything that a lower one does. Deterministic; some ten
 * milliseconds for ninety days of hours.
 *
 * Method: the season's profile is taken out; level and trend are searched in the rest (`detectChangePoints`), the
 * spread in the logarithm of the variance of what the levels leave, the season in its size from cycle to cycle.
 */
export function detectRegimeChange(
  points: readonly UsageDataPoint[],
  sensitivity: number = DEFAULT_SENSITIVITY,
): readonly RegimeChangeEvent[] {
  const asked = parseSensitivity(sensitivity);
  const sampling = sampleEvenly(points);
  const parts = deseasonalize(points, sampling);
  // What the other searches rest on must not move with the sensitivity asked for, or more of it could report less.
  const usualChanges = findChangePoints(parts.rest, DEFAULT_SENSITIVITY);
  const usual = usualChanges.map((p) => p.index);
  const found = asked === DEFAULT_SENSITIVITY ? usualChanges : findChangePoints(parts.rest, asked);
  const level = fitPiecewiseLines(parts.rest, usual);
  const size = seasonSizes(parts, level);
  // What is left of exact data is the rounding of doubles: its spread means nothing.
  const rounding = 1e-9 * parts.rest.reduce((most, v) => (Math.abs(v) > most ? Math.abs(v) : most), 0);
  const noise = parts.rest
    .map((v, i) => v - level[i]! - (size[i]! - 1) * parts.season[i]!)
    .map((v) => (Math.abs(v) < rounding ? 0 : v));
  const series: DescribedSeries = {
    rest: parts.rest,
    season: parts.season.map((v, i) => v * size[i]!),
    step: sampling.step,
    cycle: parts.cycle,
  };
  const kindOfCut = (from: number, at: number, to: number): RegimeChangeKind =>
    isBend(parts.rest, from, at, to) ? 'trend' : 'level';
  const strictness = toStrictness(asked);
  const bends = excludeNear(usual, findLineChanges(parts.rest));
  const usualBends = bends.filter(({ strength }) => strength >= 1).map(({ index }) => index);
  const levels = found.filter((p) => usual.includes(p.index) || excludeNear(usualBends, [p]).length > 0);
  return [
    ...toEvents(sampling, series, excludeTrendCuts(parts.rest, usual, levels, strictness), kindOfCut),
    ...toEvents(
      sampling,
      series,
      bends.filter(({ strength }) => strength >= strictness),
      kindOfCut,
    ),
    ...toEvents(sampling, series, findSpreadChanges(noise, asked), () => 'variance'),
    ...toEvents(sampling, series, findSeasonChanges(parts, size, asked), () => 'season'),
  ].sort((a, b) => a.timestamp - b.timestamp || (a.kind < b.kind ? -1 : 1));
}

/** Without the cuts of a steady trend. The parts are those of the usual sensitivity, whatever was asked. */
function excludeTrendCuts(
  values: Float64Array,
  usual: readonly number[],
  found: readonly ScoredChangePoint[],
  strictness: number,
): readonly ScoredChangePoint[] {
  return found.filter(({ index }) => {
    const from = usual.findLast((at) => at < index) ?? 0;
    const to = usual.find((at) => at > index) ?? values.length;
    return breaksTrend(values, from, index, to, strictness);
  });
}

/** Without those that the search for levels has already seen. */
function excludeNear(known: readonly number[], found: readonly ScoredChangePoint[]): readonly ScoredChangePoint[] {
  return found.filter((p) => known.every((at) => Math.abs(p.index - at) > TREND_REACH));
}

function toEvents(
  sampling: Sampling,
  series: DescribedSeries,
  found: readonly ScoredChangePoint[],
  kindOf: (from: number, at: number, to: number) => RegimeChangeKind,
): readonly RegimeChangeEvent[] {
  const edges = [0, ...found.map((p) => p.index), series.rest.length];
  return found.map(({ index, strength }, i) => {
    const [from, to] = [edges[i]!, edges[i + 2]!];
    const kind = kindOf(from, index, to);
    const before = summarizeBefore(series, from, index);
    const after = summarizeAfter(series, index, to);
    const change = measureChange(kind, after) - measureChange(kind, before);
    return {
      timestamp: timeAt(sampling, index),
      kind,
      direction: change < 0 ? 'down' : 'up',
      magnitude: Math.abs(change),
      // Half where the change just earns its penalty; towards 1 as it earns more.
      confidence: strength / (1 + strength),
      before,
      after,
    };
  });
}

function measureChange(kind: RegimeChangeKind, { level, slopePerDay, spread, seasonSpread }: RegimeSummary): number {
  return { level, trend: slopePerDay, variance: spread, season: seasonSpread }[kind];
}

/** The time of the first value that was measured from a place on. */
function timeAt({ times, values }: Sampling, index: number): EpochSeconds {
  let i = index;
  while (i < times.length - 1 && Number.isNaN(values[i]!)) i++;
  return times[i]! as EpochSeconds;
}
