import type { Host } from './host.js';
import type { Night } from './night.js';
import { allocate } from './steps/allocate.js';
import { forecast } from './steps/forecast.js';
import { scan } from './steps/scan.js';

/** What is done for a tenant each night, in order. Each step may be broken off anywhere and done again. */
const STEPS = { allocate, scan, forecast };

/** The tenants that there are, in one order. */
export async function tenantsOf({ services }: Host, night: Night): Promise<readonly string[]> {
  const now = night.clock.now().getTime() / 1000;
  const tenants = await services.tenants.list(AbortSignal.timeout(30_000));
  return tenants.filter(({ deletedAt }) => deletedAt === null || deletedAt > now - 86_400).map(({ tenantId }) => tenantId).sort();
}

/** Does for one tenant what is not done yet. */
export async function runTenant(host: Host, night: Night, tenantId: string): Promise<void> {
  for (const [name, step] of Object.entries(STEPS)) {
    if (await host.progress.isDone(night.day, tenantId, name)) continue;
    await step(host, night, tenantId);
    await host.progress.done(night.day, tenantId, name);
  }
}

/** The whole night in one process. A tenant that fails does not keep the others waiting; the failures come back. */
export async function runNight(host: Host, night: Night): Promise<readonly Error[]> {
  const failures: Error[] = [];
  for (const tenantId of await tenantsOf(host, night)) {
    try {
      await runTenant(host, night, tenantId);
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return failures;
}
