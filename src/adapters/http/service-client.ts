import { isBrokenCircuitError } from 'cockatiel';
import { decode } from '../../codec/decode.js';
import { optionsOf } from '../../codec/record.js';
import { callback, checked, fromZero, lookedAtLater } from '../../codec/values.js';
import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { isError } from '../../errors/tagged.js';
import { type Clock, type IdSource, randomIds, systemClock } from '../../host/clock-ids.js';
import { pause, startTimer } from '../../host/port-call.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type Either, orThrow, type TaskEither } from '../../prelude.js';
import { toDate } from '../../time/period.js';
import { serviceFailure, type ServiceFailure, type ServiceFailureKind } from './errors.js';
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
  retryAfterSeconds,
} from './resilience.js';
import {
  basicAuthorization,
  createHeaders,
  DEFAULT_HEADER_NAMES,
  encodeHeader,
  formatPath,
  type HeaderNames,
  isIdempotent,
  type ServiceRequest,
  toUrl,
} from './service-request.js';

/** Why a body was not read. */
type BodyProblem = 'too_large' | 'garbage';

/**
 * Reads the JSON of an answer up to a number of bytes (after decompression, so that a small bomb does not unfold).
 * An empty body is `null`. What is not read is cancelled, so that the connection does not stay open.
 */
async function readJson(response: Response, limitBytes: number): Promise<Either<BodyProblem, unknown>> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limitBytes) {
    await discard(response);
    return E.left('too_large');
  }
  const text = await readText(response, limitBytes);
  if (text === undefined) return E.left('too_large');
  if (text === '') return E.right(null);
  try {
    return E.right(JSON.parse(text));
  } catch {
    return E.left('garbage');
  }
}

/** Lets go of an answer whose body nobody wants. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

async function readText(response: Response, limitBytes: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || value === undefined) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > limitBytes) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
}

/** What every exchange with a service shares. */
interface ExchangeOptions {
  readonly service: string;
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly headerNames: HeaderNames;
  readonly bodyLimitBytes: number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/** The reason of a call that ended because the service did not answer within the time for all tries. */
class NoAnswer extends Error {}

/** A caller that waits less than this learns nothing about a service. */
const MIN_UNANSWERED_MS = 20;

/** Whether a call ended by a deadline: the client's own, that of a call of a port, or of `AbortSignal.timeout`. */
function isUnanswered(reason: unknown): boolean {
  if (reason instanceof NoAnswer || isError(reason, 'PortFailure')) return true;
  return reason instanceof Error && reason.name === 'TimeoutError';
}

const MAX_REDIRECTS = 3;

/** One try of one call: a request, its redirects and its answer. */
class Exchange {
  readonly #setting: ExchangeOptions;

  constructor(setting: ExchangeOptions) {
    this.#setting = setting;
  }

  /**
   * A fault of the service (no connection, 5xx, 429, an answer that is no JSON) is thrown, so that the circuit counts
   * it; an answer that trying again would not change is a `Left`. `limit` ends this try, `call` the whole call.
   */
  async run(
    request: ServiceRequest,
    correlationId: string,
    attempts: number,
    limit: AbortSignal,
    call: AbortSignal,
  ): Promise<Either<ServiceFailure, unknown>> {
    const fail = (kind: ServiceFailureKind, reason: string, more: Partial<ServiceFailure> = {}): ServiceFailure => {
      const path = formatPath(request);
      const { service } = this.#setting;
      return serviceFailure({ service, method: request.method, path, kind, reason, correlationId, attempts, ...more });
    };
    const prepared = this.#prepare(request, correlationId);
    if (typeof prepared === 'string') return E.left(fail('bad_request', prepared));
    const either = anySignal([limit, call]);
    const began = performance.now();
    try {
      const response = await this.#follow(prepared, either.signal);
      if (response === 'redirect') return E.left(fail('redirect', 'it redirects to another host, or in circles'));
      return await this.#read(response, request, fail);
    } catch (thrown) {
      if (isError(thrown, 'ServiceFailure')) throw thrown;
      // A call that its caller cancels says nothing about the service; one that waited in vain says that it is silent.
      if (call.aborted && isUnanswered(call.reason) && performance.now() - began >= MIN_UNANSWERED_MS)
        throw fail('timeout', 'no answer in time');
      if (call.aborted) throw cancelled({ what: request.method });
      throw limit.aborted ? fail('timeout', 'no answer in time') : fail('unreachable', getErrorCode(thrown));
    } finally {
      either.dispose();
    }
  }

