import { mapped } from '../series/floats.js';
import type { History } from '../series/history.js';

/** The scale that growth is steady on: logarithms where all values exceed one, the values themselves otherwise. */
export function logScale(history: History): {
  readonly scaled: History;
  readonly back: (path: Float64Array) => Float64Array;
} {
  if (history.smallest <= 1) return { scaled: history, back: (path) => path };
  return { scaled: history.logged(), back: (path) => mapped(path, Math.exp) };
}
