import { Decimal, formatDecimal } from '../money/decimal.js';
import { E, type Either } from '../prelude.js';
import { epochToDate as dateOf, type EpochSeconds } from '../time/period.js';
import { unknownCapacity, type UnknownCapacity } from './errors.js';
import { findLastingCrossing } from './exhaustion/project-exhaustion.js';
import { GRANULARITY_SEASONS, PERCENTILES } from './grid.js';
import { DAY } from './measurements.js';
import type { DemandPeaks } from './hours.js';
import { planInstances } from './instances.js';
import { METRICS } from './metrics.js';
import {
  type CapacityLevel,
  type CapacityRecommendation,
  type InstancePlan,
  RECOMMENDATION_URGENCIES,
  type RecommendationUrgency,
} from './model/capacity.js';
import type { ForecastResult } from './model/forecast.js';
import type { ResourcePrice } from './model/reservation.js';
import { RESOURCE_METRICS, type ResourceMetric } from './model/usage.js';

/** What a recommendation rests on. */
export interface RecommendationInput {
  readonly forecast: ForecastResult;
  readonly capacity: CapacityLevel;
  readonly price?: ResourcePrice;
  /** What the demand for the metric says, where its measurements are known. */
  readonly demand?: DemandFigures;
  /** Buffer above the P90 peak, in percent of it. */
  readonly headroomPercent: number;
  readonly now: EpochSeconds;
}

/** Peaks of single hours and the date, as the fitted demand has them. */
export interface DemandFigures {
  /** The highest hours ahead; absent where the forecast is not one of these measurements, and stands for itself. */
  readonly peaks?: Omit<DemandPeaks, 'used'>;
  /** When lasting demand reaches the capacity with one chance in ten; null where not within the forecast. */
  readonly p90Date: EpochSeconds | null;
  /** What one hour in a hundred of the last four weeks was above: no less is left by a scale-down. */
  readonly used: number;
}

/** The figures of the forecast that decide. */
interface ForecastFigures {
  readonly p50Peak: number;
  readonly p90Peak: number;
  /** Scaling down must leave room for it. */
  readonly p99Peak: number;
  /** When the P90 path crosses today's capacity to stay. */
  readonly crossing: EpochSeconds | null;
}

/** Hours in an average month, as cloud price lists count them. */
const HOURS_PER_MONTH = 730;

/**
 * What a change of capacity costs a month: units changed × on-demand rate × 730 hours, exact. A utilization's percent
 * are first turned into provisioned units.
 */
function monthlyCost(change: number, capacity: CapacityLevel, price: ResourcePrice | undefined): Decimal {
  if (price === undefined) return new Decimal(0);
  const units = new Decimal(String(change)).times(unitsPerPoint(capacity));
  return units.times(price.onDemandHourly).times(HOURS_PER_MONTH).toDecimalPlaces(COST_DECIMALS);
}

/** What to have of the catalog, and what that costs a month more than what there is. */
interface Purchase {
  readonly plan: InstancePlan;
  readonly monthlyCost: Decimal;
}

/** The cheapest instances for a capacity; undefined without a catalog, or where no type of it is large enough. */
function planPurchase(capacity: CapacityLevel, recommended: number): Purchase | undefined {
  const { catalog } = capacity;
  if (catalog === undefined) return undefined;
  const { metric, provisionedUnits = 1 } = capacity;
  const perUnit = METRICS[metric].kind === 'percent' ? provisionedUnits / capacity.capacity : 1;
  const plan = planInstances(recommended * perUnit, catalog);
  const today = planInstances(capacity.capacity * perUnit, catalog);
  if (E.isLeft(plan) || E.isLeft(today)) return undefined;
  const priceOf = (name: string): Decimal => catalog.types.find(({ instanceType }) => instanceType === name)!.hourly;
  const current = catalog.current?.reduce(
    (sum, { instanceType, count }) => sum.plus(priceOf(instanceType).times(count)),
    new Decimal(0),
  );
  const change = plan.right.hourlyCost.minus(current ?? today.right.hourlyCost);
  return { plan: plan.right, monthlyCost: change.times(HOURS_PER_MONTH) };
}

