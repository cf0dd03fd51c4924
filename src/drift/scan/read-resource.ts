import { isError } from '../../errors/tagged.js';
import type { DecodeError } from '../../errors/codec.js';
import { decode, nullable } from '../../codec/index.js';
import { portCall, type PortContext, type PortProblem } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { ObservedConfiguration } from '../model/observed-configuration.js';
import type { ResourceReference } from '../model/resource-reference.js';
import type { DriftPorts } from '../ports.js';
import type { ScanOptions } from './options.js';
import { pause } from './pause.js';
import { throttleOf } from './throttle.js';
import { providerOf, type RateLimiter } from './token-bucket.js';

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
