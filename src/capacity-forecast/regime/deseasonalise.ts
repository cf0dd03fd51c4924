import type { Sample } from '../grid/measurements.js';
import { visibleCycles } from '../seasonality/cycles.js';
import { detectSeasonality } from '../seasonality/detect.js';
import type { Sampling } from '../seasonality/sampling.js';
import { changePointsOf } from './coarse-to-fine.js';
import { DEFAULT_SENSITIVITY } from './graded.js';
import { seasonProfile } from './season-profile.js';

/** A series taken apart: values = level and noise + season. */
export interface Deseasonalised {
  readonly rest: Float64Array;
  readonly season: Float64Array;
  /** Samples in the longest cycle found; 0 where there is none. */
  readonly cycle: number;
}

/**
 * Takes the season out of a series whose level may change for good: the profile is estimated, change points are found
 * in what is left, and the profile is estimated again around the levels between them.
 */
export function deseasonalise(points: ReadonlyArray<Sample>, sampling: Sampling): Deseasonalised {
  const { type, secondary } = detectSeasonality(points);
  const cycles = visibleCycles(sampling.step, sampling.times.length).filter(
    ({ name }) => name === type || name === secondary,
  );
  let season = new Float64Array(sampling.values.length);
  if (cycles.length === 0) return { rest: sampling.values, season, cycle: 0 };
  let level = season;
  for (let pass = 0; pass < 2; pass++) {
    season = new Float64Array(season.length);
    for (const cycle of cycles) {
      const profile = seasonProfile(sampling, cycle, sampling.values.map((v, i) => v - level[i]! - season[i]!));
      season = season.map((v, i) => v + profile[i]!);
    }
    level = levels(sampling.values.map((v, i) => v - season[i]!));
  }
  const rest = sampling.values.map((v, i) => v - season[i]!);
  return { rest, season, cycle: Math.round(cycles.at(-1)!.seconds / sampling.step) };
}

/** The mean of each stretch between change points, value by value. */
function levels(values: Float64Array): Float64Array<ArrayBuffer> {
  const edges = [0, ...changePointsOf(values, DEFAULT_SENSITIVITY).map((p) => p.index), values.length];
  const level = new Float64Array(values.length);
  for (let s = 1; s < edges.length; s++) {
    const stretch = values.subarray(edges[s - 1]!, edges[s]!).filter((v) => !Number.isNaN(v));
    level.fill(stretch.reduce((sum, v) => sum + v, 0) / Math.max(1, stretch.length), edges[s - 1], edges[s]);
  }
  return level;
}
