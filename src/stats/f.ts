/**
 * Natural logarithm of the probability that an F variable with (d1, d2) degrees of freedom exceeds `f`. The logarithm
 * stays exact where the probability itself would round to zero. Regularized incomplete beta function by its continued
 * fraction (Numerical Recipes §6.4, Lentz's method).
 */
export function logFTail(f: number, d1: number, d2: number): number {
  if (!(f > 0)) return 0;
  if (f === Infinity) return -Infinity;
  // P(F > f) = I(d2/2, d1/2) at d2/(d2 + d1 f).
  const x = d2 / (d2 + d1 * f);
  return logBetaRatio(x, d2 / 2, d1 / 2);
}

function logBetaRatio(x: number, a: number, b: number): number {
  if (x <= 0) return -Infinity;
  if (x >= 1) return 0;
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  // The fraction converges fast on one side of the mean; on the other the complement does.
  if (x < (a + 1) / (a + b + 2)) return front + Math.log(betaFraction(x, a, b) / a);
  return Math.log1p(-Math.min(1, Math.exp(front) * (betaFraction(1 - x, b, a) / b)));
}

const TINY = 1e-300;
const floored = (v: number): number => (Math.abs(v) < TINY ? TINY : v);

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / floored(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / floored(1 + even * d);
    c = floored(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / floored(1 + odd * d);
    c = floored(1 + odd / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-12) break;
  }
  return result;
}

/** Lanczos' approximation with g = 7 and nine terms, good to fifteen digits for x > 0. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const base = y + 7.5;
  const series = terms.reduce((sum, term, i) => sum + term / (y + i + 1), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(base) - base + Math.log(series);
}

/** Whether an F ratio is significant at 10 %, by Paulson's normal approximation (1942). */
export function isSignificantF(ratio: number, above: number, below: number): boolean {
  if (ratio === Infinity) return true;
  const a = 2 / (9 * above);
  const b = 2 / (9 * below);
  const root = Math.cbrt(ratio);
  return ((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a) > 1.2816;
}
