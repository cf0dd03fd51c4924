import { decode, nullable } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { foreignTenant, type ForeignTenant } from '../../errors/port.js';
import { E } from '../../prelude.js';
import { CapacityLevel, type ResourceMetric } from '../model/index.js';
import { ask, type EngineContext, type Outcome } from './context.js';

/** What the compute service says a tenant has of a metric; null where it does not know, or there is no such port. */
export async function knownCapacity(
  context: EngineContext,
  tenantId: string,
  metric: ResourceMetric,
): Outcome<CapacityLevel | null> {
  const port = context.ports.capacity;
  if (port === undefined) return E.right(null);
  return ask<CapacityLevel | null, DecodeError | ForeignTenant>(context, {
    port: 'capacity',
    method: 'readCapacity',
    tenantId,
    call: (signal) => port.readCapacity({ tenantId, metric }, signal),
    read: (answer) => {
      const level = decode(nullable(CapacityLevel), answer, 'the answer of the capacity port');
      if (E.isLeft(level) || level.right === null || level.right.tenantId === tenantId) return level;
      return E.left(
        foreignTenant({ port: 'capacity', method: 'readCapacity', expected: tenantId, got: level.right.tenantId }),
      );
    },
  })();
}
