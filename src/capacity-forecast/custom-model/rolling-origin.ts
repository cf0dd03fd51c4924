import type { ForecastError } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';

/** Forecasts made from several moments of the past, held against what came after each. */
export interface RollingScore {
  /** Mean absolute error over every step of every origin. */
  readonly error: number;
  readonly origins: number;
  readonly steps: number;
}

/** At most so many origins, the latest ones. */
const MAX_ORIGINS = 5;
/** The shortest history that an origin has, as a share of the whole. */
const MIN_HISTORY_SHARE = 0.6;

/** Positions to forecast from and how far: windows of equal length that touch, back from the end (Tashman 2000). */
export function rollingOrigins(
  length: number,
  steps: number,
): { readonly origins: ReadonlyArray<number>; readonly horizon: number } {
  const least = Math.ceil(MIN_HISTORY_SHARE * length);
  const horizon = Math.max(1, Math.min(steps, length - least));
  const origins: number[] = [];
  for (let at = length - horizon; at >= least && origins.length < MAX_ORIGINS; at -= horizon) origins.push(at);
  return { origins, horizon };
}

/** Mean absolute error of a method over the origins; missing values are not scored. */
export function scoreForecasts(
  values: Float64Array,
  steps: number,
  forecast: (history: Float64Array, horizon: number) => Either<ForecastError, ReadonlyArray<number>>,
): Either<ForecastError, RollingScore> {
  const { origins, horizon } = rollingOrigins(values.length, steps);
  let sum = 0;
  let scored = 0;
  for (const origin of origins) {
    const made = forecast(values.subarray(0, origin), horizon);
    if (E.isLeft(made)) return made;
    for (let h = 0; h < horizon; h++) {
      const error = Math.abs(made.right[h]! - values[origin + h]!);
      if (Number.isNaN(error)) continue;
      sum += error;
      scored++;
    }
  }
  return E.right({ error: scored === 0 ? 0 : sum / scored, origins: origins.length, steps: scored });
}
