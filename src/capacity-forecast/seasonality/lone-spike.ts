/** So many robust deviations from the middle of its neighbours are beyond noise, heavy tails included. */
const OUTLIER_DEVIATIONS = 10;
const MAD_TO_DEVIATION = 1.4826;
/** A spike leaves half of its size to the middle of each neighbour's neighbours; a step leaves all of it to one. */
const MIN_SPIKE_RATIO = 1.5;

/**
 * The series without a spike that stands alone: one value far from its neighbours where no other is. What happened
 * once is no season, and two turns of a cycle are too few to outvote it; spikes that come again are left.
 */
export function removeSingleOutlier(values: Float64Array): Float64Array {
  const bends = values.map((v, i) => Math.abs(v - (values[i - 1]! + values[i + 1]!) / 2) || 0);
  const at = bends.reduce((best, bend, i) => (bend > bends[best]! ? i : best), 0);
  const limit = OUTLIER_DEVIATIONS * MAD_TO_DEVIATION * bends.slice().sort()[bends.length >> 1]!;
  const alone = bends.every((bend, i) => bend <= limit || Math.abs(i - at) <= 1);
  const besides = Math.max(bends[at - 1] ?? 0, bends[at + 1] ?? 0);
  if (!(bends[at]! > limit) || !alone || bends[at]! < MIN_SPIKE_RATIO * besides) return values;
  return values.with(at, NaN);
}
