export {
  UsageAggregation,
  FORECAST_GRANULARITIES,
  ForecastGranularity,
  RESOURCE_METRICS,
  ResourceMetric,
  SEASONALITY_TYPES,
  SeasonalityType,
  UsageDataPoint,
  UsageSeries,
} from './usage.js';
export { DemandCalendar } from './calendar.js';
export {
  CapacityExhaustion,
  CapacityLevel,
  CapacityRecommendation,
  InstanceCatalog,
  RECOMMENDATION_URGENCIES,
  RecommendationUrgency,
} from './capacity.js';
export {
  AccuracyAtHorizon,
  type AccuracyFigures,
  ForecastAccuracy,
  ForecastResult,
  CustomModelConfig,
  TrainedModel,
} from './forecast.js';
export {
  RegimeChangeDirection,
  RegimeChangeEvent,
  RegimeChangeKind,
  RegimeSummary,
  REGIME_CHANGE_DIRECTIONS,
  REGIME_CHANGE_KINDS,
} from './regime.js';
export {
  PAYMENT_OPTIONS,
  PaymentOption,
  RESERVATION_TERMS,
  ReservationOffer,
  ReservationTerm,
  type ReservationOfferSavings,
  ReservedCapacitySavings,
  ResourcePrice,
} from './reservation.js';
export {
  type Launch,
  type Migration,
  type Retirement,
  type TrafficChange,
  WhatIfScenario,
  type WorkloadAmounts,
  Workload,
  WorkloadDemand,
} from './scenario.js';
export type * from './calendar.js';
export type * from './capacity.js';
export type * from './forecast.js';
export type * from './regime.js';
export type * from './reservation.js';
export type * from './scenario.js';
export type * from './usage.js';
