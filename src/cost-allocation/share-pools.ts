import { type ApportionMethod, apportionUnits } from '../money/apportion.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, getScale } from '../money/decimal.js';
import { fromUnits, powerOfTen, toUnits } from '../money/units.js';
import { multiply } from '../money/rational.js';
import { E, type Either } from '../prelude.js';
import type { Interval } from '../time/period.js';
import { type CarriedPool, type CarriedShare, carryForward } from './carry-forward.js';
import { convertCurrency, type ConvertedBill, type PoolSum } from './convert-currency.js';
import type { CostAllocationError } from './errors.js';
import type { GroupedBill } from './group-charges.js';
import type { CheckedConditions } from './input.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { AllocationRule, AllocationStrategy, ZeroWeightPolicy } from './model/allocation-rule.js';
import { COST_CATEGORIES, type CostCategory } from './model/cost-category.js';
import type { Tenant } from './model/tenant.js';
import {
  type AllocationStep,
  computeShareWeights,
  NO_RECIPIENT,
  orderPools,
  passThrough,
  poolGraph,
  type PoolOrder,
  type RuleInterval,
  ruleIntervals,
  type ShareWeights,
} from './pool-graph.js';
import { STRATEGIES } from './strategies/registry.js';
import type { Driver, Recipient, SharingContext, Weights } from './strategies/strategy.js';
import { costDriver, recipientsOf, trimScale, usageDriver } from './strategies/weights.js';
import { accruedUnits, defaultRule, ruleAt, toMillisecondIntervals, toMilliseconds } from './time-rules.js';

/** What sharing must know besides the bill. */
interface SharingOptions {
  readonly windows: ReadonlyArray<Interval>;
  readonly tenants: ReadonlyArray<Tenant>;
  readonly rules: ReadonlyArray<AllocationRule>;
  /** For rules that do not say, and where there is no rule. */
  readonly onZeroWeights: ZeroWeightPolicy;
  /** How a cost is shared for which there is no rule. */
  readonly strategy: AllocationStrategy;
  readonly scale: number;
  readonly carried: ReadonlyArray<CarriedPool>;
}

/** How one pool's money of one category was split among tenants, once. */
export interface PoolSplit {
  readonly poolId: string;
  readonly category: CostCategory;
  readonly segment: RuleInterval;
  /** In units of 10^-scale, as are the shares. */
  readonly units: bigint;
  readonly scale: number;
  readonly rule: AllocationRule;
  readonly method: ApportionMethod;
  readonly legs: ReadonlyArray<AllocationStep>;
  readonly entitlement: ShareWeights;
  readonly shares: ReadonlyArray<bigint>;
  /** What stood in the balance before, under a rule that carries forward. */
  readonly carried?: ReadonlyArray<CarriedShare>;
}

interface SharedPools {
  readonly splits: ReadonlyArray<PoolSplit>;
  readonly carried: ReadonlyArray<CarriedPool>;
}

/**
 * Shares every pool of a bill among the tenants, each pool and category once for every time in which its rules hold.
 */
export function sharePools(bill: ConvertedBill, terms: SharingOptions): Either<CostAllocationError, SharedPools> {
  const minor = minorUnits(bill.currency);
  if (E.isLeft(minor)) return minor;
  const least = Math.max(minor.right, terms.scale);
  const balances = new Map(terms.carried.map((pool) => [balanceKey(pool), pool]));
  const splits: PoolSplit[] = [];
  for (const category of COST_CATEGORIES) {
    const sums = bill.pools.filter((sum) => sum.category === category);
    if (sums.length === 0) continue;
    const origins = [...new Set(sums.map((sum) => sum.poolId))].sort();
    const graphs = terms.windows.map((window) =>
      poolGraph(
        origins,
        (poolId) => ruleAt(terms.rules, poolId, category, window.start) ?? fallbackRule(category, terms),
      ),
    );
    for (const segment of ruleIntervals(graphs)) {
      const sharing = prepareSharing(bill, segment, terms);
      if (E.isLeft(sharing)) return sharing;
      for (const poolId of origins) {
        const total = amountOf(sums, poolId, segment);
        if (total === undefined) continue;
        const { units, scale } = trimScale(total, bill.scale, least);
        const balance = balances.get(balanceKey({ poolId, category }));
        const split = splitPool({ poolId, category, segment, units, scale }, sharing.right, balance?.shares ?? []);
        if (E.isLeft(split)) return split;
        splits.push(split.right.split);
        if (split.right.after !== undefined) {
          balances.set(balanceKey({ poolId, category }), { poolId, category, shares: split.right.after });
        }
      }
    }
  }
  const carried = [...balances].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pool]) => pool);
  return E.right({ splits, carried });
}

