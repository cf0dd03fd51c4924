import type { PoolModel, Settings } from '../models/model.js';
import { generateFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { type CandidatePaths, runModels } from './candidates.js';

/** What the models would have said at one earlier moment, and what came. */
export interface BacktestWindow {
  readonly actual: Float64Array;
  readonly candidates: CandidatePaths;
}

/**
 * Rolling-origin backtest: two or three windows at the end of the history, one after the other, each forecast from what
 * came before it. Windows are as long as the horizon where the history is long enough, and shorter otherwise.
 */
export function backtest(
  history: SeriesHistory,
  models: readonly PoolModel[],
  settings: readonly (Settings | undefined)[],
  horizon: number,
): readonly BacktestWindow[] {
  const { values, periods } = history;
  const { length } = planWindows(values.length, horizon, periods[0] ?? 1);
  return backtestOrigins(history, horizon).map((origin) => {
    const candidates = runModels(history.truncate(origin), models, settings, length);
    return { actual: values.subarray(origin, origin + length), candidates };
  });
}

/** How many values were known at the start of each window, latest first. */
export function backtestOrigins({ values, periods }: SeriesHistory, horizon: number): readonly number[] {
  const { length, count } = planWindows(values.length, horizon, periods[0] ?? 1);
  return Array.from({ length: count }, (_, i) => values.length - (i + 1) * length);
}

const MIN_WINDOWS = 2;
const MAX_WINDOWS = 3;
/** Two windows are enough where they hold as many steps as this. */
const ENOUGH_STEPS = 30;

export function planWindows(
  n: number,
  horizon: number,
  period: number,
): { readonly length: number; readonly count: number } {
  if (n < 10) return { length: 0, count: 0 };
  const length = Math.max(2, Math.min(horizon, Math.floor(n / 5)));
  const wanted = Math.max(MIN_WINDOWS, Math.min(MAX_WINDOWS, Math.ceil(ENOUGH_STEPS / length)));
  const room = n - Math.max(6, 2.2 * period);
  return { length, count: Math.max(0, Math.min(wanted, Math.floor(room / length))) };
}

/** Mean absolute error of each model over all folds; NaN for a model that missed one, or without folds. */
export function meanAbsoluteErrors(folds: readonly BacktestWindow[], models: number): Float64Array {
  return generateFloat64(models, (k) => {
    let sum = 0;
    let count = 0;
    for (const { actual, candidates } of folds) {
      const path = candidates[k];
      if (!path) return NaN;
      for (let i = 0; i < actual.length; i++) sum += Math.abs(actual[i]! - path[i]!);
      count += actual.length;
    }
    return count === 0 ? NaN : sum / count;
  });
}
