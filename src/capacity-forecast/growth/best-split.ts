/** Values that a side of a split must have. */
const MIN_SPLIT_VALUES = 7;

/**
 * Where two straight lines explain a level best: the position of the first value of the second one, by least squares
 * over every position. Undefined where there are too few values. O(n) with running sums; NaN is passed over.
 */
export function findBestSplit(level: Float64Array): number | undefined {
  const before = lineErrors(level);
  const after = lineErrors(level.slice().reverse());
  let best: number | undefined;
  let least = Infinity;
  for (let at = MIN_SPLIT_VALUES; at <= level.length - MIN_SPLIT_VALUES; at++) {
    const squares = before[at]! + after[level.length - at]!;
    if (squares < least) [best, least] = [at, squares];
  }
  return best;
}

/** Squared errors of the least-squares line through the first k values, for every k (Welford's update). */
function lineErrors(values: Float64Array): Float64Array {
  const errors = new Float64Array(values.length + 1);
  let n = 0,
    meanT = 0,
    meanV = 0,
    tt = 0,
    tv = 0,
    vv = 0;
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (!Number.isNaN(value)) {
      n++;
      const stepT = t - meanT;
      const stepV = value - meanV;
      meanT += stepT / n;
      meanV += stepV / n;
      tt += stepT * (t - meanT);
      tv += stepT * (value - meanV);
      vv += stepV * (value - meanV);
    }
    errors[t + 1] = tt > 0 ? Math.max(0, vv - (tv * tv) / tt) : 0;
  }
  return errors;
}
