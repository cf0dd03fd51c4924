import { checked, decode, listOf, nonEmptyText } from '../../codec/index.js';
import { decodeError, type DecodeError } from '../../errors/codec.js';
import { unknownCapacity, type UnknownCapacity } from '../../errors/forecast.js';
import type { ForeignTenant } from '../../errors/port.js';
import { checkTenant } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import {
  type CapacityLevel,
  type CapacityRecommendation,
  ForecastResult,
  RECOMMENDATION_URGENCIES,
  type ResourceMetric,
  ResourcePrice,
} from '../model/index.js';
import { type UnidentifiedRecommendation, recommend } from '../recommendations/recommend.js';
import { publish } from './announce.js';
import { parseArgument, callPort, currentTime, type EngineContext, nextId, type EngineResult } from './context.js';
import { fetchCapacity } from './known-capacity.js';

const percent = checked(
  'a finite number from 0',
  (v): v is number => typeof v === 'number' && Number.isFinite(v) && v >= 0,
);

/** Weighs a forecast, or several of one tenant, against today's capacities, most urgent first. */
export async function generateRecommendations(
  context: EngineContext,
  tenant: string,
  given: ForecastResult | ReadonlyArray<ForecastResult>,
  headroom: number,
): EngineResult<ReadonlyArray<CapacityRecommendation>> {
  const tenantId = parseArgument(nonEmptyText, tenant, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const headroomPercent = parseArgument(percent, headroom, 'headroomPercent');
  if (E.isLeft(headroomPercent)) return headroomPercent;
  const forecasts = parseArgument(listOf(ForecastResult), Array.isArray(given) ? given : [given], 'the forecast');
  if (E.isLeft(forecasts)) return forecasts;
  const own = checkTenant(tenantId.right, 'caller', 'generateCapacityRecommendations', forecasts.right);
  if (E.isLeft(own)) return own;
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const prices = await fetchPrices(context, tenantId.right);
  if (E.isLeft(prices)) return prices;
  const advice: UnidentifiedRecommendation[] = [];
  for (const forecast of own.right) {
    const known = await fetchCapacity(context, tenantId.right, forecast.metric);
    if (E.isLeft(known)) return known;
    const capacity = known.right === null ? assumeCapacity(tenantId.right, forecast.metric) : E.right(known.right);
    if (E.isLeft(capacity)) return capacity;
    const price = prices.right.find(({ metric }) => metric === forecast.metric);
    const found = recommend({
      forecast,
      capacity: capacity.right,
      headroomPercent: headroomPercent.right,
      now: now.right,
      ...(price && { price }),
    });
    // What is not known to be there is not given back.
    if (found !== undefined && !(known.right === null && found.urgency === 'scale_down')) advice.push(found);
  }
  return publishRecommendations(context, advice.sort(compareUrgency));
}

/**
 * First by how urgent, then by date, then by how much is missing, then by metric, so that the order is always the same.
 */
function compareUrgency(a: UnidentifiedRecommendation, b: UnidentifiedRecommendation): number {
  const rank = ({ urgency }: UnidentifiedRecommendation): number => RECOMMENDATION_URGENCIES.indexOf(urgency);
  const date = ({ projectedExhaustionDate }: UnidentifiedRecommendation): number =>
    projectedExhaustionDate ?? Number.MAX_VALUE;
  const lack = ({ recommendedCapacity, currentCapacity }: UnidentifiedRecommendation): number =>
    recommendedCapacity / currentCapacity;
  return rank(a) - rank(b) || date(a) - date(b) || lack(b) - lack(a) || (a.metric < b.metric ? -1 : 1);
}

async function publishRecommendations(
  context: EngineContext,
  advice: ReadonlyArray<UnidentifiedRecommendation>,
): EngineResult<ReadonlyArray<CapacityRecommendation>> {
  const recommendations: CapacityRecommendation[] = [];
  for (const one of advice) {
    const id = await nextId(context)();
    if (E.isLeft(id)) return id;
    recommendations.push({ recommendationId: id.right, ...one });
  }
  const { monitor } = context.ports;
  if (recommendations.length > 0 && monitor?.publishRecommendations !== undefined) {
    const { tenantId } = recommendations[0]!;
    const trouble = 'the recommendations were not published';
    await publish(context, { tenantId }, trouble, 'publishRecommendations', (signal) =>
      monitor.publishRecommendations!(recommendations, signal),
    );
  }
  return E.right(recommendations);
}

/** A utilisation of which nothing is known has 100 percent; of anything else nothing can be assumed. */
function assumeCapacity(tenantId: string, metric: ResourceMetric): Either<UnknownCapacity, CapacityLevel> {
  if (metric === 'cpu_utilization' || metric === 'memory_utilization')
    return E.right({ tenantId, metric, capacity: 100 });
  return E.left(unknownCapacity({ tenantId, metric }));
}

/** Every price of the tenant; none where the host has no billing. */
export async function fetchPrices(
  context: EngineContext,
  tenantId: string,
): EngineResult<ReadonlyArray<ResourcePrice>> {
  const port = context.ports.prices;
  if (port === undefined) return E.right([]);
  return callPort<ReadonlyArray<ResourcePrice>, DecodeError | ForeignTenant>(context, {
    port: 'prices',
    method: 'listPrices',
    tenantId,
    call: (signal) => port.listPrices({ tenantId }, signal),
    read: (answer) => {
      const prices = decode(listOf(ResourcePrice), answer, 'the answer of the price port');
      if (E.isLeft(prices)) return prices;
      const twice = prices.right.find(({ metric }, i) => prices.right.some((p, j) => j < i && p.metric === metric));
      return twice ? E.left(duplicatePrice(twice.metric)) : checkTenant(tenantId, 'prices', 'listPrices', prices.right);
    },
  })();
}

function duplicatePrice(metric: ResourceMetric): DecodeError {
  const message = `expected at most one price a metric, got two of ${metric}`;
  return decodeError({ what: 'the answer of the price port', issues: [{ path: 'metric', message }] });
}
