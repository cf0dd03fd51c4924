import { isBrokenCircuitError } from 'cockatiel';
import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { isError } from '../../errors/tagged.js';
import { type Clock, type IdSource, randomIds, systemClock } from '../../host/clock-ids.js';
import { pause, startTimer } from '../../host/timer.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { serviceFailure, type ServiceFailure } from './errors.js';
import { Exchange, NoAnswer } from './exchange.js';
import {
  type BackoffOptions,
  type Circuit,
  createResilience,
  DEFAULT_BACKOFF,
  DEFAULT_RESILIENCE,
  getDelaySeconds,
  isTimeout,
  type Resilience,
  type ResilienceOptions,
} from './resilience.js';
import {
  basicAuthorization,
  DEFAULT_HEADER_NAMES,
  formatPath,
  type HeaderNames,
  isIdempotent,
  type ServiceRequest,
} from './service-request.js';

/** How to reach one service. Only `name` and `baseUrl` are needed. */
export interface ServiceClientOptions extends Partial<ResilienceOptions>, Partial<BackoffOptions> {
  /** What the service is called in errors: `billing`. */
  readonly name: string;
  /** Where it is. A user and password in it are sent as `Authorization: Basic` and shown nowhere. */
  readonly baseUrl: string | URL;
  /** Sent with every request, for instance `authorization`. Shown nowhere. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the headers are called, where the platform has names of its own. */
  readonly headerNames?: Partial<HeaderNames>;
  /** The id under which the caller's own work is traced; without one, each request gets a new id. */
  readonly correlationId?: () => string | undefined;
  /** Bytes that an answer may have. Default 64 MiB. */
  readonly bodyLimitBytes?: number;
  /** Seconds for a call with all its tries and waits. Default 25, below the 30 after which a port call gives up. */
  readonly deadlineSeconds?: number;
  /** Told when the circuit opens, half opens and closes. */
  readonly onCircuit?: (circuit: Circuit) => void;
  /** What sends a request; the runtime's own unless given. */
  readonly fetch?: typeof fetch;
  /** What time it is; the system's unless given. */
  readonly clock?: Clock;
  /** Where correlation ids and idempotency keys come from; random unless given. */
  readonly ids?: IdSource;
}

/** What can come of a call instead of an answer. */
export type ServiceProblem = ServiceFailure | Cancelled;

const BODY_LIMIT = 64 * 1024 * 1024;
const DEADLINE_SECONDS = 25;

/**
 * Speaks JSON with one service of the platform over HTTP, and takes its faults for granted: each try has a time limit,
 * idempotent calls are tried again after a random wait (or the one that `Retry-After` asks for), a circuit breaker
 * spares a service that is down, and an answer that is too large, leads to another host or is of another tenant is
 * refused.
 *
 * Make one client a service and share it: the circuit is the client's.
 */
export class ServiceClient {
  readonly #options: ServiceClientOptions;
  readonly #resilience: Resilience;
  readonly #backoff: BackoffOptions;
  readonly #exchange: Exchange;

