import { DAY } from '../grid/calendar.js';
import { findLastingCrossing } from '../exhaustion/lasting-crossing.js';
import { GRANULARITY_SEASONS } from '../metric-forecast/horizon.js';
import type { CapacityLevel, CapacityRecommendation, ForecastResult, RecommendationUrgency } from '../model/index.js';
import { Decimal } from '../../money/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { monthlyCost } from './cost-delta.js';
import type { ForecastFigures, RecommendationInput } from './input.js';
import { describeReason } from './reason.js';

/** A recommendation before it has an id. */
export type UnidentifiedRecommendation = Omit<CapacityRecommendation, 'recommendationId'>;

/**
 * What to do about one metric's capacity, or nothing. More is recommended where the P90 peak plus headroom does not
 * fit; less only where even the P99 peak plus headroom would fit into it, and where that frees a whole increment.
 */
export function recommend(input: RecommendationInput): UnidentifiedRecommendation | undefined {
  const { forecast, capacity, headroomPercent, now } = input;
  if (forecast.predictions.length === 0) return undefined;
  const figures = readForecastFigures(forecast, capacity.capacity, now);
  const wanted = roundUpToIncrement(figures.p90Peak * (1 + headroomPercent / 100), capacity);
  const urgency = computeUrgency(figures, wanted, capacity, input);
  if (urgency === undefined) return undefined;
  const recommended =
    urgency === 'scale_down' ? roundUpToIncrement(figures.p99Peak * (1 + headroomPercent / 100), capacity) : wanted;
  const change = recommended - capacity.capacity;
  const cost = input.price === undefined ? new Decimal(0) : monthlyCost(change, capacity, input.price);
  return {
    tenantId: forecast.tenantId,
    metric: forecast.metric,
    resourceType: capacity.resourceType ?? forecast.metric,
    urgency,
    currentCapacity: capacity.capacity,
    recommendedCapacity: recommended,
    confidence: forecast.confidenceScore,
    reason: describeReason(urgency, input, figures, recommended, cost),
    projectedExhaustionDate: figures.crossing,
    estimatedMonthlyCostDelta: cost,
    ...(input.price && { currency: input.price.currency }),
  };
}

/** From P90 to P99 in distances from P50 to P90, as under a normal distribution, for forecasts without P99. */
const P99_BEYOND_P90 = 0.8152;

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
function roundUpToIncrement(
  amount: number,
  { metric, increment = metric === 'instance_count' ? 1 : undefined }: CapacityLevel,
): number {
  if (increment === undefined) return Number(amount.toPrecision(6));
  // A hair above a whole number of increments is rounding noise of the product.
  return Number((Math.ceil(amount / increment - 1e-9) * increment).toPrecision(12));
}

function interpolateInstant(forecast: ForecastResult, at: number): number {
  const whole = Math.floor(at);
  const start = forecast.predictions[whole]![0];
  const next = forecast.predictions[whole + 1]?.[0] ?? start;
  return start + (at - whole) * (next - start);
}

const peak = (path: ReadonlyArray<number>): number => path.reduce((most, value) => Math.max(most, value), -Infinity);
