import { snakeCase } from '../codec/record.js';
import {
  cancelled,
  type Cancelled,
  decodeError,
  type DecodeError,
  foreignTenant,
  type ForeignTenant,
  portFailure,
  type PortFailure,
} from '../errors/kernel.js';
import { maskSecrets } from '../errors/secrets.js';
import { show } from '../errors/show.js';
import { E, type Either, type MaybePromise, type TaskEither } from '../prelude.js';
import { yieldWhenDue } from './chunked.js';
import { startTimer } from './timer.js';
import { ignoreErrors } from './try.js';

/** One finished piece of work: a call of a port, or a heavy pure computation. */
export interface Observation {
  /** `billing.charges`, `forecast.fit`: the port or room, then what was done. */
  readonly name: string;
  /** For whom, where the work is one tenant's. */
  readonly tenantId?: string;
  /** How it ended. */
  readonly outcome: 'ok' | 'failed';
  /** The tag of the error, where it failed. */
  readonly errorTag?: string;
}

/**
 * The port through which a host sees what the library does: `start` is called as work begins, and what it returns as it
 * ends. An observer never changes an outcome: what it throws is dropped.
 */
export interface Observer {
  /** Called as work begins; what it returns is called as the work ends. */
  start(name: string, tenantId?: string): (observation: Observation) => void;
}

/** Sees nothing; the default. */
export const noObserver: Observer = { start: () => () => undefined };

