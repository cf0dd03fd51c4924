import type { History } from '../series/history.js';
import { isSeasonal } from '../series/seasonality-test.js';
import { seasonalByVariance } from '../series/variance-test.js';
import { deltaPath, differences, isStationary, logScale } from './delta.js';
import { normalEquations, observe, solve } from './least-squares.js';
import type { PoolModel } from './model.js';
import { rhoPath } from './rho.js';

/**
 * Card (Doornik, Castle and Hendry 2020): the mean of Delta and Rho, then calibrated: the path is taken as if it were
 * data, a richer autoregression is fitted to both, and its fitted values over the path are the forecast.
 */
export const card: PoolModel = {
  name: 'card',
  forecast: (history, horizon) => {
    const { values, back } = logScale(history);
    if (values.length < 6) return undefined;
    const period = history.periods[0] ?? 1;
    const a = deltaPath(values, period, horizon);
    const b = rhoPath(values, period, horizon);
    return back(calibrate(history, values, a.map((x, h) => (x + b[h]!) / 2)));
  },
};

export const rho: PoolModel = {
  name: 'rho',
  forecast: (history, horizon) => {
    const { values, back } = logScale(history);
    return values.length < 6 ? undefined : back(rhoPath(values, history.periods[0] ?? 1, horizon));
  },
};

export function calibrate({ periods }: History, values: Float64Array, path: Float64Array): Float64Array {
  const n = values.length;
  const y = new Float64Array(n + path.length);
  y.set(values);
  y.set(path, n);
  const period = periods[0] ?? 1;
  const second = periods[1];
  const seasonal = isSeasonal(values, period);
  const steps = differences(values);
  const dummies = seasonalByVariance(isStationary(values, steps) ? values : steps, period);
  const lags = seasonal ? [1, period, period + 1] : [1];
  const harmonics = dummies && period > 24 ? 4 : 0;
  const useDummies = dummies && period <= 24;
  const wide = second !== undefined && n > 3 * second;
  const secondHarmonics = wide ? 6 : 0;
  const most = Math.max(...lags);
  if (y.length < most + lags.length + 8) return path;
  const width = lags.length + (useDummies ? period : 1) + 2 * harmonics + 2 * secondHarmonics;
  const row = new Float64Array(width);
  const fit = normalEquations(width);
  const fill = (t: number): void => {
    row.fill(0);
    let at = 0;
    for (const lag of lags) row[at++] = y[t - lag]!;
    row[at + (useDummies ? t % period : 0)] = 1;
    at += useDummies ? period : 1;
    for (let k = 1; k <= harmonics; k++) {
      row[at++] = Math.sin((2 * Math.PI * k * t) / period);
      row[at++] = Math.cos((2 * Math.PI * k * t) / period);
    }
    for (let k = 1; k <= secondHarmonics; k++) {
      row[at++] = Math.sin((2 * Math.PI * k * t) / second!);
      row[at++] = Math.cos((2 * Math.PI * k * t) / second!);
    }
  };
  for (let t = most; t < y.length; t++) {
    fill(t);
    observe(fit, row, y[t]!);
  }
  const beta = solve(fit, new Float64Array(width));
  return path.map((_, h) => {
    fill(n + h);
    let sum = 0;
    for (let j = 0; j < width; j++) sum += row[j]! * beta[j]!;
    return sum;
  });
}
