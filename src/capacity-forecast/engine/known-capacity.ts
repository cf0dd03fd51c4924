import * as E from '../../either.js';
import { CapacityLevel, type ResourceMetric } from '../model/index.js';
import type { EngineContext, EngineResult } from './context.js';
import { fetchRecord } from './one-answer.js';

/** What the compute service says a tenant has of a metric; null where it does not know, or there is no such port. */
export async function fetchCapacity(
  context: EngineContext,
  tenantId: string,
  metric: ResourceMetric,
): EngineResult<CapacityLevel | null> {
  const port = context.ports.capacity;
  if (port === undefined) return E.right(null);
  const asked = { tenantId, metric };
  return fetchRecord<CapacityLevel, typeof asked>(context, {
    port: 'capacity',
    method: 'readCapacity',
    codec: CapacityLevel,
    key: asked,
    call: (signal) => port.readCapacity(asked, signal),
  })();
}
