import { invalidCostOption, type CostAllocationError } from '../../errors/cost.js';
import { Decimal, minorUnits, getScale, toUnits } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { UNALLOCATED, type ChargeTotal } from '../model/index.js';
import type { GroupedBill, GroupingOptions } from './grouped-bill.js';
import { createSumAccumulator } from './tally.js';

/** Takes the totals of a store for a grouped bill: what the store added up exactly is not added up again. */
export function groupedFromTotals(
  totals: ReadonlyArray<ChargeTotal>,
  plan: GroupingOptions,
): Either<CostAllocationError, GroupedBill> {
  let [costScale, usageScale] = [plan.scale, 0];
  for (const total of totals) {
    const minor = minorUnits(total.currency);
    if (E.isLeft(minor)) return minor;
    if (total.window >= plan.windows.length) {
      return E.left(
        invalidCostOption({ option: 'window of a total', value: total.window, expected: 'one that was asked for' }),
      );
    }
    costScale = Math.max(costScale, minor.right, getScale(total.cost));
    usageScale = Math.max(usageScale, getScale(total.usageQuantity ?? new Decimal(0)));
  }
  const tally = createSumAccumulator();
  for (const total of totals) {
    const { tenantId, poolId, category, window, currency, month, cost, usageQuantity, usageUnit, costly } = total;
    const owner = tenantId === null || plan.tenantIds.has(tenantId) ? tenantId : UNALLOCATED;
    tally.add({
      tenantId: owner,
      poolId: owner === null ? (poolId ?? category) : '',
      category,
      window,
      currency,
      month,
      cost: toUnits(cost, costScale),
      usage: usageQuantity === undefined ? 0n : toUnits(usageQuantity, usageScale),
      usageUnits: usageQuantity === undefined ? [] : [usageUnit ?? ''],
      unmeasured: usageQuantity === undefined && costly,
    });
  }
  return E.right({ costScale, usageScale, sums: tally.sums(), lines: [] });
}
