import type { Combination, Trial } from '../ensemble/combine.js';
import { familyOf } from '../ensemble/family.js';
import { SPREAD_TABLES } from '../ensemble/learned.js';
import { mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { toQuantileNodes, learnedOffsets, offsetsAt, computeSpreadInputs } from './offsets.js';
import { computeScaleFeatures } from './yardsticks.js';

/**
 * Quantiles of each step ahead: the point forecast and the learned distance of the level from it, in the units of what
 * this series' own errors and changes were.
 */
export function computeQuantiles(
  history: SeriesHistory,
  trial: Trial,
  combination: Combination,
  levels: readonly number[],
): readonly Float64Array[] {
  const table = SPREAD_TABLES[familyOf(history.periods)];
  const yardsticks = computeScaleFeatures(history, combination);
  const inputs = computeSpreadInputs(yardsticks, trial.evidence.features);
  const learned = learnedOffsets(table, yardsticks[0]!, inputs, combination.mean.length);
  const knots = toQuantileNodes(learned, table.levels);
  return levels.map((level) => mapFloat64(offsetsAt(knots, level), (offset, h) => combination.mean[h]! + offset));
}
