import { toDate } from '../../time/period.js';
import { cancelled } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { isError } from '../../errors/tagged.js';
import type { Clock } from '../../host/clock-ids.js';
import { E, type Either } from '../../prelude.js';
import { serviceFailure, type ServiceFailure, type ServiceFailureKind } from './errors.js';
import { retryAfterSeconds } from './resilience.js';
import {
  createHeaders,
  encodeHeader,
  formatPath,
  type HeaderNames,
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
export class NoAnswer extends Error {}

/** A caller that waits less than this learns nothing about a service. */
const MIN_UNANSWERED_MS = 20;

/** Whether a call ended by a deadline: the client's own, that of a call of a port, or of `AbortSignal.timeout`. */
function isUnanswered(reason: unknown): boolean {
  if (reason instanceof NoAnswer || isError(reason, 'PortFailure')) return true;
  return reason instanceof Error && reason.name === 'TimeoutError';
}

const MAX_REDIRECTS = 3;

/** One try of one call: a request, its redirects and its answer. */
export class Exchange {
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
