import { powerOfTen } from '../../money/index.js';

/** Units of 10^-scale with as few digits as they need, but at least `least`. */
export function trimScale(
  units: bigint,
  scale: number,
  least: number,
): { readonly units: bigint; readonly scale: number } {
  let [kept, digits] = [units, scale];
  while (digits > least && kept % 10n === 0n) {
    kept /= 10n;
    digits -= 1;
  }
  return { units: kept, scale: digits };
}

/** Weights without the zeros at the end that all of them have: the same whatever scale they were counted in. */
export function removeCommonZeros(weights: ReadonlyArray<bigint>): ReadonlyArray<bigint> {
  let step = 0n;
  for (const weight of weights) {
    if (weight === 0n) continue;
    if (step === 0n) step = powerOfTen(weight.toString().length);
    while (weight % step !== 0n) step /= 10n;
    if (step === 1n) return weights;
  }
  return step === 0n ? weights : weights.map((weight) => weight / step);
}
