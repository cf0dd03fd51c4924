import { floats, mapped } from './floats.js';
import { adjustSeason, type SeasonallyAdjusted } from './seasonal-adjustment.js';
import { variance } from './moments.js';
import { isSeasonal } from './seasonality-test.js';
import { seasonalByVariance } from './variance-test.js';

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
  /** Whether the values vary less than their changes, so that differencing would only add noise. */
  readonly stationary: () => boolean;
  /** Whether the values (their changes, unless stationary) differ between the steps of the shortest season. */
  readonly varies: () => boolean;
  /** The same history in natural logarithms; only where `smallest` is above zero. */
  readonly logged: () => History;
  /** The history as it was when it had `length` values. */
  readonly until: (length: number) => History;
  /** The same history some steps ago, where it looks back on that: what was summed up to there can be carried on. */
  readonly earlier: History | undefined;
  /** The same history, with all that it has worked out, looking back on `earlier`, which is its own beginning. */
  readonly after: (earlier: History) => History;
  /** What `work` gives, done once for a name. */
  readonly shared: <A>(name: string, work: () => A) => A;
}

export const historyOf = (values: Float64Array, periods: readonly number[]): History => historyWith(values, periods);

/** The same history, looking back on what it was at these lengths, longest first: `until` answers with those. */
export const lookingBack = (history: History, [latest, ...before]: readonly number[]): History =>
  latest === undefined ? history : history.after(lookingBack(history.until(latest), before));

/** `logs` are the logarithms of the values where somebody has them already. */
function historyWith(values: Float64Array, periods: readonly number[], logs?: () => Float64Array): History {
  const seen = periods.filter((period) => values.length >= 2 * period);
  const period = seen[0] ?? 1;
  const [smallest, largest] = rangeOf(values);
  const seasonal = once(() => isSeasonal(values, period));
  const steps = once(() => differences(values));
  const stationary = once(() => variance(steps()) > 1.2 * variance(values));
  const logarithms = logs ?? once(() => mapped(values, Math.log));
  const varies = once(() => seasonalByVariance(stationary() ? values : steps(), period));
  const adjusted = once(() => adjustSeason(values, period, seasonal(), smallest > 0));
  const logged = once(() => historyWith(logarithms(), seen));
  const done = new Map<string, unknown>();
  const shared = <A>(name: string, work: () => A): A => {
    if (!done.has(name)) done.set(name, work());
    return done.get(name) as A;
  };
  const until = (length: number): History =>
    historyWith(values.subarray(0, length), seen, () => logarithms().subarray(0, length));
  const lookingAt = (earlier: History | undefined): History => ({
    values,
    periods: seen,
    smallest,
    largest,
    seasonal,
    steps,
    stationary,
    varies,
    adjusted,
    logged: earlier ? once(() => logged().after(earlier.logged())) : logged,
    until: earlier ? (length) => momentOf(earlier, length) ?? until(length) : until,
    earlier,
    after: lookingAt,
    shared,
  });
  return lookingAt(undefined);
}

function momentOf(history: History | undefined, length: number): History | undefined {
  return !history || history.values.length === length ? history : momentOf(history.earlier, length);
}

function rangeOf(values: Float64Array): readonly [number, number] {
  let smallest = Infinity;
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return [smallest, largest];
}

function differences(values: Float64Array): Float64Array {
  const steps = floats(values.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = values[i + 1]! - values[i]!;
  return steps;
}

function once<A>(work: () => A): () => A {
  let done: { readonly result: A } | undefined;
  return () => (done ??= { result: work() }).result;
}
