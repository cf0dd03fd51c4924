/**
 * The method of Sainte-Laguë (Webster) on whole units: the N units with the highest claims wᵢ/1, wᵢ/3, wᵢ/5, … are given
 * out, ties to the earlier position. A larger total never takes a unit from anyone (house monotone), at the price that a
 * share may leave its quota by more than one unit. Balinski & Young, "Fair Representation", 1982, §8.
 *
 * The search begins at the rounded quotas, which are at most n/2 units away, so the cost is O(n log n) for any total.
 */
export function sainteLague(total: bigint, weights: readonly bigint[], weightSum: bigint): bigint[] {
  // A quota's half is rounded down: then the units given are exactly those with a claim above W/2N.
  const shares = weights.map((weight) => (2n * total * weight + weightSum - 1n) / (2n * weightSum));
  let left = total;
  for (const share of shares) left -= share;
  if (left > 0n) addUnits(shares, weights, left);
  else if (left < 0n) removeUnits(shares, weights, -left);
  return shares;
}

function addUnits(shares: bigint[], weights: readonly bigint[], units: bigint): void {
  const claims = weights.flatMap((weight, i) => (weight > 0n ? [i] : []));
  // The next unit goes to the highest claim w/(2s+1), then to the earlier position.
  const heap = createHeap(claims, (a, b) => {
    const [left, right] = [weights[a]! * (2n * shares[b]! + 1n), weights[b]! * (2n * shares[a]! + 1n)];
    return left === right ? a < b : left > right;
  });
  for (let u = 0n; u < units; u += 1n) {
    shares[heap.top()]! += 1n;
    heap.sink();
  }
}

function removeUnits(shares: bigint[], weights: readonly bigint[], units: bigint): void {
  const holders = shares.flatMap((share, i) => (share > 0n ? [i] : []));
  // The unit to come back is the one with the lowest claim w/(2s-1), then of the later position.
  const heap = createHeap(holders, (a, b) => {
    const [left, right] = [weights[a]! * (2n * shares[b]! - 1n), weights[b]! * (2n * shares[a]! - 1n)];
    if (shares[a] === 0n || shares[b] === 0n) return shares[a]! > shares[b]!;
    return left === right ? a > b : left < right;
  });
  for (let u = 0n; u < units; u += 1n) {
    shares[heap.top()]! -= 1n;
    heap.sink();
  }
}

/** A binary heap of positions whose top may change its rank in place. */
function createHeap(items: number[], before: (a: number, b: number) => boolean) {
  const sinkFrom = (start: number): void => {
    for (let at = start; ;) {
      const left = 2 * at + 1;
      let first = at;
      if (left < items.length && before(items[left]!, items[first]!)) first = left;
      if (left + 1 < items.length && before(items[left + 1]!, items[first]!)) first = left + 1;
      if (first === at) return;
      [items[at], items[first]] = [items[first]!, items[at]!];
      at = first;
    }
  };
  for (let at = (items.length >> 1) - 1; at >= 0; at -= 1) sinkFrom(at);
  return { top: () => items[0]!, sink: () => sinkFrom(0) };
}
