import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { nullable } from '../../codec/record.js';
import { nonEmptyText } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import type { PortProblem } from '../../host/port-call.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { epochSeconds, type EpochSeconds } from '../../time/period.js';
import { DAY } from '../grid.js';
import { CapacityLevel } from '../model/capacity.js';
import { TrainedModel } from '../model/forecast.js';
import { ResourceMetric, type UsageDataPoint, UsageSeries } from '../model/usage.js';
import type { MetricQuery, UsageQuery } from '../ports.js';
import { callPort, currentTime, type EngineContext, type EngineResult, parseArgument } from './context.js';

/** What is asked of a port, and how. */
interface RecordRequest<A, Asked> {
  readonly port: string;
  readonly method: string;
  readonly codec: t.Type<A, object>;
  /** The tenant, and whatever else the answer must be about. */
  readonly key: Asked;
  readonly call: (signal: AbortSignal) => unknown;
}

/** Asks a port for the one record that a tenant has of something: null where there is none. */
export function fetchRecord<A extends { readonly tenantId: string }, Asked extends Partial<A> & { tenantId: string }>(
  context: EngineContext,
  { port, method, codec, key: asked, call }: RecordRequest<A, Asked>,
): TaskEither<PortProblem, A | null> {
  return callPort<A | null, DecodeError>(context, {
    port,
    method,
    tenantId: asked.tenantId,
    call,
    about: asked,
    read: (answer) => decode(nullable(codec), answer, `the answer of ${port}.${method}`),
  });
}

/** The measurements of a tenant's metric over a stretch of time, both ends included. */
export function fetchUsage(
  context: EngineContext,
  query: UsageQuery,
): TaskEither<PortProblem, readonly UsageDataPoint[]> {
  return callPort<readonly UsageDataPoint[], DecodeError>(context, {
    port: 'usage',
    method: 'readUsage',
    tenantId: query.tenantId,
    about: { tenantId: query.tenantId, metric: query.metric },
    call: (signal) => context.ports.usage.readUsage(query, signal),
    read: (answer) => readUsageAnswer(answer, query),
  });
}

/** The points of the answer that were asked for; a port that sends more is not wrong. */
function readUsageAnswer(answer: unknown, query: UsageQuery): Either<DecodeError, readonly UsageDataPoint[]> {
  const series: Either<DecodeError, UsageSeries> = isUsageSeries(answer, query.metric)
    ? E.right(answer)
    : decode(UsageSeries, answer, 'the answer of the usage port');
  if (E.isLeft(series)) return series;
  return E.right(series.right.points.filter(({ timestamp }) => timestamp >= query.since && timestamp <= query.until));
}

/** Accepts what the codec accepts, twenty times faster: this is the one bulk answer. */
function isUsageSeries(answer: unknown, metric: ResourceMetric): answer is UsageSeries {
  if (typeof answer !== 'object' || answer === null) return false;
  const { tenantId, metric: got, points } = answer as Partial<UsageSeries>;
  return (
    typeof tenantId === 'string' && tenantId !== '' && got === metric && Array.isArray(points) && points.every(isPoint)
  );
}

function isPoint(point: unknown): boolean {
  if (typeof point !== 'object' || point === null) return false;
  const { timestamp, value, metadata } = point as Partial<UsageDataPoint>;
  return Number.isFinite(value) && metadata === undefined && epochSeconds(timestamp!)._tag === 'Right';
}

/** Which series an operation is about: whose, and of what. */
export interface SeriesKey {
  readonly tenantId: string;
  readonly metric: ResourceMetric;
}

/** The series that a caller asks for, checked. */
export function parseSeriesKey(request: SeriesKey): Either<DecodeError, SeriesKey> {
  const tenantId = parseArgument(nonEmptyText, request.tenantId, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const metric = parseArgument(ResourceMetric, request.metric, 'metric');
  return E.map((found: ResourceMetric) => ({ tenantId: tenantId.right, metric: found }))(metric);
}

/** What was measured in the latest days, and what time it is. */
export async function fetchRecentUsage(
  context: EngineContext,
  { tenantId, metric }: SeriesKey,
  days: number,
): EngineResult<{ readonly now: EpochSeconds; readonly points: readonly UsageDataPoint[] }> {
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const since = (now.right - days * DAY) as EpochSeconds;
  const points = await fetchUsage(context, { tenantId, metric, since, until: now.right })();
  return E.map((found: readonly UsageDataPoint[]) => ({ now: now.right, points: found }))(points);
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

/** The custom model that serves a metric, if the host keeps models and there is one. */
export async function fetchLatestModel(
  context: EngineContext,
  { tenantId, metric }: MetricQuery,
): EngineResult<TrainedModel | null> {
  const { models } = context.ports;
  if (models === undefined) return E.right(null);
  const asked = { tenantId, metric };
  return fetchRecord<TrainedModel, typeof asked>(context, {
    port: 'models',
    method: 'latestModel',
    codec: TrainedModel,
    key: asked,
    call: (signal) => models.latestModel(asked, signal),
  })();
}
