import { type Decimal, formatDecimal } from '../../money/index.js';
import { dateOf } from '../../time/index.js';
import type { RecommendationUrgency } from '../model/index.js';
import { HOURS_A_MONTH } from './cost-delta.js';
import type { DecidingFigures, RecommendationInput } from './input.js';

/** Says why, in sentences that quote every figure the recommendation rests on. */
export function reasonFor(
  urgency: RecommendationUrgency,
  input: RecommendationInput,
  figures: DecidingFigures,
  recommended: number,
  cost: Decimal,
): string {
  return [opening(urgency, input, figures), sizing(urgency, input, figures, recommended), money(input, cost)].join(' ');
}

function opening(
  urgency: RecommendationUrgency,
  { forecast, capacity }: RecommendationInput,
  figures: DecidingFigures,
): string {
  const has = `${forecast.metric} has a capacity of ${shown(capacity.capacity)}`;
  const peaks = `over the forecast it peaks at ${shown(figures.p50Peak)} (P50) and ${shown(figures.p90Peak)} (P90)`;
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

function sizing(
  urgency: RecommendationUrgency,
  { headroomPercent, capacity, forecast }: RecommendationInput,
  figures: DecidingFigures,
  recommended: number,
): string {
  const [name, peak] = urgency === 'scale_down' ? ['P99', figures.p99Peak] : ['P90', figures.p90Peak];
  const step = capacity.increment ?? (forecast.metric === 'instance_count' ? 1 : undefined);
  const rounding = step === undefined ? '' : `, in steps of ${shown(step)}`;
  const needs = `needs ${shown(recommended)}${rounding}`;
  return `The ${name} peak of ${shown(peak)} plus ${shown(headroomPercent)} % headroom ${needs}.`;
}

function money({ price }: RecommendationInput, cost: Decimal): string {
  if (price === undefined) return 'Billing has no price for it, so the cost is not told.';
  const rate = `${formatDecimal(price.onDemandHourly)} ${price.currency} a unit and hour`;
  const change = `${formatDecimal(cost)} ${price.currency}`;
  return `At ${rate} that changes the bill by ${change} a month of ${HOURS_A_MONTH} hours.`;
}

const shown = (value: number): string => String(Number(value.toPrecision(6)));
