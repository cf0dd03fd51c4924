import { isBrokenCircuitError } from 'cockatiel';
import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { isError } from '../../errors/tagged.js';
import { type Clock, type IdSource, randomIds, systemClock } from '../../host/clock-ids.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { serviceFailure, type ServiceFailure } from './errors.js';
import { Exchange } from './exchange.js';
import {
  type BackoffOptions,
  type Circuit,
  createResilience,
  DEFAULT_BACKOFF,
  DEFAULT_RESILIENCE,
  getDelaySeconds,
  isTimeout,
  pause,
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

  /** Throws where `baseUrl` is not an http(s) address: that is a mistake in the host's configuration. */
  constructor(options: ServiceClientOptions) {
    const base = baseOf(options);
    this.#options = options;
    this.#resilience = createResilience({ ...DEFAULT_RESILIENCE, ...withoutUndefined(options) }, isFault);
    this.#backoff = { ...DEFAULT_BACKOFF, ...withoutUndefined(options) };
    this.#exchange = new Exchange({
      service: options.name,
      base: new URL(base.origin + base.pathname),
      headers: { ...basicAuthorization(base), ...options.headers },
      headerNames: { ...DEFAULT_HEADER_NAMES, ...options.headerNames },
      bodyLimitBytes: options.bodyLimitBytes ?? BODY_LIMIT,
      clock: options.clock ?? systemClock,
      fetch: options.fetch ?? fetch,
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
      const correlationId = request.correlationId ?? this.#correlationId();
      const call = new AbortController();
      const callOff = (): void => call.abort();
      if (request.signal?.aborted === true) call.abort();
      request.signal?.addEventListener('abort', callOff, { once: true });
      const timer = setTimeout(callOff, (this.#options.deadlineSeconds ?? DEADLINE_SECONDS) * 1000);
      try {
        return await this.#tryAgain(request, correlationId, call.signal);
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', callOff);
      }
    };
  }

  // A host's tracing never costs a call: where it throws, the call gets an id of its own.
  #correlationId(): string {
    const { correlationId, ids = randomIds } = this.#options;
    return ignoreErrors(() => correlationId?.() ?? ids.next()) ?? randomIds.next();
  }

  async #tryAgain(
    request: ServiceRequest,
    correlationId: string,
    call: AbortSignal,
  ): Promise<Either<ServiceProblem, unknown>> {
    let attempts = 0;
    let askedFor: number | undefined;
    const attempt = async (signal: AbortSignal): Promise<Either<ServiceFailure, unknown>> => {
      attempts += 1;
      return this.#exchange.run(request, correlationId, attempts, signal, call);
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
      return E.left(this.#problemOf(thrown, request, correlationId, attempts, call));
    }
  }

  #problemOf(
    thrown: unknown,
    request: ServiceRequest,
    correlationId: string,
    attempts: number,
    call: AbortSignal,
  ): ServiceProblem {
    if (request.signal?.aborted === true) return cancelled({ what: `the call of the ${this.#options.name} service` });
    if (isError<ServiceFailure>(thrown, 'ServiceFailure')) return thrown;
    const { name: service } = this.#options;
    const facts = { service, method: request.method, path: formatPath(request), correlationId, attempts };
    if (isBrokenCircuitError(thrown)) {
      return serviceFailure({ ...facts, kind: 'circuit_open', reason: 'it failed too often, so it is left alone' });
    }
    const seconds = this.#options.deadlineSeconds ?? DEADLINE_SECONDS;
    const reason = call.aborted ? `no answer within ${seconds} s for all tries` : 'no answer in time';
    return serviceFailure({ ...facts, kind: 'timeout', reason });
  }
}

// Of what a try throws, an open circuit and a caller who called off are the ones that another try does not help.
function isTransient(thrown: Error): boolean {
  return isError<ServiceFailure>(thrown, 'ServiceFailure') || isTimeout(thrown);
}

// 429 is no fault: it is one tenant's limit, and must not shut the service for the others.
function isFault(error: Error): boolean {
  return isError<ServiceFailure>(error, 'ServiceFailure') && error.status !== 429;
}

function ignoreErrors<A>(action: () => A): A | undefined {
  try {
    return action();
  } catch {
    return undefined;
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
