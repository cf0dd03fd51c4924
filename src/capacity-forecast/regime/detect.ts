import { findChangePoints } from './coarse-to-fine.js';
import { DEFAULT_SENSITIVITY } from './graded.js';

/** How eagerly changes are reported. */
export interface ChangePointOptions {
  /**
   * From 0 to 1, 0.8 unless told. The penalty that a change has to earn is 4^(0.8 - sensitivity) times the default one;
   * a higher sensitivity reports everything that a lower one does. Values outside are moved to the nearest end.
   */
  readonly sensitivity?: number;
}

/**
 * Where a series of evenly spaced values changes for good: the index of the first value of each new regime, rising.
 * Steps and bends of the trend count; single outliers, stationary noise however persistent, and steady trends do not.
 * A season should be taken out first (`regimeChanges` does). NaN is a gap. Fewer than eight values have no change. O(n)
 * beyond a thousand values, a few milliseconds below.
 *
 * Method: majority of five searches over two costs (Truong et al. 2020), struck out where an autoregression explains
 * them.
 */
export function detectChangePoints(values: ArrayLike<number>, options: ChangePointOptions = {}): number[] {
  try {
    return findChangePoints(values, parseSensitivity(options?.sensitivity)).map((p) => p.index);
  } catch {
    // Only a hostile argument gets here: in what cannot be read no change can be seen.
    return [];
  }
}

/** A sensitivity within its range; the default where none is given or it is no number. */
export function parseSensitivity(given: unknown): number {
  if (typeof given !== 'number' || Number.isNaN(given)) return DEFAULT_SENSITIVITY;
  return Math.min(1, Math.max(0, given));
}
