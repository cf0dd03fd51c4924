import { mapped } from '../series/floats.js';
import type { History } from '../series/history.js';

/** The scale that growth is steady on: logarithms where all values exceed one, the values themselves otherwise. */
export function logScale(history: History): {
  readonly scaled: History;
  readonly back: (path: Float64Array) => Float64Array;
} {
  return history.smallest <= 1 ? { scaled: history, back: asItIs } : { scaled: history.logged(), back: exponentials };
}

const asItIs = (path: Float64Array): Float64Array => path;
const exponentials = (path: Float64Array): Float64Array => mapped(path, Math.exp);
