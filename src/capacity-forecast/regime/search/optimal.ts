import type { SegmentCost } from '../costs/segment-cost.js';

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
