import { adjustSeason, type SeasonallyAdjusted } from './seasonal-adjustment.js';

/** A series ready to be forecast, with the work that several models share done at most once. */
export interface History {
  /** Oldest first, every gap filled, at least two values. */
  readonly values: Float64Array;
  /** Seasonal lengths in steps, ascending, each seen at least twice. */
  readonly periods: readonly number[];
  /** Whether every value is above zero, so that logarithms and ratios make sense. */
  readonly positive: boolean;
  readonly smallest: number;
  readonly largest: number;
  /** The series without its main season, and the way back. */
  readonly adjusted: () => SeasonallyAdjusted;
}

export function historyOf(values: Float64Array, periods: readonly number[]): History {
  const seen = periods.filter((period) => values.length >= 2 * period);
  const smallest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const positive = smallest > 0;
  return {
    values,
    periods: seen,
    positive,
    smallest,
    largest,
    adjusted: once(() => adjustSeason(values, seen[0] ?? 1, positive)),
  };
}

function once<A>(work: () => A): () => A {
  let done: { readonly result: A } | undefined;
  return () => (done ??= { result: work() }).result;
}
