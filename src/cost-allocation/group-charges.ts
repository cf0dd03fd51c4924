import type { UnknownCurrency } from '../errors/kernel.js';
import { type ChunkedTask, forEachRow, runSync, subtask } from '../host/chunked.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, getScale } from '../money/decimal.js';
import { fromUnits, powerOfTen, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import type { Interval } from '../time/period.js';
import {
  type MillisecondInterval,
  monthOf,
  type Portion,
  portionsOf,
  toMillisecondIntervals,
  toMilliseconds,
} from './accrual.js';
import {
  addExcluded,
  type CostSum,
  createSumAccumulator,
  type ExcludedSum,
  type GroupedBill,
  type SourceLine,
} from './cost-sums.js';
import { type ChargesError, invalidCharge, type InvalidCharge, invalidCostOption } from './errors.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { ChargeTotal } from './model/charge-total.js';
import type { Charge } from './model/charge.js';
import type { CostBasis, CostView, UnusedCommitments } from './model/cost-view.js';
import type { Ownership } from './model/tenant.js';

/** What grouping must know. Two groupings of the same charges under the same plan give the same digits. */
export interface GroupingOptions {
  /** Adjoining parts of the period in order of time: a new one begins wherever a rule begins or ends. */
  readonly intervals: readonly Interval[];
  readonly basis: CostBasis;
  readonly view: CostView;
  readonly unusedCommitments: UnusedCommitments;
  /** The least number of digits to which a charge is pro-rated, beside its own and its currency's. */
  readonly scale: number;
  /** Every known tenant; a charge of another counts as unallocated. */
  readonly tenantIds: ReadonlySet<string>;
  /** By resource, in order of time and without overlap; a resource with none belongs to whom its charges name. */
  readonly owners: ReadonlyMap<string, readonly Ownership[]>;
  /** Whether the lines are kept beside the sums, for explanations. */
  readonly keepLines: boolean;
}

/**
 * What of a charge is allocated: its cost on the basis, and what it states of an unused commitment, where that counts.
 */
function costOf(charge: Charge, plan: GroupingOptions): Decimal {
  const cost = costOnBasis(charge, plan.basis);
  return hasUnused(charge, plan) && plan.unusedCommitments !== 'exclude' ? cost.plus(charge.purchaseCost!) : cost;
}

/** The billed cost of a purchase is its whole price: nothing of it comes back elsewhere. */
function hasUnused({ purchaseCost }: Charge, { basis }: GroupingOptions): boolean {
  return purchaseCost !== undefined && basis !== 'billed' && !purchaseCost.isZero();
}

/** The cost of a charge on a basis. */
function costOnBasis(charge: Charge, basis: CostBasis): Decimal {
  switch (basis) {
    case 'effective':
      return charge.cost;
    case 'billed':
      return charge.billedCost ?? charge.cost;
    case 'list':
      return charge.listCost ?? charge.cost;
    case 'contracted':
      return charge.contractedCost ?? charge.cost;
  }
}

/** When a charge accrues: over its own term, or for the cash view over the period of its invoice. */
function termOf(charge: Charge, view: CostView): Either<InvalidCharge, MillisecondInterval> {
  const cash = view === 'cash' && charge.billedFrom !== undefined && charge.billedUntil !== undefined;
  const from = toMilliseconds(cash ? charge.billedFrom! : charge.start);
  const to = toMilliseconds(cash ? charge.billedUntil! : charge.end);
  const { chargeId } = charge;
  return from <= to
    ? E.right({ from, to })
    : E.left(invalidCharge({ chargeId, reason: `it ends at ${to / 1000}, before it starts at ${from / 1000}` }));
}

/**
 * The digits to which a charge is pro-rated. They depend on nothing but the charge and the caller's wish: if they hung
 * on the rest of the bill, two halves of a period could not add up to the whole.
 */
function prorationScale(cost: Decimal, currency: string, wished: number): Either<UnknownCurrency, number> {
  return E.map((minor: number) => Math.max(getScale(cost), minor, wished))(minorUnits(currency));
}

/** Digits to which a quantity is pro-rated: it is only ever a weight, but its parts must add up too. */
function usageScale(quantity: Decimal): number {
  return Math.max(getScale(quantity), 9);
}

/**
 * Adds up charges by tenant or pool, category, interval, currency and month, exactly. This is the plain form of
 * grouping, to read and to check others against: O(charges · intervals they touch).
 */
export function groupCharges(charges: readonly Charge[], plan: GroupingOptions): Either<ChargesError, GroupedBill> {
  return runSync(groupChargesTask(charges, plan));
}

/** {@link groupCharges} in steps. `duplicates` are charges that came again: they are counted as excluded. */
export function* groupChargesTask(
  charges: readonly Charge[],
  plan: GroupingOptions,
  duplicates: readonly Charge[] = [],
): ChunkedTask<Either<ChargesError, GroupedBill>> {
  const intervals = toMillisecondIntervals(plan.intervals);
  const scales = yield* subtask(0, 0.2, commonScales(charges, plan));
  if (E.isLeft(scales)) return scales;
  const accumulator = createSumAccumulator();
  const lines: SourceLine[] = [];
  const excluded: ExcludedSum[] = [];
  const { costScale, usageScale: quantityScale } = scales.right;
  const steps = forEachRow(charges, (charge) => {
    const term = termOf(charge, plan.view);
    if (E.isLeft(term)) return term;
    const portions = chargePortions(charge, term.right, intervals, plan);
    if (E.isLeft(portions)) return portions;
    const { category, currency, usageQuantity } = charge;
    const month = monthOf(term.right.from);
    const costFactor = powerOfTen(costScale - portions.right.costScale);
    const usageFactor = powerOfTen(quantityScale - portions.right.usageScale);
    for (const { owner, interval, amounts } of portions.right.parts) {
      const tenantId = knownOwner(owner, plan);
      const poolId = tenantId === null ? (charge.poolId ?? category) : '';
      const cost = amounts[0]! * costFactor;
      const usage = usageQuantity === undefined ? undefined : amounts[1]! * usageFactor;
      accumulator.add({
        tenantId,
        poolId,
        category,
        interval,
        currency,
        month,
        cost,
        usage:
          usage === undefined ? NO_USAGE : [{ unit: charge.usageUnit ?? '', quantity: usage, isCharged: cost > 0n }],
        unmeasured: usageQuantity === undefined && cost > 0n,
      });
      if (plan.keepLines) lines.push({ charge, tenantId, poolId, category, interval, currency, month, cost, usage });
    }
    const outside = costOutside(portions.right);
    if (outside !== undefined) excluded.push({ reason: 'outside_period', currency, month, count: 1, cost: outside });
    if (hasUnused(charge, plan) && plan.unusedCommitments === 'exclude') {
      excluded.push({ reason: 'commitment_purchase', currency, month, count: 1, cost: charge.purchaseCost! });
    }
    return undefined;
  });
  const refused = yield* subtask(0.2, 1, steps);
  for (const charge of duplicates) {
    const purchase = hasUnused(charge, plan) ? charge.purchaseCost! : new Decimal(0);
    const cost = costOnBasis(charge, plan.basis).plus(purchase);
    const month = monthOf(toMilliseconds(charge.start));
    excluded.push({ reason: 'duplicate', currency: charge.currency, month, count: 1, cost });
  }
  return refused ?? E.right({ ...scales.right, sums: accumulator.sums(), lines, excluded: addExcluded(excluded) });
}

const NO_USAGE: CostSum['usage'] = [];

/** What of a charge falls into no interval; undefined for a charge that lies wholly in the period. */
function costOutside({ costScale, costUnits, parts }: ChargePortions): Decimal | undefined {
  const outside = costUnits - parts.reduce((total, part) => total + part.amounts[0]!, 0n);
  return outside === 0n && parts.length > 0 ? undefined : fromUnits(outside, costScale);
}

interface ChargePortions {
  /** The whole cost, of which the parts may leave some out. */
  readonly costUnits: bigint;
  readonly costScale: number;
  readonly usageScale: number;
  readonly parts: readonly Portion[];
}

function chargePortions(
  charge: Charge,
  term: MillisecondInterval,
  intervals: readonly MillisecondInterval[],
  plan: GroupingOptions,
): Either<ChargesError, ChargePortions> {
  const cost = costOf(charge, plan);
  const costScale = prorationScale(cost, charge.currency, plan.scale);
  if (E.isLeft(costScale)) return costScale;
  const quantity = charge.usageQuantity;
  const quantityScale = quantity === undefined ? 0 : usageScale(quantity);
  const costUnits = toUnits(cost, costScale.right);
  const amounts = [costUnits];
  if (quantity !== undefined) amounts.push(toUnits(quantity, quantityScale));
  const owner = hasUnused(charge, plan) && plan.unusedCommitments === 'pool' ? null : charge.tenantId;
  const ownership = charge.resourceId === undefined ? undefined : plan.owners.get(charge.resourceId);
  const parts = portionsOf({ term, amounts, owner, ownership }, intervals);
  return E.right({ costUnits, costScale: costScale.right, usageScale: quantityScale, parts });
}

/** The digits that hold every charge. */
function* commonScales(
  charges: readonly Charge[],
  plan: GroupingOptions,
): ChunkedTask<Either<ChargesError, { readonly costScale: number; readonly usageScale: number }>> {
  let costScale = plan.scale;
  let quantityScale = 0;
  const refused = yield* forEachRow(charges, (charge) => {
    const own = prorationScale(costOf(charge, plan), charge.currency, plan.scale);
    if (E.isLeft(own)) return own;
    costScale = Math.max(costScale, own.right);
    if (charge.usageQuantity !== undefined) quantityScale = Math.max(quantityScale, getScale(charge.usageQuantity), 9);
    return undefined;
  });
  return refused ?? E.right({ costScale, usageScale: quantityScale });
}

function knownOwner(owner: string | null, plan: GroupingOptions): string | null {
  return owner === null || plan.tenantIds.has(owner) ? owner : UNALLOCATED;
}

/** Takes the totals of a store for a grouped bill: what the store added up exactly is not added up again. */
export function groupedFromTotals(
  totals: readonly ChargeTotal[],
  plan: GroupingOptions,
): Either<ChargesError, GroupedBill> {
  let [costScale, usageScale] = [plan.scale, 0];
  for (const total of totals) {
    const minor = minorUnits(total.currency);
    if (E.isLeft(minor)) return minor;
    if (total.interval >= plan.intervals.length) {
      return E.left(
        invalidCostOption({ option: 'interval of a total', value: total.interval, expected: 'one that was asked for' }),
      );
    }
    costScale = Math.max(costScale, minor.right, getScale(total.cost));
    usageScale = Math.max(usageScale, getScale(total.usageQuantity ?? new Decimal(0)));
  }
  const accumulator = createSumAccumulator();
  for (const total of totals) {
    const { tenantId, poolId, category, interval, currency, month, cost, usageQuantity, usageUnit, costly } = total;
    const owner = tenantId === null || plan.tenantIds.has(tenantId) ? tenantId : UNALLOCATED;
    accumulator.add({
      tenantId: owner,
      poolId: owner === null ? (poolId ?? category) : '',
      category,
      interval,
      currency,
      month,
      cost: toUnits(cost, costScale),
      usage:
        usageQuantity === undefined
          ? NO_USAGE
          : [{ unit: usageUnit ?? '', quantity: toUnits(usageQuantity, usageScale), isCharged: costly }],
      unmeasured: usageQuantity === undefined && costly,
    });
  }
  return E.right({ costScale, usageScale, sums: accumulator.sums(), lines: [], excluded: [] });
}
