import type { Family } from '../../../src/capacity-forecast/ensemble/family.js';

/**
 * The models that each family's table weighs: those left after dropping, one by one, whatever the forecasts of series
 * held back did not miss.
 */
export const POOLS: Readonly<Record<Family, readonly string[]>> = {
  plain: ['naive', 'theta', 'dampedTrend', 'delta', 'rho', 'card', 'boxCoxTheta'],
  quarter: ['naive', 'dampedTrend', 'delta', 'card', 'boxCoxTheta', 'seasonalSmoothing', 'logSeasonalSmoothing', 'cycleMedian'],
  year: ['theta', 'dampedTrend', 'delta', 'rho', 'card', 'boxCoxTheta', 'seasonalSmoothing', 'logSeasonalSmoothing', 'wideRidge', 'cycleMedian'],
  week: ['naive', 'cycleMedian', 'delta', 'dampedTrend', 'rho', 'seasonalSmoothing', 'logSeasonalSmoothing', 'seasonalRidge'],
  day: ['seasonalNaive', 'cycleMedian', 'longCycleMedian', 'delta', 'rho', 'seasonalSmoothing', 'logSeasonalSmoothing', 'wideRidge', 'boxCoxTheta'],
  weeksOfYear: ['naive', 'boxCoxTheta', 'delta', 'rho', 'card', 'seasonalSmoothing', 'wideRidge'],
};
