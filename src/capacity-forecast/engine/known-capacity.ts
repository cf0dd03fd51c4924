import * as E from '../../either.js';
import { CapacityLevel, type ResourceMetric } from '../model/index.js';
import type { EngineContext, Outcome } from './context.js';
import { askForOne } from './one-answer.js';

/** What the compute service says a tenant has of a metric; null where it does not know, or there is no such port. */
export async function knownCapacity(
  context: EngineContext,
  tenantId: string,
  metric: ResourceMetric,
): Outcome<CapacityLevel | null> {
  const port = context.ports.capacity;
  if (port === undefined) return E.right(null);
  const asked = { tenantId, metric };
  return askForOne<CapacityLevel, typeof asked>(context, {
    port: 'capacity',
    method: 'readCapacity',
    codec: CapacityLevel,
    asked,
    call: (signal) => port.readCapacity(asked, signal),
  })();
}