/** What the splits of one segment have in common. */
interface IntervalSharing {
  readonly order: PoolOrder;
  readonly recipients: ReadonlyArray<Recipient>;
  weigh(rule: AllocationRule, poolId: string): Either<CostAllocationError, Weights>;
}

function prepareSharing(
  bill: ConvertedBill,
  segment: RuleInterval,
  terms: SharingOptions,
): Either<CostAllocationError, IntervalSharing> {
  const order = orderPools(segment.graph);
  if (E.isLeft(order)) return order;
  const [stretch] = toMillisecondIntervals([
    { start: terms.windows[segment.first]!.start, end: terms.windows[segment.last]!.end },
  ]);
  const recipients = recipientsOf(terms.tenants, stretch!);
  const direct = bill.direct.filter((sum) => sum.window >= segment.first && sum.window <= segment.last);
  const drivers = new Map<CostCategory, Driver>();
  const driverOf = (asked: CostCategory): Driver => {
    const driver = drivers.get(asked) ?? usageDriver(direct, recipients, asked);
    drivers.set(asked, driver);
    return driver;
  };
  const weighings = new Map<string, Either<CostAllocationError, Weights>>();
  return E.right({
    order: order.right,
    recipients,
    weigh(rule, poolId) {
      if (recipients.length === 0) return E.right(NO_RECIPIENT);
      const known = weighings.get(poolId);
      if (known !== undefined) return known;
      const context: SharingContext = {
        recipients,
        onZeroWeights: rule.onZeroWeights ?? terms.onZeroWeights,
        driverOf,
        directCost: () => costDriver(direct, recipients),
      };
      const weighing = STRATEGIES[rule.strategy](rule, context);
      weighings.set(poolId, weighing);
      return weighing;
    },
  });
}

function splitPool(
  pool: Pick<PoolSplit, 'poolId' | 'category' | 'segment' | 'units' | 'scale'>,
  sharing: IntervalSharing,
  balance: ReadonlyArray<CarriedShare>,
): Either<CostAllocationError, { readonly split: PoolSplit; readonly after?: ReadonlyArray<CarriedShare> }> {
  const flows = passThrough(pool.poolId, sharing.order);
  if (E.isLeft(flows)) return flows;
  const legs: AllocationStep[] = [];
  for (const [poolId, through] of [...flows.right].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { rule, toTenants: rest } = pool.segment.graph.get(poolId)!;
    const part = multiply(through, rest);
    if (part.n === 0n) continue;
    const weighing = sharing.weigh(rule, poolId);
    if (E.isLeft(weighing)) return weighing;
    legs.push({ poolId, ruleId: rule.ruleId, part, weights: weighing.right });
  }
  const { rule } = pool.segment.graph.get(pool.poolId)!;
  const method = rule.method ?? 'hamilton';
  const entitlement = computeShareWeights(legs, sharing.recipients);
  if (rule.carryForward === true) {
    const step = carryForward(pool.units, pool.scale, entitlement, balance);
    const units = pool.units * powerOfTen(step.scale - pool.scale);
    const { shares, scale, after } = step;
    return E.right({
      split: { ...pool, units, scale, rule, method, legs, entitlement, shares, carried: balance },
      after,
    });
  }
  const shares = apportionUnits(pool.units, entitlement.weights, method);
  return E.right({ split: { ...pool, rule, method, legs, entitlement, shares } });
}

function amountOf(sums: ReadonlyArray<PoolSum>, poolId: string, { first, last }: RuleInterval): bigint | undefined {
  const within = sums.filter((sum) => sum.poolId === poolId && sum.window >= first && sum.window <= last);
  return within.length === 0 ? undefined : within.reduce((total, sum) => total + sum.cost, 0n);
}

function fallbackRule(category: CostCategory, terms: SharingOptions): AllocationRule {
  return { ...defaultRule(category, terms.onZeroWeights), strategy: terms.strategy };
}

function balanceKey({ poolId, category }: { readonly poolId: string; readonly category: CostCategory }): string {
  return `${category} ${poolId}`;
}

/** A cost to be shared that stands on no bill. */
interface SharedAmount {
  readonly amount: Decimal;
  readonly category: CostCategory;
  readonly strategy: AllocationStrategy;
}

/** The shares of an amount, and how they came about. */
interface AmountShares {
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
