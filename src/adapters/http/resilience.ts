import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
} from 'cockatiel';
import { isError } from '../../errors/tagged.js';
import { startTimer } from '../../host/port-call.js';

/** How a client treats a service that is slow or broken. */
export interface ResilienceOptions {
  /** Seconds for one try, from the request to the last byte of the answer. Default 10. */
  readonly timeoutSeconds: number;
  /** How often an idempotent call is tried in all. Default 3. */
  readonly attempts: number;
  /** This many faults in a row open the circuit. Default 5. */
  readonly faultsToOpen: number;
  /** Seconds after which an open circuit lets one call through to try. Default 10. */
  readonly openSeconds: number;
}

export const DEFAULT_RESILIENCE: ResilienceOptions = {
  timeoutSeconds: 10,
  attempts: 3,
  faultsToOpen: 5,
  openSeconds: 10,
};

/** Whether calls go through, are refused at once, or one is let through to try. */
export type Circuit = 'closed' | 'open' | 'half_open';

/** One service's guard: all calls of it share the circuit. */
export interface Resilience {
  /** Runs `attempt` under the circuit and the time limit, again and again where `repeat` allows it. */
  run<A>(attempt: (signal: AbortSignal) => Promise<A>, repeat: RetryPolicy): Promise<A>;
  readonly circuit: Circuit;
  onChange(listener: (circuit: Circuit) => void): void;
}

/** When a call may be tried again, and how to wait for it. */
interface RetryPolicy {
  /** Whether a thrown fault may go away by itself. */
  readonly worthwhile: (fault: Error) => boolean;
  /** Waits before try number `attempt`, counted from 1. */
  readonly before: (attempt: number) => Promise<void>;
}

/**
 * What a try throws counts towards the circuit where `isFault` says that it is the service's fault, and so does
 * silence; what it returns is an answer, good or bad. So a wrong question does not close the door on everybody else.
 * A probe of a half-open circuit that its caller cancels says nothing about the service: the circuit opens again.
 */
export function createResilience(options: ResilienceOptions, isFault: (error: Error) => boolean): Resilience {
  const counts = (error: Error): boolean =>
    isTimeout(error) || isFault(error) || (isError(error, 'Cancelled') && breaker.state === CircuitState.HalfOpen);
  const breaker = circuitBreaker(handleWhen(counts), {
    halfOpenAfter: options.openSeconds * 1000,
    breaker: new ConsecutiveBreaker(options.faultsToOpen),
  });
  return {
    run(attempt, repeat) {
      // The wait is ours, not the policy's, because the policy's own cannot be cancelled.
      const again = retry(handleWhen(repeat.worthwhile), {
        maxAttempts: options.attempts - 1,
        backoff: new ConstantBackoff(0),
      });
      return again.execute(async (context) => {
        if (context.attempt > 0) await repeat.before(context.attempt);
        return breaker.execute(() => withLimit(options.timeoutSeconds, attempt));
      });
    },
    get circuit() {
      return CIRCUIT_NAMES[breaker.state];
    },
    onChange(listener) {
      breaker.onStateChange((state) => listener(CIRCUIT_NAMES[state]));
    },
  };
}

/** Runs a try; after its time it rejects, and the signal is aborted. The time limit of cockatiel ends at 2^31 ms. */
async function withLimit<A>(seconds: number, attempt: (signal: AbortSignal) => Promise<A>): Promise<A> {
  const controller = new AbortController();
  let stop = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    stop = startTimer(seconds, () => {
      reject(new TaskCancelledError());
      controller.abort();
    });
  });
  try {
    return await Promise.race([attempt(controller.signal), late]);
  } finally {
    stop();
  }
}

/** Whether a try was ended by its time limit. (cockatiel 3.2.1's own `isTaskCancelledError` looks for another mark.) */
export function isTimeout(error: unknown): boolean {
  return error instanceof TaskCancelledError;
}

// A circuit held open by hand (Isolated) is open for a caller.
const CIRCUIT_NAMES: Readonly<Record<CircuitState, Circuit>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

/** How long to wait between two tries of a call. */
export interface BackoffOptions {
  /** The longest wait before the second try; it doubles with each further one. Default 0.2. */
  readonly firstDelaySeconds: number;
  /** No wait is longer than this. Default 5. */
  readonly maxDelaySeconds: number;
  /** A number in [0, 1), for the jitter. Default `Math.random`. */
  readonly random: () => number;
}

export const DEFAULT_BACKOFF: BackoffOptions = { firstDelaySeconds: 0.2, maxDelaySeconds: 5, random: Math.random };

/**
 * The seconds before try `attempt` (the second try is 1): full jitter, which spreads a crowd of callers best (M.
 * Brooker, "Exponential backoff and jitter", 2015), but never less than the service asked for by `Retry-After`.
 */
export function getDelaySeconds(attempt: number, askedFor: number | undefined, options: BackoffOptions): number {
  const ceiling = Math.min(options.maxDelaySeconds, options.firstDelaySeconds * 2 ** (attempt - 1));
  const random = options.random();
  return Math.max(askedFor ?? 0, (random >= 0 && random <= 1 ? random : 1) * ceiling);
}

/** The longest wait that is read out of `Retry-After`: a year. What asks for more counts as this. */
const MAX_RETRY_AFTER_SECONDS = 365 * 86_400;

/** The seconds that a `Retry-After` header asks for: a number, or a date seen from `now` (RFC 9110, section 10.2.3). */
export function retryAfterSeconds(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,1000}$/.test(text)) return Math.min(Number(text), MAX_RETRY_AFTER_SECONDS);
  // Every HTTP date starts with the name of a day; Date.parse alone would read "-1" as a year.
  if (!/^[A-Z][a-z]{2,8}, /.test(text)) return undefined;
  const date = Date.parse(text);
  if (Number.isNaN(date)) return undefined;
  return Math.min(Math.max(0, (date - now.getTime()) / 1000), MAX_RETRY_AFTER_SECONDS);
}
