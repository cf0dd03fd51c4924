import { powerOfTen } from '../../money/index.js';
import type { GroupedBill } from './grouped-bill.js';
import { createSumAccumulator } from './tally.js';

/** Puts the groups of several batches of one bill together, exactly. */
export function mergeGrouped(bills: ReadonlyArray<GroupedBill>): GroupedBill {
  if (bills.length === 1) return bills[0]!;
  const costScale = bills.reduce((most, bill) => Math.max(most, bill.costScale), 0);
  const usageScale = bills.reduce((most, bill) => Math.max(most, bill.usageScale), 0);
  const tally = createSumAccumulator();
  for (const bill of bills) {
    const costFactor = powerOfTen(costScale - bill.costScale);
    const usageFactor = powerOfTen(usageScale - bill.usageScale);
    for (const sum of bill.sums) tally.add({ ...sum, cost: sum.cost * costFactor, usage: sum.usage * usageFactor });
  }
  const lines = bills.flatMap((bill) => {
    const factor = powerOfTen(costScale - bill.costScale);
    return bill.lines.map((line) => (factor === 1n ? line : { ...line, cost: line.cost * factor }));
  });
  return { costScale, usageScale, sums: tally.sums(), lines };
}
