import type { SegmentCost } from '../costs/segment-cost.js';

/**
 * Change points where two neighbouring half windows disagree most (Truong et al. 2020, §5.2.2): local maxima of
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
