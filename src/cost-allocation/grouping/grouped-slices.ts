import { minorUnits, powerOfTen } from '../../money/index.js';
import * as E from '../../either.js';
import { totalOf, type ExactSums } from '../sums/exact-sums.js';
import { COST_CATEGORIES, UNALLOCATED, type ChargeColumns } from '../model/index.js';
import { WIDTH, type AddedRows } from './add-rows.js';
import type { CostSum, GroupedBill, GroupingOptions } from './grouped-bill.js';
import type { IntervalSums } from './slices.js';
import { createSumAccumulator } from './tally.js';

/** Gives the sums of slices their names and the scale that their charges would have had as rows. */
export function nameIntervalSums(added: AddedRows, columns: ChargeColumns, plan: GroupingOptions): GroupedBill {
  const { intervalSums: slices, costPlaces, usagePlaces } = added;
  const { currency, cost, usageQuantity } = columns;
  let costScale = Math.max(plan.scale, costPlaces);
  for (const slice of slices) {
    const minor = minorUnits(currency.names[slice.currency]!);
    if (E.isRight(minor)) costScale = Math.max(costScale, minor.right);
  }
  const usageScale = usageQuantity === undefined || slices.length === 0 ? 0 : Math.max(usagePlaces, 9);
  const tally = createSumAccumulator();
  for (const slice of slices) {
    slice.seen.forEach((isSeen, group) => {
      if (isSeen === 0) return;
      tally.add({
        ...ownerOf(group, columns, plan),
        window: slice.window,
        currency: currency.names[slice.currency]!,
        month: slice.month,
        cost: rescale(slice.cost, group, cost.scale, costScale),
        usage: rescale(slice.usage, group, usageQuantity?.scale ?? 0, usageScale),
        usageUnits: usageQuantity === undefined ? [] : unitsOf(slice, group, columns),
        unmeasured: usageQuantity === undefined && slice.costly[group] === 1,
      });
    });
  }
  return { costScale, usageScale, sums: tally.sums(), lines: [] };
}

function ownerOf(
  group: number,
  { tenantId, poolId }: ChargeColumns,
  { tenantIds }: GroupingOptions,
): Pick<CostSum, 'tenantId' | 'poolId' | 'category'> {
  const category = COST_CATEGORIES[group % WIDTH]!;
  const owner = Math.floor(group / WIDTH);
  const pool = owner - tenantId.names.length;
  if (pool >= 0) return { tenantId: null, poolId: poolId?.names[pool - 1] ?? category, category };
  const name = tenantId.names[owner]!;
  return { tenantId: tenantIds.has(name) ? name : UNALLOCATED, poolId: '', category };
}

function unitsOf({ unit, units }: IntervalSums, group: number, { usageUnit }: ChargeColumns): ReadonlyArray<string> {
  const codes = units.get(group) ?? [unit[group]!];
  // One more than the meaning, which is one more than the code.
  return [...new Set(Array.from(codes, (code) => usageUnit?.names[code - 2] ?? ''))].sort();
}

/** Exact: what a smaller scale leaves out are zeros. */
function rescale(sums: ExactSums, group: number, from: number, to: number): bigint {
  const total = totalOf(sums, group);
  return from <= to ? total * powerOfTen(to - from) : total / powerOfTen(from - to);
}
