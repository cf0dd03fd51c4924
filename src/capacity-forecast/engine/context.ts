import { tryEither } from '../../host/try.js';
import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, oneOrMapOf, optional, record } from '../../codec/record.js';
import { checked, finiteNumber } from '../../codec/values.js';
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
import type { EpochSeconds } from '../../time/period.js';
import type { CapacityForecastError, EngineError } from '../errors.js';
import { type ResourceMetric, UsageAggregation } from '../model/usage.js';
import type { CapacityForecastPorts } from '../ports.js';

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
