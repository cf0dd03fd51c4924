type Point = readonly number[];
interface Vertex {
  readonly at: Point;
  readonly cost: number;
}

/**
 * Minimises `cost` by the simplex method of Nelder and Mead (1965), from `start` and one step along each axis. The
 * cost may answer Infinity outside the allowed region. Deterministic; at most about `tries` evaluations.
 */
export function minimise(cost: (x: Point) => number, start: Point, step: Point, tries: number): Point {
  const evaluate = (at: Point): Vertex => ({ at, cost: cost(at) });
  let used = start.length + 1;
  const simplex = [evaluate(start), ...start.map((_, i) => evaluate(start.map((x, j) => (i === j ? x + step[j]! : x))))];
  while (used < tries) {
    simplex.sort((a, b) => a.cost - b.cost);
    const worst = simplex[simplex.length - 1]!;
    const centre = start.map((_, i) => simplex.slice(0, -1).reduce((sum, v) => sum + v.at[i]!, 0) / start.length);
    const towards = (factor: number): Vertex => {
      used++;
      return evaluate(centre.map((c, i) => c + factor * (worst.at[i]! - c)));
    };
    const replacement = improve(towards, simplex, worst);
    if (replacement) simplex[simplex.length - 1] = replacement;
    else {
      const best = simplex[0]!;
      for (let i = 1; i < simplex.length; i++) simplex[i] = evaluate(simplex[i]!.at.map((x, j) => (x + best.at[j]!) / 2));
      used += start.length;
    }
  }
  return simplex.reduce((best, v) => (v.cost < best.cost ? v : best)).at;
}

function improve(towards: (factor: number) => Vertex, simplex: readonly Vertex[], worst: Vertex): Vertex | undefined {
  const reflected = towards(-1);
  if (reflected.cost < simplex[0]!.cost) {
    const expanded = towards(-2);
    return expanded.cost < reflected.cost ? expanded : reflected;
  }
  if (reflected.cost < simplex[simplex.length - 2]!.cost) return reflected;
  const contracted = towards(reflected.cost < worst.cost ? -0.5 : 0.5);
  return contracted.cost < Math.min(reflected.cost, worst.cost) ? contracted : undefined;
}
