import { fitLine, prepareRegressors, regress } from '../../stats/least-squares.js';
import { mapFloat64 } from '../../stats/float64.js';
import { insertSorted, sortToMedian } from '../../stats/moments.js';

const HALF_WINDOW = 4;
const OUTLIER_DEVIATIONS = 5;

/**
 * The series with single outliers taken out (NaN): values more than five deviations from the median of their nine
 * neighbors, deviations being 1.4826 times the median distance from those medians (Hampel 1974).
 */
export function removeOutliers(values: Float64Array): Float64Array {
  const near = new Float64Array(2 * HALF_WINDOW + 1);
  const distances = mapFloat64(values, (value, t) => value - medianAround(values, t, near));
  const known = distances
    .map(Math.abs)
    .filter((distance) => !Number.isNaN(distance))
    .sort();
  const limit = OUTLIER_DEVIATIONS * 1.4826 * (known[known.length >> 1] ?? 0);
  if (limit === 0) return values;
  return values.map((value, t) => (Math.abs(distances[t]!) > limit ? NaN : value));
}

/** The upper median; `near` is room to work in. */
function medianAround(values: Float64Array, at: number, near: Float64Array): number {
  const from = Math.max(0, Math.min(at - HALF_WINDOW, values.length - near.length));
  let count = 0;
  for (let i = from; i < Math.min(values.length, from + near.length); i++)
    if (!Number.isNaN(values[i]!)) insertSorted(near, count++, values[i]!);
  return count === 0 ? NaN : near[count >> 1]!;
}

/**
 * Variance between positions over that within them, from which on they are a season: noise of a week is higher in one
 * series of a hundred.
 */
const MIN_SEASON_RATIO = 3;

/**
 * What each position of a season adds to the level: means of what a centered moving average over one season leaves
 * over, shrunk by how far they stand out of the noise (James & Stein 1961), adding up to zero. All zeros where the
 * series has less than three seasons or nothing stands out clearly: the highest of seven noisy means is a peak as well,
 * and would bring every date forward.
 */
export function estimateSeasonShape(values: Float64Array, period: number): Float64Array {
  const shape = new Float64Array(period);
  if (period < 2 || values.length < 3 * period) return shape;
  const rest = removeTrend(values, period);
  const counts = new Float64Array(period);
  let squares = 0;
  let known = 0;
  for (let t = 0; t < rest.length; t++) {
    if (Number.isNaN(rest[t]!)) continue;
    shape[t % period]! += rest[t]!;
    counts[t % period]! += 1;
    squares += rest[t]! * rest[t]!;
    known++;
  }
  if (counts.some((count) => count < 2)) return shape.fill(0);
  let explained = 0;
  for (let i = 0; i < period; i++) {
    shape[i]! /= counts[i]!;
    explained += counts[i]! * shape[i]! * shape[i]!;
  }
  const within = Math.max(0, squares - explained) / Math.max(1, known - period);
  const ratio = explained / (period - 1) / Math.max(within, Number.MIN_VALUE);
  const kept = ratio < MIN_SEASON_RATIO ? 0 : 1 - 1 / ratio;
  const center = shape.reduce((sum, value) => sum + value, 0) / period;
  return shape.map((value) => kept * (value - center));
}

function removeTrend(values: Float64Array, period: number): Float64Array {
  const rest = new Float64Array(values.length).fill(NaN);
  const half = period >> 1;
  const even = period % 2 === 0;
  for (let t = half; t < values.length - half; t++) {
    let sum = 0;
    let weight = 0;
    for (let i = -half; i <= half; i++) {
      const share = even && Math.abs(i) === half ? 0.5 : 1;
      const value = values[t + i]!;
      if (Number.isNaN(value)) continue;
      sum += share * value;
      weight += share;
    }
    if (weight > 0.8 * period) rest[t] = values[t]! - sum / weight;
  }
  return rest;
}

export const YEAR_DAYS = 365.25;
const HARMONICS = 2;
/** A year must be seen nearly twice, and the two must look alike. */
const MIN_YEARS = 1.9;
const MIN_YEARLY_CORRELATION = 0.6;
/** A profile must foretell the last year this much better than smooth waves do. */
const MAX_PROFILE_SHARE = 0.8;
/** Steps on either side that a place of the profile is averaged over, as a share of a year. */
const PROFILE_SHARE = 1 / 180;

