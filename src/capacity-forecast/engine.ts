import { tryTaskEither } from '../host/try.js';
import { E, type Either, O, type Option, type TaskEither } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import { estimateReservedSavings, generateRecommendations, projectCapacityExhaustion } from './engine/capacity.js';
import { type EngineContext, type EngineResult, requirePort } from './engine/context.js';
import { type CapacityForecastOptions, type EngineSettings, parseSettings } from './engine/settings.js';
import { forecastMetric, getHistoricalAccuracy, trainCustomModel } from './engine/forecasts.js';
import { runWhatIfScenario, type ScenarioForecasts } from './engine/scenario.js';
import type { DecodeError } from '../errors/kernel.js';
import type {
  CustomModelWorse,
  EngineError,
  InvalidReservationTerm,
  MetricForecastError,
  UnknownCapacity,
  UnknownPrice,
  UnknownWorkload,
} from './errors.js';
import type { CapacityExhaustion, CapacityRecommendation } from './model/capacity.js';
import type { CustomModelConfig, ForecastAccuracy, ForecastResult } from './model/forecast.js';
import type { RegimeChangeEvent } from './model/regime.js';
import type { ReservationTerm, ReservedCapacitySavings } from './model/reservation.js';
import type { WhatIfScenario } from './model/scenario.js';
import type { ForecastGranularity, ResourceMetric, UsageDataPoint } from './model/usage.js';
import type { CapacityForecastPorts } from './ports.js';
import { detectRegimeChange } from './regime/regime-changes.js';
import { detectSeasonality, type Seasonality } from './seasonality/detect.js';

/**
 * Forecasts what tenants will need, tells when capacity runs out and what to buy. It fetches through the ports, calls
 * the pure functions of this capability, and stores or publishes the outcome. Nothing throws: every failure is a value.
 *
 * @example
 * const engine = new CapacityForecastEngine(memoryForecastPorts({ usage, now }));
 * const forecast = await orThrow(engine.forecastMetric('acme', 'cpu_utilization'));
 *
 * @example A fleet, with progress, that `controller.abort()` stops (give the engine `signal: controller.signal`):
 * for (const [i, tenant] of tenants.entries()) {
 *   const forecast = await engine.forecastMetric(tenant, 'cpu_utilization')();
 *   if (controller.signal.aborted) break;
 *   onProgress({ done: i + 1, total: tenants.length });
 * }
 */
export class CapacityForecastEngine {
  readonly #ports: CapacityForecastPorts;
  readonly #settings: Either<DecodeError, EngineSettings>;

  /** @param options checked once; a wrong one is the answer of every method that uses ports. */
  constructor(ports: CapacityForecastPorts, options: CapacityForecastOptions = {}) {
    this.#ports = ports;
    this.#settings = parseSettings(options);
  }

