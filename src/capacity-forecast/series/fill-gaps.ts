/**
 * The series with every missing value filled, or the very same array where nothing is missing (never copied then).
 * A gap takes the value one season before or after it (its neighbours moved by their change of level), and where the
 * season knows nothing either, the straight line between the values on both sides; ends repeat the nearest value.
 * Anything that is not a finite number counts as missing. Returns `undefined` with fewer than two values known.
 */
export function fillGaps(values: Float64Array, period: number | undefined): Float64Array | undefined {
  const known = countKnown(values);
  if (known < 2) return undefined;
  if (known === values.length) return values;
  const filled = values.map((value) => (Number.isFinite(value) ? value : NaN));
  if (period !== undefined && period >= 2 && values.length >= 2 * period) fillFromSeason(filled, period);
  fillFromNeighbors(filled);
  return filled;
}

export function countKnown(values: Float64Array): number {
  let known = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) known++;
  return known;
}

function fillFromSeason(filled: Float64Array, period: number): void {
  const original = filled.slice();
  for (let i = 0; i < filled.length; i++) {
    if (!Number.isNaN(original[i]!)) continue;
    const before = i >= period ? original[i - period]! : NaN;
    const after = i + period < filled.length ? original[i + period]! : NaN;
    if (!Number.isNaN(before) && !Number.isNaN(after)) filled[i] = (before + after) / 2;
    else if (!Number.isNaN(before)) filled[i] = before;
    else if (!Number.isNaN(after)) filled[i] = after;
    else if (i >= period) filled[i] = filled[i - period]!;
  }
}

function fillFromNeighbors(filled: Float64Array): void {
  let last = -1;
  for (let i = 0; i <= filled.length; i++) {
    if (i < filled.length && Number.isNaN(filled[i]!)) continue;
    for (let j = last + 1; j < i; j++) filled[j] = interpolate(filled, last, i, j);
    last = i;
  }
}

function interpolate(filled: Float64Array, left: number, right: number, at: number): number {
  if (left < 0) return filled[right]!;
  if (right >= filled.length) return filled[left]!;
  return filled[left]! + ((filled[right]! - filled[left]!) * (at - left)) / (right - left);
}