/** What the year adds to a step, by its place in the year, which starts with step 0; empty for no such season. */
type YearlyShape = Float64Array;

/** What the yearly shape adds to a step. */
export function yearlyEffect(shape: YearlyShape, step: number, year: number = YEAR_DAYS): number {
  return shape.length === 0 ? 0 : shape[Math.floor(step % year)]!;
}

/**
 * The shape of the year, if there is one: what a line leaves over, where the last two years of it resemble each other
 * (a wandering level does not repeat itself). Smooth waves where they foretell the last year about as well from those
 * before it; the mean of the years at each place otherwise, so that a month of sales stays a month.
 */
export function fitYearlyShape(values: Float64Array, year: number = YEAR_DAYS): YearlyShape {
  const none = new Float64Array(0);
  if (values.length < MIN_YEARS * year) return none;
  const steps = Array.from(values.keys()).filter((step) => !Number.isNaN(values[step]!));
  if (steps.length < (MIN_YEARS * year) / 2) return none;
  const { start, slope } = fitLine(values);
  const rest = values.map((value, step) => value - start - slope * step);
  if (yearlyCorrelation(rest, Math.round(year)) < MIN_YEARLY_CORRELATION) return none;
  const last = rest.length - Math.round(year);
  const before = rest.map((value, step) => (step < last ? value : NaN));
  const missed = (shape: YearlyShape): number => {
    let squares = 0;
    for (let step = last; step < rest.length; step++) {
      const error = rest[step]! - yearlyEffect(shape, step, year);
      if (!Number.isNaN(error)) squares += error * error;
    }
    return squares;
  };
  const sharp = missed(yearlyProfile(before, year)) < MAX_PROFILE_SHARE * missed(yearlyWaves(before, year));
  return sharp ? yearlyProfile(rest, year) : yearlyWaves(rest, year);
}

/** Two harmonics of the year, by least squares together with a line. */
function yearlyWaves(rest: Float64Array, year: number): YearlyShape {
  const steps = Array.from(rest.keys()).filter((step) => !Number.isNaN(rest[step]!));
  const column = (of: (step: number) => number): Float64Array => Float64Array.from(steps, of);
  const waves = Array.from({ length: 2 * HARMONICS }, (_, i) => column((step) => harmonic(i, step, year)));
  const columns = [column(() => 1), column((step) => step / year), ...waves];
  const weights = regress(
    prepareRegressors(columns),
    column((step) => rest[step]!),
  ).coefficients.subarray(2);
  return Float64Array.from({ length: Math.ceil(year) }, (_, step) =>
    weights.reduce((sum, weight, i) => sum + weight * harmonic(i, step, year), 0),
  );
}

function harmonic(i: number, step: number, year: number): number {
  const angle = (2 * Math.PI * (1 + (i >> 1)) * step) / year;
  return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
}

/** The median of what is near each place of the year, in all years; adding up to nothing. */
function yearlyProfile(rest: Float64Array, year: number): YearlyShape {
  const reach = Math.max(1, Math.round(PROFILE_SHARE * year));
  const places = Array.from({ length: Math.ceil(year) }, (): number[] => []);
  for (const [step, value] of rest.entries()) {
    if (Number.isNaN(value)) continue;
    const place = Math.floor(step % year);
    for (let near = place - reach; near <= place + reach; near++)
      places[(near + places.length) % places.length]!.push(value);
  }
  const profile = Float64Array.from(places, (near) => sortToMedian(Float64Array.from(near)));
  const center = sortToMedian(profile.slice());
  return profile.map((value) => value - center);
}

/** Correlation of steps one year apart. */
function yearlyCorrelation(rest: Float64Array, lag: number): number {
  let products = 0,
    first = 0,
    second = 0;
  for (let day = lag; day < rest.length; day++) {
    const now = rest[day]!;
    const then = rest[day - lag]!;
    if (Number.isNaN(now + then)) continue;
    products += now * then;
    first += now * now;
    second += then * then;
  }
  return first > 0 && second > 0 ? products / Math.sqrt(first * second) : 0;
}

/** What moves around the level: in logarithms where every value is above zero, because seasons grow with the level. */
export interface SeasonalPart {
  readonly multiplicative: boolean;
  /** By position in the season; one entry without one. */
  readonly shape: Float64Array;
  readonly yearly: YearlyShape;
  /** How far the usual peak within a step stands above the step. */
  readonly peak: number;
}

