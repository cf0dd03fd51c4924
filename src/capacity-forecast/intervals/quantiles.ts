import type { Combination, Trial } from '../ensemble/combine.js';
import { familyOf } from '../ensemble/family.js';
import { SPREADS } from '../ensemble/learned.js';
import { mapped } from '../series/floats.js';
import type { History } from '../series/history.js';
import { knotsOf, learnedOffsets, offsetsAt, spreadInputs } from './offsets.js';
import { yardsticksOf } from './yardsticks.js';

/**
 * Quantiles of each step ahead: the point forecast and the learned distance of the level from it, in the units of what
 * this series' own errors and changes were.
 */
export function quantilesOf(
  history: History,
  trial: Trial,
  combination: Combination,
  levels: readonly number[],
): readonly Float64Array[] {
  const table = SPREADS[familyOf(history.periods)];
  const yardsticks = yardsticksOf(history, combination);
  const inputs = spreadInputs(yardsticks, trial.evidence.features);
  const learned = learnedOffsets(table, yardsticks[0]!, inputs, combination.mean.length);
  const knots = knotsOf(learned, table.levels);
  return levels.map((level) => mapped(offsetsAt(knots, level), (offset, h) => combination.mean[h]! + offset));
}