/** A share of a unit may have endless digits; money is told to twelve. */
const COST_DECIMALS = 12;

function unitsPerPoint({ metric, provisionedUnits }: CapacityLevel): Decimal {
  return METRICS[metric].priceBasis === 'provisioned unit'
    ? new Decimal(String(provisionedUnits ?? 1)).div(100)
    : new Decimal(1);
}

/** Says why, in sentences that quote every figure the recommendation rests on. */
function describeReason(
  urgency: RecommendationUrgency,
  input: RecommendationInput,
  figures: ForecastFigures,
  recommended: number,
  cost: Decimal,
  purchase: Purchase | undefined,
): string {
  return [
    describeUrgency(urgency, input, figures),
    describeSize(urgency, input, figures, recommended),
    purchase === undefined ? describeCost(input, cost) : describePurchase(purchase),
    ...(purchase === undefined && input.capacity.catalog !== undefined
      ? ['No type of the catalog is large enough.']
      : []),
  ].join(' ');
}

function describeUrgency(
  urgency: RecommendationUrgency,
  { forecast, capacity }: RecommendationInput,
  figures: ForecastFigures,
): string {
  const has = `${forecast.metric} has a capacity of ${formatNumber(capacity.capacity)}`;
  const [p50, p90] = [formatNumber(figures.p50Peak), formatNumber(figures.p90Peak)];
  const peaks = `over the forecast ${describeStep(forecast)} peaks at ${p50} (P50) and ${p90} (P90)`;
  switch (urgency) {
    case 'exhausted':
      return `${has}, which usage may exceed already; ${peaks}.`;
    case 'within_week':
    case 'within_horizon':
      return `${has}, which the P90 path crosses on ${dateOf(figures.crossing!).toISOString().slice(0, 10)}; ${peaks}.`;
    case 'headroom':
      return `${has}, which holds; ${peaks}.`;
    case 'scale_down':
      return `${has}, more than is needed; ${peaks}.`;
  }
}

/** What a percentile is of; hours stand for themselves. */
function describeStep({ aggregation, granularity }: ForecastResult): string {
  const percentile = PERCENTILES[aggregation ?? 'mean'];
  const steps = { hourly: 'hours', daily: 'days', weekly: 'weeks', monthly: 'months' }[granularity];
  return percentile === undefined ? 'it' : `the ${100 * percentile}th percentile of its ${steps}`;
}

function describeSize(
  urgency: RecommendationUrgency,
  { headroomPercent, capacity, forecast }: RecommendationInput,
  figures: ForecastFigures,
  recommended: number,
): string {
  const [name, peak] = urgency === 'scale_down' ? ['P99', figures.p99Peak] : ['P90', figures.p90Peak];
  const step = capacity.increment ?? METRICS[forecast.metric].step;
  const rounding = step === null ? '' : `, in steps of ${formatNumber(step)}`;
  const { recommendedUnits: units } = unitsOf(capacity, recommended);
  const inUnits = units === undefined ? '' : `, which is ${units} units instead of ${capacity.provisionedUnits}`;
  const needs = `needs ${formatNumber(recommended)}${rounding}${inUnits}`;
  return `The ${name} peak of ${formatNumber(peak)} plus ${formatNumber(headroomPercent)} % headroom ${needs}.`;
}

function describeCost({ price }: RecommendationInput, cost: Decimal): string {
  if (price === undefined) return 'Billing has no price for it, so the cost is not told.';
  const rate = `${formatDecimal(price.onDemandHourly)} ${price.currency} a unit and hour`;
  const change = `${formatDecimal(cost)} ${price.currency}`;
  return `At ${rate} that changes the bill by ${change} a month of ${HOURS_PER_MONTH} hours.`;
}

