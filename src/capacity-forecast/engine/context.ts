import type * as t from '../../codec/io-ts.js';
import { decode } from '../../codec/decode.js';
import { nullable } from '../../codec/record.js';
import { nonEmptyText } from '../../codec/values.js';
import { type DecodeError, missingPort, type MissingPort } from '../../errors/kernel.js';
import { newId, currentTime as readClock, type StampError } from '../../host/clock-ids.js';
import { writeLog } from '../../host/log.js';
import {
  ignoreAnswer,
  portCall,
  type PortCall,
  type PortCallError,
  type PortContext,
  type PortProblem,
} from '../../host/port-call.js';
import { E, type Either, type MaybePromise, type TaskEither } from '../../prelude.js';
import { epochSeconds, type EpochSeconds } from '../../time/period.js';
import type { CapacityForecastError, EngineError } from '../errors.js';
import { DAY } from '../measurements.js';
import { DemandCalendar, MetricCalendar } from '../model/calendar.js';
import { TrainedModel } from '../model/forecast.js';
import { ResourceMetric, type UsageDataPoint, UsageSeries } from '../model/usage.js';
import type { CapacityForecastPorts, MetricQuery, UsageQuery } from '../ports.js';
import type { EngineSettings } from './settings.js';

/** What every operation of the engine works with. */
export interface EngineContext {
  readonly ports: CapacityForecastPorts;
  readonly settings: EngineSettings;
}

/** The answer of an operation. */
export type EngineResult<A, L = EngineError> = Promise<Either<L, A>>;

/** Calls a port, with the engine's deadline, observer and signal. */
export function callPort<A, L extends CapacityForecastError>(
  context: EngineContext,
  spec: PortCall<A, L> & { readonly about?: never },
): TaskEither<PortCallError | L, A>;
/** The same for an answer that must be about something. */
export function callPort<A, L extends CapacityForecastError>(
  context: EngineContext,
  spec: PortCall<A, L>,
): TaskEither<PortProblem | L, A>;
export function callPort<A, L extends CapacityForecastError>(
  context: EngineContext,
  spec: PortCall<A, L>,
): TaskEither<PortProblem | L, A> {
  return portCall<A, L>(spec, portContextOf(context));
}

function portContextOf({ ports, settings: { deadlineSeconds, signal } }: EngineContext): PortContext {
  return { deadlineSeconds, signal, observer: ports.observer };
}

/** Reads an argument by its codec, so that a caller in plain JavaScript gets an error that names it. */
export function parseArgument<A, O>(codec: t.Type<A, O>, value: unknown, what: string): Either<DecodeError, A> {
  return decode(codec, value, what);
}

/** The port, or the error that says what it would have been needed for. */
export function requirePort<A>(port: A | undefined, name: string, purpose: string): Either<MissingPort, A> {
  return port === undefined ? E.left(missingPort({ port: name, purpose })) : E.right(port);
}

/** The time by the host's clock. */
export function currentTime(context: EngineContext): TaskEither<StampError, EpochSeconds> {
  return readClock(context.ports.clock, portContextOf(context));
}

/** An id from the host's source. */
export function nextId(context: EngineContext): TaskEither<StampError, string> {
  return newId(context.ports.ids, portContextOf(context));
}

/** Hands something to the monitor; its being away does not take it from the caller: that is noted. */
export async function publish(
  context: EngineContext,
  about: { readonly tenantId: string; readonly metric?: ResourceMetric },
  problem: string,
  method: string,
  call: (signal: AbortSignal) => MaybePromise<unknown>,
): Promise<void> {
  const { tenantId } = about;
  const published = await callPort(context, { port: 'monitor', method, tenantId, call, read: ignoreAnswer })();
  if (E.isLeft(published)) {
    writeLog(context.ports.log, {
      level: 'warning',
      message: `${problem}: ${published.left.message}`,
      context: about,
    });
  }
}

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

/** What a demand is fitted to. */
interface RecentUsage {
  readonly now: EpochSeconds;
  readonly points: readonly UsageDataPoint[];
  readonly calendar?: DemandCalendar;
}

/** What was measured in the latest days, what time it is, and what is known of the metric's calendar. */
export async function fetchRecentUsage(
  context: EngineContext,
  { tenantId, metric }: SeriesKey,
  days: number,
): EngineResult<RecentUsage> {
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const since = (now.right - days * DAY) as EpochSeconds;
  const points = await fetchUsage(context, { tenantId, metric, since, until: now.right })();
  if (E.isLeft(points)) return points;
  const calendar = await fetchCalendar(context, { tenantId, metric });
  if (E.isLeft(calendar)) return calendar;
  return E.right({ now: now.right, points: points.right, ...(calendar.right && { calendar: calendar.right }) });
}

/** What is known of the calendar of a metric; undefined where neither the options nor the port say anything. */
export async function fetchCalendar(
  context: EngineContext,
  asked: SeriesKey,
): EngineResult<DemandCalendar | undefined> {
  const { calendar } = context.settings;
  const port = context.ports.calendar;
  if (port === undefined) return E.right(calendar);
  const own = await fetchRecord<MetricCalendar, SeriesKey>(context, {
    port: 'calendar',
    method: 'readCalendar',
    codec: MetricCalendar,
    key: asked,
    call: (signal) => port.readCalendar(asked, signal),
  })();
  return E.map((found: MetricCalendar | null) => (found === null ? calendar : { ...calendar, ...found.calendar }))(own);
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
