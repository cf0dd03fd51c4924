import { getScale, toUnits, type Decimal } from '../../money/index.js';

/** Decimal weights under their names as whole numbers in the same ratios. */
export function wholeWeights(weights: Readonly<Record<string, Decimal>>): ReadonlyMap<string, bigint> {
  const entries = Object.entries(weights);
  const scale = entries.reduce((most, [, weight]) => Math.max(most, getScale(weight)), 0);
  return new Map(entries.map(([name, weight]) => [name, toUnits(weight, scale)]));
}
