/**
 * Probability that Student's t with a whole number of degrees of freedom exceeds `t` (Abramowitz and Stegun 26.7.3 and
 * 26.7.4, which are finite sums).
 */
export function tTail(t: number, freedom: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(freedom));
  const upper = Math.max(0, (1 - betweenTails(angle, freedom)) / 2);
  return t >= 0 ? upper : 1 - upper;
}

/** The value that Student's t exceeds with the given probability, by bisection. */
export function tQuantile(tail: number, freedom: number): number {
  if (tail > 0.5) return -tQuantile(1 - tail, freedom);
  let low = 0;
  let high = 1;
  while (tTail(high, freedom) > tail && high < 1e12) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (tTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(-t < T < t): a sum over powers of the cosine, the odd ones for an odd number of degrees, else the even ones. */
function betweenTails(angle: number, freedom: number): number {
  if (freedom === 1) return (2 * angle) / Math.PI;
  const isOdd = freedom % 2 === 1;
  const square = Math.cos(angle) ** 2;
  let term = isOdd ? Math.cos(angle) : 1;
  let series = term;
  for (let k = isOdd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (square * (k - 1)) / k;
    series += term;
  }
  const sum = Math.sin(angle) * series;
  return isOdd ? (2 / Math.PI) * (angle + sum) : sum;
}

/**
 * The normal deviate with the same tail as Student's t with `freedom` degrees (Wallace 1959, bound halved); z near t.
 */
export function studentToNormal(t: number, freedom: number): number {
  const size = Math.sqrt(freedom * Math.log1p((t * t) / freedom)) * (1 - 3 / (16 * freedom));
  return t >= 0 ? size : -size;
}

/** The other way round: the value of Student's t with the same tail as a normal deviate. */
export function normalToStudent(z: number, freedom: number): number {
  const size = Math.sqrt(freedom * Math.expm1(Math.min(700, (z / (1 - 3 / (16 * freedom))) ** 2 / freedom)));
  return z >= 0 ? size : -size;
}
