/** Everything that can go wrong in a capacity forecast, in one place. */
import type { Cancelled, DecodeError, ForeignTenant, MissingPort, PortFailure } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../errors/tagged.js';

/** The values cannot be forecast at all: too few of them, or not a list of numbers. */
export type UnusableSeries = TaggedError<'UnusableSeries', { readonly found: string; readonly expected: string }>;
/** Makes an {@link UnusableSeries}. */
export const unusableSeries: MakeError<UnusableSeries> = defineError<UnusableSeries>(
  'UnusableSeries',
  (f) => `the series cannot be forecast: expected ${f.expected}, got ${f.found}`,
);

/** One option of a forecast lies outside what it may be. */
export type InvalidForecastOption = TaggedError<
  'InvalidForecastOption',
  { readonly option: string; readonly value: unknown; readonly expected: string }
>;
/** Makes an {@link InvalidForecastOption}. */
export const invalidForecastOption: MakeError<InvalidForecastOption> = defineError<InvalidForecastOption>(
  'InvalidForecastOption',
  (f) => `forecast option ${f.option}: expected ${f.expected}, got ${show(f.value)}`,
);

/** A model was asked for by a name that no model has. */
export type UnknownForecastModel = TaggedError<
  'UnknownForecastModel',
  { readonly model: string; readonly known: readonly string[] }
>;
/** Makes an {@link UnknownForecastModel}. */
export const unknownForecastModel: MakeError<UnknownForecastModel> = defineError<UnknownForecastModel>(
  'UnknownForecastModel',
  (f) => `no forecast model is named ${show(f.model)}; there are ${f.known.join(', ')}`,
);

/** None of the models asked for could forecast this series, or a plug-in model threw or answered nonsense. */
export type ForecastModelFailed = TaggedError<
  'ForecastModelFailed',
  { readonly model: string; readonly reason: string }
>;
/** Makes a {@link ForecastModelFailed}. */
export const forecastModelFailed: MakeError<ForecastModelFailed> = defineError<ForecastModelFailed>(
  'ForecastModelFailed',
  (f) => `forecast model ${show(f.model)} failed: ${f.reason}`,
);

/** What `forecastSeries` can answer instead of a forecast. */
export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

/** There is less history than a forecast needs. Long gaps do not count as history. */
export type InsufficientHistory = TaggedError<
  'InsufficientHistory',
  { readonly metric: string; readonly days: number; readonly neededDays: number; readonly points: number }
>;
/** Makes an {@link InsufficientHistory}. */
export const insufficientHistory: MakeError<InsufficientHistory> = defineError<InsufficientHistory>(
  'InsufficientHistory',
  (f) =>
    f.points === 0
      ? `${f.metric} has no measurement in the days before now; a forecast needs at least ${f.neededDays} days of ` +
        'history (timestamps are seconds since the epoch, and the clock says what is now)'
      : `${f.metric} has ${f.days} days of history in ${f.points} measurements; ` +
        `a forecast needs at least ${f.neededDays} days`,
);

/** A reservation term that no offer has. */
export type InvalidReservationTerm = TaggedError<'InvalidReservationTerm', { readonly termMonths: unknown }>;
/** Makes an {@link InvalidReservationTerm}. */
export const invalidReservationTerm: MakeError<InvalidReservationTerm> = defineError<InvalidReservationTerm>(
  'InvalidReservationTerm',
  (f) => `a reservation binds for 12 or 36 months, got ${show(f.termMonths)}`,
);

/** The compute service does not know how much of a metric a tenant has. */
export type UnknownCapacity = TaggedError<'UnknownCapacity', { readonly tenantId: string; readonly metric: string }>;
/** Makes an {@link UnknownCapacity}. */
export const unknownCapacity: MakeError<UnknownCapacity> = defineError<UnknownCapacity>(
  'UnknownCapacity',
  (f) => `no capacity of ${f.metric} is known for tenant ${show(f.tenantId)}`,
);

/** Billing has no price to reckon with. */
export type UnknownPrice = TaggedError<'UnknownPrice', { readonly tenantId: string; readonly metric: string }>;
/** Makes an {@link UnknownPrice}. */
export const unknownPrice: MakeError<UnknownPrice> = defineError<UnknownPrice>(
  'UnknownPrice',
  (f) => `billing has no price of ${f.metric} for tenant ${show(f.tenantId)}`,
);

/** A scenario takes out a workload that the tenant does not have. */
export type UnknownWorkload = TaggedError<
  'UnknownWorkload',
  { readonly tenantId: string; readonly workloadId: string }
>;
/** Makes an {@link UnknownWorkload}. */
export const unknownWorkload: MakeError<UnknownWorkload> = defineError<UnknownWorkload>(
  'UnknownWorkload',
  (f) => `tenant ${show(f.tenantId)} has no workload ${show(f.workloadId)}`,
);

/** A custom model that forecasts worse than the default on the same steps, and was not forced. */
export type CustomModelWorse = TaggedError<
  'CustomModelWorse',
  { readonly metric: string; readonly mase: number; readonly defaultMase: number; readonly origins: number }
>;
/** Makes a {@link CustomModelWorse}. */
export const customModelWorse: MakeError<CustomModelWorse> = defineError<CustomModelWorse>(
  'CustomModelWorse',
  (f) =>
    `the custom model of ${f.metric} has a MASE of ${f.mase.toFixed(3)} over ${f.origins} origins, the default ` +
    `${f.defaultMase.toFixed(3)}: it is not kept (set force to keep it all the same)`,
);

/** What every method of the `CapacityForecastEngine` can meet: ports, arguments and options. */
export type EngineError = MissingPort | DecodeError | ForeignTenant | PortFailure | Cancelled;

/** What a method that forecasts a metric can answer instead of its result. */
export type MetricForecastError = EngineError | ForecastError | InsufficientHistory;

/** Whatever a method of the `CapacityForecastEngine` can answer; each names its own errors, see `ErrorOf`. */
export type CapacityForecastError =
  | MetricForecastError
  | InvalidReservationTerm
  | UnknownCapacity
  | UnknownPrice
  | UnknownWorkload
  | CustomModelWorse;
