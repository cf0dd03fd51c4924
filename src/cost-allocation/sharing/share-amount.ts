import type { CostAllocationError } from '../../errors/cost.js';
import { Decimal, fromUnits, minorUnits, powerOfTen, getScale, toUnits } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { GroupedBill } from '../grouping/grouped-bill.js';
import { UNALLOCATED, type AllocationStrategy, type CostCategory } from '../model/index.js';
import { accruedUnits, toMilliseconds } from '../proration/accrued.js';
import type { CheckedConditions } from '../terms.js';
import { convertCurrency } from './settle.js';
import { sharePools, type PoolSplit } from './share-pools.js';

/** A cost to be shared that stands on no bill. */
export interface SharedAmount {
  readonly amount: Decimal;
  readonly category: CostCategory;
  readonly strategy: AllocationStrategy;
}

/** The shares of an amount, and how they came about. */
export interface AmountShares {
  readonly shares: Readonly<Record<string, Decimal>>;
  readonly splits: ReadonlyArray<PoolSplit>;
}

/**
 * Shares one amount among the tenants that are active in a period, by what they used on the bill. The weights of the
 * strategy are those of the rules for the category that follow it. The amount spreads evenly over the period, so a rule
 * that begins inside it splits it. The shares add up to the amount exactly.
 */
export function shareAmount(
  { amount, category, strategy }: SharedAmount,
  grouped: GroupedBill,
  terms: CheckedConditions,
): Either<CostAllocationError, AmountShares> {
  const bill = convertCurrency({ ...grouped, sums: grouped.sums.filter((sum) => sum.tenantId !== null) }, [], terms);
  if (E.isLeft(bill)) return bill;
  const rules = terms.rules.filter(
    (rule) => rule.poolId === undefined && rule.category === category && rule.strategy === strategy,
  );
  const minor = minorUnits(bill.right.currency);
  if (E.isLeft(minor)) return minor;
  const own = Math.max(getScale(amount), minor.right, terms.scale);
  const scale = Math.max(bill.right.scale, own);
  const factor = powerOfTen(scale - bill.right.scale);
  const direct = bill.right.direct.map((sum) => ({ ...sum, cost: sum.cost * factor }));
  const pools = spreadOverTime(toUnits(amount, own), terms).map((units, window) => ({
    poolId: category,
    category,
    window,
    cost: units * powerOfTen(scale - own),
  }));
  const shared = sharePools({ ...bill.right, scale, direct, pools }, { ...terms, rules, strategy });
  if (E.isLeft(shared)) return shared;
  const { splits } = shared.right;
  const most = splits.reduce((digits, split) => Math.max(digits, split.scale), 0);
  const totals = new Map<string, bigint>();
  for (const split of splits) {
    split.shares.forEach((share, i) => {
      const name = split.entitlement.names[i]!;
      totals.set(name, (totals.get(name) ?? 0n) + share * powerOfTen(most - split.scale));
    });
  }
  const shares = [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, units]) => [name, fromUnits(units, most)]);
  return E.right({ shares: Object.fromEntries(shares.length === 0 ? [[UNALLOCATED, amount]] : shares), splits });
}

/** The amount by window, in proportion to time; its parts add up. */
function spreadOverTime(units: bigint, { windows, period }: CheckedConditions): ReadonlyArray<bigint> {
  const [start, end] = [toMilliseconds(period.start), toMilliseconds(period.end)];
  const until = (at: number): bigint => accruedUnits(units, toMilliseconds(at) - start, end - start);
  return windows.map((window) => until(window.end) - until(window.start));
}
