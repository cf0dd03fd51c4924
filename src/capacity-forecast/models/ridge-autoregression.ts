import { allocFloat64, mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { mean, variance } from '../series/moments.js';
import { gatherEquations, continueSeries, type LagRegression } from './lag-regression.js';
import { solve } from './least-squares.js';
import { toLogScale } from './log-scale.js';
import type { PoolModel } from './model.js';
import { standardizeEquations } from './standardised-equations.js';

const createRidge = (name: string, lagsFor: (periods: readonly number[]) => readonly number[]): PoolModel => ({
  name,
  forecast: (history, horizon) => {
    const period = history.periods[0];
    if (period === undefined) return undefined;
    const { scaled, back } = toLogScale(history);
    const path = ridgePath(scaled, period, lagsFor(history.periods), horizon);
    return path && back(path);
  },
});

/** Ridge autoregression (Hoerl and Kennard 1970) on the latest steps and one short and one long season ago. */
export const ridgeAutoregression = createRidge('ridgeAutoregression', (periods) => [
  1,
  2,
  ...periods.flatMap((p) => [p, p + 1]),
]);

/** The same on whole seasons alone: what yesterday and last week said at this hour. */
export const seasonalRidge = createRidge('seasonalRidge', (periods) => periods);

/** The same on more lags around and beyond the seasons. */
export const wideRidge = createRidge('wideRidge', (periods) => [
  1,
  2,
  3,
  ...periods.flatMap((p) => [p - 1, p, p + 1, 2 * p]),
]);

/** Penalties on the squares of the coefficients of the standardised series: lags, constant, seasonal means. */
const LAG_PENALTY = 1;
const CONSTANT_PENALTY = 0.01;
const SEASON_PENALTY = 5;
/** The path stays within this many deviations of the mean. */
const MAX_DEVIATIONS = 6;

/** Iterated forecasts; `undefined` where the history holds fewer than twice every lag, and two seasons more. */
export function ridgePath(
  history: SeriesHistory,
  period: number,
  lags: readonly number[],
  horizon: number,
): Float64Array | undefined {
  const { values, smallest, largest } = history;
  const n = values.length;
  const used = [...new Set(lags)].filter((lag) => n > 2 * lag + 2 * period);
  const centre = mean(values);
  const spread = Math.sqrt(variance(values));
  if (used.length === 0 || !(spread > 0)) return undefined;
  // Seasonal means come first: the solution takes what has no rows in common in little time.
  const regression = { leading: [period, 1], lags: used, trailing: [], waves: [] };
  const coefficients = fitRidge(history, regression, period, centre, spread);
  const scale = (value: number): number => (value - centre) / spread;
  const y = allocFloat64(n + horizon);
  for (let t = n - Math.max(...used); t < n; t++) y[t] = scale(values[t]!);
  continueSeries(y, n, regression, coefficients, pathLimits(scale(smallest), scale(largest)));
  return mapFloat64(y.subarray(n), (z) => z * spread + centre);
}

/**
 * Every moment has its own mean and deviation, so that the sums are gathered before they are standardised: of distances
 * from the first value, which is known at all moments and never many deviations from a mean that it counts in.
 */
function fitRidge(
  history: SeriesHistory,
  regression: LagRegression,
  period: number,
  centre: number,
  spread: number,
): Float64Array {
  const origin = history.values[0]!;
  const distances = history.shared('distances from the first', () =>
    mapFloat64(history.values, (value) => value - origin),
  );
  const equations = gatherEquations(history, 'distances', regression, distances);
  const penalty = allocFloat64(equations.size)
    .fill(SEASON_PENALTY, 0, period)
    .fill(LAG_PENALTY, period + 1);
  penalty[period] = CONSTANT_PENALTY;
  return solve(standardizeEquations(equations, period, centre - origin, spread), penalty);
}

/** One range beyond what was seen on either side, and never further than some deviations. */
const pathLimits = (low: number, high: number): readonly [number, number] => [
  Math.max(-MAX_DEVIATIONS, low - (high - low)),
  Math.min(MAX_DEVIATIONS, high + (high - low)),
];
