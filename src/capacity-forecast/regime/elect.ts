import { lineCost } from './costs/line.js';
import { meanCost } from './costs/mean.js';
import { removeNoiseChanges } from './noise-guard.js';
import { binarySearch } from './search/binary.js';
import { optimalSearch } from './search/optimal.js';
import { windowSearch } from './search/window.js';
import { findConsensus } from './vote.js';

/** Fewer values than this show no two regimes. */
export const MIN_VALUES = 8;

const QUORUM = 3;
const REACH = 5;

/** How far apart two places may be to mean the same change: five values, less in very short series. */
export function agreementReach(length: number): number {
  return length < 40 ? Math.max(2, Math.floor(length / 8)) : REACH;
}

/**
 * Change points on which three of five methods agree: binary segmentation and two window widths on the mean, the best
 * partition into lines at two penalties; without those that the memory of the noise explains.
 *
 * @param values standardised
 * @param strictness multiplies every method's penalty; 1 is the default setting
 */
export function consensusChangePoints(values: Float64Array, strictness: number): ReadonlyArray<number> {
  const n = values.length;
  if (n < MIN_VALUES) return [];
  const unit = strictness * Math.log(n);
  const mean = meanCost(values);
  const line = lineCost(values);
  const lists = [
    binarySearch(mean, n, 2, 3 * unit, 5),
    optimalSearch(line, n, 5, 2 * unit),
    optimalSearch(line, n, 5, 3 * unit),
    windowSearch(mean, n, 10, 3 * unit),
    windowSearch(mean, n, 16, 2 * unit),
  ];
  return removeNoiseChanges(values, findConsensus(lists, QUORUM, agreementReach(n)));
}
