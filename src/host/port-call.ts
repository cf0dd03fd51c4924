import {
  cancelled,
  type Cancelled,
  type DecodeError,
  foreignTenant,
  type ForeignTenant,
  portFailure,
  type PortFailure,
} from '../errors/kernel.js';
import { maskSecrets } from '../errors/secret-text.js';
import { show } from '../errors/show.js';
import { E, type Either, type MaybePromise, type TaskEither } from '../prelude.js';
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
  readonly tenantId?: string;
  /** The signal is aborted at the deadline and when the caller calls off, for ports that can stop. */
  readonly call: (signal: AbortSignal) => MaybePromise<unknown>;
  /** Turns the raw answer into the promised one, or says what is wrong with it. */
  readonly read: (answer: unknown) => Either<L, A>;
}

/** What can go wrong between the library and a port, besides an answer that is refused. */
export type PortProblem = PortFailure | Cancelled;

const DEADLINE_SECONDS = 30;

/** Reads the answer of a method that only has to come back: saving, publishing. */
export const ignoreAnswer = (): Either<never, void> => E.right(undefined);

/**
 * Calls a host's port and gives back a value whatever the port does: one that throws, rejects or never answers is a
 * `PortFailure`, an answer of another shape what `read` makes of it, and a call that the caller calls off `Cancelled`.
 */
export function portCall<A, L extends Error = DecodeError>(
  spec: PortCall<A, L>,
  context: PortContext = {},
): TaskEither<PortProblem | L, A> {
  return async () => {
    const done = observe(spec, context.observer ?? noObserver);
    const outcome = await awaitAnswer(spec, context);
    const read = E.isLeft(outcome) ? outcome : readAnswer(spec, outcome.right);
    done(read);
    return read;
  };
}

function awaitAnswer(
  spec: PortCall<unknown, Error>,
  { deadlineSeconds = DEADLINE_SECONDS, signal }: PortContext,
): Promise<Either<PortProblem, unknown>> {
  const { port, method } = spec;
  if (signal?.aborted === true) return Promise.resolve(E.left(cancelled({ what: `${port}.${method}` })));
  return new Promise((resolve) => {
    const controller = new AbortController();
    const settle = (outcome: Either<PortProblem, unknown>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (problem: PortProblem): void => {
      settle(E.left(problem));
      controller.abort(problem);
    };
    const onAbort = (): void => giveUp(cancelled({ what: `${port}.${method}` }));
    const timer = setTimeout(
      () => giveUp(portFailure({ port, method, reason: `no answer within ${deadlineSeconds} s` })),
      deadlineSeconds * 1000,
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

function readAnswer<A, L extends Error>(spec: PortCall<A, L>, answer: unknown): Either<L | PortFailure, A> {
  try {
    return spec.read(answer);
  } catch (cause) {
    // An answer with a getter that throws.
    return E.left(portFailure({ port: spec.port, method: spec.method, reason: 'its answer cannot be read' }, cause));
  }
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

// A longer message is quoted in part.
const MAX_REASON_LENGTH = 10_000;

function describeCause(cause: unknown): string {
  try {
    if (!(cause instanceof Error)) return `it threw ${show(cause)}`;
    return maskSecrets(`${cause.name}: ${cause.message}`.slice(0, MAX_REASON_LENGTH)).replace(/\s+/g, ' ');
  } catch {
    return 'it threw a value that cannot be shown';
  }
}

/** Passes rows on if every one is of the tenant that was asked for; a row of another tenant is an error, not data. */
export function checkTenant<Row extends { readonly tenantId: string | null }>(
  expected: string,
  port: string,
  method: string,
  rows: ReadonlyArray<Row>,
): Either<ForeignTenant, ReadonlyArray<Row>> {
  const foreign = rows.find((row) => row.tenantId !== expected);
  return foreign === undefined
    ? E.right(rows)
    : E.left(foreignTenant({ port, method, expected, got: foreign.tenantId }));
}
