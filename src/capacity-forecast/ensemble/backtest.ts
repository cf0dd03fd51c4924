import type { PoolModel, Settings } from '../models/model.js';
import { floatsOf } from '../series/floats.js';
import type { History } from '../series/history.js';
import { type Candidates, candidatesOf } from './candidates.js';

/** What the models would have said at one earlier moment, and what came. */
export interface Fold {
  readonly actual: Float64Array;
  readonly candidates: Candidates;
}

/**
 * Rolling-origin backtest: two or three windows at the end of the history, one after the other, each forecast from what
 * came before it. Windows are as long as the horizon where the history is long enough, and shorter otherwise.
 */
export function backtest(
  history: History,
  models: readonly PoolModel[],
  settings: readonly (Settings | undefined)[],
  horizon: number,
): readonly Fold[] {
  const { values, periods } = history;
  const { length } = foldsOf(values.length, horizon, periods[0] ?? 1);
  return originsOf(history, horizon).map((origin) => {
    const candidates = candidatesOf(history.until(origin), models, settings, length);
    return { actual: values.subarray(origin, origin + length), candidates };
  });
}

/** How many values were known at the start of each window, latest first. */
export function originsOf({ values, periods }: History, horizon: number): readonly number[] {
  const { length, count } = foldsOf(values.length, horizon, periods[0] ?? 1);
  return Array.from({ length: count }, (_, i) => values.length - (i + 1) * length);
}

const LEAST_WINDOWS = 2;
const MOST_WINDOWS = 3;
/** Two windows are enough where they hold as many steps as this. */
const STEPS_WANTED = 30;

export function foldsOf(
  n: number,
  horizon: number,
  period: number,
): { readonly length: number; readonly count: number } {
  if (n < 10) return { length: 0, count: 0 };
  const length = Math.max(2, Math.min(horizon, Math.floor(n / 5)));
  const wanted = Math.max(LEAST_WINDOWS, Math.min(MOST_WINDOWS, Math.ceil(STEPS_WANTED / length)));
  const room = n - Math.max(6, 2.2 * period);
  return { length, count: Math.max(0, Math.min(wanted, Math.floor(room / length))) };
}

/** Mean absolute error of each model over all folds; NaN for a model that missed one, or without folds. */
export function errorsOf(folds: readonly Fold[], models: number): Float64Array {
  return floatsOf(models, (k) => {
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