  /**
   * Forecasts a metric in UTC calendar buckets, keeps the forecast and hands it to the monitor.
   *
   * @param horizonDays how many days the steps cover, counted from the bucket that holds now (or follows the data).
   * @returns expected values and quantiles in the metric's unit, within the metric's bounds.
   * Errors: `InsufficientHistory` with less than 14 days of measurements, `DecodeError`, `PortFailure`,
   * `ForeignTenant`.
   */
  forecastMetric(
    tenantId: string,
    metric: ResourceMetric,
    horizonDays?: number,
    granularity: ForecastGranularity = 'daily',
  ): TaskEither<MetricForecastError, ForecastResult> {
    return this.#run((context) => {
      const days = horizonDays ?? context.settings.forecastDays;
      return forecastMetric(context, { tenantId, metric, horizonDays: days, granularity });
    });
  }

  /**
   * The dominant season of usage points (daily, weekly, monthly, yearly or none, in UTC), how sure, and the next one.
   */
  detectSeasonality(points: readonly UsageDataPoint[]): Seasonality {
    return detectSeasonality(points);
  }

  /**
   * The lasting changes in how a metric behaves, oldest first. A season, a single outlier or a slow trend is none.
   *
   * @param sensitivity from 0 to 1: higher finds smaller changes and more false ones.
   */
  detectRegimeChange(points: readonly UsageDataPoint[], sensitivity = 0.8): readonly RegimeChangeEvent[] {
    return detectRegimeChange(points, sensitivity);
  }

  /**
   * What to do about the capacity that a forecast (or several of the tenant) meets, most urgent first; empty where
   * capacity fits. More is recommended for the P90 peak plus headroom, less only where the P99 peak plus headroom fits.
   *
   * @param headroomPercent buffer above the peak, in percent of it.
   * Errors: `UnknownCapacity` (a utilization of which nothing is known counts as 100), `ForeignTenant`, `DecodeError`,
   * `PortFailure`. Without a price the cost is zero and the reason says so.
   */
  generateCapacityRecommendations(
    tenantId: string,
    forecast: ForecastResult | readonly ForecastResult[],
    headroomPercent = 20,
  ): TaskEither<EngineError | UnknownCapacity, readonly CapacityRecommendation[]> {
    return this.#run((context) => generateRecommendations(context, tenantId, forecast, headroomPercent));
  }

  /**
   * When the P90 path of a metric reaches a capacity to stay: one in ten is exhausted before. None where that is not
   * within the horizon (a year unless the options say otherwise), now where usage is there already.
   *
   * @param currentCapacity in the metric's unit, above 0.
   * Errors: `InsufficientHistory`, `InvalidForecastOption`, `DecodeError`, `PortFailure`, `ForeignTenant`.
   */
  projectCapacityExhaustion(
    tenantId: string,
    metric: ResourceMetric,
    currentCapacity: number,
  ): TaskEither<MetricForecastError, Option<EpochSeconds>> {
    return this.#run(async (context) => {
      const dates = await projectCapacityExhaustion(context, { tenantId, metric, currentCapacity });
      return E.isLeft(dates) ? dates : E.right(O.fromNullable(dates.right.p90Date));
    });
  }

  /** The same with the P50 and P99 dates, the probability within the horizon, and the risk day by day. */
  explainCapacityExhaustion(
    tenantId: string,
    metric: ResourceMetric,
    currentCapacity: number,
  ): TaskEither<MetricForecastError, CapacityExhaustion> {
    return this.#run((context) => projectCapacityExhaustion(context, { tenantId, metric, currentCapacity }));
  }

  /**
   * Every metric's forecast as a scenario would make it: `traffic_multiplier`, `new_workload`, `remove_workload_id`,
   * launches and retirements with dates, any number at once, in snake_case or camelCase. Nothing is kept or published.
   * A scenario that changes nothing gives the baseline, bit for bit.
   *
   * Errors: `UnknownWorkload`, `MissingPort` (workloads), `InsufficientHistory` where no metric has enough history,
   * `InvalidForecastOption`, `DecodeError`, `PortFailure`, `ForeignTenant`.
   */
  runWhatIfScenario(
    tenantId: string,
    scenario: WhatIfScenario | Readonly<Record<string, unknown>>,
  ): TaskEither<MetricForecastError | UnknownWorkload, ScenarioForecasts> {
    return this.#run((context) => runWhatIfScenario(context, tenantId, scenario));
  }

  /**
   * How much to reserve for a term and what it saves: the newsvendor's quantile of hourly demand over the term, for
   * every offer that billing has for it.
   *
   * @param reservationTermMonths 12 or 36; anything else is `InvalidReservationTerm`.
   * @param metric what is reserved; `instance_count` where it has offers, else the first metric that has.
   * Errors: `UnknownPrice`, `MissingPort` (prices), `InsufficientHistory`, `DecodeError`, `PortFailure`,
   * `ForeignTenant`.
   */
  estimateReservedCapacitySavings(
    tenantId: string,
    reservationTermMonths: ReservationTerm = 12,
    metric?: ResourceMetric,
  ): TaskEither<MetricForecastError | InvalidReservationTerm | UnknownPrice, ReservedCapacitySavings> {
    return this.#run((context) =>
      estimateReservedSavings(context, { tenantId, termMonths: reservationTermMonths, metric }),
    );
  }

  /**
   * What stored forecasts of a metric were worth: errors, coverage and skill, overall and by distance, and whether to
   * train again. Judges the latest `lookbackForecasts` of which something has happened.
   *
   * Errors: `MissingPort` (forecasts), `DecodeError`, `PortFailure`, `ForeignTenant`.
   */
  getHistoricalAccuracy(
    tenantId: string,
    metric: ResourceMetric,
    lookbackForecasts = 10,
  ): TaskEither<EngineError, ForecastAccuracy> {
    return this.#run((context) => getHistoricalAccuracy(context, { tenantId, metric, lookbackForecasts }));
  }

  /**
   * Trains a model for a tenant's metric, scores it by rolling origin against the default and keeps it;
   * `forecastMetric` uses it from then on.
   *
   * @returns the model's id.
   * Errors: `CustomModelWorse` unless `force` is set, `UnknownForecastModel`, `InsufficientHistory`, `MissingPort`
   * (models), `InvalidForecastOption`, `DecodeError`, `PortFailure`.
   */
  trainCustomModel(
    tenantId: string,
    metric: ResourceMetric,
    trainingData: readonly UsageDataPoint[],
    modelConfig: CustomModelConfig = {},
  ): TaskEither<MetricForecastError | CustomModelWorse, string> {
    return this.#run((context) => trainCustomModel(context, { tenantId, metric, trainingData, config: modelConfig }));
  }

  #run<L, A>(operation: (context: EngineContext) => EngineResult<A, L>): TaskEither<L | EngineError, A> {
    return tryTaskEither('the ports or arguments', async (): EngineResult<A, L | EngineError> => {
      const settings = this.#settings;
      if (E.isLeft(settings)) return settings;
      for (const port of ['usage', 'clock', 'ids'] as const) {
        const present = requirePort(this.#ports?.[port], port, 'by every method');
        if (E.isLeft(present)) return present;
      }
      return operation({ ports: this.#ports, settings: settings.right });
    });
  }
}
