import { tryEither } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { apportionError, type ApportionError } from '../../errors/money.js';
import {
  apportionUnits,
  fromSafeUnits,
  fromUnits,
  hamiltonSafe,
  SAFE_TOTAL,
  SAFE_WEIGHT_SUM,
  toDecimal,
  toSafeUnits,
  toUnits,
  type Decimal,
  type MoneyInput,
} from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { UNALLOCATED } from '../model/index.js';
import type { CostMatrix } from './cost-matrix.js';

/** Shares of a pool: those of `tenantIds[i]` are `shares[i]`, and they add up to the pool exactly. */
export interface PoolShares {
  /** Who shares, in the order of `shares`. */
  readonly tenantIds: ReadonlyArray<string>;
  /** What each gets; they add up to the pool. */
  readonly shares: ReadonlyArray<Decimal>;
}

/**
 * Splits a shared pool among the tenants of a matrix by what they cost directly; who costs nothing or less gets
 * nothing, and where none costs anything all get the same. Without a tenant it stays unallocated. Hamilton's method,
 * ties to the smaller tenant id. `scale` is the least number of digits behind the point of a share. O(tenants).
 */
export function sharePool(
  matrix: CostMatrix,
  pool: MoneyInput,
  scale = 0,
): Either<ApportionError | DecodeError, PoolShares> {
  return tryEither('the matrix', () => shareAmong(matrix, pool, scale));
}

function shareAmong(matrix: CostMatrix, pool: MoneyInput, scale: number): Either<ApportionError, PoolShares> {
  const amount = toDecimal(pool);
  if (E.isLeft(amount)) return E.left(apportionError({ reason: 'the pool must be a decimal', value: pool }));
  if (!Number.isInteger(scale) || scale < 0 || scale > 120) {
    return E.left(apportionError({ reason: 'the scale must be a whole number from 0 to 120', value: scale }));
  }
  const places = Math.max(scale, amount.right.decimalPlaces());
  const tenantIds = matrix.tenantIds.filter((id) => id !== null);
  if (tenantIds.length === 0) return E.right({ tenantIds: [UNALLOCATED], shares: [amount.right] });
  const shares =
    splitOnDoubles(matrix, amount.right, places, tenantIds.length) ??
    splitOnBigInts(matrix, amount.right, places, tenantIds.length);
  return E.right({ tenantIds, shares });
}

function splitOnBigInts(matrix: CostMatrix, pool: Decimal, scale: number, tenants: number): Decimal[] {
  const width = matrix.categories.length;
  const weights = Array.from({ length: tenants }, (_, tenant) => {
    let weight = 0n;
    for (let c = 0; c < width; c += 1) weight += matrix.units(tenant, c);
    return weight > 0n ? weight : 0n;
  });
  return apportionUnits(toUnits(pool, scale), weights).map((share) => fromUnits(share, scale));
}

/** The same on doubles, where everything is a safe integer; `undefined` where it is not. */
function splitOnDoubles(
  { sums, categories }: CostMatrix,
  pool: Decimal,
  scale: number,
  tenants: number,
): Decimal[] | undefined {
  const units = toSafeUnits(pool, scale);
  if (sums.far.size > 0 || !(Math.abs(units) <= SAFE_TOTAL)) return undefined;
  const weights = new Float64Array(tenants);
  let weightSum = 0;
  for (let tenant = 0; tenant < tenants; tenant += 1) {
    let weight = 0;
    for (let c = 0; c < categories.length; c += 1) {
      weight += sums.near[tenant * categories.length + c]!;
      if (!Number.isSafeInteger(weight)) return undefined;
    }
    weights[tenant] = Math.max(0, weight);
    weightSum += weights[tenant]!;
    if (weightSum > SAFE_WEIGHT_SUM) return undefined;
  }
  if (weightSum === 0) weightSum = weights.fill(1).length;
  const sign = units < 0 ? -1 : 1;
  return Array.from(hamiltonSafe(Math.abs(units), weights, weightSum), (share) => fromSafeUnits(sign * share, scale));
}
