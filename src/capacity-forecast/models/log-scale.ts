import { mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';

/** The scale that growth is steady on: logarithms where all values exceed one, the values themselves otherwise. */
export function toLogScale(history: SeriesHistory): {
  readonly scaled: SeriesHistory;
  readonly back: (path: Float64Array) => Float64Array;
} {
  return history.smallest <= 1 ? { scaled: history, back: identity } : { scaled: history.logged(), back: exponentiate };
}

const identity = (path: Float64Array): Float64Array => path;
const exponentiate = (path: Float64Array): Float64Array => mapFloat64(path, Math.exp);
