/**
 * Quantile of the standard normal distribution: the rational approximation of P. J. Acklam (2003), relative error
 * below 1.2e-9.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.97575) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL_NUMERATOR, q) / (polynomial(TAIL_DENOMINATOR, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(CENTER_NUMERATOR, r) * q) / (polynomial(CENTER_DENOMINATOR, r) * r + 1);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}

const CENTER_NUMERATOR = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const CENTER_DENOMINATOR = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
];
const TAIL_NUMERATOR = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_DENOMINATOR = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

/**
 * The probability that a standard normal variable exceeds z, by the continued-fraction-free rational approximation of
 * W. J. Cody's erfc as given in Numerical Recipes §6.2 (Chebyshev fit); relative error below 1.2e-7 everywhere.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 2 / (2 + x);
  // Written out: a loop takes twice the time.
  const high = 0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)));
  const sum = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * high))));
  const upper = 0.5 * t * Math.exp(-x * x + sum);
  return z >= 0 ? upper : 1 - upper;
}

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
