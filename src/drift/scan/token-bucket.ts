import type { RateLimit } from './options.js';
import { pause } from './pause.js';

/**
 * Lets work through at a rate, with bursts: a token bucket kept as the time at which the next token falls due (the
 * generic cell rate algorithm, ITU-T I.371), so that nothing ticks while nobody asks. First come, first served.
 */
export class TokenBucket {
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
