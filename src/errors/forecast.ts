/** Everything that can go wrong in a capacity forecast, in one place. */
import { show } from './show.js';
import { defineError, guardOf, type TaggedError } from './tagged.js';

/** The values cannot be forecast at all: too few of them, or not a list of numbers. */
export type UnusableSeries = TaggedError<'UnusableSeries', { readonly found: string; readonly expected: string }>;
export const unusableSeries = defineError<UnusableSeries>(
  'UnusableSeries',
  (f) => `the series cannot be forecast: expected ${f.expected}, got ${f.found}`,
);
export const isUnusableSeries = guardOf<UnusableSeries>('UnusableSeries');

/** One option of a forecast lies outside what it may be. */
export type InvalidForecastOption = TaggedError<
  'InvalidForecastOption',
  { readonly option: string; readonly value: unknown; readonly expected: string }
>;
export const invalidForecastOption = defineError<InvalidForecastOption>(
  'InvalidForecastOption',
  (f) => `forecast option ${f.option}: expected ${f.expected}, got ${show(f.value)}`,
);
export const isInvalidForecastOption = guardOf<InvalidForecastOption>('InvalidForecastOption');

/** A model was asked for by a name that no model has. */
export type UnknownForecastModel = TaggedError<
  'UnknownForecastModel',
  { readonly model: string; readonly known: readonly string[] }
>;
export const unknownForecastModel = defineError<UnknownForecastModel>(
  'UnknownForecastModel',
  (f) => `no forecast model is named ${show(f.model)}; there are ${f.known.join(', ')}`,
);
export const isUnknownForecastModel = guardOf<UnknownForecastModel>('UnknownForecastModel');

/** None of the models asked for could forecast this series, or a plug-in model threw or answered nonsense. */
export type ForecastModelFailed = TaggedError<
  'ForecastModelFailed',
  { readonly model: string; readonly reason: string }
>;
export const forecastModelFailed = defineError<ForecastModelFailed>(
  'ForecastModelFailed',
  (f) => `forecast model ${show(f.model)} failed: ${f.reason}`,
);
export const isForecastModelFailed = guardOf<ForecastModelFailed>('ForecastModelFailed');

/** What `forecastSeries` can answer instead of a forecast. */
export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;
