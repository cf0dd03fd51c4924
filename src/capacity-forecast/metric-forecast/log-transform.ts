import type { ForecastError } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { SeriesForecast } from '../forecast-series.js';

type Bounds = readonly [low: number | null, high: number | null];

/**
 * Forecasts the logarithms of values (of value + 1 where some are not above zero), and takes them back. Quantiles and
 * medians pass through unchanged; bounds are given in the values' own unit.
 */
export function withTransform(
  transform: 'none' | 'log',
  values: Float64Array,
  bounds: Bounds,
  forecast: (values: Float64Array, bounds: Bounds) => Either<ForecastError, SeriesForecast>,
): Either<ForecastError, SeriesForecast> {
  if (transform === 'none') return forecast(values, bounds);
  const least = values.reduce((low, value) => (value < low ? value : low), Infinity);
  const shift = least > 0 ? 0 : 1 - least;
  const there = (bound: number | null, open: number): number => {
    const value = bound === null ? open : bound + shift;
    return value > 0 ? Math.log(value) : -Infinity;
  };
  const back = (list: readonly number[]): number[] => list.map((value) => Math.exp(Math.min(value, 700)) - shift);
  return E.map((made: SeriesForecast) => ({
    ...made,
    mean: back(made.mean),
    quantiles: Object.fromEntries(Object.entries(made.quantiles).map(([level, list]) => [level, back(list)])),
  }))(
    forecast(
      values.map((value) => Math.log(value + shift)),
      [there(bounds[0], 0), there(bounds[1], Infinity)],
    ),
  );
}