/** What every call of a port shares: how long to wait, who watches, and how to call it off. */
export interface PortContext {
  /** Seconds to wait for an answer before the call counts as failed. Default 30. */
  readonly deadlineSeconds?: number | undefined;
  readonly observer?: Observer | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One call of one method of a port. */
export interface PortCall<A, L extends Error = DecodeError> {
  readonly port: string;
  readonly method: string;
  /** For whom, as an observer sees it. */
  readonly tenantId?: string;
  /**
   * What the answer, or every row of it, must be about, where it says so: `{ tenantId, resourceId }`. A row of another
   * tenant is a `ForeignTenant`, a row about something else a `DecodeError`: errors, never data.
   */
  readonly about?: Readonly<Record<string, string | undefined>>;
  /** The signal is aborted at the deadline and when the caller cancels, for ports that can stop. */
  readonly call: (signal: AbortSignal) => MaybePromise<unknown>;
  /** Turns the raw answer into the expected one, or says what is wrong with it. */
  readonly read: (answer: unknown) => Either<L, A>;
}

/** What can go wrong between the library and a port. */
export type PortProblem = PortFailure | Cancelled | DecodeError | ForeignTenant;

/** How long a call waits unless the host says otherwise (decision 0006). */
export const DEADLINE_SECONDS = 30;

/** Reads the answer of a method that only has to come back: saving, publishing. */
export const ignoreAnswer = (): Either<never, void> => E.right(undefined);

/**
 * Calls a host's port and gives back a value whatever the port does: one that throws, rejects or never answers is a
 * `PortFailure`, an answer of another shape what `read` makes of it, and a call that its caller cancels `Cancelled`.
 * Calls of ports that answer at once give timers and other requests their turn every few milliseconds.
 */
export function portCall<A, L extends Error = DecodeError>(
  spec: PortCall<A, L>,
  context: PortContext = {},
): TaskEither<PortProblem | L, A> {
  return async () => {
    const done = observe(spec, context.observer ?? noObserver);
    await yieldWhenDue();
    const outcome = await awaitAnswer(spec, context);
    const read = E.isLeft(outcome) ? outcome : readAnswer(spec, outcome.right);
    done(read);
    return read;
  };
}

/** The same for a port that must answer at once: a promise is an error, and what it rejects with is dropped. */
export function portCallSync<A, L extends Error = DecodeError>(
  spec: Pick<PortCall<A, L>, 'port' | 'method' | 'read'> & { readonly call: () => unknown },
): Either<PortFailure | L, A> {
  const { port, method, read } = spec;
  try {
    const answer = spec.call();
    if (!isThenable(answer)) return read(answer);
    ignoreErrors(() => answer);
    return E.left(portFailure({ port, method, reason: 'expected a value, got a promise' }));
  } catch (cause) {
    return E.left(portFailure({ port, method, reason: describeCause(cause) }, cause));
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

function awaitAnswer(
  spec: PortCall<unknown, Error>,
  { deadlineSeconds = DEADLINE_SECONDS, signal }: PortContext,
): Promise<Either<PortProblem, unknown>> {
  const { port, method } = spec;
  const what = `${port}.${method}`;
  if (signal?.aborted === true) return Promise.resolve(E.left(cancelled({ what })));
  if (typeof deadlineSeconds !== 'number' || !(deadlineSeconds >= 0)) {
    const reason = `invalid deadlineSeconds: expected a number of seconds from 0, got ${show(deadlineSeconds)}`;
    return Promise.resolve(E.left(portFailure({ port, method, reason })));
  }
  return new Promise((resolve) => {
    const controller = new AbortController();
    const settle = (outcome: Either<PortProblem, unknown>): void => {
      stopTimer();
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (problem: PortProblem): void => {
      settle(E.left(problem));
      controller.abort(problem);
    };
    const onAbort = (): void => giveUp(cancelled({ what }));
    const stopTimer = startTimer(deadlineSeconds, () =>
      giveUp(portFailure({ port, method, reason: `no answer within ${deadlineSeconds} s` })),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    const failed = (cause: unknown): void =>
      settle(E.left(portFailure({ port, method, reason: describeCause(cause) }, cause)));
    try {
      Promise.resolve(spec.call(controller.signal)).then((answer) => settle(E.right(answer)), failed);
    } catch (cause) {
      failed(cause);
    }
  });
}

type AnswerReader<A, L extends Error> = Pick<PortCall<A, L>, 'port' | 'method' | 'about' | 'read'>;

function readAnswer<A, L extends Error>(
  spec: AnswerReader<A, L>,
  answer: unknown,
): Either<L | PortFailure | DecodeError | ForeignTenant, A> {
  try {
    const read = spec.read(answer);
    const problem = E.isLeft(read) || spec.about === undefined ? undefined : findForeign(spec, spec.about, answer);
    return problem === undefined ? read : E.left(problem);
  } catch (cause) {
    // An answer with a getter that throws.
    return E.left(portFailure({ port: spec.port, method: spec.method, reason: 'its answer cannot be read' }, cause));
  }
}

/** The first row that is about something else than was asked for, in either spelling of its fields. */
function findForeign(
  { port, method }: { readonly port: string; readonly method: string },
  about: Readonly<Record<string, string | undefined>>,
  answer: unknown,
): DecodeError | ForeignTenant | undefined {
  const asked = Object.entries(about).filter(([, expected]) => expected !== undefined);
  const rows: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  for (const [position, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null) continue;
    const fields = row as Readonly<Record<string, unknown>>;
    for (const [key, expected] of asked) {
      const got = [fields[key], fields[snakeCase(key)]].find((value) => value !== undefined && value !== expected);
      if (got === undefined) continue;
      if (key === 'tenantId') return foreignTenant({ port, method, expected: expected!, got });
      const path = Array.isArray(answer) ? `[${position}].${key}` : key;
      const message = `expected ${show(expected)}, got ${show(got)}`;
      return decodeError({ what: `the answer of ${port}.${method}`, issues: [{ path, message }] });
    }
  }
  return undefined;
}

function observe(
  { port, method, tenantId }: PortCall<unknown, Error>,
  observer: Observer,
): (outcome: Either<Error, unknown>) => void {
  const name = `${port}.${method}`;
  const tenant = tenantId === undefined ? {} : { tenantId };
  const finish = ignoreErrors(() => observer.start(name, tenantId));
  return (outcome) => {
    const failed = E.isLeft(outcome) ? { errorTag: (outcome.left as { _tag?: string })._tag ?? outcome.left.name } : {};
    ignoreErrors(() => finish?.({ name, ...tenant, outcome: E.isLeft(outcome) ? 'failed' : 'ok', ...failed }));
  };
}

const MAX_REASON = 300;

/** The text of what a port threw, on one line, without secrets and not endless. */
function describeCause(cause: unknown): string {
  try {
    if (!(cause instanceof Error)) return `it threw ${maskSecrets(show(cause))}`;
    const text = maskSecrets(`${cause.name}: ${cause.message}`.slice(0, 10_000)).replace(/\s+/g, ' ');
    return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text;
  } catch {
    return 'it threw a value that cannot be shown';
  }
}
