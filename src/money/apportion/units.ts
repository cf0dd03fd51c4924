import { hamilton, hamiltonSafe, SAFE_TOTAL, SAFE_WEIGHT_SUM } from './hamilton.js';
import { sainteLague } from './sainte-lague.js';

/** How the units that no exact quota covers are given out. */
export type ApportionMethod = 'hamilton' | 'sainteLague';

/**
 * Splits a whole number of units by whole weights, so that the shares add up to it exactly. The weights must be zero or
 * more and at least one; all zero means equal shares. A negative total is the exact mirror of the positive one.
 */
export function apportionUnits(
  units: bigint,
  weights: readonly bigint[],
  method: ApportionMethod = 'hamilton',
): bigint[] {
  if (units < 0n) return apportionUnits(-units, weights, method).map((share) => -share);
  let weightSum = 0n;
  for (const weight of weights) weightSum += weight;
  if (weightSum === 0n)
    return apportionUnits(
      units,
      weights.map(() => 1n),
      method,
    );
  if (method === 'sainteLague') return sainteLague(units, weights, weightSum);
  if (units > SAFE_TOTAL || weightSum > SAFE_WEIGHT_SUM) return hamilton(units, weights, weightSum);
  const shares = hamiltonSafe(Number(units), Float64Array.from(weights, Number), Number(weightSum));
  return Array.from(shares, BigInt);
}