  #prepare(request: ServiceRequest, correlationId: string): { url: URL; init: RequestInit } | string {
    const url = toUrl(this.#setting.base, request);
    if (typeof url === 'string') return url;
    try {
      const headers = createHeaders(request, this.#setting.headerNames, correlationId, this.#setting.headers);
      const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
      return { url, init: { method: request.method, headers, redirect: 'manual', ...body } };
    } catch {
      // What was thrown may quote a header.
      return 'a header or the body cannot be sent';
    }
  }

  async #follow({ url, init }: { url: URL; init: RequestInit }, signal: AbortSignal): Promise<Response | 'redirect'> {
    let at = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const response = await this.#setting.fetch(at, { ...init, signal });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return response;
      await discard(response);
      const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
      // Only a read follows, and never away from where its credentials belong.
      if (next?.origin !== at.origin || (init.method !== 'GET' && init.method !== 'HEAD')) return 'redirect';
      at = next;
    }
    return 'redirect';
  }

  async #read(
    response: Response,
    request: ServiceRequest,
    fail: (kind: ServiceFailureKind, reason: string, more?: Partial<ServiceFailure>) => ServiceFailure,
  ): Promise<Either<ServiceFailure, unknown>> {
    const { status } = response;
    if (status < 200 || status > 299) {
      await discard(response);
      const after = retryAfterSeconds(response.headers.get('retry-after'), toDate(this.#setting.clock.now()));
      const failure = fail('status', `status ${status}`, {
        status,
        ...(after === undefined ? {} : { retryAfterSeconds: after }),
      });
      if (status >= 500 || status === 429 || status === 408) throw failure;
      return E.left(failure);
    }
    const tenant = response.headers.get(this.#setting.headerNames.tenant);
    if (tenant !== null && request.tenantId !== undefined && tenant !== encodeHeader(request.tenantId)) {
      await discard(response);
      return E.left(fail('wrong_tenant', `it answered for another tenant than ${show(request.tenantId)}`));
    }
    const body = await readJson(response, this.#setting.bodyLimitBytes);
    if (E.isRight(body)) return body;
    if (body.left === 'garbage') throw fail('garbage', 'its answer is not JSON', { status });
    return E.left(fail('too_large', `its answer has more than ${this.#setting.bodyLimitBytes} bytes`, { status }));
  }
}

// `AbortSignal.any` keeps its sources' listeners for as long as they live; these go when the try ends.
function anySignal(signals: readonly AbortSignal[]): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  }
  return {
    signal: controller.signal,
    dispose: () => signals.forEach((signal) => signal.removeEventListener('abort', abort)),
  };
}

// The code alone (ECONNREFUSED, ECONNRESET, UND_ERR_SOCKET): messages of fetch can quote addresses and headers.
function getErrorCode(thrown: unknown): string {
  const cause = thrown instanceof Error ? ((thrown.cause ?? thrown) as { code?: unknown; name?: unknown }) : {};
  const word = typeof cause.code === 'string' ? cause.code : cause.name;
  return typeof word === 'string' && /^\w{1,40}$/.test(word) ? `no connection (${word})` : 'no connection';
}

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

// A time limit that is no number would be over at once.
const positive = checked('a positive number', (value): value is number => fromZero.is(value) && value > 0);
const ServiceClientOptions = optionsOf<ServiceClientOptions>('the options', {
  name: lookedAtLater,
  baseUrl: lookedAtLater,
  headers: lookedAtLater,
  headerNames: lookedAtLater,
  correlationId: callback,
  bodyLimitBytes: positive,
  deadlineSeconds: positive,
  onCircuit: callback,
  fetch: callback,
  clock: lookedAtLater,
  ids: lookedAtLater,
  timeoutSeconds: positive,
  attempts: positive,
  faultsToOpen: positive,
  openSeconds: fromZero,
  firstDelaySeconds: fromZero,
  maxDelaySeconds: fromZero,
  random: callback,
});
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
    orThrow(decode(ServiceClientOptions, options, 'the options of the client'));
    const base = baseOf(options);
    const given = withoutUndefined(options);
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
