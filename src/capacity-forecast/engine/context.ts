import { tryEither } from '../../host/try.js';
import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, nullable, oneOrMapOf, optional, record } from '../../codec/record.js';
import { checked, finiteNumber, nonEmptyText } from '../../codec/values.js';
import { type DecodeError, missingPort, type MissingPort } from '../../errors/kernel.js';
import { currentTime as readClock, newId, type StampError } from '../../host/clock-ids.js';
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
import { DAY } from '../grid.js';
import { DemandCalendar, MetricCalendar } from '../model/calendar.js';
import { CapacityLevel } from '../model/capacity.js';
import { TrainedModel } from '../model/forecast.js';
import { ResourceMetric, UsageAggregation, type UsageDataPoint, UsageSeries } from '../model/usage.js';
import type { CapacityForecastPorts, MetricQuery, UsageQuery } from '../ports.js';

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

/** How an engine works; everything has a default. */
export interface CapacityForecastOptions {
  /** Days of history that a forecast asks for. Default 90. */
  readonly defaultLookbackDays?: number;
  /** Days ahead that a forecast looks. Default 30. */
  readonly defaultForecastDays?: number;
  /** Probabilities of the quantiles that a forecast holds; 0.1, 0.5, 0.9 and 0.99 always are. */
  readonly confidenceLevels?: readonly number[];
  /** Days of history that exhaustion dates and savings ask for. Default 760, so that a year is seen twice. */
  readonly longLookbackDays?: number;
  /** How far an exhaustion date is looked for. Default 365. */
  readonly exhaustionHorizonDays?: number;
  /** How measurements of a metric become one value a step; `mean` unless given. */
  readonly aggregation?: UsageAggregation | Readonly<Partial<Record<ResourceMetric, UsageAggregation>>>;
  /** How readily a regime change is seen, from 0 to 1. Default 0.8. */
  readonly regimeSensitivity?: number;
  /** Zone, holidays and events of every forecast; what the calendar port says of a metric wins, field by field. */
  readonly calendar?: DemandCalendar;
  /** Seconds to wait for a port. Default 30. */
  readonly deadlineSeconds?: number;
  /**
   * Aborting it calls off every call of a port that is under way, and every method answers `Cancelled` at its next one:
   * a scenario stops between two metrics.
   */
  readonly signal?: AbortSignal;
}

/** The same, complete. */
export interface EngineSettings {
  readonly lookbackDays: number;
  readonly forecastDays: number;
  readonly levels: readonly number[];
  readonly longLookbackDays: number;
  readonly exhaustionHorizonDays: number;
  readonly aggregationOf: (metric: ResourceMetric) => UsageAggregation;
  readonly regimeSensitivity: number;
  readonly calendar?: DemandCalendar;
  readonly deadlineSeconds?: number;
  readonly signal?: AbortSignal;
}

const positive = checked(
  'a finite number above 0',
  (v): v is number => typeof v === 'number' && Number.isFinite(v) && v > 0,
);
const probability = checked(
  'a probability above 0 and below 1',
  (v): v is number => typeof v === 'number' && v > 0 && v < 1,
);
/** What a timer can count. */
const MAX_DEADLINE_SECONDS = 2_147_483;
const deadline = checked(
  `a number of seconds above 0, at most ${MAX_DEADLINE_SECONDS}`,
  (v): v is number => positive.is(v) && v <= MAX_DEADLINE_SECONDS,
);
/** By its shape: the AbortSignal of another realm is one too. */
const abortSignal = checked('an AbortSignal', (v): v is AbortSignal => {
  const { aborted, addEventListener, removeEventListener } = Object(v) as Partial<AbortSignal>;
  return (
    typeof aborted === 'boolean' && typeof addEventListener === 'function' && typeof removeEventListener === 'function'
  );
});
const aggregation = oneOrMapOf(UsageAggregation, `${UsageAggregation.name}, or one a metric`);

const Options = record<Omit<CapacityForecastOptions, 'signal'>>('the options of the engine', {
  defaultLookbackDays: optional(positive),
  defaultForecastDays: optional(positive),
  confidenceLevels: optional(listOf(probability)),
  longLookbackDays: optional(positive),
  exhaustionHorizonDays: optional(positive),
  aggregation: optional(aggregation),
  regimeSensitivity: optional(finiteNumber),
  calendar: optional(DemandCalendar),
  deadlineSeconds: optional(deadline),
});

/** Checks the options once; a wrong one is the answer of every method, because a constructor must not throw. */
export function parseSettings(options: CapacityForecastOptions): Either<DecodeError, EngineSettings> {
  return tryEither('the options of the engine', (): Either<DecodeError, EngineSettings> => {
    const given = decode(Options, options, 'the options of the engine');
    if (E.isLeft(given)) return given;
    if (options.signal === undefined) return E.right(withDefaults(given.right));
    const signal = decode(abortSignal, options.signal, 'the signal of the engine');
    return E.isLeft(signal) ? signal : E.right({ ...withDefaults(given.right), signal: signal.right });
  });
}

function withDefaults(given: Omit<CapacityForecastOptions, 'signal'>): EngineSettings {
  const { aggregation = 'mean' } = given;
  const byMetric = new Map(typeof aggregation === 'string' ? [] : Object.entries(aggregation));
  return {
    lookbackDays: given.defaultLookbackDays ?? 90,
    forecastDays: given.defaultForecastDays ?? 30,
    levels: given.confidenceLevels ?? [0.1, 0.5, 0.9],
    longLookbackDays: given.longLookbackDays ?? 760,
    exhaustionHorizonDays: given.exhaustionHorizonDays ?? 365,
    aggregationOf: (metric) => (typeof aggregation === 'string' ? aggregation : (byMetric.get(metric) ?? 'mean')),
    regimeSensitivity: given.regimeSensitivity ?? 0.8,
    ...(given.calendar !== undefined && { calendar: given.calendar }),
    ...(given.deadlineSeconds !== undefined && { deadlineSeconds: given.deadlineSeconds }),
  };
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
