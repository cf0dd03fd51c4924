import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, mapOf, optional, record } from '../../codec/record.js';
import { anything, checked, finiteNumber, nonEmptyText, oneOf } from '../../codec/values.js';
import { epochSeconds } from '../../time/period.js';

/** One measurement of a metric. */
export interface UsageDataPoint {
  /** Seconds since the Unix epoch, fractions allowed. */
  readonly timestamp: number;
  /** In the metric's own unit. */
  readonly value: number;
  /** Whatever the monitor adds; the forecasts do not read it. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

interface UsageDataPointJson {
  timestamp: number;
  value: number;
  metadata?: Record<string, unknown>;
}

const instant = checked(
  'seconds since the Unix epoch',
  (value): value is number => epochSeconds(value as number)._tag === 'Right',
);

export const UsageDataPoint: Codec<UsageDataPoint, UsageDataPointJson> = record<UsageDataPoint, UsageDataPointJson>(
  'UsageDataPoint',
  { timestamp: instant, value: finiteNumber, metadata: optional(mapOf(anything)) },
);

/** The cycles of the calendar a metric may follow, shortest first. */
export const SEASONALITY_TYPES = ['none', 'daily', 'weekly', 'monthly', 'yearly'] as const;

/** A cycle of the calendar that a metric follows, or none. */
export type SeasonalityType = (typeof SEASONALITY_TYPES)[number];
export const SeasonalityType: Codec<SeasonalityType> = oneOf(SEASONALITY_TYPES);

/** The lengths of one forecast step, shortest first. */
export const FORECAST_GRANULARITIES = ['hourly', 'daily', 'weekly', 'monthly'] as const;

/** The length of one forecast step. */
export type ForecastGranularity = (typeof FORECAST_GRANULARITIES)[number];
export const ForecastGranularity: Codec<ForecastGranularity> = oneOf(FORECAST_GRANULARITIES);

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
export const ResourceMetric: Codec<ResourceMetric> = oneOf(RESOURCE_METRICS);

/** What a tenant used of one metric, as the compute service's scheduler measured it. */
export interface UsageSeries {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; gaps, duplicates and uneven stamps are welcome. */
  readonly points: readonly UsageDataPoint[];
}

/** The JSON form of {@link UsageSeries}. */
export type UsageSeriesJson = WireForm<UsageSeries>;
export const UsageSeries: Codec<UsageSeries, UsageSeriesJson> = record<UsageSeries>('a usage series', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  points: listOf(UsageDataPoint),
});

/**
 * How the measurements of one bucket become one value: their `mean`, their `maximum` where peaks decide, or what 95 or
 * 99 in a hundred of them stay below.
 */
export type UsageAggregation = 'mean' | 'maximum' | 'p95' | 'p99';
export const UsageAggregation: Codec<UsageAggregation> = oneOf(['mean', 'maximum', 'p95', 'p99']);

/** A probability or a confidence: a number from 0 to 1. */
export const share: t.Type<number> = checked(
  'a number from 0 to 1',
  (value): value is number => typeof value === 'number' && value >= 0 && value <= 1,
);