function describePurchase({ plan, monthlyCost: cost }: Purchase): string {
  const list = plan.instances.map(({ instanceType, count }) => `${count} ${instanceType}`).join(', ');
  const zones = plan.zones === 1 ? '' : ` over ${plan.zones} zones`;
  const change = `${formatDecimal(cost)} ${plan.currency}`;
  return (
    `The cheapest of the catalog is ${list}${zones}, which changes the bill by ${change} a month of ` +
    `${HOURS_PER_MONTH} hours.`
  );
}

const formatNumber = (value: number): string => String(Number(value.toPrecision(6)));

/** A recommendation before it has an id. */
export type UnidentifiedRecommendation = Omit<CapacityRecommendation, 'recommendationId'>;

/**
 * What to do about one metric's capacity, or nothing. More is recommended where the P90 peak plus headroom does not
 * fit; less only where even the P99 peak plus headroom would fit into it, and where that frees a whole increment. Peaks
 * are those of single hours where hours are measured, whatever the steps of the forecast; and what was used in more
 * than one hour of a hundred lately is never taken away.
 */
export function recommend(input: RecommendationInput): UnidentifiedRecommendation | undefined {
  const { forecast, capacity, headroomPercent } = input;
  if (forecast.predictions.length === 0) return undefined;
  const figures = readFigures(input);
  const wanted = roundUpToIncrement(figures.p90Peak * (1 + headroomPercent / 100), capacity);
  const urgency = computeUrgency(figures, wanted, capacity, input);
  if (urgency === undefined) return undefined;
  const recommended =
    urgency === 'scale_down' ? roundUpToIncrement(figures.p99Peak * (1 + headroomPercent / 100), capacity) : wanted;
  const purchase = planPurchase(capacity, recommended);
  const cost = purchase?.monthlyCost ?? monthlyCost(recommended - capacity.capacity, capacity, input.price);
  const currency = purchase?.plan.currency ?? input.price?.currency;
  return {
    tenantId: forecast.tenantId,
    metric: forecast.metric,
    resourceType: capacity.resourceType ?? forecast.metric,
    urgency,
    currentCapacity: capacity.capacity,
    recommendedCapacity: recommended,
    confidence: forecast.confidenceScore,
    reason: describeReason(urgency, input, figures, recommended, cost, purchase),
    projectedExhaustionDate: figures.crossing,
    estimatedMonthlyCostDelta: cost,
    ...unitsOf(capacity, recommended),
    ...(purchase && { instances: purchase.plan }),
    ...(currency !== undefined && { currency }),
  };
}

/** The whole units behind a percentage that bring its peak down to the capacity. */
function unitsOf(
  { metric, capacity, provisionedUnits }: CapacityLevel,
  recommended: number,
): Pick<CapacityRecommendation, 'currentUnits' | 'recommendedUnits'> {
  if (METRICS[metric].priceBasis !== 'provisioned unit' || provisionedUnits === undefined) return {};
  const units = Math.ceil((provisionedUnits * recommended) / capacity - 1e-9);
  return { currentUnits: provisionedUnits, recommendedUnits: Math.max(1, units) };
}

/** From P90 to P99 in distances from P50 to P90, as under a normal distribution, for forecasts without P99. */
const P99_BEYOND_P90 = 0.8152;

/** Peaks and date of the fitted demand where the forecast is of the same measurements, else of the forecast alone. */
function readFigures({ forecast, capacity, demand, now }: RecommendationInput): ForecastFigures {
  const own = readForecastFigures(forecast, capacity.capacity, now);
  const used = demand?.used ?? -Infinity;
  const peaks = demand?.peaks;
  if (demand === undefined || peaks === undefined) return { ...own, p99Peak: Math.max(own.p99Peak, used) };
  return {
    p50Peak: peaks.p50,
    p90Peak: peaks.p90,
    p99Peak: Math.max(peaks.p99, peaks.p90, used),
    crossing: demand.p90Date,
  };
}

