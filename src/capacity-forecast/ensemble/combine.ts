import type { PoolModel } from '../models/model.js';
import type { History } from '../series/history.js';

/** The combined path and what each model gave to it. */
export interface Combination {
  readonly mean: Float64Array;
  readonly weights: readonly { readonly model: string; readonly weight: number }[];
}

export function combine(history: History, models: readonly PoolModel[], horizon: number): Combination | undefined {
  const paths = models.flatMap((model) => {
    const path = model.forecast(history, horizon);
    return path && path.every(Number.isFinite) ? [{ model: model.name, path }] : [];
  });
  if (paths.length === 0) return undefined;
  const mean = new Float64Array(horizon);
  for (const { path } of paths) for (let h = 0; h < horizon; h++) mean[h]! += path[h]! / paths.length;
  return { mean, weights: paths.map(({ model }) => ({ model, weight: 1 / paths.length })) };
}