  /**
   * Throws where an option is wrong, such as a `baseUrl` that is no http(s) address: a mistake in the configuration.
   */
  constructor(options: ServiceClientOptions) {
    const base = baseOf(options);
    const given = withoutUndefined(options);
    checkNumbers(given);
    this.#options = given;
    this.#resilience = createResilience({ ...DEFAULT_RESILIENCE, ...given }, isFault);
    this.#backoff = { ...DEFAULT_BACKOFF, ...given };
    this.#exchange = new Exchange({
      service: options.name,
      base: new URL(base.origin + base.pathname),
      headers: { ...basicAuthorization(base), ...given.headers },
      headerNames: { ...DEFAULT_HEADER_NAMES, ...given.headerNames },
      bodyLimitBytes: given.bodyLimitBytes ?? BODY_LIMIT,
      clock: given.clock ?? systemClock,
      fetch: given.fetch ?? fetch,
    });
    this.#resilience.onChange((circuit) => ignoreErrors(() => options.onCircuit?.(circuit)));
  }

  /** Whether calls go through (`closed`), are refused at once (`open`), or one of them is trying (`half_open`). */
  get circuit(): Circuit {
    return this.#resilience.circuit;
  }

  /** Sends a request and gives back the JSON of a 2xx answer, `null` where it is empty. Never rejects. */
  send(request: ServiceRequest): TaskEither<ServiceProblem, unknown> {
    return async () => {
      try {
        return await this.#send({ ...request });
      } catch {
        // A request with a getter that throws, or without a path.
        const facts = { service: this.#options.name, method: 'a request', path: '/', correlationId: '', attempts: 0 };
        return E.left(serviceFailure({ ...facts, kind: 'bad_request', reason: 'the request cannot be read' }));
      }
    };
  }

  async #send(request: ServiceRequest): Promise<Either<ServiceProblem, unknown>> {
    const correlationId = request.correlationId ?? this.#correlationId();
    const call = new AbortController();
    const cancel = (): void => call.abort(request.signal?.reason);
    if (request.signal?.aborted === true) cancel();
    request.signal?.addEventListener('abort', cancel, { once: true });
    const stopTimer = startTimer(this.#deadlineSeconds, () => call.abort(new NoAnswer()));
    try {
      const ended = new Promise<undefined>((resolve) => {
        if (call.signal.aborted) resolve(undefined);
        else call.signal.addEventListener('abort', () => resolve(undefined), { once: true });
      });
      const progress = { attempts: 0 };
      // A call that waits for another one's probe ends with its own caller.
      const answer = await Promise.race([this.#tryAgain(request, correlationId, call.signal, progress), ended]);
      return answer ?? E.left(this.#problemOf(undefined, request, correlationId, progress.attempts, call.signal));
    } finally {
      stopTimer();
      request.signal?.removeEventListener('abort', cancel);
    }
  }

  get #deadlineSeconds(): number {
    return this.#options.deadlineSeconds ?? DEADLINE_SECONDS;
  }

  // A host's tracing never costs a call: where it throws or answers no text, the call gets an id of its own.
  #correlationId(): string {
    const { correlationId, ids = randomIds } = this.#options;
    const isText = (id: unknown): id is string => typeof id === 'string' && id !== '';
    const given: unknown = ignoreErrors(() => correlationId?.());
    if (isText(given)) return given;
    const made: unknown = ignoreErrors(() => ids.next());
    return isText(made) ? made : randomIds.next();
  }

  async #tryAgain(
    request: ServiceRequest,
    correlationId: string,
    call: AbortSignal,
    progress: { attempts: number },
  ): Promise<Either<ServiceProblem, unknown>> {
    let askedFor: number | undefined;
    const attempt = async (signal: AbortSignal): Promise<Either<ServiceFailure, unknown>> => {
      progress.attempts += 1;
      return this.#exchange.run(request, correlationId, progress.attempts, signal, call);
    };
    try {
      return await this.#resilience.run(attempt, {
        worthwhile: (fault) => {
          askedFor = isError<ServiceFailure>(fault, 'ServiceFailure') ? fault.retryAfterSeconds : undefined;
          const soon = (askedFor ?? 0) <= this.#backoff.maxDelaySeconds;
          return soon && isIdempotent(request) && isTransient(fault) && !call.aborted;
        },
        before: (n) => pause(getDelaySeconds(n, askedFor, this.#backoff), call),
      });
    } catch (thrown) {
      return E.left(this.#problemOf(thrown, request, correlationId, progress.attempts, call));
    }
  }

  #problemOf(
    thrown: unknown,
    request: ServiceRequest,
    correlationId: string,
    attempts: number,
    call: AbortSignal,
  ): ServiceProblem {
    const { name: service } = this.#options;
    if (request.signal?.aborted === true) return cancelled({ what: `the call of the ${service} service` });
    if (isError<ServiceFailure>(thrown, 'ServiceFailure') && !call.aborted) return thrown;
    const facts = { service, method: request.method, path: formatPath(request), correlationId, attempts };
    if (isBrokenCircuitError(thrown)) {
      return serviceFailure({ ...facts, kind: 'circuit_open', reason: 'it failed too often, so it is left alone' });
    }
    const reason = call.aborted ? `no answer within ${this.#deadlineSeconds} s for all tries` : 'no answer in time';
    return serviceFailure({ ...facts, kind: 'timeout', reason });
  }
}

// Of what a try throws, an open circuit and a caller who cancels are the ones that another try does not help.
function isTransient(thrown: Error): boolean {
  return isError<ServiceFailure>(thrown, 'ServiceFailure') || isTimeout(thrown);
}

// 429 is no fault: it is one tenant's limit, and must not shut the service for the others.
function isFault(error: Error): boolean {
  return isError<ServiceFailure>(error, 'ServiceFailure') && error.status !== 429;
}

const POSITIVE_NUMBERS = [
  'timeoutSeconds',
  'deadlineSeconds',
  'openSeconds',
  'attempts',
  'faultsToOpen',
  'bodyLimitBytes',
  'firstDelaySeconds',
  'maxDelaySeconds',
] as const;

// A time limit that is no number would be over at once.
function checkNumbers(options: ServiceClientOptions): void {
  for (const name of POSITIVE_NUMBERS) {
    const value: unknown = options[name];
    const mayBeZero = name === 'firstDelaySeconds' || name === 'maxDelaySeconds' || name === 'openSeconds';
    if (value === undefined || (typeof value === 'number' && (value > 0 || (mayBeZero && value === 0)))) continue;
    throw new TypeError(
      `invalid ${name} of the ${options.name} service: expected a positive number, got ${show(value)}`,
    );
  }
}

function baseOf(options: ServiceClientOptions): URL {
  let base: URL | undefined;
  try {
    base = new URL(options.baseUrl);
  } catch {
    // The text is not repeated: it may hold a password.
  }
  if (base?.protocol === 'http:' || base?.protocol === 'https:') return base;
  throw new TypeError(`the address of the ${options.name} service is not an http(s) URL`);
}

// An option that is `undefined` counts as not given.
function withoutUndefined<A extends object>(options: A): A {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as A;
}
