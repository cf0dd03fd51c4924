import { allocFloat64, mapFloat64 } from '../stats/float64.js';
import { variance } from '../stats/moments.js';
import { adjustSeason, type SeasonallyAdjusted } from './decomposition.js';
import { hasSeasonalVariance, isSeasonal } from './season-family.js';

/** A series ready to be forecast, with the work that several models share done at most once. */
export interface SeriesHistory {
  /** Oldest first, every gap filled, at least two values. */
  readonly values: Float64Array;
  /** Seasonal lengths in steps, ascending, each seen at least twice. */
  readonly periods: readonly number[];
  readonly smallest: number;
  readonly largest: number;
  /** Whether the shortest season shows in the autocorrelation. */
  seasonal(): boolean;
  /** The series without its main season, and the way back. */
  adjusted(): SeasonallyAdjusted;
  /** The changes from one value to the next. */
  steps(): Float64Array;
  /** Whether the values vary less than their changes, so that differencing would only add noise. */
  stationary(): boolean;
  /** Whether the values (their changes, unless stationary) differ between the steps of the shortest season. */
  varies(): boolean;
  /** The same history in natural logarithms; only where `smallest` is above zero. */
  logged(): SeriesHistory;
  /** The history as it was when it had `length` values. */
  truncate(length: number): SeriesHistory;
  /** The same history some steps ago, where it looks back on that: what was summed up to there can be carried on. */
  readonly prefix: SeriesHistory | undefined;
  /** The same history, looking back on `earlier`, which is its own beginning. */
  withPrefix(earlier: SeriesHistory): SeriesHistory;
  /** What `work` gives, done once for a name. */
  shared<A>(name: string, work: () => A): A;
}

export const createHistory = (values: Float64Array, periods: readonly number[]): SeriesHistory =>
  new CachedHistory(values, periods);

/** The same history, looking back on what it was at these lengths, longest first: `until` answers with those. */
export const withPrefixes = (history: SeriesHistory, [latest, ...before]: readonly number[]): SeriesHistory =>
  latest === undefined ? history : history.withPrefix(withPrefixes(history.truncate(latest), before));

class CachedHistory implements SeriesHistory {
  readonly periods: readonly number[];
  readonly smallest: number;
  readonly largest: number;
  /** The shortest season; 1 where there is none. */
  private readonly period: number;
  private isSeasonal?: boolean;
  private isStationary?: boolean;
  private doesVary?: boolean;
  private withoutSeason?: SeasonallyAdjusted;
  private changes?: Float64Array;
  private logarithms?: Float64Array;
  private inLogarithms?: CachedHistory;
  private readonly done = new Map<string, unknown>();

  /** `whole` is the same history or a later moment of it: its changes and logarithms are worked out once for both. */
  constructor(
    readonly values: Float64Array,
    periods: readonly number[],
    readonly prefix: SeriesHistory | undefined = undefined,
    private readonly whole?: CachedHistory,
  ) {
    this.periods = periods.filter((period) => values.length >= 2 * period);
    this.period = this.periods[0] ?? 1;
    [this.smallest, this.largest] = valueRange(values);
  }

  seasonal(): boolean {
    return (this.isSeasonal ??= isSeasonal(this.values, this.period));
  }

  adjusted(): SeasonallyAdjusted {
    return (this.withoutSeason ??= adjustSeason(this.values, this.period, this.seasonal(), this.smallest > 0));
  }

  steps(): Float64Array {
    return (this.changes ??= this.whole?.steps().subarray(0, this.values.length - 1) ?? differences(this.values));
  }

  stationary(): boolean {
    return (this.isStationary ??= variance(this.steps()) > 1.2 * variance(this.values));
  }

  varies(): boolean {
    return (this.doesVary ??= hasSeasonalVariance(this.stationary() ? this.values : this.steps(), this.period));
  }

  logged(): CachedHistory {
    return (this.inLogarithms ??= new CachedHistory(
      this.logs(),
      this.periods,
      this.prefix?.logged(),
      this.whole?.logged(),
    ));
  }

  truncate(length: number): SeriesHistory {
    const earlier = findPrefix(this.prefix, length);
    return earlier ?? new CachedHistory(this.values.subarray(0, length), this.periods, undefined, this);
  }

  withPrefix(earlier: SeriesHistory): SeriesHistory {
    return new CachedHistory(this.values, this.periods, earlier, this);
  }

  shared<A>(name: string, work: () => A): A {
    if (!this.done.has(name)) this.done.set(name, work());
    return this.done.get(name) as A;
  }

  private logs(): Float64Array {
    return (this.logarithms ??=
      this.whole?.logs().subarray(0, this.values.length) ?? mapFloat64(this.values, Math.log));
  }
}

function findPrefix(history: SeriesHistory | undefined, length: number): SeriesHistory | undefined {
  return !history || history.values.length === length ? history : findPrefix(history.prefix, length);
}

function valueRange(values: Float64Array): readonly [number, number] {
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
  const steps = allocFloat64(values.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = values[i + 1]! - values[i]!;
  return steps;
}

/** Logarithms of values this small beside the largest are about the small ones alone. */
const MIN_LOG_SHARE = 2.5e-4;

/**
 * The scale that growth is steady on: logarithms where no value is next to nothing, the values themselves otherwise.
 */
export function toLogScale(history: SeriesHistory): {
  readonly scaled: SeriesHistory;
  readonly back: (path: Float64Array) => Float64Array;
} {
  return history.smallest <= MIN_LOG_SHARE * history.largest
    ? { scaled: history, back: identity }
    : { scaled: history.logged(), back: exponentiate };
}

const identity = (path: Float64Array): Float64Array => path;
const exponentiate = (path: Float64Array): Float64Array => mapFloat64(path, Math.exp);
