import { DYNAMICS } from './dynamics.js';
import type { Outlook, OutlookPart } from './outlook.js';
import { withoutOutliers } from './outliers.js';
import { seasonShape } from './season-shape.js';
import { filterTrend } from './trend-state.js';
import { yearlyAt, yearlyShape } from './yearly-shape.js';

/** How growth is fitted. */
export interface GrowthOptions {
  /** Length of the season in steps; 1 for none. */
  readonly period: number;
  /** Steps a crossing must last to count. */
  readonly lasting: number;
  /** Finer values whose usual peak within a step is to be added to the level, and how many of them make a step. */
  readonly within?: { readonly values: Float64Array; readonly count: number };
}

/** Slopes before the data speak: half a percent of the level a step is one standard deviation. */
const SLOPE_SPREAD = 0.005;
/** Exponential growth needs a little more evidence than linear growth. */
const LOG_PRIOR = 0.4;
/** Parts that matter less than this are left out. */
const LEAST_WEIGHT = 1e-3;

/**
 * Fits the long run of a series: straight or exponential growth under every one of the {@link DYNAMICS}, each weighed by
 * how well it predicted every value from those before it. `values` are evenly spaced, NaN where missing.
 * Returns undefined with fewer than three values known. Takes time linear in the number of values.
 */
export function fitGrowth(values: Float64Array, options: GrowthOptions): Outlook | undefined {
  const unit = typicalSize(values);
  const scaled = values.map((value) => value / unit);
  const within = options.within?.values.map((value) => value / unit);
  const peak = (log: boolean): number => peakWithin(within, options.within?.count ?? 1, log);
  const parts = [
    ...partsOf(scaled, options.period, false, peak(false)),
    ...(allPositive(scaled) ? partsOf(scaled, options.period, true, peak(true)) : []),
  ];
  if (parts.length === 0) return undefined;
  const best = Math.max(...parts.map((part) => part.score));
  const weighed = parts.map((part) => ({ ...part, weight: Math.exp(part.score - best) }));
  const kept = weighed.filter((part) => part.weight > LEAST_WEIGHT);
  const total = kept.reduce((sum, part) => sum + part.weight, 0);
  return {
    parts: kept.map(({ log, state, season, yearly, weight }) => ({ log, state, season, yearly, weight: weight / total })),
    unit,
    last: values.length - 1,
    lasting: options.lasting,
  };
}

type ScoredPart = Omit<OutlookPart, 'weight'> & { readonly score: number };

function partsOf(values: Float64Array, period: number, log: boolean, peak: number): ScoredPart[] {
  const levels = log ? values.map(Math.log) : values;
  const { season, yearly, adjusted } = withoutSeason(levels, period);
  const noise = roughNoise(adjusted);
  const slopePrior = Math.min(1e6, SLOPE_SPREAD ** 2 / noise);
  const raised = season.map((value) => value + peak);
  // A density of logarithms becomes one of values by the derivative, 1 / value.
  const change = log ? levels.reduce((sum, value) => (Number.isNaN(value) ? sum : sum - value), firstKnown(levels)) : 0;
  return DYNAMICS.flatMap(({ dynamics, prior }) => {
    const state = filterTrend(adjusted, dynamics, slopePrior);
    if (state === undefined) return [];
    const score = state.logEvidence + change + Math.log(prior * (log ? LOG_PRIOR : 1 - LOG_PRIOR));
    return [{ log, state, season: raised, yearly, score }];
  });
}

/** Outliers are looked for after the season is out, and the season is looked at again without them. */
function withoutSeason(levels: Float64Array, period: number): Pick<OutlookPart, 'season' | 'yearly'> & { adjusted: Float64Array } {
  const minus = (season: Float64Array): Float64Array => levels.map((value, t) => value - season[t % period]!);
  const first = withoutOutliers(minus(seasonShape(levels, period)));
  const season = seasonShape(levels.map((value, t) => (Number.isNaN(first[t]!) ? NaN : value)), period);
  const flat = minus(season).map((value, t) => (Number.isNaN(first[t]!) ? NaN : value));
  const yearly = yearlyShape(flat);
  return { season, yearly, adjusted: yearly.length === 0 ? flat : flat.map((value, t) => value - yearlyAt(yearly, t)) };
}

/** How far the usual peak within a step stands above the step's level: that of the shape, not that of the noise. */
function peakWithin(values: Float64Array | undefined, count: number, log: boolean): number {
  if (values === undefined || (log && !allPositive(values))) return 0;
  return Math.max(...seasonShape(log ? values.map(Math.log) : values, count));
}

/** Noise variance from differences of neighbours: an upper bound where noise has memory, near enough for a prior. */
function roughNoise(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let t = 1; t < values.length; t++) {
    const step = values[t]! - values[t - 1]!;
    if (Number.isNaN(step)) continue;
    sum += step * step;
    count++;
  }
  return Math.max(count === 0 ? 0 : sum / count / 2, 1e-12);
}

function typicalSize(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    sum += Math.abs(values[t]!);
    count++;
  }
  return sum > 0 ? sum / count : 1;
}

const allPositive = (values: Float64Array): boolean => values.every((value) => Number.isNaN(value) || value > 0);
const firstKnown = (values: Float64Array): number => values.find((value) => !Number.isNaN(value)) ?? 0;
