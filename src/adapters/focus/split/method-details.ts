import { type Decimal, formatDecimal, parseDecimal } from '../../../money/decimal.js';
import { E } from '../../../prelude.js';
import type { ShareElement } from './shares.js';

/**
 * The JSON of `AllocatedMethodDetails`. It is put together here because JSON.stringify would take the numbers through
 * doubles.
 */
export function methodDetails(elements: ReadonlyArray<ShareElement>, ratios: ReadonlyArray<Decimal>): string {
  const written = elements.map(({ usageUnit, usageQuantity }, i) => {
    const fields = [`"AllocatedRatio":${formatDecimal(ratios[i]!)}`];
    if (usageUnit !== undefined) fields.push(`"UsageUnit":${JSON.stringify(usageUnit)}`);
    if (usageQuantity !== undefined) fields.push(`"UsageQuantity":${formatDecimal(usageQuantity)}`);
    return `{${fields.join(',')}}`;
  });
  return `{"Elements":[${written.join(',')}]}`;
}

const RATIO = /"AllocatedRatio"\s*:\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** The ratios that stand in an `AllocatedMethodDetails`, digit for digit. */
export function allocatedRatios(details: string): ReadonlyArray<Decimal> {
  return [...details.matchAll(RATIO)].flatMap(([, digits]) => {
    const ratio = parseDecimal(digits!);
    return E.isRight(ratio) ? [ratio.right] : [];
  });
}
