import { type WireForm } from '../../codec/record.js';
import { type Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, nullable, optional, pairOf, record } from '../../codec/record.js';
import {
  checked,
  decimalCodec,
  epochSecondsCodec,
  finiteNumber,
  flag,
  nonEmptyText,
  oneOf,
  text,
} from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import type { EpochSeconds } from '../../time/period.js';
import { ResourceMetric, share } from './usage.js';

const positive: t.Type<number> = checked(
  'a finite number above 0',
  (value): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0,
);

/** How much of a metric a tenant has today, as the compute service's scheduler holds it. */
export interface CapacityLevel {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** The most the metric can be, in its unit. For a utilization this is the ceiling allowed, in percent. */
  readonly capacity: number;
  /** What is bought to get more of it, such as `m6i.xlarge`; the metric's name where absent. */
  readonly resourceType?: string;
  /** Capacity is bought in multiples of this many units; 1 for instances, any amount where absent. */
  readonly increment?: number;
  /**
   * For a utilization: how many billed units stand behind 100 %, such as 8 instances. Prices are per such unit.
   * For every other metric a unit of the metric is a billed unit.
   */
  readonly provisionedUnits?: number;
}

/** The JSON form of {@link CapacityLevel}. */
export type CapacityLevelJson = WireForm<CapacityLevel>;
export const CapacityLevel: Codec<CapacityLevel, CapacityLevelJson> = record<CapacityLevel>('a capacity', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  capacity: positive,
  resourceType: optional(nonEmptyText),
  increment: optional(positive),
  provisionedUnits: optional(positive),
});

/** When a capacity runs out, and how surely. A date is null where it does not lie within the horizon. */
export interface CapacityExhaustion {
  /** The capacity that was asked about, in the metric's unit. */
  readonly capacity: number;
  /** Whether usage is at the capacity or above it already; then every date is now. */
  readonly exhaustedNow: boolean;
  /** As likely before as after. */
  readonly p50Date: EpochSeconds | null;
  /** When the P90 path crosses the capacity: one in ten is exhausted before. The date to plan by. */
  readonly p90Date: EpochSeconds | null;
  /** When the P99 path crosses it: one in a hundred is exhausted before. */
  readonly p99Date: EpochSeconds | null;
  /** The probability that it is exhausted within the horizon. */
  readonly probability: number;
  /** How far ahead was looked. */
  readonly horizonDays: number;
  /** Day by day, the probability that lasting demand is above the capacity. */
  readonly risk: readonly (readonly [EpochSeconds, number])[];
}

const date = nullable(epochSecondsCodec);
const step = pairOf(epochSecondsCodec, share, 'an instant and a probability');

/** The JSON form of {@link CapacityExhaustion}. */
export type CapacityExhaustionJson = WireForm<CapacityExhaustion>;
export const CapacityExhaustion: Codec<CapacityExhaustion, CapacityExhaustionJson> = record<CapacityExhaustion>(
  'a capacity exhaustion',
  {
    capacity: finiteNumber,
    exhaustedNow: flag,
    p50Date: date,
    p90Date: date,
    p99Date: date,
    probability: share,
    horizonDays: finiteNumber,
    risk: listOf(step),
  },
);

/** How soon to act: capacity is exceeded, is exceeded within a week, within the forecast; or some of it can go. */
export const RECOMMENDATION_URGENCIES = [
  'exhausted',
  'within_week',
  'within_horizon',
  'headroom',
  'scale_down',
] as const;
/** How soon to act on a recommendation. */
export type RecommendationUrgency = (typeof RECOMMENDATION_URGENCIES)[number];
export const RecommendationUrgency: Codec<RecommendationUrgency> = oneOf(RECOMMENDATION_URGENCIES);

/** A change of capacity worth making, and why. */
export interface CapacityRecommendation {
  /** Unique to this piece of advice. */
  readonly recommendationId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** What is to be bought or given back. */
  readonly resourceType: string;
  /** How soon it should be acted on. */
  readonly urgency: RecommendationUrgency;
  /** In the metric's unit, as {@link CapacityLevel.capacity}. */
  readonly currentCapacity: number;
  /** What there should be, in the metric's unit and in whole increments. */
  readonly recommendedCapacity: number;
  /** For a percentage whose units are known: how many are provisioned. */
  readonly currentUnits?: number;
  /** And how many whole units bring the same demand to the capacity, headroom included. */
  readonly recommendedUnits?: number;
  /** The forecast's confidence, from 0 to 1. */
  readonly confidence: number;
  /** In sentences, with the figures it rests on. */
  readonly reason: string;
  /** When the P90 path crosses today's capacity; null where it does not within the forecast. */
  readonly projectedExhaustionDate: EpochSeconds | null;
  /**
   * Cost of the change a month (730 hours), negative where it saves; zero where billing has no price (the reason says
   * so).
   */
  readonly estimatedMonthlyCostDelta: Decimal;
  /** Currency of the cost; absent where billing has no price. */
  readonly currency?: string;
}

/** The JSON form of {@link CapacityRecommendation}. */
export type CapacityRecommendationJson = WireForm<CapacityRecommendation>;
export const CapacityRecommendation: Codec<CapacityRecommendation, CapacityRecommendationJson> =
  record<CapacityRecommendation>('a capacity recommendation', {
    recommendationId: nonEmptyText,
    tenantId: nonEmptyText,
    metric: ResourceMetric,
    resourceType: nonEmptyText,
    urgency: RecommendationUrgency,
    currentCapacity: finiteNumber,
    recommendedCapacity: finiteNumber,
    currentUnits: optional(positive),
    recommendedUnits: optional(positive),
    confidence: share,
    reason: text,
    projectedExhaustionDate: nullable(epochSecondsCodec),
    estimatedMonthlyCostDelta: decimalCodec,
    currency: optional(nonEmptyText),
  });
