import { type Decimal, formatDecimal } from '../../money/index.js';
import { dateOf } from '../../time/index.js';
import type { RecommendationUrgency } from '../model/index.js';
import { HOURS_PER_MONTH } from './cost-delta.js';
import type { ForecastFigures, RecommendationInput } from './input.js';

/** Says why, in sentences that quote every figure the recommendation rests on. */
export function describeReason(
  urgency: RecommendationUrgency,
  input: RecommendationInput,
  figures: ForecastFigures,
  recommended: number,
  cost: Decimal,
): string {
  return [
    describeUrgency(urgency, input, figures),
    describeSize(urgency, input, figures, recommended),
    describeCost(input, cost),
  ].join(' ');
}

function describeUrgency(
  urgency: RecommendationUrgency,
  { forecast, capacity }: RecommendationInput,
  figures: ForecastFigures,
): string {
  const has = `${forecast.metric} has a capacity of ${formatNumber(capacity.capacity)}`;
  const peaks = `over the forecast it peaks at ${formatNumber(figures.p50Peak)} (P50) and ${formatNumber(figures.p90Peak)} (P90)`;
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

function describeSize(
  urgency: RecommendationUrgency,
  { headroomPercent, capacity, forecast }: RecommendationInput,
  figures: ForecastFigures,
  recommended: number,
): string {
  const [name, peak] = urgency === 'scale_down' ? ['P99', figures.p99Peak] : ['P90', figures.p90Peak];
  const step = capacity.increment ?? (forecast.metric === 'instance_count' ? 1 : undefined);
  const rounding = step === undefined ? '' : `, in steps of ${formatNumber(step)}`;
  const needs = `needs ${formatNumber(recommended)}${rounding}`;
  return `The ${name} peak of ${formatNumber(peak)} plus ${formatNumber(headroomPercent)} % headroom ${needs}.`;
}

function describeCost({ price }: RecommendationInput, cost: Decimal): string {
  if (price === undefined) return 'Billing has no price for it, so the cost is not told.';
  const rate = `${formatDecimal(price.onDemandHourly)} ${price.currency} a unit and hour`;
  const change = `${formatDecimal(cost)} ${price.currency}`;
  return `At ${rate} that changes the bill by ${change} a month of ${HOURS_PER_MONTH} hours.`;
}

const formatNumber = (value: number): string => String(Number(value.toPrecision(6)));
