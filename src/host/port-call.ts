import { decode } from '../codec/decode.js';
import type * as t from '../codec/io-ts.js';
import { listOf, snakeCase } from '../codec/record.js';
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
import { maskSecrets } from '../errors/mask-secrets.js';
import { show } from '../errors/show.js';
import { E, type Either, type MaybePromise, type TaskEither } from '../prelude.js';
import { yieldWhenDue } from './chunked.js';
import { ignoreErrors } from './try.js';

/** The longest delay that timers of the platform keep; a longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Runs an action once after some seconds, however many: `Infinity` is never. Returns the function that stops it. */
export function startTimer(seconds: number, action: () => void): () => void {
  let left = Math.max(0, seconds * 1000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = (): void => {
    if (left === Infinity) return;
    const delay = Math.min(left, MAX_DELAY_MS);
    left -= delay;
    timer = setTimeout(left > 0 ? arm : action, delay);
  };
  arm();
  return () => clearTimeout(timer);
}

/** Waits; ends early when the signal is aborted, and leaves neither timer nor listener behind. */
export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = startTimer(seconds, end);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** One finished piece of work: a call of a port, or a heavy pure computation. */
export interface Observation {
  /** `billing.charges`, `forecast.fit`: the port or the stage, then what was done. */
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

/** What every call of a port shares: how long to wait, who watches, and how to cancel it. */
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
  /** Turns the raw answer into the expected one, or says what is wrong with it. See {@link readRows} for long lists. */
  readonly read: (answer: unknown) => MaybePromise<Either<L, A>>;
}

/** What can go wrong in calling a port, whatever it answers. */
export type PortCallError = PortFailure | Cancelled;

/** What can go wrong with a port whose answer must be about something. */
export type PortProblem = PortCallError | DecodeError | ForeignTenant;

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
  spec: PortCall<A, L> & { readonly about?: never },
  context?: PortContext,
): TaskEither<PortCallError | L, A>;
/** The same for an answer that must be about something. */
export function portCall<A, L extends Error = DecodeError>(
  spec: PortCall<A, L>,
  context?: PortContext,
): TaskEither<PortProblem | L, A>;
export function portCall<A, L extends Error = DecodeError>(
  spec: PortCall<A, L>,
  context: PortContext = {},
): TaskEither<PortProblem | L, A> {
  return async () => {
    const done = observe(spec, context.observer ?? noObserver);
    await yieldWhenDue();
    const outcome = await awaitAnswer(spec, context);
    const read = E.isLeft(outcome) ? outcome : await readAnswer(spec, outcome.right);
    done(read);
    return read;
  };
}

/** The same for a port that must answer at once: a promise is an error, and what it rejects with is dropped. */
export function portCallSync<A, L extends Error = DecodeError>(
  spec: Pick<PortCall<A, L>, 'port' | 'method'> & {
    readonly call: () => unknown;
    readonly read: (answer: unknown) => Either<L, A>;
  },
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
): Promise<Either<PortCallError, unknown>> {
  const { port, method } = spec;
  const what = `${port}.${method}`;
  if (signal?.aborted === true) return Promise.resolve(E.left(cancelled({ what })));
  if (typeof deadlineSeconds !== 'number' || !(deadlineSeconds >= 0)) {
    const reason = `invalid deadlineSeconds: expected a number of seconds from 0, got ${show(deadlineSeconds)}`;
    return Promise.resolve(E.left(portFailure({ port, method, reason })));
  }
  return new Promise((resolve) => {
    const controller = new AbortController();
    const conclude = (outcome: Either<PortCallError, unknown>): void => {
      stopTimer();
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (problem: PortCallError): void => {
      conclude(E.left(problem));
      controller.abort(problem);
    };
    const onAbort = (): void => giveUp(cancelled({ what }));
    const stopTimer = startTimer(deadlineSeconds, () =>
      giveUp(portFailure({ port, method, reason: `no answer within ${deadlineSeconds} s` })),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    const failed = (cause: unknown): void =>
      conclude(E.left(portFailure({ port, method, reason: describeCause(cause) }, cause)));
    try {
      Promise.resolve(spec.call(controller.signal)).then((answer) => conclude(E.right(answer)), failed);
    } catch (cause) {
      failed(cause);
    }
  });
}

async function readAnswer<A, L extends Error>(
  spec: PortCall<A, L>,
  answer: unknown,
): Promise<Either<L | PortProblem, A>> {
  try {
    const read = await spec.read(answer);
    const problem =
      E.isLeft(read) || spec.about === undefined ? undefined : await findForeign(spec, spec.about, answer);
    return problem === undefined ? read : E.left(problem);
  } catch (cause) {
    // An answer with a getter that throws.
    return E.left(portFailure({ port: spec.port, method: spec.method, reason: 'its answer cannot be read' }, cause));
  }
}

/** How many rows are read before other work may have its turn. */
const ROWS_A_TURN = 256;

/** Reads an answer that is a list of rows, with turns for other work in between. */
export function readRows<A, O>(
  codec: t.Type<A, O>,
  what: string,
): (answer: unknown) => Promise<Either<DecodeError, readonly A[]>> {
  const list = listOf(codec);
  return async (answer) => {
    if (!Array.isArray(answer)) return decode(list, answer, what);
    const rows: A[] = [];
    for (let at = 0; at < answer.length; at += ROWS_A_TURN) {
      const some = decode(list, answer.slice(at, at + ROWS_A_TURN), what);
      // Read again as a whole, so that the error tells the position in it.
      if (E.isLeft(some)) return decode(list, answer, what);
      for (const row of some.right) rows.push(row);
      await yieldWhenDue();
    }
    return E.right(rows);
  };
}

type Place = Pick<PortCall<unknown>, 'port' | 'method'>;

/** The names of what calls are about: a few, asked for at every call. */
const WIRE_NAMES = new Map<string, string>();

function wireNameOf(key: string): string {
  const name = WIRE_NAMES.get(key) ?? snakeCase(key);
  WIRE_NAMES.set(key, name);
  return name;
}

/** The first row that is about something else than was asked for, in either spelling of its fields. */
async function findForeign(
  place: Place,
  about: Readonly<Record<string, string | undefined>>,
  answer: unknown,
): Promise<DecodeError | ForeignTenant | undefined> {
  const asked = Object.entries(about).flatMap(([key, expected]) =>
    expected === undefined ? [] : [{ key, wire: wireNameOf(key), expected }],
  );
  if (!Array.isArray(answer)) return findOther(place, asked, answer, '');
  for (const [position, row] of answer.entries()) {
    const other = findOther(place, asked, row, `[${position}].`);
    if (other !== undefined) return other;
    if (position % ROWS_A_TURN === 0) await yieldWhenDue();
  }
  return undefined;
}

function findOther(
  { port, method }: Place,
  asked: readonly { readonly key: string; readonly wire: string; readonly expected: string }[],
  row: unknown,
  where: string,
): DecodeError | ForeignTenant | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const fields = row as Readonly<Record<string, unknown>>;
  for (const { key, wire, expected } of asked) {
    const got = [fields[key], fields[wire]].find((value) => value !== undefined && value !== expected);
    if (got === undefined) continue;
    if (key === 'tenantId') return foreignTenant({ port, method, expected, got });
    const message = `expected ${show(expected)}, got ${show(got)}`;
    return decodeError({ what: `the answer of ${port}.${method}`, issues: [{ path: `${where}${key}`, message }] });
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
