/**
 * When capacity runs out, how surely, and what to buy.
 *
 * @packageDocumentation
 */
export { CapacityForecastEngine } from './engine.js';
export type { CapacityForecastOptions } from './engine/settings.js';
export type { ScenarioForecasts } from './engine/scenario.js';
export type * from './ports.js';
export type { LogEntry, LogPort } from '../host/log.js';
export * from './model/index.js';
export { forecastSeries, type SeriesForecast } from './forecast-series.js';
export {
  forecastMany,
  type ForecastAnswer,
  type ForecastExecutor,
  type ForecastJob,
  type ForecastManyOptions,
} from './forecast-many.js';
export type { ForecastOptions } from './series-input.js';
export type { ForecastHistory, ForecastModel } from './forecasters/forecaster.js';
export { MODEL_NAMES } from './forecasters/registry.js';
export { detectSeasonality, type Seasonality } from './seasonality/detect.js';
export { detectChangePoints, type ChangePointOptions } from './regime/change-points.js';
export { detectRegimeChange } from './regime/regime-changes.js';
export { type Demand, type DemandInput, fitDemand } from './demand.js';
export {
  type DemandForecastOptions,
  forecastDemand,
  forecastUsage,
  type UsageForecast,
  type UsageForecastInput,
} from './forecast-usage.js';
export type { TrainingChange } from './training.js';
export {
  type CapacityQuestion,
  exhaustDemand,
  projectExhaustion,
  type ExhaustionInput,
} from './exhaustion/project-exhaustion.js';
export { type ForecastPaths, type HierarchyNode, reconcileForecasts } from './reconcile.js';
export { planInstances } from './instances.js';
export { reserveOnline } from './savings.js';
export type { OnlineReservations, ReservationTerms } from './model/reservation.js';
export { type MetricFacts, METRICS } from './metrics.js';
export { Decimal, type MoneyInput } from '../money/decimal.js';
export { isError } from '../errors/tagged.js';
export { orThrow } from '../prelude.js';
export type * from './errors.js';
export type * from '../shared-types.js';
