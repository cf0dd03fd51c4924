import { mean, sortToMedian } from '../../stats/moments.js';
import type { Sample } from '../measurements.js';
import { type CalendarCycle, visibleCycles } from '../seasonality/cycle-regression.js';
import { detectSeasonality } from '../seasonality/detect.js';
import type { Sampling } from '../seasonality/sampling.js';
import { findBlockChangePoints, findChangePoints } from './change-points.js';
import { DEFAULT_SENSITIVITY, type ScoredChangePoint } from './consensus.js';

/** More phases than this add noise, not shape: a week of hours. */
const MAX_PHASES = 168;

/**
 * The typical course of a series within one cycle, value by value, with mean zero: for each phase the median of what is
 * left around a running level of one cycle's length. A lasting step moves that level, not the profile.
 *
 * @param values the series, or what other cycles and levels leave of it; NaN is a gap
 */
export function estimateSeasonProfile(sampling: Sampling, cycle: CalendarCycle, values: Float64Array): Float64Array {
  const samples = cycle.seconds / sampling.step;
  const phases = Math.max(2, Math.min(MAX_PHASES, Math.round(samples)));
  // Counted from the first sample and rounded, so that samples lie amid their phase: at its edge, rounding of the time
  // would throw them to either side.
  const origin = cycle.phase(sampling.times[0]!);
  const phaseOf = sampling.times.map((t) => (Math.round((cycle.phase(t) - origin) * phases) + phases) % phases);
  let profile = new Float64Array(values.length);
  // Where phases are missing now and then, the running level must not take what is measured for the whole cycle.
  const passes = values.some(Number.isNaN) ? MAX_PASSES : 1;
  for (let pass = 0; pass < passes; pass++) {
    const around = subtractLevel(values, profile, Math.round(samples));
    const course = medianByPhase(phaseOf, around, phases);
    const mean = course.reduce((sum, v) => sum + v, 0) / phases;
    profile = phaseOf.map((phase) => course[phase]! - mean) as Float64Array<ArrayBuffer>;
  }
  return profile;
}

/** Level and profile are estimated in turn so many times at most. */
const MAX_PASSES = 8;

function medianByPhase(phaseOf: Float64Array, values: Float64Array, phases: number): Float64Array {
  const members: number[][] = Array.from({ length: phases }, () => []);
  values.forEach((v, i) => {
    if (!Number.isNaN(v)) members[phaseOf[i]!]!.push(v);
  });
  return Float64Array.from(members, (values) => sortToMedian(Float64Array.from(values)));
}

/** What a centered running mean of one cycle's length leaves; the mean is that of the values without their profile. */
function subtractLevel(values: Float64Array, profile: Float64Array, samples: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  const counts = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    const missing = Number.isNaN(v);
    sums[i + 1] = sums[i]! + (missing ? 0 : v - profile[i]!);
    counts[i + 1] = counts[i]! + (missing ? 0 : 1);
  });
  return values.map((v, i) => {
    const from = Math.max(0, Math.min(values.length - samples, i - (samples >> 1)));
    const to = Math.min(values.length, from + samples);
    const count = counts[to]! - counts[from]!;
    return count > 0 ? v - (sums[to]! - sums[from]!) / count : Number.NaN;
  });
}

/** A series taken apart: values = level and noise + season. */
interface DeseasonalizedSeries {
  readonly rest: Float64Array;
  readonly season: Float64Array;
  /** Samples in the longest cycle found; 0 where there is none. */
  readonly cycle: number;
}

/**
 * Takes the season out of a series whose level may change for good: the profile is estimated, change points are found
 * in what is left, and the profile is estimated again around the levels between them.
 */
export function deseasonalize(points: readonly Sample[], sampling: Sampling): DeseasonalizedSeries {
  const { type, secondary } = detectSeasonality(points);
  const cycles = visibleCycles(sampling.step, sampling.times.length).filter(
    ({ name }) => name === type || name === secondary,
  );
  const none = new Float64Array(sampling.values.length);
  if (cycles.length === 0) return { rest: sampling.values, season: none, cycle: 0 };
  const rough = estimateSeason(none, sampling, cycles);
  const season = estimateSeason(segmentMeans(subtractSeries(sampling.values, rough)), sampling, cycles);
  return {
    rest: subtractSeries(sampling.values, season),
    season,
    cycle: Math.round(cycles.at(-1)!.seconds / sampling.step),
  };
}

/** The profile of each cycle in what the level and the cycles before it leave, all added up. */
function estimateSeason(
  level: Float64Array,
  sampling: Sampling,
  cycles: readonly CalendarCycle[],
): Float64Array<ArrayBuffer> {
  const season = new Float64Array(level.length);
  for (const cycle of cycles) {
    const profile = estimateSeasonProfile(
      sampling,
      cycle,
      sampling.values.map((v, i) => v - level[i]! - season[i]!),
    );
    for (let i = 0; i < season.length; i++) season[i]! += profile[i]!;
  }
  return season;
}

const subtractSeries = (a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> => a.map((v, i) => v - b[i]!);

/** The mean of each part between change points, value by value. */
function segmentMeans(values: Float64Array): Float64Array<ArrayBuffer> {
  const edges = [0, ...findChangePoints(values, DEFAULT_SENSITIVITY).map((p) => p.index), values.length];
  const level = new Float64Array(values.length);
  for (let s = 1; s < edges.length; s++) {
    const part = values.subarray(edges[s - 1]!, edges[s]!).filter((v) => !Number.isNaN(v));
    level.fill(part.reduce((sum, v) => sum + v, 0) / Math.max(1, part.length), edges[s - 1], edges[s]);
  }
  return level;
}

/** How much the season's size must change, as a share of its usual size. */
const MIN_CHANGE = 0.3;

/** Size of the season in each cycle, as a multiple of its profile: 1 is as usual, 0 is gone. Value by value. */
export function seasonSizes({ rest, season, cycle }: DeseasonalizedSeries, level: Float64Array): Float64Array {
  const size = new Float64Array(rest.length).fill(1);
  if (cycle === 0) return size;
  for (let from = 0; from < rest.length; from += cycle) {
    const to = Math.min(rest.length, from + cycle);
    size.fill(cycleSize(rest, season, level, to - from === cycle ? from : Math.max(0, to - cycle), to), from, to);
  }
  return size;
}

/**
 * Where the season itself changes for good: change points of its size from cycle to cycle. At least eight cycles are
 * needed.
 */
export function findSeasonChanges(
  parts: DeseasonalizedSeries,
  size: Float64Array,
  sensitivity: number,
): readonly ScoredChangePoint[] {
  if (parts.cycle === 0) return [];
  const found = findBlockChangePoints(size, parts.cycle, (block) => block[0]!, sensitivity);
  const edges = [0, ...found.map((p) => p.index), size.length];
  return found.filter((p, i) => {
    const before = mean(size.subarray(edges[i]!, p.index));
    return Math.abs(mean(size.subarray(p.index, edges[i + 2]!)) - before) >= MIN_CHANGE;
  });
}

/** Least squares of one cycle, level taken out, on the profile. */
function cycleSize(rest: Float64Array, season: Float64Array, level: Float64Array, from: number, to: number): number {
  let product = 0;
  let square = 0;
  for (let i = from; i < to; i++) {
    const s = season[i]!;
    const v = rest[i]! - level[i]! + s;
    if (Number.isNaN(v)) continue;
    product += v * s;
    square += s * s;
  }
  return square > 0 ? product / square : 1;
}
