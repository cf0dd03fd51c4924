import { floats, floatsOf, mapped } from '../series/floats.js';
import type { History } from '../series/history.js';
import { deltaPath } from './delta.js';
import { emptyRowOf, equationsOf, fillRow, gather } from './lag-regression.js';
import { copyOf, dot, solve } from './least-squares.js';
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
        mapped(growth, (x, h) => (x + regression[h]!) / 2),
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
  const waves = [
    ...wavesOf(period, season && means === 1 ? WAVES : 0),
    ...wavesOf(second, n > 3 * second ? SECOND_WAVES : 0),
  ];
  const regression = { leading: [], lags, trailing: [means], waves };
  const y = floats(n + path.length);
  y.set(values);
  y.set(path, n);
  const equations = gather(copyOf(equationsOf(history, 'values', regression, values)), regression, y, n, y.length);
  const coefficients = solve(equations, floats(equations.size));
  const row = emptyRowOf(regression);
  return floatsOf(path.length, (h) => dot(fillRow(row, regression, y, n + h), coefficients));
}

/** Sine and cosine of the first harmonics of a season, one cycle of each. */
function wavesOf(period: number, count: number): Float64Array[] {
  if (period < 2) return [];
  const harmonics = Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1)) / period);
  return harmonics.flatMap((w) => [floatsOf(period, (t) => Math.sin(w * t)), floatsOf(period, (t) => Math.cos(w * t))]);
}
