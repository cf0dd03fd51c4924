import { regress, prepareRegressors } from '../seasonality/least-squares.js';

const YEAR_DAYS = 365.25;
const HARMONICS = 2;
/** A year must be seen nearly twice, and the two must look alike. */
const MIN_DAYS = Math.floor(1.9 * YEAR_DAYS);
const MIN_YEARLY_CORRELATION = 0.6;

/**
 * Weights of the cosine and sine of the year and of half a year, of days counted from the first; empty for no such
 * season.
 */
export type YearlyShape = ReadonlyArray<number>;

/** What the yearly shape adds to a day. */
export function yearlyEffect(shape: YearlyShape, day: number): number {
  return shape.reduce((sum, weight, i) => sum + weight * harmonic(i, day), 0);
}

/**
 * The shape of the year in daily values, if there is one: a line and two harmonics fitted together, believed where the
 * last two years left over by the line resemble each other (a wandering level does not repeat itself).
 */
export function fitYearlyShape(values: Float64Array): YearlyShape {
  if (values.length < MIN_DAYS) return [];
  const days = Array.from(values.keys()).filter((day) => !Number.isNaN(values[day]!));
  if (days.length < MIN_DAYS / 2) return [];
  const column = (of: (day: number) => number): Float64Array => Float64Array.from(days, of);
  const known = column((day) => values[day]!);
  const line = [column(() => 1), column((day) => day / YEAR_DAYS)];
  const rest = new Float64Array(values.length).fill(NaN);
  const straight = regress(prepareRegressors(line), known).fitted;
  for (const [i, day] of days.entries()) rest[day] = known[i]! - straight[i]!;
  if (yearlyCorrelation(rest) < MIN_YEARLY_CORRELATION) return [];
  const waves = Array.from({ length: 2 * HARMONICS }, (_, i) => column((day) => harmonic(i, day)));
  return [...regress(prepareRegressors([...line, ...waves]), known).coefficients.subarray(2)];
}

function harmonic(i: number, day: number): number {
  const angle = (2 * Math.PI * (1 + (i >> 1)) * day) / YEAR_DAYS;
  return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
}

/** Correlation of days one year apart. */
function yearlyCorrelation(rest: Float64Array): number {
  const lag = Math.round(YEAR_DAYS);
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
