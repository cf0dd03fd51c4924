import { decode } from '../../codec/decode.js';
import { checked, finiteNumber, listOf, nonEmptyText } from '../../codec/record.js';
import { decodeError, type DecodeError, type ForeignTenant } from '../../errors/kernel.js';
import { checkTenant } from '../../host/port-call.js';
import { E, type Either } from '../../prelude.js';
import { invalidReservationTerm, unknownCapacity, type UnknownCapacity, unknownPrice } from '../errors.js';
import { projectExhaustion } from '../exhaustion/project-exhaustion.js';
import {
  type CapacityExhaustion,
  type CapacityLevel,
  type CapacityRecommendation,
  ForecastResult,
  RECOMMENDATION_URGENCIES,
  ReservationTerm,
  type ReservedCapacitySavings,
  RESOURCE_METRICS,
  ResourceMetric,
  ResourcePrice,
} from '../model/index.js';
import { recommend, type UnidentifiedRecommendation } from '../recommend.js';
import { estimateSavings } from '../savings.js';
import { trainingChanges } from '../training.js';
import {
  callPort,
  currentTime,
  type EngineContext,
  type EngineResult,
  nextId,
  parseArgument,
  publish,
  requirePort,
} from './context.js';
import { fetchCapacity, fetchRecentUsage, parseSeriesKey, type SeriesKey } from './fetch.js';

/** Fetches the long history of a metric and projects when a capacity runs out. */
export async function projectCapacityExhaustion(
  context: EngineContext,
  request: SeriesKey & { readonly currentCapacity: number },
): EngineResult<CapacityExhaustion> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const capacity = parseArgument(finiteNumber, request.currentCapacity, 'currentCapacity');
  if (E.isLeft(capacity)) return capacity;
  const { longLookbackDays, exhaustionHorizonDays, regimeSensitivity, aggregationOf } = context.settings;
  const usage = await fetchRecentUsage(context, asked.right, longLookbackDays);
  if (E.isLeft(usage)) return usage;
  const { now, points } = usage.right;
  const { metric } = asked.right;
  return projectExhaustion({
    metric,
    points,
    capacity: capacity.right,
    now,
    horizonDays: exhaustionHorizonDays,
    regimeChanges: trainingChanges(points, regimeSensitivity),
    aggregation: aggregationOf(metric),
  });
}

const percent = checked(
  'a finite number from 0',
  (v): v is number => typeof v === 'number' && Number.isFinite(v) && v >= 0,
);

/** Weighs a forecast, or several of one tenant, against today's capacities, most urgent first. */
export async function generateRecommendations(
  context: EngineContext,
  tenant: string,
  given: ForecastResult | readonly ForecastResult[],
  headroom: number,
): EngineResult<readonly CapacityRecommendation[]> {
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
  advice: readonly UnidentifiedRecommendation[],
): EngineResult<readonly CapacityRecommendation[]> {
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

/** A utilization of which nothing is known has 100 percent; of anything else nothing can be assumed. */
function assumeCapacity(tenantId: string, metric: ResourceMetric): Either<UnknownCapacity, CapacityLevel> {
  if (metric === 'cpu_utilization' || metric === 'memory_utilization')
    return E.right({ tenantId, metric, capacity: 100 });
  return E.left(unknownCapacity({ tenantId, metric }));
}

/** Every price of the tenant; none where the host has no billing. */
async function fetchPrices(context: EngineContext, tenantId: string): EngineResult<readonly ResourcePrice[]> {
  const port = context.ports.prices;
  if (port === undefined) return E.right([]);
  return callPort<readonly ResourcePrice[], DecodeError | ForeignTenant>(context, {
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
  prices: readonly ResourcePrice[],
  metric: ResourceMetric | undefined,
): ResourcePrice | undefined {
  const of = (wanted: ResourceMetric): ResourcePrice | undefined => prices.find((price) => price.metric === wanted);
  if (metric !== undefined) return of(metric);
  const offered = RESOURCE_METRICS.map(of).filter((price) => price?.offers?.length);
  return offered.find((price) => price!.metric === 'instance_count') ?? offered[0] ?? of('instance_count');
}
