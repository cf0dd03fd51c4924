import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, nullable, optional, pairOf, record, strictRecord } from '../../codec/record.js';
import {
  checked,
  count,
  decimalCodec,
  epochSecondsCodec,
  finiteNumber,
  flag,
  nonEmptyText,
  oneOf,
  refineCodec,
  text,
} from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import type { EpochSeconds } from '../../time/period.js';
import { unitPrice } from './reservation.js';
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
  /** What can be bought; recommendations then say what to buy, at least cost. */
  readonly catalog?: InstanceCatalog;
}

/** A kind of instance, disk or node that can be bought. */
export interface InstanceType {
  /** As the provider names it. */
  readonly instanceType: string;
  /** How much of the metric it holds; for a utilization, how many of the provisioned units it counts for. */
  readonly size: number;
  /** What one costs an hour. */
  readonly hourly: Decimal;
}

/** What can be bought, and how it has to be spread. */
export interface InstanceCatalog {
  /** ISO 4217 code of the prices. */
  readonly currency: string;
  /** What there is to buy, at least one. */
  readonly types: readonly InstanceType[];
  /** The largest piece of demand that must run on one instance: smaller types are left out, only whole pieces count. */
  readonly largestUnit?: number;
  /** Zones to spread over evenly; 1 unless given. */
  readonly zones?: number;
  /** How many of them may be lost while the rest holds all demand; 0 unless given. */
  readonly spareZones?: number;
  /** What runs today, for the difference in cost; the cheapest instances for today's capacity unless given. */
  readonly current?: readonly InstanceCount[];
}

/** So many of a type. */
export interface InstanceCount {
  /** As the provider names it. */
  readonly instanceType: string;
  /** In all zones together. */
  readonly count: number;
}

/** What to have of a catalog. */
export interface InstancePlan {
  /** By name of the type, in all zones together. */
  readonly instances: readonly InstanceCount[];
  /** Zones that they are spread over evenly. */
  readonly zones: number;
  /** How much demand they hold with the spare zones lost. */
  readonly usableSize: number;
  /** What all of them cost an hour. */
  readonly hourlyCost: Decimal;
  /** ISO 4217 code. */
  readonly currency: string;
}

const InstanceCount = record<InstanceCount>('a number of instances', { instanceType: nonEmptyText, count });
const zoneCount = checked('a whole number from 1', (value): value is number => count.is(value) && value >= 1);

/** The JSON form of {@link InstanceCatalog}. */
export type InstanceCatalogJson = WireForm<InstanceCatalog>;
export const InstanceCatalog: Codec<InstanceCatalog, InstanceCatalogJson> = refineCodec(
  strictRecord<InstanceCatalog>('an instance catalog', {
    currency: nonEmptyText,
    types: listOf(
      strictRecord<InstanceType>('an instance type', { instanceType: nonEmptyText, size: positive, hourly: unitPrice }),
    ),
    largestUnit: optional(positive),
    zones: optional(zoneCount),
    spareZones: optional(count),
    current: optional(listOf(InstanceCount)),
  }),
  ({ types, zones = 1, spareZones = 0, current = [] }) => {
    if (types.length === 0) return 'expected at least one type';
    const names = types.map(({ instanceType }) => instanceType);
    const repeated = names.find((name, i) => names.indexOf(name) < i);
    if (repeated !== undefined) return `expected each type once, got ${repeated} twice`;
    const unknown = current.find(({ instanceType }) => !names.includes(instanceType));
    if (unknown !== undefined) return `expected current types of the catalog, got ${unknown.instanceType}`;
    return spareZones < zones ? undefined : `expected fewer spare zones than zones, got ${spareZones} of ${zones}`;
  },
);

const InstancePlan = record<InstancePlan>('a plan of instances', {
  instances: listOf(InstanceCount),
  zones: zoneCount,
  usableSize: finiteNumber,
  hourlyCost: decimalCodec,
  currency: nonEmptyText,
});

/** The JSON form of {@link CapacityLevel}. */
export type CapacityLevelJson = WireForm<CapacityLevel>;
export const CapacityLevel: Codec<CapacityLevel, CapacityLevelJson> = record<CapacityLevel>('a capacity', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  capacity: positive,
  resourceType: optional(nonEmptyText),
  increment: optional(positive),
  provisionedUnits: optional(positive),
  catalog: optional(InstanceCatalog),
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
  /** What to have of the catalog, at least cost; absent without a catalog, or where it holds nothing large enough. */
  readonly instances?: InstancePlan;
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
    instances: optional(InstancePlan),
    confidence: share,
    reason: text,
    projectedExhaustionDate: nullable(epochSecondsCodec),
    estimatedMonthlyCostDelta: decimalCodec,
    currency: optional(nonEmptyText),
  });
