import { orThrow, period } from '@omnicloud/domain';
import { CostAllocationService } from '@omnicloud/domain/cost-allocation';
import type { Host } from '../host.js';
import type { Night } from '../night.js';

const A_DAY = 86_400_000;

/**
 * Allocates the day before the night, the whole bill at once, and keeps what each tenant owes. A result's id is made
 * from its content, so storing it again is nothing.
 */
export async function allocate({ services, stores, observer }: Host, night: Night): Promise<void> {
  const service = new CostAllocationService(
    {
      billing: services.billing,
      tenants: services.tenants,
      ownership: services.tenants,
      reservations: services.billing,
      rates: services.billing,
      rules: stores.rules,
      clock: night.clock,
      ids: night.idsFor('', 'allocate'),
    },
    observer === undefined ? {} : { observer },
  );
  const end = night.clock.now();
  const day = orThrow(period(new Date(end.getTime() - A_DAY), end));
  const { results } = await orThrow(service.allocateBill(day));
  for (const result of results) await stores.results.save(result);
}
