import type { History } from '../series/history.js';
import { normalQuantile } from './normal-quantile.js';

/** How far the quantile of `level` lies from the point forecast at each step, never nearer further out. */
export function offsetsOf({ values, periods }: History, horizon: number, level: number): Float64Array {
  const period = periods[0] ?? 1;
  let squares = 0;
  for (let i = period; i < values.length; i++) squares += (values[i]! - values[i - period]!) ** 2;
  const sigma = Math.sqrt(squares / Math.max(1, values.length - period));
  const z = normalQuantile(level);
  return new Float64Array(horizon).map((_, h) => z * sigma * Math.sqrt(1 + Math.floor(h / period)));
}
