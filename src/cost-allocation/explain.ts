import type { DecodeError } from '../errors/kernel.js';
import { tryEither } from '../host/try.js';
import { apportionExactShares } from '../money/apportion-units.js';
import { Decimal } from '../money/decimal.js';
import { floorRational, formatRational, multiply, parseRational, rational, type Rational } from '../money/rational.js';
import { fromUnits, sum, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { unknownTenant, type UnknownTenant } from './errors.js';
import { COST_CATEGORIES, type CostCategory } from './model/cost-category.js';
import { type AllocationRecord, amountsInCurrency } from './record.js';
import { type RecordedSplit, type RecordedSum } from './recorded-parts.js';

/** A charge behind an amount, with what of it counts here. */
export interface ExplainedCharge {
  /** The charge, by its id on the bill. */
  readonly chargeId: string;
  /** The project that it belongs to; null where it names none. */
  readonly projectId: string | null;
  /** What was paid for; null where it names nothing. */
  readonly resourceId: string | null;
  /** What of it counts here. */
  readonly amount: Decimal;
}

/** A pool on the way of a shared cost to the tenant. */
export interface ExplainedStep {
  /** The pool; pools are named by `poolId` of a charge, or by its category. */
  readonly poolId: string;
  /** The rule that split it. */
  readonly ruleId: string;
  /** By what this part was split. */
  readonly driver: string;
  /** What policy stepped in for weights that were all zero. */
  readonly fallback: string | null;
  /** The legs of a part add up to it. */
  readonly amount: Decimal;
}

/** The tenant's own charges of one category. */
export interface DirectPart {
  /** Says that it is the tenant's own charges. */
  readonly kind: 'direct';
  /** The kind of cost. */
  readonly category: CostCategory;
  /** What they add up to. */
  readonly amount: Decimal;
  /** Empty where the record holds no lines. */
  readonly charges: readonly ExplainedCharge[];
}

/** The tenant's share of one pool: floor of the quota plus what came on top. */
export interface SharedPart {
  /** Says that it is a share of a pool. */
  readonly kind: 'shared';
  /** The kind of cost. */
  readonly category: CostCategory;
  /** What the share comes to. */
  readonly amount: Decimal;
  /** The pool; pools are named by `poolId` of a charge, or by its category. */
  readonly poolId: string;
  /** The rule that split it. */
  readonly ruleId: string;
  /** By what the rule splits. */
  readonly strategy: string;
  /** Seconds since the Unix epoch. */
  readonly from: number;
  /** Where the time of the split ends, seconds since the epoch. */
  readonly until: number;
  /** What the pool held. */
  readonly poolAmount: Decimal;
  /** The tenant's weight, as decimal text or a fraction. */
  readonly weight: string;
  /** All weights together. */
  readonly weightSum: string;
  /** poolAmount · weight / weightSum exactly, as a fraction. */
  readonly quota: string;
  /** The quota rounded down to whole units. */
  readonly quotaFloor: Decimal;
  /** One unit for the largest remainders, else zero; a balance carried forward may make it more or less. */
  readonly remainder: Decimal;
  /** The same by driver, where the rule has more than one. */
  readonly steps: readonly ExplainedStep[];
  /** The charges in the pool, with their whole amounts. Empty where the record holds no lines. */
  readonly charges: readonly ExplainedCharge[];
}

/** One reservation's amortized cost. */
export interface AmortizedPart {
  /** Says that it is a share of a reservation. */
  readonly kind: 'amortized';
  /** Always `reserved`. */
  readonly category: 'reserved';
  /** What it adds to the tenant's cost. */
  readonly amount: Decimal;
  /** The commitment that it is a part of. */
  readonly reservationId: string;
}

/** One part of an explanation; the parts add up to the amount. */
export type ExplainedPart = DirectPart | SharedPart | AmortizedPart;

/** Why a tenant owes what it owes. */
export interface Explanation {
  /** Whose it is. */
  readonly tenantId: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The parts add up to it, exactly. */
  readonly amount: Decimal;
  /** What the cost is made of; the amounts add up to it. */
  readonly parts: readonly ExplainedPart[];
}

/**
 * Answers "why is this 12.41?" from the record of an allocation: the tenant's amount as parts that add up to it, each
 * down to its rule, pool, driver, weight, quota, remainder unit and the charges it came from.
 */
export function explain(
  allocation: { readonly record: AllocationRecord },
  tenantId: string,
): Either<UnknownTenant | DecodeError, Explanation> {
  return tryEither('the record of the allocation', () => explainFrom(allocation.record, tenantId));
}

function explainFrom(record: AllocationRecord, tenantId: string): Either<UnknownTenant, Explanation> {
  const result = record.results.find((known) => known.tenantId === tenantId);
  if (result === undefined) return E.left(unknownTenant({ tenantId }));
  const worth = amountsInCurrency(record);
  const parts: ExplainedPart[] = [
    ...directParts(record, tenantId),
    ...record.splits.flatMap((split) => sharedPart(record, split, tenantId)),
    ...record.amortized
      .filter((line) => line.tenantId === tenantId)
      .map((line): AmortizedPart => ({
        kind: 'amortized',
        category: 'reserved',
        amount: worth(line),
        reservationId: line.reservationId,
      })),
  ];
  return E.right({ tenantId, currency: record.currency, amount: new Decimal(result.total), parts });
}

function directParts(record: AllocationRecord, tenantId: string): readonly DirectPart[] {
  const worth = amountsInCurrency(record);
  return COST_CATEGORIES.flatMap((category) => {
    const isOwn = (place: RecordedSum): boolean => place.tenantId === tenantId && place.category === category;
    const sums = record.sums.filter(isOwn);
    if (sums.length === 0) return [];
    const amount = sum(sums.map((own) => worth(own)));
    return [{ kind: 'direct', category, amount, charges: chargesOf(record, isOwn) }];
  });
}

function sharedPart(record: AllocationRecord, split: RecordedSplit, tenantId: string): readonly SharedPart[] {
  const at = split.shares.findIndex((share) => share.tenantId === tenantId);
  if (at < 0) return [];
  const { poolId, category, ruleId, strategy, from, until, scale } = split;
  const share = split.shares[at]!;
  const weightSum = split.shares.reduce((total, { weight }) => total + BigInt(weight), 0n);
  const units = toUnits(new Decimal(split.amount), scale);
  const quota = rational(units * BigInt(share.weight), weightSum);
  const amount = new Decimal(share.amount);
  const quotaFloor = fromUnits(units < 0n ? -floorRational({ n: -quota.n, d: quota.d }) : floorRational(quota), scale);
  return [
    {
      kind: 'shared',
      category,
      amount,
      poolId,
      ruleId,
      strategy,
      from,
      until,
      poolAmount: new Decimal(split.amount),
      weight: share.weight,
      weightSum: weightSum.toString(),
      quota: formatRational(multiply(quota, rational(1n, 10n ** BigInt(scale)))),
      quotaFloor,
      remainder: amount.minus(quotaFloor),
      steps: stepsOf(split, at, amount),
      charges: chargesOf(
        record,
        (place) =>
          place.tenantId === null &&
          place.poolId === poolId &&
          place.category === category &&
          from <= place.from &&
          place.until <= until,
      ),
    },
  ];
}

/** The amount divided among the pools it came through, by what the tenant was due in each. */
function stepsOf({ legs, amount, scale }: RecordedSplit, at: number, share: Decimal): readonly ExplainedStep[] {
  const units = rational(toUnits(new Decimal(amount), scale));
  const due = legs.map((leg): Rational => {
    const whole = leg.weights.reduce((total, weight) => total + BigInt(weight), 0n);
    return multiply(multiply(units, parseRational(leg.part)!), rational(BigInt(leg.weights[at]!), whole));
  });
  const amounts = apportionExactShares(toUnits(share, scale), due);
  return legs.map(({ poolId, ruleId, driver, fallback }, i) => ({
    poolId,
    ruleId,
    driver,
    fallback,
    amount: fromUnits(amounts[i]!, scale),
  }));
}

function chargesOf(record: AllocationRecord, isMeant: (place: RecordedSum) => boolean): readonly ExplainedCharge[] {
  const worth = amountsInCurrency(record);
  const byCharge = new Map<string, ExplainedCharge>();
  for (const line of record.lines.filter(isMeant)) {
    const { chargeId, projectId = null, resourceId = null } = line;
    const before = byCharge.get(chargeId)?.amount ?? new Decimal(0);
    byCharge.set(chargeId, { chargeId, projectId, resourceId, amount: before.plus(worth(line)) });
  }
  return [...byCharge.values()];
}
