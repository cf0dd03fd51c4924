import type { EitherSpelling } from '../codec/wire-form.js';
import type { LogPort } from '../host/log.js';
import type { Clock, IdSource } from '../host/clock-ids.js';
import type { Observer } from '../host/port-call.js';
import type { MaybePromise } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import type { MetricCalendar } from './model/calendar.js';
import type { CapacityLevel, CapacityRecommendation } from './model/capacity.js';
import type { ForecastResult, TrainedModel } from './model/forecast.js';
import type { ResourcePrice } from './model/reservation.js';
import type { Workload } from './model/scenario.js';
import type { ResourceMetric, UsageSeries } from './model/usage.js';

/** A tenant's metric. */
export interface MetricQuery {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
}

/** Measurements asked for: both ends belong to the answer (`since <= timestamp <= until`). */
export interface UsageQuery extends MetricQuery {
  /** Seconds since the epoch; measurements from then on. */
  readonly since: EpochSeconds;
  /** Seconds since the epoch; measurements before it. */
  readonly until: EpochSeconds;
}

/** Where measured usage comes from: the compute service's scheduler, or the monitor. */
export interface UsagePort {
  /** The measurements in any order; a series without points where there are none. */
  readUsage(query: UsageQuery, signal: AbortSignal): MaybePromise<EitherSpelling<UsageSeries>>;
  /** The metrics that the tenant has usage of, in any order. Without it every metric is asked for. */
  listMetrics?(query: { readonly tenantId: string }, signal: AbortSignal): MaybePromise<readonly ResourceMetric[]>;
}

/** Where today's capacity is known: the compute service's scheduler. */
export interface CapacityPort {
  /** Null where nothing is known of it. */
  readCapacity(query: MetricQuery, signal: AbortSignal): MaybePromise<EitherSpelling<CapacityLevel> | null>;
}

/** Where holidays, campaigns and other known changes of demand are kept. */
export interface CalendarPort {
  /** Null where nothing is known of the metric's calendar. */
  readCalendar(query: MetricQuery, signal: AbortSignal): MaybePromise<MetricCalendar | null>;
}

/** The billing service's rates. */
export interface PricePort {
  /** Every price of the tenant, in any order, at most one a metric. */
  listPrices(
    query: { readonly tenantId: string },
    signal: AbortSignal,
  ): MaybePromise<ReadonlyArray<EitherSpelling<ResourcePrice>>>;
}

/** What runs for a tenant: the compute service's scheduler. */
export interface WorkloadPort {
  /** Null where no workload of the tenant has this id. */
  readWorkload(
    query: { readonly tenantId: string; readonly workloadId: string },
    signal: AbortSignal,
  ): MaybePromise<EitherSpelling<Workload> | null>;
}

/** The monitor service: it makes capacity alerts of what is published. */
export interface MonitorPort {
  /** Takes one forecast; what it answers is not looked at. */
  publishForecast(forecast: ForecastResult, signal: AbortSignal): MaybePromise<unknown>;
  /** Takes recommendations as they are made, most urgent first; never called with an empty list. */
  publishRecommendations?(
    recommendations: readonly CapacityRecommendation[],
    signal: AbortSignal,
  ): MaybePromise<unknown>;
}

/** Which stored forecasts are asked for. */
export interface ForecastQuery extends MetricQuery {
  /** At most so many. */
  readonly limit: number;
}

/** Where forecasts are kept, so that they can be held against what then happened. */
export interface ForecastStorePort {
  /** Keeps a forecast under its id; the same id again replaces it. */
  saveForecast(forecast: ForecastResult, signal: AbortSignal): MaybePromise<unknown>;
  /** The latest by `generatedAt`, newest first, ties by `forecastId` descending. */
  latestForecasts(query: ForecastQuery, signal: AbortSignal): MaybePromise<readonly ForecastResult[]>;
}

/** Where custom models are kept. */
export interface ModelStorePort {
  /** Keeps a model under its id; the one trained last serves its metric. */
  saveModel(model: TrainedModel, signal: AbortSignal): MaybePromise<unknown>;
  /**
   * The model of the metric that was trained last (`trainedAt`, ties by `modelId`, the larger); null where there is
   * none.
   */
  latestModel(query: MetricQuery, signal: AbortSignal): MaybePromise<TrainedModel | null>;
}

/**
 * Everything that a `CapacityForecastEngine` needs from its host. What is optional is named by the error that misses
 * it.
 */
export interface CapacityForecastPorts {
  /** The measurements. */
  readonly usage: UsagePort;
  /** What time it is. */
  readonly clock: Clock;
  /** Where new ids come from. */
  readonly ids: IdSource;
  /** Needed for accuracy; without it forecasts are not kept. */
  readonly forecasts?: ForecastStorePort;
  /** Needed for custom models. */
  readonly models?: ModelStorePort;
  /** Needed for recommendations. */
  readonly capacity?: CapacityPort;
  /** What is known of calendars; without it that of the engine's options counts for all. */
  readonly calendar?: CalendarPort;
  /** Needed for savings; without it recommendations have no cost. */
  readonly prices?: PricePort;
  /** Needed to take workloads out of a scenario. */
  readonly workloads?: WorkloadPort;
  /** Who is told of forecasts and recommendations; left out, nobody is. */
  readonly monitor?: MonitorPort;
  /** Where notes for operators go; left out, nowhere. */
  readonly log?: LogPort;
  /** Told of every call of a port; left out, nobody is. */
  readonly observer?: Observer;
}
