import { decode } from '../../codec/decode.js';
import { listOf } from '../../codec/record.js';
import { checked, finiteNumber, nonEmptyText } from '../../codec/values.js';
import { type DecodeError, foreignTenant } from '../../errors/kernel.js';
import { isError } from '../../errors/tagged.js';
import { writeLog } from '../../host/log.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { dayInstant, fitDemand } from '../demand.js';
import {
  type EngineError,
  type InvalidReservationTerm,
  invalidReservationTerm,
  type MetricForecastError,
  type UnknownCapacity,
  type UnknownPrice,
  unknownPrice,
} from '../errors.js';
import { projectExhaustion, readExhaustion } from '../exhaustion/project-exhaustion.js';
import { stepEnd } from '../grid.js';
import { demandPeaks } from '../hours.js';
import { DAY } from '../measurements.js';
import { type CapacityExhaustion, CapacityLevel, type CapacityRecommendation } from '../model/capacity.js';
import { ForecastResult } from '../model/forecast.js';
import {
  ReservationTerm,
  type ReservedCapacitySavings,
  type ResourcePrice,
  ResourcePrices,
} from '../model/reservation.js';
import { ResourceMetric } from '../model/usage.js';
import {
  assumeCapacity,
  compareUrgency,
  type DemandFigures,
  findReservablePrice,
  recommend,
  type UnidentifiedRecommendation,
} from '../recommend.js';
import { estimateSavings } from '../savings.js';
import {
  callPort,
  currentTime,
  type EngineContext,
  type EngineResult,
  fetchRecentUsage,
  fetchRecord,
  nextId,
  parseArgument,
  parseSeriesKey,
  publish,
  requirePort,
  type SeriesKey,
} from './context.js';

