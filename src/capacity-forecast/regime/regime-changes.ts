import type { RegimeChangeEvent, RegimeChangeKind, RegimeSummary } from '../model/regime.js';
import type { UsageDataPoint } from '../model/usage.js';
import { sampleEvenly, type Sampling } from '../seasonality/sampling.js';
import type { EpochSeconds } from '../../time/index.js';
import { findChangePoints } from './coarse-to-fine.js';
import { deseasonalize } from './deseasonalise.js';
import { parseSensitivity } from './detect.js';
import { DEFAULT_SENSITIVITY, type ScoredChangePoint } from './graded.js';
import { findSeasonChanges, seasonSizes } from './season-changes.js';
import { findSpreadChanges } from './spread-changes.js';
import { isBend, fitPiecewiseLines } from './stretches.js';
import { findTrendChanges } from './trend-changes.js';
import { breaksTrend } from './trend-guard.js';
import { type DescribedSeries, summarizeAfter, summarizeBefore } from './summary.js';

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
  points: ReadonlyArray<UsageDataPoint>,
  sensitivity: number = DEFAULT_SENSITIVITY,
): ReadonlyArray<RegimeChangeEvent> {
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

/** Without the cuts of a steady trend. The stretches are those of the usual sensitivity, whatever was asked. */
function excludeTrendCuts(
  values: Float64Array,
  usual: ReadonlyArray<number>,
  found: ReadonlyArray<ScoredChangePoint>,
): ReadonlyArray<ScoredChangePoint> {
  return found.filter(({ index }) => {
    const from = usual.findLast((at) => at < index) ?? 0;
    const to = usual.find((at) => at > index) ?? values.length;
    return breaksTrend(values, from, index, to);
  });
}

/** Without those that the search for levels has already seen. */
function excludeNear(
  known: ReadonlyArray<number>,
  found: ReadonlyArray<ScoredChangePoint>,
): ReadonlyArray<ScoredChangePoint> {
  return found.filter((p) => known.every((at) => Math.abs(p.index - at) > TREND_REACH));
}

function toEvents(
  sampling: Sampling,
  series: DescribedSeries,
  found: ReadonlyArray<ScoredChangePoint>,
  kindOf: (from: number, at: number, to: number) => RegimeChangeKind,
): ReadonlyArray<RegimeChangeEvent> {
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
