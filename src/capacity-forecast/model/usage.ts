import { anything, checked, finiteNumber, mapOf, oneOf, optional, record, type t } from '../../codec/index.js';
import { epochSeconds } from '../../time/index.js';

/** One measurement of a metric. */
export interface UsageDataPoint {
  /** Seconds since the Unix epoch, fractions allowed. */
  readonly timestamp: number;
  /** In the metric's own unit. */
  readonly value: number;
  /** Whatever the monitor adds; the forecasts do not read it. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface UsageDataPointJson {
  timestamp: number;
  value: number;
  metadata?: Record<string, unknown>;
}

const instant = checked(
  'seconds since the Unix epoch',
  (value): value is number => epochSeconds(value as number)._tag === 'Right',
);

export const UsageDataPoint: t.Type<UsageDataPoint, UsageDataPointJson> = record<UsageDataPoint, UsageDataPointJson>(
  'UsageDataPoint',
  { timestamp: instant, value: finiteNumber, metadata: optional(mapOf(anything)) },
);

/** The cycles of the calendar a metric may follow, shortest first. */
export const SEASONALITY_TYPES = ['none', 'daily', 'weekly', 'monthly', 'yearly'] as const;

/** A cycle of the calendar that a metric follows, or none. */
export type SeasonalityType = (typeof SEASONALITY_TYPES)[number];
export const SeasonalityType: t.Type<SeasonalityType> = oneOf(SEASONALITY_TYPES);

/** The lengths of one forecast step, shortest first. */
export const FORECAST_GRANULARITIES = ['hourly', 'daily', 'weekly', 'monthly'] as const;

/** The length of one forecast step. */
export type ForecastGranularity = (typeof FORECAST_GRANULARITIES)[number];
export const ForecastGranularity: t.Type<ForecastGranularity> = oneOf(FORECAST_GRANULARITIES);

/** The metrics a tenant's capacity is planned by. */
export const RESOURCE_METRICS = [
  'cpu_utilization',
  'memory_utilization',
  'storage_used_gb',
  'network_bandwidth_mbps',
  'instance_count',
  'request_rate',
] as const;

/** A metric that a tenant's capacity is planned by. */
export type ResourceMetric = (typeof RESOURCE_METRICS)[number];
export const ResourceMetric: t.Type<ResourceMetric> = oneOf(RESOURCE_METRICS);
