export { UsageAggregation } from './aggregation.js';
export { CapacityExhaustion } from './capacity-exhaustion.js';
export { CapacityLevel } from './capacity-level.js';
export { CapacityRecommendation, RECOMMENDATION_URGENCIES, RecommendationUrgency } from './capacity-recommendation.js';
export { AccuracyAtHorizon, type AccuracyFigures, ForecastAccuracy } from './forecast-accuracy.js';
export { ForecastResult } from './forecast-result.js';
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
} from './reservation-offer.js';
export { type ReservationOfferSavings, ReservedCapacitySavings } from './reserved-capacity-savings.js';
export { ResourcePrice } from './resource-price.js';
export { CustomModelConfig, TrainedModel } from './trained-model.js';
export {
  FORECAST_GRANULARITIES,
  ForecastGranularity,
  RESOURCE_METRICS,
  ResourceMetric,
  SEASONALITY_TYPES,
  SeasonalityType,
  UsageDataPoint,
} from './usage.js';
export { UsageSeries } from './usage-series.js';
export { type Launch, type Retirement, WhatIfScenario, type WorkloadAmounts } from './what-if-scenario.js';
export { Workload, WorkloadDemand } from './workload.js';
