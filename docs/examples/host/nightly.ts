import type { Host } from './host.js';
import type { Night } from './night.js';
import { allocate } from './steps/allocate.js';
import { forecast } from './steps/forecast.js';
import { scan } from './steps/scan.js';

/** What is done for a tenant each night, in order. Each step may be broken off anywhere and done again. */
const STEPS = { scan, forecast };

/** The tenants that there are, in one order. */
export async function tenantsOf({ services }: Host, night: Night): Promise<readonly string[]> {
  const now = night.clock.now().getTime() / 1000;
  const tenants = await services.tenants.list(AbortSignal.timeout(30_000));
  return tenants
    .filter(({ deletedAt }) => deletedAt === null || deletedAt > now - 86_400)
    .map(({ tenantId }) => tenantId)
    .sort();
}

/** Allocates the bill of the day, unless that is done. */
export async function runBill(host: Host, night: Night): Promise<void> {
  await unlessDone(host, night, '', 'allocate', () => allocate(host, night));
}

/** Does for one tenant what is not done yet. */
export async function runTenant(host: Host, night: Night, tenantId: string): Promise<void> {
  for (const [name, step] of Object.entries(STEPS)) {
    await unlessDone(host, night, tenantId, name, () => step(host, night, tenantId));
  }
}

/** The whole night in one process. A tenant that fails does not keep the others waiting; the failures come back. */
export async function runNight(host: Host, night: Night): Promise<readonly Error[]> {
  const failures: Error[] = [];
  const attempt = (work: Promise<void>): Promise<unknown> =>
    work.catch((error: unknown) => failures.push(error instanceof Error ? error : new Error(String(error))));
  await attempt(runBill(host, night));
  for (const tenantId of await tenantsOf(host, night)) await attempt(runTenant(host, night, tenantId));
  return failures;
}

async function unlessDone(
  { progress }: Host,
  { day }: Night,
  tenantId: string,
  step: string,
  work: () => Promise<void>,
): Promise<void> {
  if (await progress.isDone(day, tenantId, step)) return;
  await work();
  await progress.done(day, tenantId, step);
}
