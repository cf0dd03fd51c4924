const MAX_ORDER = 6;

/**
 * Reflection coefficients of the autoregression x(t) = Σ φ(k) x(t-k) + noise, by Burg's method (Burg 1975), which is
 * stable for any input, of the order up to six that has the smallest BIC. O(n) for each order.
 *
 * @param observed how many of the values were measured; filled ones add no evidence to the order's choice
 */
export function fitReflections(x: Float64Array, observed: number): Float64Array {
  const path = burgReflections(x, Math.min(MAX_ORDER, Math.floor(observed / 4)));
  let power = 1;
  let order = 0;
  let best = 0;
  path.forEach((k, i) => {
    power *= 1 - k * k;
    const score = observed * Math.log(power) + (i + 1) * Math.log(observed);
    if (score < best) [best, order] = [score, i + 1];
  });
  return path.subarray(0, order);
}

/** Burg's reflection coefficients up to an order; fewer where nothing is left to explain. */
export function burgReflections(x: Float64Array, order: number): Float64Array {
  const forward = Float64Array.from(x);
  const backward = Float64Array.from(x);
  const path = new Float64Array(order);
  for (let m = 0; m < order; m++) {
    const k = reflect(forward, backward, m + 1);
    if (k === 0) return path.subarray(0, m);
    path[m] = k;
    advance(forward, backward, k, m + 1);
  }
  return path;
}

/** The coefficients φ that belong to reflection coefficients (Levinson's recursion). */
export function toCoefficients(path: Float64Array): Float64Array {
  let phi = new Float64Array(0);
  for (const k of path) {
    const next = new Float64Array(phi.length + 1);
    for (let i = 0; i < phi.length; i++) next[i] = phi[i]! - k * phi[phi.length - 1 - i]!;
    next[phi.length] = k;
    phi = next;
  }
  return phi;
}

/** What an autoregression leaves unexplained, from the first value that has all its predecessors. */
export function whiten(x: Float64Array, phi: Float64Array): Float64Array {
  const rest = new Float64Array(x.length - phi.length);
  for (let i = 0; i < rest.length; i++) {
    let value = x[i + phi.length]!;
    for (let k = 0; k < phi.length; k++) value -= phi[k]! * x[i + phi.length - 1 - k]!;
    rest[i] = value;
  }
  return rest;
}

function reflect(forward: Float64Array, backward: Float64Array, order: number): number {
  let product = 0;
  let squares = 0;
  for (let i = order; i < forward.length; i++) {
    const f = forward[i]!;
    const b = backward[i - 1]!;
    product += f * b;
    squares += f * f + b * b;
  }
  return squares > 0 ? (2 * product) / squares : 0;
}

function advance(forward: Float64Array, backward: Float64Array, k: number, order: number): void {
  for (let i = forward.length - 1; i >= order; i--) {
    const f = forward[i]!;
    const b = backward[i - 1]!;
    forward[i] = f - k * b;
    backward[i] = b - k * f;
  }
}
