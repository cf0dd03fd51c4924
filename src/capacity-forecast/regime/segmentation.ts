/** How badly one part of a series, `from` (included) to `to` (excluded), is described by one simple model. */
type SegmentCost = (from: number, to: number) => number;

/** A cost is made for one series in O(n) and then answers for any part of it in constant time. */
export type CostFunction = (values: Float64Array) => SegmentCost;

/** Squared deviation from the part's own mean: low where the level holds still. */
export const meanCost: CostFunction = (values) => {
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    sums[i + 1] = sums[i]! + v;
    squares[i + 1] = squares[i]! + v * v;
  });
  return (from, to) => {
    const sum = sums[to]! - sums[from]!;
    return Math.max(0, squares[to]! - squares[from]! - (sum * sum) / (to - from));
  };
};

/** Squared deviation from the part's own straight line: low where a trend, flat or not, goes on. */
export const lineCost: CostFunction = (values) => {
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  const moments = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    sums[i + 1] = sums[i]! + v;
    squares[i + 1] = squares[i]! + v * v;
    moments[i + 1] = moments[i]! + i * v;
  }
  return (from, to) => {
    const n = to - from;
    if (n < 3) return 0;
    const sum = sums[to]! - sums[from]!;
    const product = moments[to]! - moments[from]! - ((from + to - 1) / 2) * sum;
    const left = squares[to]! - squares[from]! - (sum * sum) / n - (product * product * 12) / (n * (n * n - 1));
    return left > 0 ? left : 0;
  };
};

const MIN_VARIANCE = 1e-12;

/**
 * Minus twice the log-likelihood of a normal distribution of mean zero and the part's own variance, without
 * constants: low where the spread holds still. A floor keeps parts of zeros finite.
 */
export const spreadCost: CostFunction = (values) => {
  const squares = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    squares[i + 1] = squares[i]! + v * v;
  });
  const floor = MIN_VARIANCE * (squares[values.length]! / Math.max(1, values.length)) || MIN_VARIANCE;
  return (from, to) => (to - from) * Math.log((squares[to]! - squares[from]!) / (to - from) + floor);
};

/**
 * Binary segmentation (Scott and Knott 1974): splits the part whose best split gains most, again and again, while
 * the gain exceeds the penalty and at most `most` times. O(n · most).
 */
export function binarySearch(
  cost: SegmentCost,
  length: number,
  shortest: number,
  penalty: number,
  most: number,
): number[] {
  const parts = [findBestSplit(cost, 0, length, shortest)];
  const found: number[] = [];
  while (found.length < most) {
    let best = 0;
    for (let i = 1; i < parts.length; i++) if (parts[i]!.gain > parts[best]!.gain) best = i;
    const { from, at, to, gain } = parts[best]!;
    if (!(gain > penalty)) break;
    found.push(at);
    parts.splice(best, 1, findBestSplit(cost, from, at, shortest), findBestSplit(cost, at, to, shortest));
  }
  return found.sort((a, b) => a - b);
}

interface Split {
  readonly from: number;
  readonly at: number;
  readonly to: number;
  readonly gain: number;
}

function findBestSplit(cost: SegmentCost, from: number, to: number, shortest: number): Split {
  const whole = cost(from, to);
  let best: Split = { from, at: from, to, gain: -Infinity };
  for (let at = from + shortest; at <= to - shortest; at++) {
    const gain = whole - cost(from, at) - cost(at, to);
    if (gain > best.gain) best = { from, at, to, gain };
  }
  return best;
}

/** Longer series are cut at every second, third … place only, so that the search stays within a few milliseconds. */
const MAX_PLACES = 400;

/**
 * The segmentation with the least total cost plus penalty for each change point (Jackson et al. 2005), with candidates
 * dropped as soon as they can never win again (PELT, Killick et al. 2012). O(n²) up to four hundred values.
 */
export function optimalSearch(cost: SegmentCost, length: number, shortest: number, penalty: number): number[] {
  const jump = Math.ceil(length / MAX_PLACES);
  const places = Math.ceil(length / jump);
  const at = (place: number): number => (place === places ? length : place * jump);
  const apart = Math.ceil(shortest / jump);
  const best = new Float64Array(places + 1).fill(Infinity);
  const begins = new Int32Array(places + 1);
  const candidates = new Int32Array(places + 1);
  const totals = new Float64Array(places + 1);
  let open = 0;
  best[0] = -penalty;
  for (let to = apart; to <= places; to++) {
    if (best[to - apart]! < Infinity) candidates[open++] = to - apart;
    const end = at(to);
    let least = Infinity;
    for (let i = 0; i < open; i++) {
      const from = candidates[i]!;
      const total = best[from]! + cost(from * jump, end);
      totals[i] = total;
      if (total < least) {
        least = total;
        begins[to] = from;
      }
    }
    best[to] = least + penalty;
    let kept = 0;
    for (let i = 0; i < open; i++) if (totals[i]! <= best[to]!) candidates[kept++] = candidates[i]!;
    open = kept;
  }
  const found: number[] = [];
  for (let place = begins[places]!; place > 0; place = begins[place]!) found.push(at(place));
  return found.reverse();
}

/**
 * Change points where two neighboring half windows disagree most (Truong et al. 2020, §5.2.2): local maxima of
 * C(t-h, t+h) - C(t-h, t) - C(t, t+h), taken from the largest down as long as each lowers the cost of the whole
 * segmentation by the penalty. O(n).
 */
export function windowSearch(cost: SegmentCost, length: number, width: number, penalty: number): number[] {
  const half = width >> 1;
  const contrast = new Float64Array(length + 1).fill(-Infinity);
  for (let t = half; t <= length - half; t++) {
    contrast[t] = cost(t - half, t + half) - cost(t - half, t) - cost(t, t + half);
  }
  const peaks: number[] = [];
  for (let t = half; t <= length - half; t++) if (isPeak(contrast, t, half)) peaks.push(t);
  peaks.sort((a, b) => contrast[b]! - contrast[a]! || a - b);
  const found = [0, length];
  for (const t of peaks) {
    const right = found.findIndex((edge) => edge > t);
    const [from, to] = [found[right - 1]!, found[right]!];
    if (cost(from, to) - cost(from, t) - cost(t, to) < penalty) break;
    found.splice(right, 0, t);
  }
  return found.slice(1, -1);
}

function isPeak(contrast: Float64Array, t: number, reach: number): boolean {
  const from = Math.max(0, t - reach);
  const to = Math.min(contrast.length - 1, t + reach);
  for (let i = from; i <= to; i++) if (i !== t && contrast[i]! >= contrast[t]!) return false;
  return true;
}