function readForecastFigures(forecast: ForecastResult, capacity: number, now: EpochSeconds): ForecastFigures {
  const path = forecast.upperBoundP90;
  const at = findLastingCrossing(path, capacity, GRANULARITY_SEASONS[forecast.granularity][0] ?? 1);
  const middle = forecast.quantiles['0.5'] ?? forecast.predictions.map(([, value]) => value);
  return {
    p50Peak: peak(middle),
    p90Peak: peak(path),
    p99Peak: peak(
      forecast.quantiles['0.99'] ?? path.map((high, h) => high + P99_BEYOND_P90 * Math.max(0, high - middle[h]!)),
    ),
    crossing: at === undefined ? null : (Math.max(now, interpolateInstant(forecast, at)) as EpochSeconds),
  };
}

function computeUrgency(
  figures: ForecastFigures,
  wanted: number,
  { capacity }: CapacityLevel,
  input: RecommendationInput,
): RecommendationUrgency | undefined {
  const { crossing } = figures;
  if (crossing !== null && wanted > capacity) {
    if (crossing <= input.now) return 'exhausted';
    return crossing <= input.now + 7 * DAY ? 'within_week' : 'within_horizon';
  }
  if (wanted > capacity) return 'headroom';
  const room = roundUpToIncrement(figures.p99Peak * (1 + input.headroomPercent / 100), input.capacity);
  return room < capacity && room > 0 ? 'scale_down' : undefined;
}

/** Up to a whole increment: whole instances, whatever else can be bought; to six digits where any amount can. */
function roundUpToIncrement(amount: number, { metric, increment }: CapacityLevel): number {
  const step = increment ?? METRICS[metric].step;
  if (step === null) return Number(amount.toPrecision(6));
  // A hair above a whole number of increments is rounding noise of the product.
  return Number((Math.ceil(amount / step - 1e-9) * step).toPrecision(12));
}

function interpolateInstant(forecast: ForecastResult, at: number): number {
  const whole = Math.floor(at);
  const start = forecast.predictions[whole]![0];
  const next = forecast.predictions[whole + 1]?.[0] ?? start;
  return start + (at - whole) * (next - start);
}

const peak = (path: readonly number[]): number => path.reduce((most, value) => Math.max(most, value), -Infinity);

/**
 * First by how urgent, then by date, then by how much is missing, then by metric, so that the order is always the same.
 */
export function compareUrgency(a: UnidentifiedRecommendation, b: UnidentifiedRecommendation): number {
  const rank = ({ urgency }: UnidentifiedRecommendation): number => RECOMMENDATION_URGENCIES.indexOf(urgency);
  const date = ({ projectedExhaustionDate }: UnidentifiedRecommendation): number =>
    projectedExhaustionDate ?? Number.MAX_VALUE;
  const lack = ({ recommendedCapacity, currentCapacity }: UnidentifiedRecommendation): number =>
    recommendedCapacity / currentCapacity;
  return rank(a) - rank(b) || date(a) - date(b) || lack(b) - lack(a) || (a.metric < b.metric ? -1 : 1);
}

/** A utilization of which nothing is known has 100 percent; of anything else nothing can be assumed. */
export function assumeCapacity(tenantId: string, metric: ResourceMetric): Either<UnknownCapacity, CapacityLevel> {
  if (METRICS[metric].kind === 'percent') return E.right({ tenantId, metric, capacity: 100 });
  return E.left(unknownCapacity({ tenantId, metric }));
}

/** The price asked for; else that of instances, which is what is usually reserved; else the first that has offers. */
export function findReservablePrice(
  prices: readonly ResourcePrice[],
  metric: ResourceMetric | undefined,
): ResourcePrice | undefined {
  const of = (wanted: ResourceMetric): ResourcePrice | undefined => prices.find((price) => price.metric === wanted);
  if (metric !== undefined) return of(metric);
  const offered = RESOURCE_METRICS.map(of).filter((price) => price?.offers?.length);
  return offered.find((price) => price!.metric === 'instance_count') ?? offered[0] ?? of('instance_count');
}
