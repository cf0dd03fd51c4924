import { fitLine } from '../../stats/least-squares.js';
import { sortToMedian } from '../../stats/median.js';
import type { EpochSeconds } from '../../time/period.js';
import type { RegimeChangeEvent, RegimeChangeKind, RegimeSummary } from '../model/regime.js';
import type { UsageDataPoint } from '../model/usage.js';
import { sampleEvenly, type Sampling } from '../seasonality/sampling.js';
import { findBlockChangePoints, findChangePoints, parseSensitivity } from './change-points.js';
import { DEFAULT_SENSITIVITY, type ScoredChangePoint } from './consensus.js';
import { deseasonalize, findSeasonChanges, seasonSizes } from './season.js';
import { spreadCost } from './segmentation.js';
import { breaksTrend, findTrendChanges, fitPiecewiseLines, isBend } from './trend.js';

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
  return [
    ...toEvents(sampling, series, excludeTrendCuts(parts.rest, usual, found), (from, at, to) =>
      isBend(parts.rest, from, at, to) ? 'trend' : 'level',
    ),
    ...toEvents(sampling, series, excludeNear(usual, findTrendChanges(parts.rest, asked)), () => 'trend'),
    ...toEvents(sampling, series, findSpreadChanges(noise, asked), () => 'variance'),
    ...toEvents(sampling, series, findSeasonChanges(parts, size, asked), () => 'season'),
  ].sort((a, b) => a.timestamp - b.timestamp || (a.kind < b.kind ? -1 : 1));
}

/** Without the cuts of a steady trend. The parts are those of the usual sensitivity, whatever was asked. */
function excludeTrendCuts(
  values: Float64Array,
  usual: readonly number[],
  found: readonly ScoredChangePoint[],
): readonly ScoredChangePoint[] {
  return found.filter(({ index }) => {
    const from = usual.findLast((at) => at < index) ?? 0;
    const to = usual.find((at) => at > index) ?? values.length;
    return breaksTrend(values, from, index, to);
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
