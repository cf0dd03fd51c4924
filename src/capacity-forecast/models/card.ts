import { allocFloat64, generateFloat64, mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { deltaPath } from './delta.js';
import { createRow, gatherEquations, fillRow, addRows } from './lag-regression.js';
import { copyEquations, dotSparse, solve } from './least-squares.js';
import { toLogScale } from './log-scale.js';
import type { PoolModel } from './model.js';
import { MAX_SEASONAL_MEANS, rhoPath } from './rho.js';

/**
 * Card (Doornik, Castle and Hendry 2020): the mean of Delta and Rho, then calibrated: the path is taken as if it were
 * data, a richer autoregression is fitted to both, and its fitted values over the path are the forecast.
 */
export const card: PoolModel = {
  name: 'card',
  forecast: (history, horizon) => {
    if (history.values.length < 6) return undefined;
    const { scaled, back } = toLogScale(history);
    const growth = deltaPath(scaled, horizon);
    const regression = rhoPath(scaled, horizon);
    return back(
      calibrate(
        scaled,
        mapFloat64(growth, (x, h) => (x + regression[h]!) / 2),
      ),
    );
  },
};

/** Waves of a long season, and of the second season, that the calibration fits. */
const WAVES = 4;
const SECOND_WAVES = 6;

export function calibrate(history: SeriesHistory, path: Float64Array): Float64Array {
  const { values, periods } = history;
  const n = values.length;
  const [period = 1, second = 0] = periods;
  const lags = history.seasonal() ? [1, period, period + 1] : [1];
  if (n + path.length < Math.max(...lags) + lags.length + 8) return path;
  const season = history.varies();
  const means = season && period <= MAX_SEASONAL_MEANS ? period : 1;
  const waves = [
    ...createWaves(period, season && means === 1 ? WAVES : 0),
    ...createWaves(second, n > 3 * second ? SECOND_WAVES : 0),
  ];
  const regression = { leading: [], lags, trailing: [means], waves };
  const y = allocFloat64(n + path.length);
  y.set(values);
  y.set(path, n);
  const equations = addRows(
    copyEquations(gatherEquations(history, 'values', regression, values)),
    regression,
    y,
    n,
    y.length,
  );
  const coefficients = solve(equations, allocFloat64(equations.size));
  const row = createRow(regression);
  return generateFloat64(path.length, (h) => dotSparse(fillRow(row, regression, y, n + h), coefficients));
}

/** Sine and cosine of the first harmonics of a season, one cycle of each. */
function createWaves(period: number, count: number): Float64Array[] {
  if (period < 2) return [];
  const harmonics = Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1)) / period);
  return harmonics.flatMap((w) => [
    generateFloat64(period, (t) => Math.sin(w * t)),
    generateFloat64(period, (t) => Math.cos(w * t)),
  ]);
}
