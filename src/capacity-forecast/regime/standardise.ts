import { mean, sortToMedian } from '../series/moments.js';

const HALF_WINDOW = 3;
/** A value further from its neighbours' median than this many robust standard deviations is an outlier. */
const OUTLIER_DEVIATIONS = 8;
const NORMAL_CONSISTENCY = 1.4826;
/** Below this share of the largest value a spread is rounding. */
const ROUNDING = 1e-9;

/**
 * A series as the searches read it: gaps interpolated, spikes of one to three values replaced by their neighbours'
 * median (Hampel's filter), then mean 0 and standard deviation 1. The unit is the spread of the whole series on
 * purpose: people mark changes that are large against the range they see. Undefined where nothing varies.
 */
export function standardizeSeries(values: ArrayLike<number>): Float64Array | undefined {
  const raw = interpolate(Float64Array.from(values ?? [], (v) => (typeof v === 'number' ? v : Number.NaN)));
  if (raw === undefined) return undefined;
  const largest = raw.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  // Scaled first, so that squares of values near the largest double stay finite.
  const x = removeSpikes(largest > 0 ? raw.map((v) => v / largest) : raw);
  const centre = mean(x);
  const deviation = Math.sqrt(x.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (x.length - 1));
  return deviation > ROUNDING ? x.map((v) => (v - centre) / deviation) : undefined;
}

function interpolate(x: Float64Array): Float64Array | undefined {
  let last = -1;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]!)) continue;
    for (let gap = last + 1; gap < i; gap++) {
      x[gap] = last < 0 ? x[i]! : x[last]! + ((x[i]! - x[last]!) * (gap - last)) / (i - last);
    }
    last = i;
  }
  return last < 0 ? undefined : x.fill(x[last]!, last + 1);
}

function removeSpikes(x: Float64Array): Float64Array {
  const middle = runningMedian(x);
  const limit = OUTLIER_DEVIATIONS * NORMAL_CONSISTENCY * sortToMedian(x.map((v, i) => Math.abs(v - middle[i]!)));
  return x.map((v, i) => (Math.abs(v - middle[i]!) > limit ? middle[i]! : v));
}

function runningMedian(x: Float64Array): Float64Array {
  const near = new Float64Array(2 * HALF_WINDOW + 1);
  return x.map((_, i) => {
    let count = 0;
    for (let j = Math.max(0, i - HALF_WINDOW); j <= Math.min(x.length - 1, i + HALF_WINDOW); j++) {
      let k = count++;
      for (; k > 0 && near[k - 1]! > x[j]!; k--) near[k] = near[k - 1]!;
      near[k] = x[j]!;
    }
    return (near[(count - 1) >> 1]! + near[count >> 1]!) / 2;
  });
}
