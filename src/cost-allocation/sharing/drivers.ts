import { UNALLOCATED, type CostCategory } from '../model/index.js';
import type { Driver, Recipient } from '../strategies/strategy.js';
import type { DirectSum } from './settled-bill.js';
import { removeCommonZeros } from './trim.js';

/**
 * What the recipients used directly in one category. Quantities count where all of them can be added up, else the cost.
 */
export function usageDriver(
  direct: ReadonlyArray<DirectSum>,
  recipients: ReadonlyArray<Recipient>,
  category: CostCategory,
): Driver {
  const sums = direct.filter((sum) => sum.category === category && sum.tenantId !== UNALLOCATED);
  const units = new Set(sums.flatMap((sum) => sum.usageUnits));
  const measured = units.size === 1 && !sums.some((sum) => sum.unmeasured);
  if (!measured) return driverOf('cost', recipients, sums, (sum) => sum.cost);
  const [unit] = units;
  return driverOf(unit === '' ? 'usage' : `usage in ${unit}`, recipients, sums, (sum) => sum.usage);
}

/** The direct cost of the recipients in all categories. */
export function costDriver(direct: ReadonlyArray<DirectSum>, recipients: ReadonlyArray<Recipient>): Driver {
  return driverOf('direct cost', recipients, direct, (sum) => sum.cost);
}

/** An amount below zero counts as zero: dividing by a sum that holds it would hand out more than there is. */
function driverOf(
  unit: string,
  recipients: ReadonlyArray<Recipient>,
  sums: ReadonlyArray<DirectSum>,
  measure: (sum: DirectSum) => bigint,
): Driver {
  const byTenant = new Map<string, bigint>();
  for (const sum of sums) byTenant.set(sum.tenantId, (byTenant.get(sum.tenantId) ?? 0n) + measure(sum));
  const clamped: string[] = [];
  const amounts = recipients.map(({ tenantId }) => {
    const amount = byTenant.get(tenantId) ?? 0n;
    if (amount >= 0n) return amount;
    clamped.push(tenantId);
    return 0n;
  });
  return { unit, amounts: removeCommonZeros(amounts), clamped };
}
