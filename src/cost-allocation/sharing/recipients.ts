import type { Tenant } from '../model/index.js';
import { toMilliseconds, type MillisecondInterval } from '../proration/accrued.js';
import type { Recipient } from '../strategies/strategy.js';

/** The tenants that exist for some of a stretch of time, in order of their ids. */
export function recipientsOf(tenants: ReadonlyArray<Tenant>, stretch: MillisecondInterval): ReadonlyArray<Recipient> {
  return tenants
    .flatMap((tenant) => {
      const life = overlap(toMilliseconds(tenant.createdAt), deletedAt(tenant), stretch);
      if (life === undefined) return [];
      const { tenantId } = tenant;
      return [{ tenantId, activeMilliseconds: life.to - life.from, tiers: tiersOf(tenant, life) }];
    })
    .sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
}

/** The plans of a tenant during a stretch of its life; of two changes at one instant the later in the list counts. */
function tiersOf(tenant: Tenant, life: MillisecondInterval): Recipient['tiers'] {
  const changes = [...(tenant.tierChanges ?? [])].sort((a, b) => a.from - b.from);
  const starts = [Number.NEGATIVE_INFINITY, ...changes.map((change) => toMilliseconds(change.from))];
  const tiers = [tenant.tier, ...changes.map((change) => change.tier)];
  return tiers.flatMap((tier, i) => {
    const during = overlap(starts[i]!, starts[i + 1] ?? Number.POSITIVE_INFINITY, life);
    return during === undefined ? [] : [{ tier, milliseconds: during.to - during.from }];
  });
}

function deletedAt(tenant: Tenant): number {
  return tenant.deletedAt === null ? Number.POSITIVE_INFINITY : toMilliseconds(tenant.deletedAt);
}

function overlap(start: number, end: number, stretch: MillisecondInterval): MillisecondInterval | undefined {
  const [from, to] = [Math.max(start, stretch.from), Math.min(end, stretch.to)];
  return from < to ? { from, to } : undefined;
}
