import { ignoreErrors } from '../../port/index.js';
import type { EpochSeconds } from '../../time/index.js';
import type { DeclaredResource } from '../model/declared-resource.js';
import type { ResourceReference } from '../model/resource-reference.js';
import { inspect, type Inspection } from './inspect.js';
import { inPool } from './pool.js';
import { contextOf, type ScanRequest, DEFAULT_CONCURRENCY } from './request.js';
import { RateLimiter } from './token-bucket.js';

/** Inspects everything that is declared or runs, a few at once, until the signal. By id; its records have none yet. */
export async function inspectAll(
  declared: ReadonlyMap<string, DeclaredResource>,
  running: ReadonlyMap<string, ResourceReference> | undefined,
  request: ScanRequest,
  startedAt: EpochSeconds,
  signal: AbortSignal,
): Promise<readonly Inspection[]> {
  const { ports, options } = request;
  const references = [...new Map<string, ResourceReference>([...(running ?? []), ...declared]).values()].sort((a, b) =>
    a.resourceId < b.resourceId ? -1 : 1,
  );
  const reading = {
    ports,
    options,
    limiter: new RateLimiter(options.rateLimits),
    context: contextOf(request),
    signal,
  };
  const detecting = request.detection(startedAt);
  let done = 0;
  const inspections = await inPool(references, options.concurrency ?? DEFAULT_CONCURRENCY, async (reference) => {
    const inspection = await inspect(referenceOf(reference), declared.get(reference.resourceId), reading, detecting);
    done += 1;
    // What is not read any more is not progress.
    if (options.signal?.aborted !== true) ignoreErrors(() => options.onProgress?.(done, references.length));
    return inspection;
  });
  // Listed, and gone when it was read: never there, as far as a report is concerned.
  return inspections.filter(({ reference, status }) => status !== 'in_sync' || declared.has(reference.resourceId));
}

const referenceOf = ({ tenantId, resourceId, resourceType, provider }: ResourceReference): ResourceReference => ({
  tenantId,
  resourceId,
  resourceType,
  ...(provider !== undefined && { provider }),
});
