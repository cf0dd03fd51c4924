import { sha256Hex } from '../digest/index.js';
import type { CostAllocationError } from '../errors/cost.js';
import { Decimal, formatUnits, fromUnits } from '../money/index.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';
import type { EpochSeconds } from '../time/index.js';
import { amortizedLines } from './amortization/lines.js';
import type { GroupedBill } from './grouping/grouped-bill.js';
import { COST_CATEGORIES, type CostAllocationResult, type CostCategory } from './model/index.js';
import type { AllocationRecord } from './record/allocation-record.js';
import { writeRecordTask } from './record/write-record.js';
import type { CarriedPool } from './sharing/carried.js';
import { convertCurrency, singleCurrency } from './sharing/settle.js';
import { sharePools, type PoolSplit } from './sharing/share-pools.js';
import type { ChunkedTask } from './steps/steps.js';
import { tenantTotals, totalsScale, type TenantTotal } from './tenant-totals.js';
import type { CheckedConditions } from './terms.js';

/** A whole bill, allocated. */
export interface PeriodAllocation {
  /** Where the period begins, seconds since the epoch. */
  readonly periodStart: EpochSeconds;
  /** Where it ends, seconds since the epoch; this instant is not in it. */
  readonly periodEnd: EpochSeconds;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Everything that was allocated: all charges and all amortisation of the period, exactly. */
  readonly total: Decimal;
  /**
   * One for every tenant that owes or shares anything, and `__unallocated__` where something is; in order of their ids.
   */
  readonly results: ReadonlyArray<CostAllocationResult>;
  /** What it all rests on, for `explain` and `verifyAllocation`. */
  readonly record: AllocationRecord;
  /** The balances after the period, for the next one, where rules carry remainders forward. */
  readonly carried: ReadonlyArray<CarriedPool>;
}

/** Allocates a bill whose charges are already added up: settles currencies, shares the pools, totals every tenant. */
export function* allocateGroupedTask(
  grouped: GroupedBill,
  terms: CheckedConditions,
): ChunkedTask<Either<CostAllocationError, PeriodAllocation>> {
  const named = terms.reservations.flatMap(({ currency }) => (currency === undefined ? [] : [{ currency, month: '' }]));
  const currency = terms.currency === undefined ? singleCurrency([...grouped.sums, ...named]) : E.right(terms.currency);
  if (E.isLeft(currency)) return currency;
  const amortized = amortizedLines(terms.reservations, { ...terms, currency: currency.right });
  if (E.isLeft(amortized)) return amortized;
  const bill = convertCurrency(grouped, amortized.right, { ...terms, currency: currency.right });
  if (E.isLeft(bill)) return bill;
  const shared = sharePools(bill.right, { ...terms, strategy: 'proportional' });
  if (E.isLeft(shared)) return shared;
  const { splits, carried } = shared.right;
  const scale = totalsScale(bill.right, splits);
  const totals = tenantTotals(bill.right, splits, scale);
  const record = yield* writeRecordTask({
    terms,
    currency: currency.right,
    grouped,
    amortized: amortized.right,
    splits,
    totals,
    scale,
  });
  const metadata = metadataOf(splits, record, terms);
  return E.right({
    periodStart: terms.period.start,
    periodEnd: terms.period.end,
    currency: currency.right,
    total: new Decimal(record.total),
    results: totals.map((total) => resultOf(total, scale, terms, metadata, record)),
    record,
    carried,
  });
}

/** What a tenant owes that takes no part in an allocation: nothing, under the same terms. */
export function emptyResult(
  tenantId: string,
  allocation: PeriodAllocation,
  terms: CheckedConditions,
): CostAllocationResult {
  const none = {
    tenantId,
    byCategory: COST_CATEGORIES.map(() => 0n),
    direct: 0n,
    shared: 0n,
    amortized: 0n,
    total: 0n,
  };
  return resultOf(none, 0, terms, metadataOf([], allocation.record, terms), allocation.record);
}

function resultOf(
  total: TenantTotal,
  scale: number,
  terms: CheckedConditions,
  metadata: Readonly<Record<string, unknown>>,
  record: AllocationRecord,
): CostAllocationResult {
  const breakdown = {} as Record<CostCategory, Decimal>;
  COST_CATEGORIES.forEach((category, i) => (breakdown[category] = fromUnits(total.byCategory[i]!, scale)));
  return {
    allocationId: sha256Hex(`${record.digest} ${total.tenantId}`).slice(0, 32),
    tenantId: total.tenantId,
    periodStart: terms.period.start,
    periodEnd: terms.period.end,
    breakdown,
    totalAllocated: fromUnits(total.total, scale),
    allocationMetadata: {
      ...metadata,
      direct: formatUnits(total.direct, scale),
      shared: formatUnits(total.shared, scale),
      amortized: formatUnits(total.amortized, scale),
    },
  };
}

function metadataOf(
  splits: ReadonlyArray<PoolSplit>,
  record: AllocationRecord,
  terms: CheckedConditions,
): Readonly<Record<string, unknown>> {
  const legs = splits.flatMap((split) => split.legs);
  const rules = new Map(
    splits.flatMap((s) => [...s.segment.graph.values()].map(({ rule }) => [rule.ruleId, rule] as const)),
  );
  return {
    currency: record.currency,
    basis: terms.basis,
    view: terms.view,
    rules: [...rules.values()]
      .sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))
      .map(({ ruleId, name, strategy, effectiveFrom }) => ({ ruleId, name, strategy, effectiveFrom })),
    fallback: legs.map((leg) => leg.weights.fallback).find((policy) => policy !== undefined) ?? null,
    clampedWeights: [...new Set(legs.flatMap((leg) => leg.weights.clamped ?? []))].sort(),
    recordDigest: record.digest,
  };
}
