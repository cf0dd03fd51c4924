import type { History } from '../series/history.js';
import { equationsOf, gather, type Regression } from './carried-equations.js';
import { deltaPath } from './delta.js';
import { copyOf, dot, put, solve, sparseRow } from './least-squares.js';
import { logScale } from './log-scale.js';
import type { PoolModel } from './model.js';
import { MOST_MEANS, rhoPath } from './rho.js';

/**
 * Card (Doornik, Castle and Hendry 2020): the mean of Delta and Rho, then calibrated: the path is taken as if it were
 * data, a richer autoregression is fitted to both, and its fitted values over the path are the forecast.
 */
export const card: PoolModel = {
  name: 'card',
  forecast: (history, horizon) => {
    if (history.values.length < 6) return undefined;
    const { scaled, back } = logScale(history);
    const growth = deltaPath(scaled, horizon);
    const regression = rhoPath(scaled, horizon);
    return back(
      calibrate(
        scaled,
        growth.map((x, h) => (x + regression[h]!) / 2),
      ),
    );
  },
};

/** Waves of a long season, and of the second season, that the calibration fits. */
const WAVES = 4;
const SECOND_WAVES = 6;

export function calibrate(history: History, path: Float64Array): Float64Array {
  const { values, periods } = history;
  const n = values.length;
  const [period = 1, second = 0] = periods;
  const lags = history.seasonal() ? [1, period, period + 1] : [1];
  if (n + path.length < Math.max(...lags) + lags.length + 8) return path;
  const season = history.varies();
  const means = season && period <= MOST_MEANS ? period : 1;
  const cycles = [
    { length: period, harmonics: season && means === 1 ? WAVES : 0 },
    { length: second, harmonics: n > 3 * second ? SECOND_WAVES : 0 },
  ];
  const waves = cycles.flatMap(({ length, harmonics }) => wavesOf(length, harmonics));
  const regression = regressionOn(lags, means, waves);
  const y = new Float64Array(n + path.length);
  y.set(values);
  y.set(path, n);
  const name = `card ${lags.join()} ${means} ${cycles.map(({ length, harmonics }) => `${length} ${harmonics}`).join()}`;
  const equations = gather(copyOf(equationsOf(history, name, regression, values)), regression, y, n, y.length);
  const coefficients = solve(equations, new Float64Array(equations.size));
  return path.map((_, h) => dot(regression.row(n + h, y), coefficients));
}

function regressionOn(lags: readonly number[], means: number, waves: readonly Float64Array[]): Regression {
  const row = sparseRow(lags.length + 1 + waves.length);
  return {
    size: lags.length + means + waves.length,
    first: Math.max(...lags),
    row: (t, y) => {
      row.count = 0;
      for (let j = 0; j < lags.length; j++) put(row, j, y[t - lags[j]!]!);
      put(row, lags.length + (t % means), 1);
      for (let j = 0; j < waves.length; j++) put(row, lags.length + means + j, waves[j]![t % waves[j]!.length]!);
      return row;
    },
  };
}

/** Sine and cosine of the first harmonics of a season, one cycle of each. */
function wavesOf(period: number, count: number): Float64Array[] {
  if (period < 2) return [];
  const harmonics = Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1)) / period);
  return harmonics.flatMap((w) => [
    new Float64Array(period).map((_, t) => Math.sin(w * t)),
    new Float64Array(period).map((_, t) => Math.cos(w * t)),
  ]);
}
