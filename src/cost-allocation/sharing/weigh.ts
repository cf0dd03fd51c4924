import { greatestCommonDivisor, multiply, type Rational } from '../../money/index.js';
import { UNALLOCATED } from '../model/index.js';
import type { Recipient, Weights } from '../strategies/strategy.js';

/** One pool on the way of a cost to the tenants. */
export interface AllocationStep {
  readonly poolId: string;
  readonly ruleId: string;
  /** What part of the cost the tenants take out of this pool. */
  readonly part: Rational;
  readonly weights: Weights;
}

/** Who gets a cost, and in which ratios: whole weights, in order of the names. */
export interface ShareWeights {
  readonly names: ReadonlyArray<string>;
  readonly weights: ReadonlyArray<bigint>;
}

/**
 * Merges the legs of a cost into one weight for each recipient: Σ part · weight / Σ weights over the legs, made whole
 * by the least common denominator, so that nothing is rounded before the one apportionment at the end.
 */
export function computeShareWeights(
  legs: ReadonlyArray<AllocationStep>,
  recipients: ReadonlyArray<Recipient>,
): ShareWeights {
  const used = legs.filter((leg) => leg.part.n > 0n);
  const sums = used.map(({ weights: weighing }) => weighing.weights.reduce((a, b) => a + b, weighing.unallocated));
  const shares = used.map(({ part }, i) => multiply(part, { n: 1n, d: sums[i]! }));
  const denominator = shares.reduce((common, { d }) => (common / greatestCommonDivisor(common, d)) * d, 1n);
  const factors = shares.map(({ n, d }) => n * (denominator / d));
  const weights = recipients.map((_, at) =>
    used.reduce((total, { weights: weighing }, i) => total + factors[i]! * weighing.weights[at]!, 0n),
  );
  const unallocated = used.reduce((total, { weights: weighing }, i) => total + factors[i]! * weighing.unallocated, 0n);
  const names = recipients.map(({ tenantId }) => tenantId);
  if (unallocated === 0n) return { names, weights };
  const before = names.filter((name) => name < UNALLOCATED).length;
  return {
    names: [...names.slice(0, before), UNALLOCATED, ...names.slice(before)],
    weights: [...weights.slice(0, before), unallocated, ...weights.slice(before)],
  };
}

/** How a cost is weighed when there is nobody to share it: it stays unallocated, and is not lost. */
export const NO_RECIPIENT: Weights = { weights: [], unallocated: 1n, driver: 'no active tenant' };
