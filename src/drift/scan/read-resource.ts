import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { mapOf, nullable, optionsOf } from '../../codec/record.js';
import { abortSignal, callback, checked, fromZero, nonEmptyText } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { isError } from '../../errors/tagged.js';
import { pause, portCall, type PortContext, type PortProblem, startTimer } from '../../host/port-call.js';
import { E, type Either } from '../../prelude.js';
import { ObservedConfiguration, type ResourceReference } from '../model/resource.js';
import { type Fields, isObject } from '../plain-data.js';
import type { DriftPorts } from '../ports.js';

// How providers say "too often", in the name, code or message of an error.
const THROTTLES = new RegExp(
  [
    'throttl',
    'too.?many.?requests',
    'request.?limit.?exceeded',
    'rate.?(?:limit|exceeded)',
    'slow.?down',
    'resource.?exhausted',
    'provisionedthroughputexceeded',
    'bandwidth.?limit',
  ].join('|'),
  'i',
);

/** Whether an error of a provider means that it was asked too often, and how long to wait where it says so. */
function throttleOf(cause: unknown): { readonly retryAfterSeconds: number | undefined } | undefined {
  if (!isObject(cause)) return undefined;
  try {
    return isThrottle(cause as Fields) ? { retryAfterSeconds: retryAfterIn(cause as Fields) } : undefined;
  } catch {
    return undefined;
  }
}

function isThrottle(error: Fields): boolean {
  const response = (error['response'] ?? error['$metadata'] ?? {}) as Fields;
  const statuses = [
    error['status'],
    error['statusCode'],
    error['code'],
    response['status'],
    response['httpStatusCode'],
  ];
  if (statuses.some((status) => Number(status) === 429)) return true;
  if (typeof error['retryAfterSeconds'] === 'number') return true;
  return [error['name'], error['code'], error['Code'], error['_tag']].some(
    (text) => typeof text === 'string' && THROTTLES.test(text),
  );
}

function retryAfterIn(error: Fields): number | undefined {
  const seconds = Number(error['retryAfterSeconds']);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 300) : undefined;
}

/**
 * Lets work through at a rate, with bursts: a token bucket kept as the time at which the next token falls due (the
 * generic cell rate algorithm, ITU-T I.371), so that nothing ticks while nobody asks. First come, first served.
 */
class TokenBucket {
  #due = -Infinity;
  readonly #limit: RateLimit;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Resolves when a token is there; at once when the signal is aborted. */
  take(signal: AbortSignal): Promise<void> {
    const { perSecond, burst = perSecond } = this.#limit;
    const now = performance.now() / 1000;
    const at = Math.max(this.#due, now - (Math.max(1, burst) - 1) / perSecond);
    this.#due = at + 1 / perSecond;
    return at <= now ? Promise.resolve() : pause(at - now, signal);
  }
}

/** The buckets of a scan, one a provider. */
export class RateLimiter {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #limits: Readonly<Record<string, RateLimit>>;

  constructor(limits: Readonly<Record<string, RateLimit>> = {}) {
    this.#limits = limits;
  }

  take(provider: string, signal: AbortSignal): Promise<void> {
    const limit = this.#limitOf(provider);
    if (limit === undefined || !(limit.perSecond > 0)) return Promise.resolve();
    const bucket = this.#buckets.get(provider) ?? new TokenBucket(limit);
    this.#buckets.set(provider, bucket);
    return bucket.take(signal);
  }

