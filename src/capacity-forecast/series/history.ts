import { adjustSeason, type SeasonallyAdjusted } from './seasonal-adjustment.js';
import { isSeasonal } from './seasonality-test.js';

/** A series ready to be forecast, with the work that several models share done at most once. */
export interface History {
  /** Oldest first, every gap filled, at least two values. */
  readonly values: Float64Array;
  /** Seasonal lengths in steps, ascending, each seen at least twice. */
  readonly periods: readonly number[];
  readonly smallest: number;
  readonly largest: number;
  /** Whether the shortest season shows in the autocorrelation. */
  readonly seasonal: () => boolean;
  /** The series without its main season, and the way back. */
  readonly adjusted: () => SeasonallyAdjusted;
  /** The changes from one value to the next. */
  readonly steps: () => Float64Array;
  /** The same history in natural logarithms; only where `smallest` is above zero. */
  readonly logged: () => History;
}

export function historyOf(values: Float64Array, periods: readonly number[]): History {
  const seen = periods.filter((period) => values.length >= 2 * period);
  const period = seen[0] ?? 1;
  let smallest = Infinity;
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    smallest = Math.min(smallest, values[i]!);
    largest = Math.max(largest, values[i]!);
  }
  const seasonal = once(() => isSeasonal(values, period));
  return {
    values,
    periods: seen,
    smallest,
    largest,
    seasonal,
    adjusted: once(() => adjustSeason(values, period, seasonal(), smallest > 0)),
    steps: once(() => differences(values)),
    logged: once(() => historyOf(values.map(Math.log), seen)),
  };
}

function differences(values: Float64Array): Float64Array {
  const steps = new Float64Array(values.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = values[i + 1]! - values[i]!;
  return steps;
}

function once<A>(work: () => A): () => A {
  let done: { readonly result: A } | undefined;
  return () => (done ??= { result: work() }).result;
}
