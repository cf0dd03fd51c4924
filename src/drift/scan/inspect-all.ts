import type { EpochSeconds } from '../../time/index.js';
import type { DeclaredResource } from '../model/declared-resource.js';
import type { ResourceReference } from '../model/resource-reference.js';
import { withId } from '../remediation/origin.js';
import { inspect, type Inspection } from './inspect.js';
import type { ScanOptions } from './options.js';
import { inPool } from './pool.js';
import { contextOf, type ScanRequest, WIDTH } from './request.js';
import { timeLimit } from './time-limit.js';
import { RateLimiter } from './token-bucket.js';

/** Inspects everything that is declared or runs, a few at once, within the time that the scan has. Sorted by id. */
export async function inspectAll(
  declared: ReadonlyMap<string, DeclaredResource>,
  running: ReadonlyMap<string, ResourceReference> | undefined,
  request: ScanRequest,
  startedAt: EpochSeconds,
): Promise<readonly Inspection[]> {
  const { ports, options } = request;
  const references = [...new Map<string, ResourceReference>([...(running ?? []), ...declared]).values()].sort((a, b) =>
    a.resourceId < b.resourceId ? -1 : 1,
  );
  const limit = timeLimit(options.deadlineSeconds, options.signal);
  const reading = {
    ports,
    options,
    limiter: new RateLimiter(options.rateLimits),
    context: contextOf(request),
    signal: limit.signal,
  };
  const detecting = request.detecting(startedAt);
  let done = 0;
  const inspections = await inPool(references, options.concurrency ?? WIDTH, async (reference) => {
    const inspection = await inspect(referenceOf(reference), declared.get(reference.resourceId), reading, detecting);
    done += 1;
    // What is not read any more is not progress.
    if (options.signal?.aborted !== true) told(options, done, references.length);
    return inspection;
  });
  limit.release();
  // Listed, and gone when it was read: never there, as far as a report is concerned.
  return (
    inspections
      .filter(({ reference, status }) => status !== 'in_sync' || declared.has(reference.resourceId))
      // Ids are drawn at the end, in order: reads end in any order, and a report must not show it.
      .map((inspection) => ({
        ...inspection,
        records: inspection.records.map((record) => withId(record, ports.ids.next())),
      }))
  );
}

const referenceOf = ({ tenantId, resourceId, resourceType, provider }: ResourceReference): ResourceReference => ({
  tenantId,
  resourceId,
  resourceType,
  ...(provider !== undefined && { provider }),
});

function told({ onProgress }: ScanOptions, done: number, total: number): void {
  try {
    onProgress?.(done, total);
  } catch {
    // A host's progress bar does not stop a scan.
  }
}
