/**
 * The probability that a standard normal variable exceeds z, by the continued-fraction-free rational approximation of
 * W. J. Cody's erfc as given in Numerical Recipes §6.2 (Chebyshev fit); relative error below 1.2e-7 everywhere.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 2 / (2 + x);
  let sum = 0;
  for (let i = CHEBYSHEV.length - 1; i >= 0; i--) sum = sum * t + CHEBYSHEV[i]!;
  const upper = 0.5 * t * Math.exp(-x * x + sum);
  return z >= 0 ? upper : 1 - upper;
}

const CHEBYSHEV = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];

/**
 * The normal deviate with the same tail as Student's t with `freedom` degrees (Wallace 1959, bound halved); z near t.
 */
export function studentToNormal(t: number, freedom: number): number {
  const size = Math.sqrt(freedom * Math.log1p((t * t) / freedom)) * (1 - 3 / (16 * freedom));
  return t >= 0 ? size : -size;
}