  #limitOf(provider: string): RateLimit | undefined {
    if (Object.hasOwn(this.#limits, provider)) return this.#limits[provider];
    return Object.hasOwn(this.#limits, '*') ? this.#limits['*'] : undefined;
  }
}

/**
 * Whose limit a resource counts against: its provider, or the first word of its type (`aws_vpc`, `AWS::EC2::VPC` →
 * `aws`).
 */
export function providerOf({
  provider,
  resourceType,
}: {
  readonly provider?: string;
  readonly resourceType: string;
}): string {
  return provider ?? /^[A-Za-z0-9]+/.exec(resourceType)?.[0].toLowerCase() ?? 'unknown';
}

/** How a scan reads. */
export interface ReadContext {
  readonly ports: DriftPorts;
  readonly options: ScanOptions;
  readonly limiter: RateLimiter;
  readonly context: PortContext;
  /** Aborted when the scan is called off or runs out of time. */
  readonly signal: AbortSignal;
}

const DEFAULT_ATTEMPTS = 5;
const DEFAULT_BACKOFF_SECONDS = 0.5;
const MAX_WAIT_SECONDS = 60;

/**
 * What a resource looks like now; null where it does not exist. Waits for the provider's rate limit, and tries again,
 * ever later, only where the provider said that it was asked too often: any other failure is one of this resource.
 */
export async function readResource(
  reference: ResourceReference,
  reading: ReadContext,
): Promise<Either<PortProblem | DecodeError, ObservedConfiguration | null>> {
  const { options, limiter, signal } = reading;
  const attempts = Math.max(1, options.attempts ?? DEFAULT_ATTEMPTS);
  for (let attempt = 1; ; attempt++) {
    await limiter.take(providerOf(reference), signal);
    const answer = await readOnce(reference, reading);
    const throttle =
      E.isLeft(answer) && isError(answer.left, 'PortFailure') ? throttleOf(answer.left.cause) : undefined;
    if (throttle === undefined || attempt >= attempts || signal.aborted) return answer;
    await pause(
      throttle.retryAfterSeconds ?? backoff(attempt, options.backoffSeconds ?? DEFAULT_BACKOFF_SECONDS),
      signal,
    );
  }
}

const readOnce = (
  reference: ResourceReference,
  { ports, context, signal }: ReadContext,
): Promise<Either<PortProblem | DecodeError, ObservedConfiguration | null>> =>
  portCall(
    {
      port: 'actual',
      method: 'readResource',
      tenantId: reference.tenantId,
      about: { tenantId: reference.tenantId, resourceId: reference.resourceId },
      call: (stop) => ports.actual.readResource(reference, stop),
      read: (answer) =>
        decode(
          nullable(ObservedConfiguration),
          answer ?? null,
          `the configuration of resource ${JSON.stringify(reference.resourceId)}`,
        ),
    },
    { ...context, signal },
  )();

// Half of the wait is left to chance, so that many that were refused together do not come back together.
function backoff(attempt: number, first: number): number {
  const whole = Math.min(MAX_WAIT_SECONDS, first * 2 ** (attempt - 1));
  return whole * (0.5 + Math.random() / 2);
}

/** The time that a scan has for reading. */
export interface TimeLimit {
  /** Aborted when the time is over, or the scan is called off. */
  readonly signal: AbortSignal;
  /** Seconds that are left; none is less than 0. */
  left(): number;
  /** Lets go of the timer and of the caller's signal. */
  release(): void;
}

/** Starts the time, endless where it is not given. */
export function timeLimit(seconds: number = Infinity, outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const end = performance.now() + seconds * 1000;
  const stopTimer = startTimer(seconds, stop);
  if (outer?.aborted === true) stop();
  outer?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    left: () => Math.max(0, (end - performance.now()) / 1000),
    release: () => {
      stopTimer();
      outer?.removeEventListener('abort', stop);
    },
  };
}

/** How fast the reads of one provider may go: a bucket of `burst` tokens that fills at `perSecond`. */
export interface RateLimit {
  /** Reads a second, over time. */
  readonly perSecond: number;
  /** Default: one second's worth. */
  readonly burst?: number;
}

/** How a scan goes about its work. */
export interface ScanOptions {
  /** How many resources are read at once. Default 8. */
  readonly concurrency?: number;
  /** By provider (`aws`, `google`); `*` is for those not named. Without an entry a provider is not limited. */
  readonly rateLimits?: Readonly<Record<string, RateLimit>>;
  /** How often a throttled read is tried in all. Default 5. */
  readonly attempts?: number;
  /**
   * The wait before the second attempt, doubling from there, with jitter, unless the provider names one. Default 0.5.
   */
  readonly backoffSeconds?: number;
  /**
   * Seconds for all reading, the lists of the ports too; what is not read by then is unreadable. What was read is still
   * recorded and dispatched. Default: none.
   */
  readonly deadlineSeconds?: number;
  /** Seconds for one call of a port. Default 30. */
  readonly callSeconds?: number;
  /** Calls the scan off: it ends with `Cancelled`, and the next scan dispatches what was not dispatched. */
  readonly signal?: AbortSignal;
  /** Told after each resource; what it throws is dropped. */
  readonly onProgress?: (done: number, total: number) => void;
  /** How long before the end of a suppression its owner is notified. Default 7 days. */
  readonly expiringWithinSeconds?: number;
  /** Who answers for the baselines that a scan records. Default `first scan`. */
  readonly baselineOwner?: string;
  /** How far back the audit trail is asked for who made a drift. Default 7 days. */
  readonly auditSeconds?: number;
}

const fromOne = checked('a number from 1', (value): value is number => typeof value === 'number' && value >= 1);
const RateLimit = optionsOf<RateLimit>('a rate limit', { perSecond: fromZero, burst: fromZero });
export const ScanOptions: t.Type<ScanOptions> = optionsOf<ScanOptions>('the options', {
  concurrency: fromOne,
  rateLimits: mapOf(RateLimit),
  attempts: fromZero,
  backoffSeconds: fromZero,
  deadlineSeconds: fromZero,
  callSeconds: fromZero,
  signal: abortSignal,
  onProgress: callback,
  expiringWithinSeconds: fromZero,
  baselineOwner: nonEmptyText,
  auditSeconds: fromZero,
});
