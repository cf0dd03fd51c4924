import { MAX_LEVELS } from './usage-input.js';
import { findProblem, type OptionProblem } from '../codec/decode.js';
import { isPlainObject, optionsOf } from '../codec/record.js';
import { epochSecondsCodec, lookedAtLater } from '../codec/values.js';
import { show } from '../errors/show.js';
import { E, type Either } from '../prelude.js';
import { sortToMedian } from '../stats/moments.js';
import { type ForecastError, invalidForecastOption, unusableSeries } from './errors.js';
import type { ForecastModel } from './forecasters/forecaster.js';
import { DemandCalendar } from './model/calendar.js';

/** How a series is to be forecast. Only `horizon` is needed. */
export interface ForecastOptions {
  /** How many steps ahead, 1 to 100,000. */
  readonly horizon: number;
  /** Seasonal lengths in steps, such as [24, 168] for hours; empty for none. Lengths not seen twice are left out. */
  readonly periods?: readonly number[];
  /** Probabilities of the quantiles wanted, each above 0 and below 1; [0.1, 0.5, 0.9] unless given. */
  readonly levels?: readonly number[];
  /** What the metric can be: no forecast and no quantile leaves it. Infinity (or null) leaves a side open. */
  readonly bounds?: readonly [low: number | null, high: number | null];
  /** `auto` (the default), one model's name, several names, or a model of the host's own. */
  readonly model?: string | readonly string[] | ForecastModel;
  /** The calendar that the values follow, and where on it they stand. */
  readonly calendar?: SeriesCalendar;
}

/** A calendar for values without timestamps. */
export interface SeriesCalendar extends DemandCalendar {
  /** When the first value begins, seconds since the epoch. */
  readonly start: number;
  /** The length of a value: `daily` unless given. */
  readonly granularity?: 'hourly' | 'daily';
}

/** The same, checked and complete. */
export interface ForecastPlan {
  readonly horizon: number;
  readonly periods: readonly number[];
  readonly levels: readonly number[];
  readonly bounds: readonly [number, number];
  readonly model: string | readonly string[] | ForecastModel;
  readonly calendar?: SeriesCalendar;
}

const DEFAULT_LEVELS = [0.1, 0.5, 0.9];
const MAX_HORIZON = 100_000;

const ForecastOptions = optionsOf<ForecastOptions>('the options', {
  horizon: lookedAtLater,
  periods: lookedAtLater,
  levels: lookedAtLater,
  bounds: lookedAtLater,
  model: lookedAtLater,
  calendar: lookedAtLater,
});

export function parseForecastOptions(options: ForecastOptions): Either<ForecastError, ForecastPlan> {
  if (typeof options !== 'object' || options === null)
    return invalidOption('options', options, 'an object with a horizon');
  const misspelled = findProblem(ForecastOptions, options, 'options');
  if (misspelled !== undefined) return E.left(invalidForecastOption(misspelled));
  const { horizon, periods = [], levels = DEFAULT_LEVELS, bounds = [null, null], model = 'auto', calendar } = options;
  if (!isStepCount(horizon, 1)) return invalidOption('horizon', horizon, `a whole number from 1 to ${MAX_HORIZON}`);
  if (!Array.isArray(periods) || !periods.every((period) => isStepCount(period, 1, Number.MAX_SAFE_INTEGER)))
    return invalidOption('periods', periods, 'a list of whole numbers of steps, 1 or more');
  const areLevels =
    Array.isArray(levels) && levels.every((level) => typeof level === 'number' && level > 0 && level < 1);
  if (!areLevels || levels.length > MAX_LEVELS)
    return invalidOption('levels', levels, `a list of at most ${MAX_LEVELS} probabilities above 0 and below 1`);
  const range = parseBounds(bounds);
  if (!range) return invalidOption('bounds', bounds, 'a pair [low, high] of numbers with low <= high');
  if (!isModelChoice(model))
    return invalidOption('model', model, 'a name, a list of names, or an object {name, forecast}');
  const wrong = calendar === undefined ? undefined : findSeriesCalendarProblem(calendar);
  if (wrong !== undefined) return E.left(invalidForecastOption(wrong));
  const seasons = ascending(periods.filter((period) => period > 1));
  return E.right({ horizon, periods: seasons, levels, bounds: range, model, ...(calendar && { calendar }) });
}

