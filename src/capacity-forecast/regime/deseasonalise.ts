import type { Sample } from '../grid/measurements.js';
import { type CalendarCycle, visibleCycles } from '../seasonality/cycles.js';
import { detectSeasonality } from '../seasonality/detect.js';
import type { Sampling } from '../seasonality/sampling.js';
import { findChangePoints } from './coarse-to-fine.js';
import { DEFAULT_SENSITIVITY } from './graded.js';
import { estimateSeasonProfile } from './season-profile.js';

/** A series taken apart: values = level and noise + season. */
export interface DeseasonalizedSeries {
  readonly rest: Float64Array;
  readonly season: Float64Array;
  /** Samples in the longest cycle found; 0 where there is none. */
  readonly cycle: number;
}

/**
 * Takes the season out of a series whose level may change for good: the profile is estimated, change points are found
 * in what is left, and the profile is estimated again around the levels between them.
 */
export function deseasonalize(points: ReadonlyArray<Sample>, sampling: Sampling): DeseasonalizedSeries {
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
  cycles: ReadonlyArray<CalendarCycle>,
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

/** The mean of each stretch between change points, value by value. */
function segmentMeans(values: Float64Array): Float64Array<ArrayBuffer> {
  const edges = [0, ...findChangePoints(values, DEFAULT_SENSITIVITY).map((p) => p.index), values.length];
  const level = new Float64Array(values.length);
  for (let s = 1; s < edges.length; s++) {
    const stretch = values.subarray(edges[s - 1]!, edges[s]!).filter((v) => !Number.isNaN(v));
    level.fill(stretch.reduce((sum, v) => sum + v, 0) / Math.max(1, stretch.length), edges[s - 1], edges[s]);
  }
  return level;
}
