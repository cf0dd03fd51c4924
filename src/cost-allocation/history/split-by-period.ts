import type { CostSum, GroupedBill, SourceLine } from '../grouping/grouped-bill.js';

/** Cuts a bill that was grouped over the windows of several periods, one after the other, into a bill for each. */
export function splitByPeriod(bill: GroupedBill, windowCounts: ReadonlyArray<number>): ReadonlyArray<GroupedBill> {
  const places = windowCounts.flatMap((count, period) =>
    Array.from({ length: count }, (_, window) => ({ period, window })),
  );
  const parts = windowCounts.map(() => ({ sums: [] as CostSum[], lines: [] as SourceLine[] }));
  for (const sum of bill.sums) {
    const { period, window } = places[sum.window]!;
    parts[period]!.sums.push({ ...sum, window });
  }
  for (const line of bill.lines) {
    const { period, window } = places[line.window]!;
    parts[period]!.lines.push({ ...line, window });
  }
  return parts.map((part) => ({ ...bill, ...part }));
}