function findSeriesCalendarProblem(given: SeriesCalendar): OptionProblem | undefined {
  if (!isPlainObject(given)) return findProblem(DemandCalendar, given, 'calendar');
  const { start, granularity = 'daily', ...calendar } = given;
  const option = 'calendar.start';
  if (!epochSecondsCodec.is(start)) return { option, value: start, expected: epochSecondsCodec.name };
  if (!['hourly', 'daily'].includes(granularity))
    return { option: 'calendar.granularity', value: granularity, expected: 'hourly or daily' };
  return findProblem(DemandCalendar, calendar, 'calendar');
}

function invalidOption(option: string, value: unknown, expected: string): Either<ForecastError, never> {
  return E.left(invalidForecastOption({ option, value, expected }));
}

function isStepCount(value: unknown, least: number, most = MAX_HORIZON): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function parseBounds(bounds: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(bounds) || bounds.length !== 2) return undefined;
  const low: unknown = bounds[0] ?? -Infinity;
  const high: unknown = bounds[1] ?? Infinity;
  return typeof low === 'number' && typeof high === 'number' && low <= high ? [low, high] : undefined;
}

function isModelChoice(model: unknown): model is ForecastPlan['model'] {
  if (typeof model === 'string') return true;
  if (Array.isArray(model)) return model.length > 0 && model.every((name) => typeof name === 'string');
  if (typeof model !== 'object' || model === null) return false;
  const { name, forecast } = model as Partial<ForecastModel>;
  return typeof name === 'string' && typeof forecast === 'function';
}

const ascending = (periods: readonly number[]): readonly number[] => [...new Set(periods)].sort((a, b) => a - b);

/**
 * The series with every missing value filled, or the very same array where nothing is missing (never copied then).
 * A gap takes the value one season before or after it (its neighbors moved by their change of level), and where the
 * season knows nothing either, the straight line between the values on both sides; ends repeat the nearest value.
 * Anything that is not a finite number counts as missing. Returns `undefined` with fewer than two values known.
 */
export function fillGaps(values: Float64Array, period: number | undefined): Float64Array | undefined {
  const known = countKnown(values);
  if (known < 2) return undefined;
  if (known === values.length) return values;
  const filled = values.map((value) => (Number.isFinite(value) ? value : NaN));
  if (period !== undefined && period >= 2 && values.length >= 2 * period) fillFromSeason(filled, period);
  fillFromNeighbors(filled);
  return filled;
}

export function countKnown(values: Float64Array): number {
  let known = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) known++;
  return known;
}

function fillFromSeason(filled: Float64Array, period: number): void {
  const original = filled.slice();
  for (let i = 0; i < filled.length; i++) {
    if (!Number.isNaN(original[i]!)) continue;
    const before = i >= period ? original[i - period]! : NaN;
    const after = i + period < filled.length ? original[i + period]! : NaN;
    if (!Number.isNaN(before) && !Number.isNaN(after)) filled[i] = (before + after) / 2;
    else if (!Number.isNaN(before)) filled[i] = before;
    else if (!Number.isNaN(after)) filled[i] = after;
    else if (i >= period) filled[i] = filled[i - period]!;
  }
}

function fillFromNeighbors(filled: Float64Array): void {
  let last = -1;
  for (let i = 0; i <= filled.length; i++) {
    if (i < filled.length && Number.isNaN(filled[i]!)) continue;
    for (let j = last + 1; j < i; j++) filled[j] = interpolate(filled, last, i, j);
    last = i;
  }
}

function interpolate(filled: Float64Array, left: number, right: number, at: number): number {
  if (left < 0) return filled[right]!;
  if (right >= filled.length) return filled[left]!;
  return filled[left]! + ((filled[right]! - filled[left]!) * (at - left)) / (right - left);
}

/**
 * Positions of values that can only be errors of measurement (a counter that was reset, a unit mistaken): few, alone or
 * in pairs, and further from the median than all others by a factor that no burst has. Usually none; O(n) then.
 *
 * @param values anything that is not a finite number is missing.
 */
