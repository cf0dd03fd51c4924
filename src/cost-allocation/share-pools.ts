import { type ApportionMethod, apportionUnits } from '../money/apportion-units.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, getScale } from '../money/decimal.js';
import { multiply } from '../money/rational.js';
import { fromUnits, powerOfTen, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import type { Interval } from '../time/period.js';
import { accruedUnits, toMillisecondIntervals, toMilliseconds } from './accrual.js';
import { type CarriedPool, type CarriedShare, carryForward } from './carry-forward.js';
import { convertCurrency, type ConvertedBill, type PoolSum } from './convert-currency.js';
import type { GroupedBill } from './cost-sums.js';
import type { ConversionError, SharingError, WeightsError } from './errors.js';
import type { CheckedConditions } from './input.js';
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
import {
  costDriver,
  type Driver,
  type Recipient,
  recipientsOf,
  type SharingContext,
  STRATEGIES,
  usageDriver,
  type Weights,
} from './strategies.js';
import { defaultRule, ruleAt } from './time-rules.js';

/** What sharing must know besides the bill. */
interface SharingOptions {
  readonly intervals: readonly Interval[];
  readonly tenants: readonly Tenant[];
  readonly rules: readonly AllocationRule[];
  /** For rules that do not say, and where there is no rule. */
  readonly onZeroWeights: ZeroWeightPolicy;
  /** How a cost is shared for which there is no rule. */
  readonly strategy: AllocationStrategy;
  readonly scale: number;
  readonly carried: readonly CarriedPool[];
}

/** How one pool's money of one category was split among tenants, once. */
export interface PoolSplit {
  readonly poolId: string;
  readonly category: CostCategory;
  readonly interval: RuleInterval;
  /** In units of 10^-scale, as are the shares. */
  readonly units: bigint;
  readonly scale: number;
  readonly rule: AllocationRule;
  readonly method: ApportionMethod;
  readonly steps: readonly AllocationStep[];
  readonly shareWeights: ShareWeights;
  readonly shares: readonly bigint[];
  /** What stood in the balance before, under a rule that carries forward. */
  readonly carried?: readonly CarriedShare[];
}

interface SharedPools {
  readonly splits: readonly PoolSplit[];
  readonly carried: readonly CarriedPool[];
}

/**
 * Shares every pool of a bill among the tenants, each pool and category once for every time in which its rules hold.
 */
export function sharePools(bill: ConvertedBill, terms: SharingOptions): Either<SharingError, SharedPools> {
  const minor = minorUnits(bill.currency);
  if (E.isLeft(minor)) return minor;
  const least = Math.max(minor.right, terms.scale);
  const balances = new Map(terms.carried.map((pool) => [balanceKey(pool), pool]));
  const splits: PoolSplit[] = [];
  for (const category of COST_CATEGORIES) {
    const sums = bill.pools.filter((sum) => sum.category === category);
    if (sums.length === 0) continue;
    const origins = [...new Set(sums.map((sum) => sum.poolId))].sort();
    const graphs = terms.intervals.map((interval) =>
      poolGraph(
        origins,
        (poolId) => ruleAt(terms.rules, poolId, category, interval.start) ?? fallbackRule(category, terms),
      ),
    );
    for (const interval of ruleIntervals(graphs)) {
      const sharing = prepareSharing(bill, interval, terms);
      if (E.isLeft(sharing)) return sharing;
      for (const poolId of origins) {
        const total = amountOf(sums, poolId, interval);
        if (total === undefined) continue;
        const { units, scale } = trimScale(total, bill.scale, least);
        const balance = balances.get(balanceKey({ poolId, category }));
        const split = splitPool({ poolId, category, interval, units, scale }, sharing.right, balance?.shares ?? []);
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

/** Units of 10^-scale with as few digits as they need, but at least `least`. */
function trimScale(units: bigint, scale: number, least: number): { readonly units: bigint; readonly scale: number } {
  let [kept, digits] = [units, scale];
  while (digits > least && kept % 10n === 0n) {
    kept /= 10n;
    digits -= 1;
  }
  return { units: kept, scale: digits };
}

/** What the splits of one interval have in common. */
interface IntervalSharing {
  readonly order: PoolOrder;
  readonly recipients: readonly Recipient[];
  computeWeights(rule: AllocationRule, poolId: string): Either<WeightsError, Weights>;
}

function prepareSharing(
  bill: ConvertedBill,
  interval: RuleInterval,
  terms: SharingOptions,
): Either<SharingError, IntervalSharing> {
  const order = orderPools(interval.graph);
  if (E.isLeft(order)) return order;
  const [time] = toMillisecondIntervals([
    { start: terms.intervals[interval.first]!.start, end: terms.intervals[interval.last]!.end },
  ]);
  const recipients = recipientsOf(terms.tenants, time!);
  const direct = bill.direct.filter((sum) => sum.interval >= interval.first && sum.interval <= interval.last);
  const drivers = new Map<CostCategory, Driver>();
  const driverOf = (asked: CostCategory): Driver => {
    const driver = drivers.get(asked) ?? usageDriver(direct, recipients, asked);
    drivers.set(asked, driver);
    return driver;
  };
  const known = new Map<string, Either<WeightsError, Weights>>();
  return E.right({
    order: order.right,
    recipients,
    computeWeights(rule, poolId) {
      if (recipients.length === 0) return E.right(NO_RECIPIENT);
      const found = known.get(poolId);
      if (found !== undefined) return found;
      const context: SharingContext = {
        recipients,
        onZeroWeights: rule.onZeroWeights ?? terms.onZeroWeights,
        driverOf,
        directCost: () => costDriver(direct, recipients),
      };
      const weights = STRATEGIES[rule.strategy](rule, context);
      known.set(poolId, weights);
      return weights;
    },
  });
}

function splitPool(
  pool: Pick<PoolSplit, 'poolId' | 'category' | 'interval' | 'units' | 'scale'>,
  sharing: IntervalSharing,
  balance: readonly CarriedShare[],
): Either<SharingError, { readonly split: PoolSplit; readonly after?: readonly CarriedShare[] }> {
  const flows = passThrough(pool.poolId, sharing.order);
  if (E.isLeft(flows)) return flows;
  const steps: AllocationStep[] = [];
  for (const [poolId, through] of [...flows.right].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { rule, toTenants: rest } = pool.interval.graph.get(poolId)!;
    const part = multiply(through, rest);
    if (part.n === 0n) continue;
    const weights = sharing.computeWeights(rule, poolId);
    if (E.isLeft(weights)) return weights;
    steps.push({ poolId, ruleId: rule.ruleId, part, weights: weights.right });
  }
  const { rule } = pool.interval.graph.get(pool.poolId)!;
  const method = rule.method ?? 'hamilton';
  const shareWeights = computeShareWeights(steps, sharing.recipients);
  if (rule.carryForward === true) {
    const step = carryForward(pool.units, pool.scale, shareWeights, balance);
    const units = pool.units * powerOfTen(step.scale - pool.scale);
    const { shares, scale, after } = step;
    return E.right({
      split: { ...pool, units, scale, rule, method, steps, shareWeights, shares, carried: balance },
      after,
    });
  }
  const shares = apportionUnits(pool.units, shareWeights.weights, method);
  return E.right({ split: { ...pool, rule, method, steps, shareWeights, shares } });
}

function amountOf(sums: readonly PoolSum[], poolId: string, { first, last }: RuleInterval): bigint | undefined {
  const within = sums.filter((sum) => sum.poolId === poolId && sum.interval >= first && sum.interval <= last);
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
  readonly splits: readonly PoolSplit[];
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
): Either<SharingError | ConversionError, AmountShares> {
  const bill = convertCurrency({ ...grouped, sums: grouped.sums.filter((sum) => sum.tenantId !== null) }, [], terms);
  if (E.isLeft(bill)) return bill;
  const rules = terms.rules.filter((rule) => rule.poolId === undefined && rule.strategy === strategy);
  const minor = minorUnits(bill.right.currency);
  if (E.isLeft(minor)) return minor;
  const own = Math.max(getScale(amount), minor.right, terms.scale);
  const scale = Math.max(bill.right.scale, own);
  const factor = powerOfTen(scale - bill.right.scale);
  const direct = bill.right.direct.map((sum) => ({ ...sum, cost: sum.cost * factor }));
  const pools = spreadOverTime(toUnits(amount, own), terms).map((units, interval) => ({
    poolId: category,
    category,
    interval,
    cost: units * powerOfTen(scale - own),
  }));
  const shared = sharePools({ ...bill.right, scale, direct, pools }, { ...terms, rules, strategy });
  if (E.isLeft(shared)) return shared;
  const { splits } = shared.right;
  const most = splits.reduce((digits, split) => Math.max(digits, split.scale), 0);
  const totals = new Map<string, bigint>();
  for (const split of splits) {
    split.shares.forEach((share, i) => {
      const name = split.shareWeights.names[i]!;
      totals.set(name, (totals.get(name) ?? 0n) + share * powerOfTen(most - split.scale));
    });
  }
  const shares = [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, units]) => [name, fromUnits(units, most)]);
  return E.right({ shares: Object.fromEntries(shares), splits });
}

/** The amount by interval, in proportion to time; its parts add up. */
function spreadOverTime(units: bigint, { intervals, period }: CheckedConditions): readonly bigint[] {
  const [start, end] = [toMilliseconds(period.start), toMilliseconds(period.end)];
  const until = (at: number): bigint => accruedUnits(units, toMilliseconds(at) - start, end - start);
  return intervals.map((interval) => until(interval.end) - until(interval.start));
}
