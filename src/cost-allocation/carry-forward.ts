import { type Codec } from '../codec/io-ts.js';
import type * as t from '../codec/io-ts.js';
import { listOf, record } from '../codec/record.js';
import { checked, decimalCodec, text } from '../codec/values.js';
import { Decimal, getScale } from '../money/decimal.js';
import { fromUnits, powerOfTen, toUnits } from '../money/units.js';
import { add, formatRational, multiply, parseRational, rational, ZERO } from '../money/rational.js';
import { apportionExactShares } from '../money/apportion-units.js';
import { CostCategory } from './model/cost-category.js';
import type { ShareWeights } from './pool-graph.js';

/** What a tenant was entitled to so far, as an exact fraction, and what it was given. */
export interface CarriedShare {
  /** Whose it is. */
  readonly tenantId: string;
  /** `45/2`: in the currency, never rounded. */
  readonly entitled: string;
  /** What it got so far. */
  readonly given: Decimal;
}

/** The shares of one pool and category under rules that carry forward. */
export interface CarriedPool {
  /** The pool; pools are named by `poolId` of a charge, or by its category. */
  readonly poolId: string;
  /** The kind of cost of the pool. */
  readonly category: CostCategory;
  /** What each tenant was given and is still entitled to. */
  readonly shares: readonly CarriedShare[];
}

/** {@link CarriedPool} as it goes over the wire. */
export interface CarriedPoolJson {
  readonly pool_id: string;
  readonly category: CostCategory;
  readonly shares: readonly { readonly tenant_id: string; readonly entitled: string; readonly given: string }[];
}

const fraction: t.Type<string> = checked(
  'a fraction such as "45/2"',
  (value): value is string => typeof value === 'string' && parseRational(value) !== undefined,
);

export const CarriedPool: Codec<CarriedPool, CarriedPoolJson> = record<CarriedPool, CarriedPoolJson>('carried shares', {
  poolId: text,
  category: CostCategory,
  shares: listOf(record<CarriedShare>('a carried share', { tenantId: text, entitled: fraction, given: decimalCodec })),
});

/**
 * Splits one more amount so that everything given so far is as close as it can be to everything owed so far: the
 * entitlements are added up exactly, the sum of all amounts is apportioned by them (largest remainder), and what was
 * given before is taken off. Only who has a weight now takes part; the balance of the others waits.
 *
 * A single step may be a unit below zero for somebody who was rounded up before.
 */
export function carryForward(
  units: bigint,
  scale: number,
  { names, weights }: ShareWeights,
  before: readonly CarriedShare[],
): { readonly shares: readonly bigint[]; readonly scale: number; readonly after: readonly CarriedShare[] } {
  const known = new Map(before.map((share) => [share.tenantId, share]));
  const digits = before.reduce((most, share) => Math.max(most, getScale(share.given)), scale);
  const amount = units * powerOfTen(digits - scale);
  const weightSum = weights.reduce((a, b) => a + b, 0n);
  const one = powerOfTen(digits);
  const parts = names.flatMap((tenantId, at) => {
    if (weights[at] === 0n) return [];
    const share = known.get(tenantId);
    const entitled = share === undefined ? ZERO : multiply(parseRational(share.entitled)!, rational(one));
    const given = share === undefined ? 0n : toUnits(share.given, digits);
    return [{ at, tenantId, given, entitled: add(entitled, rational(amount * weights[at]!, weightSum)) }];
  });
  const total = parts.reduce((sum, part) => sum + part.given, amount);
  const cumulative = apportionExactShares(
    total,
    parts.map((part) => part.entitled),
  );
  const shares = names.map(() => 0n);
  parts.forEach(({ at, tenantId, given, entitled }, i) => {
    shares[at] = cumulative[i]! - given;
    const owed = formatRational(multiply(entitled, rational(1n, one)));
    known.set(tenantId, { tenantId, entitled: owed, given: fromUnits(cumulative[i]!, digits) });
  });
  const after = [...known.values()].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
  return { shares, scale: digits, after };
}
