import { DYNAMICS } from './dynamics.js';
import { EXPONENTIAL_GROWTH_PRIORS, NO_GROWTH_PRIORS, LINEAR_GROWTH_PRIORS } from './growth-belief.js';
import type { LongRangeForecast, GrowthModel } from './outlook.js';
import { removeSeason, type SubSteps } from './seasonal-part.js';
import { computePosterior, type SlopePrior } from './slope-belief.js';
import { filterTrend } from './trend-filter.js';

/** How growth is fitted. */
export interface GrowthOptions {
  /** Length of the season in steps; 1 for none. */
  readonly period: number;
  /** Steps a crossing must last to count. */
  readonly lasting: number;
  /** Finer values, where the level is to be raised to the usual peak within a step. */
  readonly subSteps?: SubSteps;
}

/** Three months seldom tell exponential from straight growth; before they speak, a good quarter is exponential. */
const PRIOR_EXPONENTIAL = 0.27;
/** Parts that matter less than this are left out. */
const MIN_PART_WEIGHT = 1e-3;

/**
 * Fits the long run of a series: straight or exponential growth under every one of the {@link DYNAMICS}, each weighed
 * by how well it predicted every value from those before it. `values` are evenly spaced, NaN where missing.
 * Returns undefined with fewer than three values known. Takes time linear in the number of values.
 */
export function fitGrowth(
  values: Float64Array,
  { period, lasting, subSteps: within }: GrowthOptions,
): LongRangeForecast | undefined {
  const unit = typicalSize(values);
  const scaled = (list: Float64Array): Float64Array => list.map((value) => value / unit);
  const { season, level } = removeSeason(
    scaled(values),
    period,
    within && { ...within, values: scaled(within.values) },
  );
  const parts = [...partsOf(level, false), ...(allPositive(level) ? partsOf(level, true) : [])];
  if (parts.length === 0) return undefined;
  const best = Math.max(...parts.map((part) => part.score));
  const weighed = parts.map((part) => ({ ...part, weight: Math.exp(part.score - best) }));
  const kept = weighed.filter((part) => part.weight > MIN_PART_WEIGHT);
  const total = kept.reduce((sum, part) => sum + part.weight, 0);
  return {
    parts: kept.map(({ log, state, weight }) => ({ log, state, weight: weight / total })),
    season,
    unit,
    last: values.length - 1,
    lasting,
  };
}

/** A series over its typical size, so that priors mean the same for every metric. */
export function toTypicalUnits(values: Float64Array): Float64Array {
  const unit = typicalSize(values);
  return values.map((value) => value / unit);
}

/**
 * Logarithm of the probability of a level's course, all dynamics and both scales weighed, the first value conditioned
 * on.
 */
export function logEvidence(level: Float64Array): number {
  const scores = partsOf(level, false).map((part) => part.score);
  if (allPositive(level)) scores.push(...partsOf(level, true).map((part) => part.score));
  const best = Math.max(...scores);
  return scores.length === 0 ? 0 : best + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - best), 0));
}

type ScoredPart = Omit<GrowthModel, 'weight'> & { readonly score: number };

function partsOf(level: Float64Array, log: boolean): ScoredPart[] {
  const values = log ? level.map(Math.log) : level;
  const growth = log ? EXPONENTIAL_GROWTH_PRIORS : LINEAR_GROWTH_PRIORS;
  const scale = Math.log(log ? PRIOR_EXPONENTIAL : 1 - PRIOR_EXPONENTIAL);
  // A density of logarithms becomes one of values by the derivative, 1 / value.
  const change = log ? values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum - value), firstKnown(values)) : 0;
  return DYNAMICS.flatMap(({ dynamics, growing, still }) => {
    const filtered = filterTrend(values, dynamics);
    if (filtered === undefined) return [];
    const part = (beliefs: readonly SlopePrior[], prior: number): ScoredPart => {
      const { state, logEvidence } = computePosterior(filtered, beliefs);
      return { log, state, score: logEvidence + change + scale + Math.log(prior) };
    };
    return [part(growth, growing), ...(still > 0 ? [part(NO_GROWTH_PRIORS, still)] : [])];
  });
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
