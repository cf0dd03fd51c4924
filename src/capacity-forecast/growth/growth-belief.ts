import type { SlopePrior } from './slope-belief.js';

/** A belief about growth in a year as a share of the level: 1 doubles it. */
interface YearlyGrowth {
  readonly mean: number;
  readonly spread: number;
  readonly share: number;
}

const YEAR_DAYS = 365;

const YEARLY_GROWTH_PRIORS: readonly YearlyGrowth[] = [
  // What is asked about mostly grows, by a fifth to more than double.
  { mean: 0.75, spread: 0.55, share: 0.85 },
  { mean: -0.3, spread: 0.6, share: 0.1 },
  // Doubling in weeks, or the same down: rare, but not to be argued away.
  { mean: 0, spread: 7.3, share: 0.05 },
];

/** Slopes of a straight level before the data speak, a day. */
export const LINEAR_GROWTH_PRIORS: readonly SlopePrior[] = YEARLY_GROWTH_PRIORS.map(({ mean, spread, share }) => ({
  mean: mean / YEAR_DAYS,
  spread: spread / YEAR_DAYS,
  share,
}));

/** The same growth as slopes of the level's logarithm: log(1 + growth), its spread by the derivative. */
export const EXPONENTIAL_GROWTH_PRIORS: readonly SlopePrior[] = YEARLY_GROWTH_PRIORS.map(({ mean, spread, share }) => ({
  mean: Math.log1p(mean) / YEAR_DAYS,
  spread: spread / (1 + mean) / YEAR_DAYS,
  share,
}));

/** No growth at all, as of what is provisioned and left alone. */
export const NO_GROWTH_PRIORS: readonly SlopePrior[] = [{ mean: 0, spread: 0, share: 1 }];
