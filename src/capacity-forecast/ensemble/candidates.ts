import type { PoolModel, Settings } from '../models/model.js';
import { mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';

/** One path per model, in the order of the models; `undefined` where a model does not suit the history. */
export type CandidatePaths = readonly (Float64Array | undefined)[];

/**
 * Runs the models. A path that is not finite counts as none; one that runs away is held near what was seen: within
 * three times the range of the history around it, and further the longer the horizon is beside the history.
 */
export function runModels(
  history: SeriesHistory,
  models: readonly PoolModel[],
  settings: readonly (Settings | undefined)[],
  horizon: number,
): CandidatePaths {
  const room = (history.largest - history.smallest) * (3 + (3 * horizon) / history.values.length);
  const low = history.smallest - room;
  const high = history.largest + room;
  return models.map((model, k) => {
    const path = model.forecast(history, horizon, settings[k]);
    return path && allFinite(path) ? mapFloat64(path, (x) => Math.max(low, Math.min(high, x))) : undefined;
  });
}

function allFinite(path: Float64Array): boolean {
  for (let h = 0; h < path.length; h++) if (!Number.isFinite(path[h])) return false;
  return true;
}
