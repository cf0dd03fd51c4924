import type { Family } from '../../../src/capacity-forecast/ensemble/family.js';

/**
 * The models that each family's table weighs: those left after dropping, one by one, whatever the forecasts of series
 * held back did not miss, or missed less than its time was worth.
 */
export const POOLS: Readonly<Record<Family, readonly string[]>> = {
  plain: ['naive', 'theta', 'dampedTrend', 'delta', 'rho', 'card', 'boxCoxTheta'],
  quarter: [
    'naive',
    'dampedTrend',
    'delta',
    'card',
    'boxCoxTheta',
    'seasonalSmoothing',
    'logSeasonalSmoothing',
    'cycleMedian',
  ],
  year: ['theta', 'delta', 'rho', 'card', 'boxCoxTheta', 'logSeasonalSmoothing', 'wideRidge', 'cycleMedian'],
  week: [
    'naive',
    'delta',
    'boxCoxTheta',
    'dampedTrend',
    'card',
    'seasonalSmoothing',
    'logSeasonalSmoothing',
    'cycleMedian',
  ],
  day: [
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
  weeksOfYear: ['naive', 'boxCoxTheta', 'delta', 'rho', 'card', 'seasonalSmoothing', 'wideRidge'],
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
