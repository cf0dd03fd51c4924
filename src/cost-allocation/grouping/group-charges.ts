import type { CostAllocationError } from '../../errors/cost.js';
import { powerOfTen, getScale, toUnits } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { UNALLOCATED, type Charge } from '../model/index.js';
import { portionsOf, toMillisecondIntervals, type Portion } from '../proration/portions.js';
import type { MillisecondInterval } from '../proration/accrued.js';
import { runSync, forEachRow, type ChunkedTask } from '../steps/steps.js';
import { costOf, monthOf, prorationScale, termOf, usageScale } from './charge-facts.js';
import type { GroupedBill, GroupingOptions, SourceLine } from './grouped-bill.js';
import { createSumAccumulator } from './tally.js';

/**
 * Adds up charges by tenant or pool, category, window, currency and month, exactly. This is the plain form of grouping,
 * to read and to check others against: O(charges · windows they touch).
 */
export function groupCharges(
  charges: ReadonlyArray<Charge>,
  plan: GroupingOptions,
): Either<CostAllocationError, GroupedBill> {
  return runSync(groupChargesTask(charges, plan));
}

/** {@link groupCharges} in steps. */
export function* groupChargesTask(
  charges: ReadonlyArray<Charge>,
  plan: GroupingOptions,
): ChunkedTask<Either<CostAllocationError, GroupedBill>> {
  const windows = toMillisecondIntervals(plan.windows);
  const scales = commonScales(charges, plan);
  if (E.isLeft(scales)) return scales;
  const tally = createSumAccumulator();
  const lines: SourceLine[] = [];
  const { costScale, usageScale: quantityScale } = scales.right;
  const refused = yield* forEachRow(charges, (charge) => {
    const term = termOf(charge, plan.view);
    if (E.isLeft(term)) return term;
    const portions = chargePortions(charge, term.right, windows, plan);
    if (E.isLeft(portions)) return portions;
    const { chargeId, category, currency, usageQuantity } = charge;
    const month = monthOf(term.right.from);
    const costFactor = powerOfTen(costScale - portions.right.costScale);
    const usageFactor = powerOfTen(quantityScale - portions.right.usageScale);
    for (const { owner, window, amounts } of portions.right.parts) {
      const tenantId = knownOwner(owner, plan);
      const poolId = tenantId === null ? (charge.poolId ?? category) : '';
      const cost = amounts[0]! * costFactor;
      tally.add({
        tenantId,
        poolId,
        category,
        window,
        currency,
        month,
        cost,
        usage: (amounts[1] ?? 0n) * usageFactor,
        usageUnits: usageQuantity === undefined ? NO_UNIT : [charge.usageUnit ?? ''],
        unmeasured: usageQuantity === undefined && cost > 0n,
      });
      if (plan.keepLines) lines.push({ chargeId, tenantId, poolId, category, window, currency, month, cost });
    }
    return undefined;
  });
  return refused ?? E.right({ ...scales.right, sums: tally.sums(), lines });
}

const NO_UNIT: ReadonlyArray<string> = [];

interface ChargePortions {
  readonly costScale: number;
  readonly usageScale: number;
  readonly parts: ReadonlyArray<Portion>;
}

function chargePortions(
  charge: Charge,
  term: MillisecondInterval,
  windows: readonly MillisecondInterval[],
  plan: GroupingOptions,
): Either<CostAllocationError, ChargePortions> {
  const cost = costOf(charge, plan.basis);
  const costScale = prorationScale(cost, charge.currency, plan.scale);
  if (E.isLeft(costScale)) return costScale;
  const quantity = charge.usageQuantity;
  const quantityScale = quantity === undefined ? 0 : usageScale(quantity);
  const amounts = [toUnits(cost, costScale.right)];
  if (quantity !== undefined) amounts.push(toUnits(quantity, quantityScale));
  const intervals = charge.resourceId === undefined ? undefined : plan.owners.get(charge.resourceId);
  const parts = portionsOf({ term, amounts, owner: charge.tenantId, intervals }, windows);
  return E.right({ costScale: costScale.right, usageScale: quantityScale, parts });
}

/** The digits that hold every charge. */
function commonScales(
  charges: ReadonlyArray<Charge>,
  plan: GroupingOptions,
): Either<CostAllocationError, { readonly costScale: number; readonly usageScale: number }> {
  let costScale = plan.scale;
  let quantityScale = 0;
  for (const charge of charges) {
    const own = prorationScale(costOf(charge, plan.basis), charge.currency, plan.scale);
    if (E.isLeft(own)) return own;
    costScale = Math.max(costScale, own.right);
    if (charge.usageQuantity !== undefined) quantityScale = Math.max(quantityScale, getScale(charge.usageQuantity), 9);
  }
  return E.right({ costScale, usageScale: quantityScale });
}

function knownOwner(owner: string | null, plan: GroupingOptions): string | null {
  return owner === null || plan.tenantIds.has(owner) ? owner : UNALLOCATED;
}
