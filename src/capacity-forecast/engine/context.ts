import { decode, nonEmptyText, type t } from '../../codec/index.js';
import type { CapacityForecastError } from '../../errors/forecast.js';
import { missingPort, type MissingPort } from '../../errors/port.js';
import { portCall, type PortCall } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either, TaskEither } from '../../prelude.js';
import { epochSeconds, toEpochSeconds, type EpochSeconds } from '../../time/index.js';
import type { CapacityForecastPorts, ForecastLogLine } from '../ports.js';
import type { EngineSettings } from './settings.js';

/** What every operation of the engine works with. */
export interface EngineContext {
  readonly ports: CapacityForecastPorts;
  readonly settings: EngineSettings;
}

/** The answer of an operation. */
export type EngineResult<A> = Promise<Either<CapacityForecastError, A>>;

/** Calls a port, with the engine's deadline, observer and signal. */
export function callPort<A, L extends CapacityForecastError>(
  context: EngineContext,
  spec: PortCall<A, L>,
): TaskEither<CapacityForecastError, A> {
  const { deadlineSeconds, signal } = context.settings;
  return portCall<A, L>(spec, { deadlineSeconds, signal, observer: context.ports.observer });
}

/** Reads an argument by its codec, so that a caller in plain JavaScript gets an error that names it. */
export function parseArgument<A, O>(
  codec: t.Type<A, O>,
  value: unknown,
  what: string,
): Either<CapacityForecastError, A> {
  return decode(codec, value, what);
}

/** The port, or the error that says what it would have been needed for. */
export function requirePort<A>(port: A | undefined, name: string, purpose: string): Either<MissingPort, A> {
  return port === undefined ? E.left(missingPort({ port: name, purpose })) : E.right(port);
}

/** What time it is by the host's clock; a clock that throws or answers nonsense is a failed port. */
export function currentTime(context: EngineContext): TaskEither<CapacityForecastError, EpochSeconds> {
  return callPort(context, {
    port: 'clock',
    method: 'now',
    call: () => context.ports.clock.now(),
    read: (answer) => epochSeconds(answer instanceof Date ? toEpochSeconds(answer) : Number.NaN),
  });
}

/** A new id of the host's making. */
export function nextId(context: EngineContext): TaskEither<CapacityForecastError, string> {
  return callPort(context, {
    port: 'ids',
    method: 'next',
    call: () => context.ports.ids.next(),
    read: (answer) => decode(nonEmptyText, answer, 'the id'),
  });
}

/** Writes a line for people; what the log throws is dropped. */
export function writeLog(context: EngineContext, line: ForecastLogLine): void {
  try {
    context.ports.log?.write(line);
  } catch {
    // A log that fails must not fail a forecast.
  }
}
