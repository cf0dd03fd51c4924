import { logScale } from './delta.js';
import { normalEquations, observe, solve } from './least-squares.js';
import type { PoolModel } from './model.js';
import { mean, variance } from '../series/moments.js';

const ridgeOf = (name: string, lagsFor: (periods: readonly number[]) => readonly number[]): PoolModel => ({
  name,
  forecast: (history, horizon) => {
    const { values, back } = logScale(history);
    if (history.periods.length === 0) return undefined;
    const path = ridgePath(values, history.periods[0]!, lagsFor(history.periods), horizon);
    return path && back(path);
  },
});

/** Ridge autoregression on the lags around one step, one short and one long season, with seasonal means. */
export const ridgeAutoregression = ridgeOf('ridgeAutoregression', (periods) => [1, 2, ...periods.flatMap((p) => [p, p + 1])]);
/** The same on whole seasons alone: what yesterday and last week say. */
export const seasonalRidge = ridgeOf('seasonalRidge', (periods) => periods);
/** The same on more lags. */
export const wideRidge = ridgeOf('wideRidge', (periods) => [1, 2, 3, ...periods.flatMap((p) => [p - 1, p, p + 1, 2 * p])]);

export function ridgePath(
  raw: Float64Array, period: number, lags: readonly number[], horizon: number,
): Float64Array | undefined {
  const n = raw.length;
  const used = [...new Set(lags)].filter((lag) => n > 2 * lag + 2 * period);
  if (used.length === 0) return undefined;
  const centre = mean(raw);
  const spread = Math.sqrt(variance(raw));
  if (!(spread > 0)) return undefined;
  const y = new Float64Array(n + horizon);
  for (let i = 0; i < n; i++) y[i] = (raw[i]! - centre) / spread;
  const most = Math.max(...used);
  const width = used.length + 1 + period;
  const row = new Float64Array(width);
  const fit = normalEquations(width);
  const fill = (t: number): void => {
    row.fill(0);
    for (let j = 0; j < used.length; j++) row[j] = y[t - used[j]!]!;
    row[used.length] = 1;
    row[used.length + 1 + (t % period)] = 1;
  };
  for (let t = most; t < n; t++) {
    fill(t);
    observe(fit, row, y[t]!);
  }
  const penalty = new Float64Array(width).fill(5);
  penalty.fill(1, 0, used.length);
  penalty[used.length] = 0.01;
  const beta = solve(fit, penalty);
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < n; i++) {
    low = Math.min(low, y[i]!);
    high = Math.max(high, y[i]!);
  }
  const range = high - low;
  const path = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    fill(n + h);
    let sum = 0;
    for (let j = 0; j < width; j++) sum += row[j]! * beta[j]!;
    sum = Math.min(6, high + range, Math.max(-6, low - range, sum));
    y[n + h] = sum;
    path[h] = sum * spread + centre;
  }
  return path;
}
