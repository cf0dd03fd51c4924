/** How a quotient that is not whole becomes whole. */
export type RoundingMode = 'halfEven' | 'halfUp' | 'floor' | 'ceil';

/**
 * n / d as a whole number, rounded once and exactly; d must not be zero. `halfEven` is the banker's rounding of
 * IEEE 754 §4.3.1, `halfUp` rounds a half away from zero, `floor` and `ceil` go to minus and plus infinity.
 */
export function divideRounded(n: bigint, d: bigint, mode: RoundingMode = 'halfEven'): bigint {
  const [num, den] = d < 0n ? [-n, -d] : [n, d];
  const down = num >= 0n ? num / den : -((-num + den - 1n) / den);
  const rest = num - down * den;
  if (rest === 0n || mode === 'floor') return down;
  if (mode === 'ceil') return down + 1n;
  const twice = rest * 2n;
  if (twice !== den) return twice > den ? down + 1n : down;
  if (mode === 'halfUp') return num >= 0n ? down + 1n : down;
  return down % 2n === 0n ? down : down + 1n;
}
