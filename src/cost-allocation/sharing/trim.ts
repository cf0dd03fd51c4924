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
