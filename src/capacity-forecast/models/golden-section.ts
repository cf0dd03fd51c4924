const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The point of [low, high] where `cost` is least: the best of a few evenly spaced points, then golden section between
 * its neighbours, so that a second valley does not trap the search.
 */
export function minimizeOnInterval(cost: (x: number) => number, low: number, high: number, steps = 14): number {
  const start = 6;
  let best = low;
  let least = Infinity;
  for (let i = 0; i <= start; i++) {
    const x = low + ((high - low) * i) / start;
    const c = cost(x);
    if (c < least) [best, least] = [x, c];
  }
  let a = Math.max(low, best - (high - low) / start);
  let b = Math.min(high, best + (high - low) / start);
  let x1 = b - GOLDEN * (b - a);
  let x2 = a + GOLDEN * (b - a);
  let c1 = cost(x1);
  let c2 = cost(x2);
  for (let i = 0; i < steps; i++) {
    if (c1 < c2) {
      [b, x2, c2] = [x2, x1, c1];
      x1 = b - GOLDEN * (b - a);
      c1 = cost(x1);
    } else {
      [a, x1, c1] = [x1, x2, c2];
      x2 = a + GOLDEN * (b - a);
      c2 = cost(x2);
    }
  }
  return c1 < c2 ? x1 : x2;
}
