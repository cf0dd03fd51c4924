import type { SeriesHistory } from '../series-history.js';

/** What a plug-in model is given: the series with its gaps filled, oldest first, and its seasonal lengths. */
export interface ForecastHistory {
  /** One value a step, oldest first; NaN is missing. */
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
  /** As `ForecastOptions.model` names it. */
  readonly name: string;
  /** Point forecasts of the next `horizon` steps, or `undefined` where the history does not suit the model. */
  readonly forecast: (history: ForecastHistory, horizon: number) => ArrayLike<number> | undefined;
}

/** The few numbers that a model searches for, such as how fast it forgets. */
export type Settings = readonly number[];

/** A model of the library's own: it also shares the work that others did on the same history. */
export interface PoolModel {
  readonly name: string;
  /**
   * Finds the settings that suit a history best. The backtest finds them once and uses them at every earlier moment:
   * three or four numbers that look ahead change its verdict little, and searching is nearly all of the cost.
   */
  readonly tune?: (history: SeriesHistory) => Settings | undefined;
  /** The forecast; `settings` are what `tune` found, searched for where they are left out. */
  readonly forecast: (history: SeriesHistory, horizon: number, settings?: Settings) => Float64Array | undefined;
}
