import type { CostAllocationError } from '../../errors/cost.js';
import { apportionUnits, minorUnits, powerOfTen, multiply, type ApportionMethod } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Interval } from '../../time/index.js';
import {
  COST_CATEGORIES,
  type AllocationRule,
  type AllocationStrategy,
  type CostCategory,
  type Tenant,
  type ZeroWeightPolicy,
} from '../model/index.js';
import { passThrough } from '../pools/flows.js';
import { orderPools, type PoolOrder } from '../pools/order.js';
import { poolGraph } from '../pools/pool-graph.js';
import { toMillisecondIntervals } from '../proration/portions.js';
import { defaultRule, ruleAt } from '../rules/effective.js';
import { STRATEGIES } from '../strategies/registry.js';
import type { Driver, Recipient, SharingContext, Weights } from '../strategies/strategy.js';
import { carryForward, type CarriedPool, type CarriedShare } from './carried.js';
import { costDriver, usageDriver } from './drivers.js';
import { recipientsOf } from './recipients.js';
import { ruleIntervals, type RuleInterval } from './segments.js';
import type { PoolSum, ConvertedBill } from './settled-bill.js';
import { trimScale } from './trim.js';
import { computeShareWeights, NO_RECIPIENT, type ShareWeights, type AllocationStep } from './weigh.js';

/** What sharing must know besides the bill. */
export interface SharingOptions {
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

export interface SharedPools {
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
