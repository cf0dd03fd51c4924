import { mean, variance } from '../series/moments.js';
import { dot, normalEquations, observe, put, type SparseRow, solve, sparseRow } from './least-squares.js';
import { logScale } from './log-scale.js';
import type { PoolModel } from './model.js';

const ridgeOf = (name: string, lagsFor: (periods: readonly number[]) => readonly number[]): PoolModel => ({
  name,
  forecast: (history, horizon) => {
    const period = history.periods[0];
    if (period === undefined) return undefined;
    const { scaled, back } = logScale(history);
    const path = ridgePath(scaled.values, period, lagsFor(history.periods), horizon);
    return path && back(path);
  },
});

/** Ridge autoregression (Hoerl and Kennard 1970) on the latest steps and one short and one long season ago. */
export const ridgeAutoregression = ridgeOf('ridgeAutoregression', (periods) => [
  1,
  2,
  ...periods.flatMap((p) => [p, p + 1]),
]);

/** The same on whole seasons alone: what yesterday and last week said at this hour. */
export const seasonalRidge = ridgeOf('seasonalRidge', (periods) => periods);

/** The same on more lags around and beyond the seasons. */
export const wideRidge = ridgeOf('wideRidge', (periods) => [
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
const FURTHEST = 6;

/** Iterated forecasts; `undefined` where the history holds fewer than twice every lag, and two seasons more. */
export function ridgePath(
  raw: Float64Array,
  period: number,
  lags: readonly number[],
  horizon: number,
): Float64Array | undefined {
  const n = raw.length;
  const used = [...new Set(lags)].filter((lag) => n > 2 * lag + 2 * period);
  const centre = mean(raw);
  const spread = Math.sqrt(variance(raw));
  if (used.length === 0 || !(spread > 0)) return undefined;
  const y = new Float64Array(n + horizon);
  for (let i = 0; i < n; i++) y[i] = (raw[i]! - centre) / spread;
  const row = sparseRow(used.length + 2);
  const fill = (t: number): SparseRow => {
    row.count = 0;
    for (let j = 0; j < used.length; j++) put(row, j, y[t - used[j]!]!);
    put(row, used.length, 1);
    put(row, used.length + 1 + (t % period), 1);
    return row;
  };
  const coefficients = fitted(y.subarray(0, n), Math.max(...used), used.length, period, fill);
  const [low, high] = limitsOf(y.subarray(0, n));
  for (let t = n; t < n + horizon; t++) y[t] = Math.max(low, Math.min(high, dot(fill(t), coefficients)));
  return y.subarray(n).map((z) => z * spread + centre);
}

function fitted(
  y: Float64Array,
  first: number,
  lags: number,
  period: number,
  fill: (t: number) => SparseRow,
): Float64Array {
  const size = lags + 1 + period;
  const equations = normalEquations(size);
  for (let t = first; t < y.length; t++) observe(equations, fill(t), y[t]!);
  const penalty = new Float64Array(size).fill(SEASON_PENALTY).fill(LAG_PENALTY, 0, lags);
  penalty[lags] = CONSTANT_PENALTY;
  return solve(equations, penalty);
}

/** One range beyond what was seen on either side, and never further than some deviations. */
function limitsOf(y: Float64Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < y.length; i++) {
    low = Math.min(low, y[i]!);
    high = Math.max(high, y[i]!);
  }
  return [Math.max(-FURTHEST, low - (high - low)), Math.min(FURTHEST, high + (high - low))];
}
