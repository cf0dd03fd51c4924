import type { History } from '../series/history.js';

/** What a plug-in model is given: the series with its gaps filled, oldest first, and its seasonal lengths. */
export interface ForecastHistory {
  readonly values: Float64Array;
  /** Seasonal lengths in steps, ascending, each seen at least twice in the history. */
  readonly periods: readonly number[];
}

/**
 * A forecasting model of the host's own, to pass as `model`.
 *
 * @example
 * const lastValue: ForecastModel = {
 *   name: 'last value',
 *   forecast: ({ values }, horizon) => new Float64Array(horizon).fill(values[values.length - 1]!),
 * };
 */
export interface ForecastModel {
  readonly name: string;
  /** Point forecasts of the next `horizon` steps, or `undefined` where the history does not suit the model. */
  readonly forecast: (history: ForecastHistory, horizon: number) => ArrayLike<number> | undefined;
}

/** A model of the library's own: it also shares the work that others did on the same history. */
export interface PoolModel {
  readonly name: string;
  readonly forecast: (history: History, horizon: number) => Float64Array | undefined;
}
