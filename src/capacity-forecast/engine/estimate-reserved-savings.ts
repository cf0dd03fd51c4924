import { nonEmptyText } from '../../codec/index.js';
import { invalidReservationTerm, unknownPrice } from '../../errors/forecast.js';
import * as E from '../../either.js';
import {
  RESOURCE_METRICS,
  ReservationTerm,
  type ReservedCapacitySavings,
  ResourceMetric,
  type ResourcePrice,
} from '../model/index.js';
import { estimateSavings } from '../savings/estimate-savings.js';
import { fetchRecentUsage } from './asked-series.js';
import { parseArgument, type EngineContext, requirePort, type EngineResult } from './context.js';
import { fetchPrices } from './generate-recommendations.js';
import { trainingChanges } from './training-changes.js';

/** Fetches prices and usage, and weighs every offer of the term. */
export async function estimateReservedSavings(
  context: EngineContext,
  request: { readonly tenantId: string; readonly termMonths: unknown; readonly metric: ResourceMetric | undefined },
): EngineResult<ReservedCapacitySavings> {
  const tenantId = parseArgument(nonEmptyText, request.tenantId, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const { termMonths } = request;
  if (!ReservationTerm.is(termMonths)) return E.left(invalidReservationTerm({ termMonths }));
  if (request.metric !== undefined) {
    const metric = parseArgument(ResourceMetric, request.metric, 'metric');
    if (E.isLeft(metric)) return metric;
  }
  const billing = requirePort(context.ports.prices, 'prices', 'to estimate savings');
  if (E.isLeft(billing)) return billing;
  const prices = await fetchPrices(context, tenantId.right);
  if (E.isLeft(prices)) return prices;
  const price = findReservablePrice(prices.right, request.metric);
  if (price === undefined)
    return E.left(unknownPrice({ tenantId: tenantId.right, metric: request.metric ?? 'instance_count' }));
  const { longLookbackDays, regimeSensitivity } = context.settings;
  const usage = await fetchRecentUsage(context, { tenantId: tenantId.right, metric: price.metric }, longLookbackDays);
  if (E.isLeft(usage)) return usage;
  const { now, points } = usage.right;
  return estimateSavings({ price, points, now, termMonths, regimeChanges: trainingChanges(points, regimeSensitivity) });
}

/** The price asked for; else that of instances, which is what is usually reserved; else the first that has offers. */
function findReservablePrice(
  prices: ReadonlyArray<ResourcePrice>,
  metric: ResourceMetric | undefined,
): ResourcePrice | undefined {
  const of = (wanted: ResourceMetric): ResourcePrice | undefined => prices.find((price) => price.metric === wanted);
  if (metric !== undefined) return of(metric);
  const offered = RESOURCE_METRICS.map(of).filter((price) => price?.offers?.length);
  return offered.find((price) => price!.metric === 'instance_count') ?? offered[0] ?? of('instance_count');
}
