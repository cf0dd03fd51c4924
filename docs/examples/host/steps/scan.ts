import { orThrow } from '@omnicloud/domain';
import { DriftDetector, driftRules } from '@omnicloud/domain/drift';
import { cloudRules } from '@omnicloud/domain/drift/cloud';
import type { Host } from '../host.js';
import type { Night } from '../night.js';

/**
 * Scans a tenant's resources. What drifts goes into the history first and then to the reconciler or to compliance,
 * under a key that is the same however often it is sent; what a broken-off run had not sent, the next one sends.
 */
export async function scan(
  { services, stores, digestKey, observer }: Host,
  night: Night,
  tenantId: string,
): Promise<void> {
  const ports = {
    desired: services.desired,
    actual: services.actual,
    reconciler: services.reconciler,
    compliance: services.compliance,
    history: stores.history,
    clock: night.clock,
    ids: night.idsFor(tenantId, 'scan'),
    digestKey,
    ...(observer === undefined ? {} : { observer }),
  };
  // One resource at a time, so that ids fall to the same resources in every run of the night.
  const detector = new DriftDetector(ports, { rules: orThrow(driftRules(cloudRules)), scan: { concurrency: 1 } });
  const report = await orThrow(detector.scanTenantResources(tenantId));
  const unfinished = report.failures.find(({ stage }) => stage === 'history' || stage === 'deliver');
  if (unfinished !== undefined) throw new Error(`the scan of ${tenantId} is not complete: ${unfinished.message}`);
}