/** Fetches the long history of a metric and projects when a capacity runs out. */
export async function projectCapacityExhaustion(
  context: EngineContext,
  request: SeriesKey & { readonly currentCapacity: number },
): EngineResult<CapacityExhaustion, MetricForecastError> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const capacity = parseArgument(finiteNumber, request.currentCapacity, 'currentCapacity');
  if (E.isLeft(capacity)) return capacity;
  const { lookbackDays, longLookbackDays, exhaustionHorizonDays, regimeSensitivity, aggregationOf } = context.settings;
  const usage = await fetchRecentUsage(context, asked.right, Math.max(lookbackDays, longLookbackDays));
  if (E.isLeft(usage)) return usage;
  const { metric } = asked.right;
  return projectExhaustion({
    metric,
    ...usage.right,
    capacity: capacity.right,
    horizonDays: exhaustionHorizonDays,
    regimeSensitivity,
    trainingDays: lookbackDays,
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
): EngineResult<readonly CapacityRecommendation[], EngineError | UnknownCapacity> {
  const tenantId = parseArgument(nonEmptyText, tenant, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const headroomPercent = parseArgument(percent, headroom, 'headroomPercent');
  if (E.isLeft(headroomPercent)) return headroomPercent;
  const forecasts = Array.isArray(given)
    ? parseArgument(listOf(ForecastResult), given, 'the forecasts')
    : E.map((forecast: ForecastResult) => [forecast])(parseArgument(ForecastResult, given, 'the forecast'));
  if (E.isLeft(forecasts)) return forecasts;
  const foreign = forecasts.right.find((forecast) => forecast.tenantId !== tenantId.right);
  if (foreign !== undefined) {
    const call = { port: 'caller', method: 'generateCapacityRecommendations' };
    return E.left(foreignTenant({ ...call, expected: tenantId.right, got: foreign.tenantId }));
  }
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const prices = await fetchPrices(context, tenantId.right);
  if (E.isLeft(prices)) return prices;
  const advice: UnidentifiedRecommendation[] = [];
  for (const forecast of forecasts.right) {
    const known = await fetchCapacity(context, tenantId.right, forecast.metric);
    if (E.isLeft(known)) return known;
    const capacity = known.right === null ? assumeCapacity(tenantId.right, forecast.metric) : E.right(known.right);
    if (E.isLeft(capacity)) return capacity;
    const price = prices.right.find(({ metric }) => metric === forecast.metric);
    const demand = await fetchDemandFigures(context, forecast, capacity.right.capacity, now.right);
    if (E.isLeft(demand)) return demand;
    const found = recommend({
      forecast,
      capacity: capacity.right,
      headroomPercent: headroomPercent.right,
      now: now.right,
      ...(price && { price }),
      ...(demand.right && { demand: demand.right }),
    });
    // What is not known to be there is not given back.
    if (found !== undefined && !(known.right === null && found.urgency === 'scale_down')) advice.push(found);
  }
  return publishRecommendations(context, advice.sort(compareUrgency));
}

/** The latest measurements may be those that the forecast was made of; then all figures are those of one fit. */
const SAME_ORIGIN_SECONDS = DAY;

/** What the measurements say about peaks and dates; undefined where there are too few of them. */
async function fetchDemandFigures(
  context: EngineContext,
  forecast: ForecastResult,
  capacity: number,
  now: EpochSeconds,
): EngineResult<DemandFigures | undefined> {
  const { tenantId, metric, aggregation } = forecast;
  const withoutFigures = (error: Error): Either<never, undefined> => {
    const message = `advice rests on the forecast alone: ${error.message}`;
    writeLog(context.ports.log, { level: 'warning', message, context: { tenantId, metric } });
    return E.right(undefined);
  };
  const { lookbackDays, longLookbackDays, regimeSensitivity, aggregationOf } = context.settings;
  const usage = await fetchRecentUsage(context, { tenantId, metric }, Math.max(lookbackDays, longLookbackDays));
  if (E.isLeft(usage)) {
    if (!isError(usage.left, 'PortFailure') && !isError(usage.left, 'InsufficientHistory')) return usage;
    return withoutFigures(usage.left);
  }
  const fitted = fitDemand({
    ...usage.right,
    metric,
    now,
    regimeSensitivity,
    trainingDays: lookbackDays,
    aggregation: aggregation ?? aggregationOf(metric),
  });
  if (E.isLeft(fitted)) return withoutFigures(fitted.left);
  const demand = fitted.right;
  const until = stepEnd(forecast, forecast.predictions.at(-1)?.[0] ?? now);
  const peaks = demandPeaks(demand, until, forecast.granularity);
  if (E.isLeft(peaks)) return withoutFigures(peaks.left);
  const { used, ...ahead } = peaks.right;
  const origin = dayInstant(demand, -1);
  const same =
    !forecast.modelType.startsWith('custom:') &&
    forecast.trainedUntil !== undefined &&
    Math.abs(forecast.trainedUntil - origin) <= 2 * SAME_ORIGIN_SECONDS;
  if (!same) return E.right({ used, p90Date: null });
  const dates = readExhaustion(demand, capacity, Math.max(1, (until - now) / DAY));
  return E.isLeft(dates) ? withoutFigures(dates.left) : E.right({ used, peaks: ahead, p90Date: dates.right.p90Date });
}

async function publishRecommendations(
  context: EngineContext,
  advice: readonly UnidentifiedRecommendation[],
): EngineResult<readonly CapacityRecommendation[], EngineError | UnknownCapacity> {
  const recommendations: CapacityRecommendation[] = [];
  for (const one of advice) {
    const id = await nextId(context)();
    if (E.isLeft(id)) return id;
    recommendations.push({ recommendationId: id.right, ...one });
  }
  const { monitor } = context.ports;
  if (recommendations.length > 0 && monitor?.publishRecommendations !== undefined) {
    const { tenantId } = recommendations[0]!;
    const problem = 'the recommendations were not published';
    await publish(context, { tenantId }, problem, 'publishRecommendations', (signal) =>
      monitor.publishRecommendations!(recommendations, signal),
    );
  }
  return E.right(recommendations);
}

/** Every price of the tenant; none where the host has no billing. */
async function fetchPrices(context: EngineContext, tenantId: string): EngineResult<readonly ResourcePrice[]> {
  const port = context.ports.prices;
  if (port === undefined) return E.right([]);
  return callPort<readonly ResourcePrice[], DecodeError>(context, {
    port: 'prices',
    method: 'listPrices',
    tenantId,
    about: { tenantId },
    call: (signal) => port.listPrices({ tenantId }, signal),
    read: (answer) => {
      return decode(ResourcePrices, answer, 'the answer of the price port');
    },
  })();
}

/** Fetches prices and usage, and weighs every offer of the term. */
export async function estimateReservedSavings(
  context: EngineContext,
  request: { readonly tenantId: string; readonly termMonths: unknown; readonly metric: ResourceMetric | undefined },
): EngineResult<ReservedCapacitySavings, MetricForecastError | InvalidReservationTerm | UnknownPrice> {
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
  const { lookbackDays, longLookbackDays, regimeSensitivity } = context.settings;
  const key = { tenantId: tenantId.right, metric: price.metric };
  const usage = await fetchRecentUsage(context, key, Math.max(lookbackDays, longLookbackDays));
  if (E.isLeft(usage)) return usage;
  return estimateSavings({ ...usage.right, price, termMonths, regimeSensitivity, trainingDays: lookbackDays });
}

/** What the compute service says a tenant has of a metric; null where it does not know, or there is no such port. */
export async function fetchCapacity(
  context: EngineContext,
  tenantId: string,
  metric: ResourceMetric,
): EngineResult<CapacityLevel | null> {
  const port = context.ports.capacity;
  if (port === undefined) return E.right(null);
  const asked = { tenantId, metric };
  return fetchRecord<CapacityLevel, typeof asked>(context, {
    port: 'capacity',
    method: 'readCapacity',
    codec: CapacityLevel,
    key: asked,
    call: (signal) => port.readCapacity(asked, signal),
  })();
}
