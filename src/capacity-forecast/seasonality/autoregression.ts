const HIGHEST_ORDER = 6;

/**
 * Coefficients of the autoregression x(t) = Σ φ(k) x(t-k) + noise, by Burg's method (Burg 1975), which is stable for any
 * input, with the order up to six that has the smallest BIC. O(n) for each order.
 *
 * @param observed how many of the values were measured; filled ones add no evidence to the order's choice
 */
export function autoregression(x: Float64Array, observed: number): Float64Array {
  let forward = Float64Array.from(x);
  let backward = Float64Array.from(x);
  let power = forward.reduce((s, v) => s + v * v, 0) / x.length;
  let current = new Float64Array(0);
  let best = current;
  let bestScore = power > 0 ? observed * Math.log(power) : -Infinity;
  const limit = Math.min(HIGHEST_ORDER, Math.floor(observed / 4));
  for (let order = 1; order <= limit && power > 0; order++) {
    const reflection = reflect(forward, backward, order);
    current = extend(current, reflection);
    [forward, backward] = advance(forward, backward, reflection, order);
    power *= 1 - reflection * reflection;
    const score = observed * Math.log(power) + order * Math.log(observed);
    if (score < bestScore) [bestScore, best] = [score, current];
  }
  return best;
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

/** Levinson's step: the coefficients of one order more. */
function extend(phi: Float64Array, reflection: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(phi.length + 1);
  for (let k = 0; k < phi.length; k++) next[k] = phi[k]! - reflection * phi[phi.length - 1 - k]!;
  next[phi.length] = reflection;
  return next;
}

function advance(
  forward: Float64Array,
  backward: Float64Array,
  reflection: number,
  order: number,
): [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>] {
  const f = Float64Array.from(forward);
  const b = Float64Array.from(backward);
  for (let i = order; i < forward.length; i++) {
    f[i] = forward[i]! - reflection * backward[i - 1]!;
    b[i] = backward[i - 1]! - reflection * forward[i]!;
  }
  return [f, b];
}
