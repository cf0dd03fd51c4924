import { mapFloat64 } from '../../stats/float64.js';
import { insertSorted, mean, medianOfSorted, sortToMedian } from '../../stats/moments.js';
import { DEFAULT_SENSITIVITY, scoreChangePoints, type ScoredChangePoint } from './consensus.js';
import { lineCost, meanCost } from './segmentation.js';

const HALF_WINDOW = 3;
/** A value further from its neighbors' median than this many robust standard deviations is an outlier. */
const OUTLIER_DEVIATIONS = 8;
const NORMAL_CONSISTENCY = 1.4826;
/** Below this share of the largest value a spread is rounding. */
const ROUNDING = 1e-9;

/**
 * A series as the searches read it: gaps interpolated, spikes of one to three values replaced by their neighbors'
 * median (Hampel's filter), then mean 0 and standard deviation 1. The unit is the spread of the whole series on
 * purpose: people mark changes that are large against the range they see. Undefined where nothing varies.
 */
export function standardizeSeries(values: ArrayLike<number>): Float64Array | undefined {
  const raw = interpolate(Float64Array.from(values ?? [], (v) => (typeof v === 'number' ? v : Number.NaN)));
  if (raw === undefined) return undefined;
  const largest = raw.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  // Scaled first, so that squares of values near the largest double stay finite.
  const x = removeSpikes(largest > 0 ? raw.map((v) => v / largest) : raw);
  const center = mean(x);
  const deviation = Math.sqrt(x.reduce((sum, v) => sum + (v - center) ** 2, 0) / (x.length - 1));
  return deviation > ROUNDING ? x.map((v) => (v - center) / deviation) : undefined;
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
  return mapFloat64(x, (_, i) => {
    let count = 0;
    const last = Math.min(x.length - 1, i + HALF_WINDOW);
    for (let j = Math.max(0, i - HALF_WINDOW); j <= last; j++) insertSorted(near, count++, x[j]!);
    return medianOfSorted(near, count);
  });
}

/** Beyond this many values a series is read in blocks first: a regime is no matter of a few values among thousands. */
const MAX_VALUES = 1024;

/** Graded change points of a series of any length, as it comes. O(n) beyond a thousand values. */
export function findChangePoints(values: ArrayLike<number>, sensitivity: number): readonly ScoredChangePoint[] {
  const standard = standardizeSeries(values);
  if (standard === undefined) return [];
  const block = Math.ceil(standard.length / MAX_VALUES);
  if (block === 1) return scoreChangePoints(standard, sensitivity);
  const coarse = standardizeSeries(blockMeans(standard, block));
  if (coarse === undefined) return [];
  const place = createRefiner(standard, block);
  return scoreChangePoints(coarse, sensitivity).map((p) => ({ ...p, index: place(p.index * block) }));
}

function blockMeans(values: Float64Array, block: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / block) }, (_, b) => {
    let sum = 0;
    for (let i = b * block; i < (b + 1) * block; i++) sum += values[i]!;
    return sum / block;
  });
}

/** Moves a point found in blocks to the exact value where the two sides are told apart best. */
function createRefiner(values: Float64Array, block: number): (rough: number) => number {
  const mean = meanCost(values);
  const line = lineCost(values);
  const reach = 8 * block;
  return (rough) => {
    const from = Math.max(0, rough - reach);
    const to = Math.min(values.length, rough + reach);
    const steps = mean(from, rough) + mean(rough, to) <= 2 * (line(from, rough) + line(rough, to));
    const cost = steps ? mean : line;
    let best = rough;
    let least = Infinity;
    for (let at = Math.max(from + 3, rough - block); at <= Math.min(to - 3, rough + block); at++) {
      const total = cost(from, at) + cost(at, to);
      if (total < least) [least, best] = [total, at];
    }
    return best;
  };
}

/** How eagerly changes are reported. */
export interface ChangePointOptions {
  /**
   * From 0 to 1, 0.8 unless told: how small a change is reported, against how often noise is taken for one. The
   * evidence that a change needs falls evenly, in ratio, from 16 times the default one at 0 to half of it at 1. Of 120
   * values of white noise with one step, steps of 4 deviations are found from 0.2 on, of 2 from 0.4 on; without a step
   * 1 % of series show a change at 0.8 and 11 % at 1 (8 and 39 % where each value keeps half of the one before). A
   * higher sensitivity reports everything that a lower one does. Values outside are moved to the nearest end.
   */
  readonly sensitivity?: number;
}

/**
 * Where a series of evenly spaced values changes for good: the index of the first value of each new regime, rising.
 * Steps and bends of the trend count; single outliers, stationary noise however persistent, and steady trends do not.
 * A season should be taken out first (`regimeChanges` does). NaN is a gap. Fewer than eight values have no change. O(n)
 * beyond a thousand values, a few milliseconds below.
 *
 * Method: majority of five searches over two costs (Truong et al. 2020), struck out where an autoregression explains
 * them.
 */
export function detectChangePoints(values: ArrayLike<number>, options: ChangePointOptions = {}): number[] {
  try {
    return findChangePoints(values, parseSensitivity(options?.sensitivity)).map((p) => p.index);
  } catch {
    // Only a hostile argument gets here: in what cannot be read no change can be seen.
    return [];
  }
}

/** A sensitivity within its range; the default where none is given or it is no number. */
export function parseSensitivity(given: unknown): number {
  if (typeof given !== 'number' || Number.isNaN(given)) return DEFAULT_SENSITIVITY;
  return Math.min(1, Math.max(0, given));
}

/** Fewer blocks than this show no change of their statistic. */
const MIN_BLOCKS = 8;

/**
 * Change points of a statistic of a series: it is computed on consecutive blocks and searched like any series, then the
 * place is the first value of the block.
 */
export function findBlockChangePoints(
  values: Float64Array,
  block: number,
  statistic: (block: Float64Array, from: number) => number,
  sensitivity: number,
): readonly ScoredChangePoint[] {
  const count = Math.floor(values.length / block);
  if (count < MIN_BLOCKS) return [];
  const series = Float64Array.from({ length: count }, (_, b) =>
    statistic(values.subarray(b * block, (b + 1) * block), b * block),
  );
  return findChangePoints(series, sensitivity).map((p) => ({ ...p, index: p.index * block }));
}
