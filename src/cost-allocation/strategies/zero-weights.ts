import { zeroWeights, type ZeroWeights } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { AllocationRule } from '../model/index.js';
import { activeTime } from './equal.js';
import type { SharingContext, Weights } from './strategy.js';

/** Passes weights on, or does what the policy says where all of them are zero. Nothing is ever lost. */
export function applyZeroWeightPolicy(
  rule: AllocationRule,
  context: SharingContext,
  weights: ReadonlyArray<bigint>,
  driver: string,
): Either<ZeroWeights, Weights> {
  if (weights.some((weight) => weight > 0n)) return E.right({ weights, unallocated: 0n, driver });
  switch (context.onZeroWeights) {
    case 'equal':
      return E.right({ weights: activeTime(context), unallocated: 0n, driver, fallback: 'equal' });
    case 'unallocated':
      return E.right({ weights, unallocated: 1n, driver, fallback: 'unallocated' });
    case 'error':
      return E.left(zeroWeights({ ruleId: rule.ruleId, driver }));
  }
}
