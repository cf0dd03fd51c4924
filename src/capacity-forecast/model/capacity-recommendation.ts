import {
  decimalCodec,
  epochSecondsCodec,
  finiteNumber,
  nonEmptyText,
  nullable,
  oneOf,
  optional,
  record,
  text,
  type t,
} from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { share } from './share.js';
import { ResourceMetric } from './usage.js';

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
export const RecommendationUrgency: t.Type<RecommendationUrgency> = oneOf(RECOMMENDATION_URGENCIES);

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

export const CapacityRecommendation: t.Type<CapacityRecommendation, object> = record<CapacityRecommendation>(
  'a capacity recommendation',
  {
    recommendationId: nonEmptyText,
    tenantId: nonEmptyText,
    metric: ResourceMetric,
    resourceType: nonEmptyText,
    urgency: RecommendationUrgency,
    currentCapacity: finiteNumber,
    recommendedCapacity: finiteNumber,
    confidence: share,
    reason: text,
    projectedExhaustionDate: nullable(epochSecondsCodec),
    estimatedMonthlyCostDelta: decimalCodec,
    currency: optional(nonEmptyText),
  },
);
