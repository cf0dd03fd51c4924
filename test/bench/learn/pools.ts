import type { SeasonFamily } from '../../../src/capacity-forecast/season-family.js';
import type { BlendMethod } from '../../../src/capacity-forecast/ensemble/weights.js';

/** What a family's table weighs, and how it is learned. */
export interface Pool {
  readonly models: readonly string[];
  readonly blend: BlendMethod;
  /** Penalty on the squares of the coefficients, over the number of series: what few series say is mostly chance. */
  readonly penalty: number;
  /** The same for the spread of the errors, of which each series shows less: coefficients are held near zero. */
  readonly spreadPenalty: number;
}

/**
 * The models are those left after dropping, one by one, whatever the forecasts of series held back did not miss, or
 * missed less than its time was worth.
 */
export const POOLS: Readonly<Record<SeasonFamily, Pool>> = {
  plain: {
    models: ['naive', 'theta', 'dampedTrend', 'delta', 'rho', 'card', 'boxCoxTheta'],
    blend: 'mean',
    penalty: 1,
    spreadPenalty: 100,
  },
  quarter: {
    models: [
      'naive',
      'dampedTrend',
      'delta',
      'card',
      'boxCoxTheta',
      'seasonalSmoothing',
      'logSeasonalSmoothing',
      'cycleMedian',
    ],
    blend: 'mean',
    penalty: 1,
    spreadPenalty: 100,
  },
  year: {
    models: ['theta', 'delta', 'rho', 'card', 'boxCoxTheta', 'logSeasonalSmoothing', 'wideRidge', 'cycleMedian'],
    blend: 'mean',
    penalty: 1,
    spreadPenalty: 1000,
  },
  week: {
    models: [
      'naive',
      'delta',
      'dampedTrend',
      'card',
      'seasonalSmoothing',
      'logSeasonalSmoothing',
      'cycleMedian',
      'wideRidge',
      'longSeasonDrift',
    ],
    blend: 'median',
    penalty: 25,
    spreadPenalty: 100,
  },
  day: {
    models: [
      'seasonalNaive',
      'cycleMedian',
      'longCycleMedian',
      'delta',
      'rho',
      'seasonalSmoothing',
      'logSeasonalSmoothing',
      'wideRidge',
      'boxCoxTheta',
    ],
    blend: 'median',
    penalty: 5,
    spreadPenalty: 1000,
  },
  weeksOfYear: {
    models: ['naive', 'boxCoxTheta', 'delta', 'rho', 'card', 'seasonalSmoothing', 'wideRidge'],
    blend: 'mean',
    penalty: 1,
    spreadPenalty: 100,
  },
};

/** Groups that lend strength to the learning; the share of errors beyond each level is set without them. */
export const LENDING: ReadonlySet<string> = new Set([
  'M3-Yearly',
  'M3-Quarterly',
  'M3-Monthly',
  'M3-Other',
  'Tourism-Yearly',
  'Tourism-Quarterly',
  'Tourism-Monthly',
  'NN5-Daily',
]);