/** Finer values that show how usage peaks within a step, and how many of them make a step. */
export interface SubSteps {
  readonly values: Float64Array;
  readonly count: number;
}

/**
 * Takes season and outliers out of a series; outliers are looked for after the season is out, and it is then seen
 * again.
 */
export function removeSeason(
  values: Float64Array,
  period: number,
  within: SubSteps | undefined,
): { readonly season: SeasonalPart; readonly level: Float64Array } {
  const positive = allPositive(values) && (within === undefined || allPositive(within.values));
  const multiplicative = positive && growsWithLevel(values, period);
  const there = (value: number): number => (multiplicative ? Math.log(value) : value);
  const raw = values.map(there);
  const minus = (shape: Float64Array): Float64Array => raw.map((value, t) => value - shape[t % period]!);
  const seen = removeOutliers(minus(estimateSeasonShape(raw, period)));
  const shape = estimateSeasonShape(
    raw.map((value, t) => (Number.isNaN(seen[t]!) ? NaN : value)),
    period,
  );
  const flat = minus(shape).map((value, t) => (Number.isNaN(seen[t]!) ? NaN : value));
  const yearly = fitYearlyShape(flat);
  const level = flat.map((value, t) => {
    const rest = value - (yearly.length === 0 ? 0 : yearlyEffect(yearly, t));
    return multiplicative ? Math.exp(rest) : rest;
  });
  return { season: { multiplicative, shape, yearly, peak: within ? typicalPeak(within, multiplicative) : 0 }, level };
}

/** Fixed amounts must leave less than this share of what proportions leave. */
const MAX_FIXED_SHARE = 0.9;

/** Whether a season in proportion to the level explains a series about as well as one of fixed amounts, or better. */
function growsWithLevel(values: Float64Array, period: number): boolean {
  const logs = values.map(Math.log);
  const [amounts, shares] = [estimateSeasonShape(values, period), estimateSeasonShape(logs, period)];
  const squares = (rest: Float64Array, shape: Float64Array, unit: (t: number) => number): number =>
    rest.reduce((sum, x, t) => (Number.isNaN(x) ? sum : sum + ((x - shape[t % period]!) * unit(t)) ** 2), 0);
  const fixed = squares(removeTrend(values, period), amounts, () => 1);
  return squares(removeTrend(logs, period), shares, (t) => values[t]!) * MAX_FIXED_SHARE <= fixed;
}

/** How far the peak stands above the mean of the step; shapes of logarithms are centered on their own, lower mean. */
function typicalPeak({ values, count }: SubSteps, multiplicative: boolean): number {
  const shape = estimateSeasonShape(multiplicative ? values.map(Math.log) : values, count);
  const mean = multiplicative ? Math.log(shape.reduce((sum, value) => sum + Math.exp(value), 0) / count) : 0;
  return Math.max(...shape) - mean;
}

/** The level that stands behind a value at a step, its season taken out. */
export function toLevel({ multiplicative, shape, yearly, peak }: SeasonalPart, step: number, value: number): number {
  const moved = shape[step % shape.length]! + yearlyEffect(yearly, step) + peak;
  return multiplicative ? value / Math.exp(moved) : value - moved;
}

/** The other way round: what a level is with its season; with the usual peak within the step on top, if asked. */
export function fromLevel(
  { multiplicative, shape, yearly, peak }: SeasonalPart,
  step: number,
  level: number,
  atPeak = false,
): number {
  const moved = shape[step % shape.length]! + yearlyEffect(yearly, step) + (atPeak ? peak : 0);
  return multiplicative ? level * Math.exp(moved) : level + moved;
}

/** What a level is with its season of the year alone. */
export function withYearlySeason({ multiplicative, yearly }: SeasonalPart, step: number, level: number): number {
  return multiplicative ? level * Math.exp(yearlyEffect(yearly, step)) : level + yearlyEffect(yearly, step);
}

/** A value without its season of the year. */
export function withoutYearlySeason({ multiplicative, yearly }: SeasonalPart, step: number, value: number): number {
  return multiplicative ? value / Math.exp(yearlyEffect(yearly, step)) : value - yearlyEffect(yearly, step);
}

const allPositive = (values: Float64Array): boolean => values.every((value) => Number.isNaN(value) || value > 0);