export function findMeasurementOutliers(values: Float64Array): readonly number[] {
  if (!mayContainOutlier(values)) return [];
  const known = values.filter(Number.isFinite);
  const center = sortToMedian(known.slice());
  const distances = known.map((x) => Math.abs(x - center)).sort();
  const most = Math.max(1, Math.floor(known.length * MAX_OUTLIER_SHARE));
  for (let count = 1; count <= most && count < distances.length; count++) {
    const [inner, outer] = [distances[distances.length - 1 - count]!, distances[distances.length - count]!];
    if (inner > 0 && outer > OUTLIER_FACTOR * inner) return isolatedPositions(values, center, outer);
  }
  return [];
}

/** Further out than all others by this factor. */
const OUTLIER_FACTOR = 30;
const MAX_OUTLIER_SHARE = 0.01;
const MIN_VALUES = 8;

/**
 * A value so far out lies at least this many mean distances from the mean. From a hundred values on, the others within
 * a thirtieth of its distance and one in a hundred as far out as it is make a mean distance below a tenth of its own.
 */
const MEAN_DISTANCES = { few: 3, many: 10 };
const MANY = 100;

function mayContainOutlier(values: Float64Array): boolean {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) continue;
    sum += values[i]!;
    count += 1;
  }
  if (count < MIN_VALUES) return false;
  const mean = sum / count;
  let [total, largest] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const distance = Math.abs(values[i]! - mean);
    if (!Number.isFinite(distance)) continue;
    total += distance;
    if (distance > largest) largest = distance;
  }
  return largest * count > (count < MANY ? MEAN_DISTANCES.few : MEAN_DISTANCES.many) * total;
}

/** Three in a row are a new level. */
function isolatedPositions(values: Float64Array, center: number, least: number): readonly number[] {
  const found: number[] = [];
  let run = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = Math.abs(values[i]! - center);
    run = distance >= least && distance < Infinity ? run + 1 : 0;
    if (run === 3) return [];
    if (run > 0) found.push(i);
  }
  return found;
}

/** A series as it came, made fit for arithmetic. */
export interface SeriesInput {
  readonly values: Float64Array;
  readonly missing: number;
  /** Values taken for errors of measurement, and filled in like missing ones. */
  readonly misread: number;
  /** The values are the caller's divided by this power of two; 1 unless they were huge or tiny. */
  readonly unit: number;
  /** Whether a value was measured; undefined where all were. */
  readonly measured?: (at: number) => boolean;
}

/**
 * Reads a series. A `Float64Array` without gaps is used as it stands, never copied. Values so large that their squares
 * would leave the range of a double, or so small that they get lost beside one, are divided by a power of two, which
 * loses no digit.
 */
export function readSeries(raw: ArrayLike<number>, period: number | undefined): Either<ForecastError, SeriesInput> {
  const given = toFloat64(raw);
  const wanted = 'at least 2 finite numbers in a list';
  if (!given) return E.left(unusableSeries({ found: show(raw), expected: wanted }));
  const known = countKnown(given);
  const wrong = findMeasurementOutliers(given);
  const filled = fillGaps(removeAt(given, wrong), period);
  if (!filled) {
    return E.left(unusableSeries({ found: `${known} finite of ${given.length} values`, expected: wanted }));
  }
  const unit = scaleUnit(filled);
  const values = unit === 1 ? filled : filled.map((value) => value / unit);
  const measured = (at: number): boolean => Number.isFinite(given[at]!);
  return E.right({
    values,
    missing: given.length - known,
    misread: wrong.length,
    unit,
    ...(known < given.length && { measured }),
  });
}

function removeAt(values: Float64Array, positions: readonly number[]): Float64Array {
  if (positions.length === 0) return values;
  const left = values.slice();
  for (const position of positions) left[position] = NaN;
  return left;
}

function toFloat64(raw: unknown): Float64Array | undefined {
  if (raw instanceof Float64Array) return raw;
  if (typeof raw !== 'object' || raw === null) return undefined;
  const length: unknown = (raw as { length?: unknown }).length;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || length > 2 ** 31) return undefined;
  const list = raw as ArrayLike<unknown>;
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = typeof list[i] === 'number' ? (list[i] as number) : NaN;
  return values;
}

function scaleUnit(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0 || (largest > 1e-3 && largest < 1e60)) return 1;
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}
