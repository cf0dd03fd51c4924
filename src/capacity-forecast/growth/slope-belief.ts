import type { FilteredTrend } from './trend-filter.js';
import type { TrendState } from './trend-state.js';

/** One belief about the slope before the data speak, in shares of the level a step. */
export interface SlopePrior {
  readonly mean: number;
  /** Standard deviation; 0 for a slope that is known. */
  readonly spread: number;
  /** Share of belief; those of a list add up to 1. */
  readonly share: number;
}

/** What a series says under dynamics and beliefs together. */
export interface TrendPosterior {
  readonly state: TrendState;
  /** Logarithm of the marginal likelihood, noise variance integrated out, the first value conditioned on. */
  readonly logEvidence: number;
}

/** Noise below a millionth of the level is rounding. */
const MIN_NOISE = 1e-12;

/**
 * The state of a filtered series under beliefs about its slope, each weighed by how well it predicted the series; their
 * mixture is told by its mean and variance.
 */
export function computePosterior(filtered: FilteredTrend, beliefs: readonly SlopePrior[]): TrendPosterior {
  const { level, slope, levelChange, slopeChange, innovations } = filtered;
  const answers = beliefs.map((belief) => computeSlopePosterior(filtered, belief));
  const best = Math.max(...answers.map((answer) => answer.logEvidence));
  const weights = answers.map((answer) => Math.exp(answer.logEvidence - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (of: (answer: SlopePosterior) => number): number =>
    answers.reduce((sum, answer, i) => sum + weights[i]! * of(answer), 0) / total;
  const first = mean((answer) => answer.slope);
  const noiseVariance = mean((answer) => answer.noiseVariance);
  const unsure = mean((answer) => answer.noiseVariance * answer.variance + (answer.slope - first) ** 2) / noiseVariance;
  const state = {
    dynamics: filtered.dynamics,
    level: level + levelChange * first,
    slope: slope + slopeChange * first,
    levelVariance: filtered.levelVariance + levelChange * levelChange * unsure,
    covariance: filtered.covariance + levelChange * slopeChange * unsure,
    slopeVariance: filtered.slopeVariance + slopeChange * slopeChange * unsure,
    noiseVariance,
    innovations,
  };
  return { state, logEvidence: best + Math.log(total) };
}

/** What one belief makes of a series: the first slope, its variance in units of the noise's, and the noise. */
interface SlopePosterior {
  readonly slope: number;
  readonly variance: number;
  readonly noiseVariance: number;
  readonly logEvidence: number;
}

function computeSlopePosterior(filtered: FilteredTrend, { mean, spread, share }: SlopePrior): SlopePosterior {
  const { squares, cross, precision, logVariances, innovations } = filtered;
  const likeliest = cross / precision;
  const rest = Math.max(0, squares - cross * likeliest);
  const prior = spread ** 2 / Math.max(rest / (innovations - 1), MIN_NOISE);
  const information = prior * precision;
  const distance = likeliest - mean;
  const explained = rest + (precision * distance * distance) / (1 + information);
  const noiseVariance = Math.max(explained / innovations, Number.MIN_VALUE);
  return {
    slope: mean + (distance * information) / (1 + information),
    variance: prior / (1 + information),
    noiseVariance,
    logEvidence:
      Math.log(share) - 0.5 * (Math.log1p(information) + logVariances + innovations * Math.log(noiseVariance)),
  };
}
