import { allocFloat64, generateFloat64, mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { mean } from '../series/moments.js';
import { gatherEquations, continueSeries } from './lag-regression.js';
import { type NormalEquations, solve, varianceFactor } from './least-squares.js';
import { toLogScale } from './log-scale.js';
import type { PoolModel } from './model.js';

/**
 * Rho (Doornik, Castle and Hendry 2020): a first-order autoregression with a seasonal lag and seasonal means where
 * they show, which takes the unit root, with a drift shrunk towards zero, wherever the data cannot tell them apart.
 */
export const rho: PoolModel = {
  name: 'rho',
  forecast: (history, horizon) => {
    if (history.values.length < 6) return undefined;
    const { scaled, back } = toLogScale(history);
    return back(rhoPath(scaled, horizon));
  },
};

/** Longer seasons get no mean per step: there would be more means than the data can tell. */
export const MAX_SEASONAL_MEANS = 24;

/** Only to be read: others may have asked for it before. */
export const rhoPath = (history: SeriesHistory, horizon: number): Float64Array =>
  history.shared(`rho ${horizon}`, () => regressionPath(history, horizon));

function regressionPath(history: SeriesHistory, horizon: number): Float64Array {
  const { values, periods } = history;
  const period = periods[0] ?? 1;
  const means = period <= MAX_SEASONAL_MEANS && history.varies() ? period : 1;
  const lags = history.seasonal() ? [1, period] : [1];
  const regression = { leading: [], lags, trailing: [means], waves: [] };
  const equations = gatherEquations(history, 'values', regression, values);
  const coefficients = solve(equations, allocFloat64(equations.size));
  const first = coefficients[0]!;
  const nearOne = first > 0.5 && first + 2 * standardError(equations, coefficients) > 0.9;
  if (nearOne) return unitRootPath(history.steps(), values, means, horizon);
  if (first < 0 && lags.length === 1) return meanPath(values, means, horizon);
  const y = allocFloat64(values.length + horizon);
  y.set(values);
  continueSeries(y, values.length, regression, coefficients);
  return y.subarray(values.length);
}

/** Standard error of the first coefficient. */
function standardError(equations: NormalEquations, coefficients: Float64Array): number {
  let explained = 0;
  for (let i = 0; i < equations.size; i++) explained += coefficients[i]! * equations.moments[i]!;
  const noise = Math.max(0, equations.sumOfSquares - explained) / Math.max(1, equations.count - equations.size);
  return Math.sqrt(noise * Math.max(0, varianceFactor(equations, 0)));
}

/** A random walk with seasonal steps; its drift is moved towards zero by 1.645 of its standard errors. */
function unitRootPath(steps: Float64Array, values: Float64Array, means: number, horizon: number): Float64Array {
  const n = steps.length;
  const drift = mean(steps);
  const shape = phaseMeans(steps, means);
  const centre = mean(shape);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (steps[i]! - drift - shape[i % means]! + centre) ** 2;
  const error = Math.sqrt(squares / Math.max(1, n - 1) / n);
  const shrunk = Math.sign(drift) * Math.max(0, Math.abs(drift) - 1.645 * error);
  const path = allocFloat64(horizon);
  let at = values[values.length - 1]!;
  for (let h = 0; h < horizon; h++) {
    at += shrunk + shape[(n + h) % means]! - centre;
    path[h] = at;
  }
  return path;
}

function meanPath(values: Float64Array, means: number, horizon: number): Float64Array {
  const shape = phaseMeans(values, means);
  return generateFloat64(horizon, (h) => shape[(values.length + h) % means]!);
}

function phaseMeans(values: Float64Array, period: number): Float64Array {
  const sums = allocFloat64(period);
  const counts = allocFloat64(period);
  for (let i = 0; i < values.length; i++) {
    sums[i % period]! += values[i]!;
    counts[i % period]! += 1;
  }
  return mapFloat64(sums, (sum, p) => sum / counts[p]!);
}
