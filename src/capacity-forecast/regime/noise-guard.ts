/**
 * Dickey and Fuller's statistic n(1 - φ) above which a unit root is refused at 10 %, around a level, a line and a
 * parabola (Fuller 1976, table 8.5.1; the parabola by simulation).
 */
const UNIT_ROOT_LIMITS = [11.2, 18.2, 25] as const;
/**
 * A change must improve the innovations by this many times ln n. BIC asks for one; a little more, because its place was
 * chosen too, keeps false changes in noise of memory 0.3 to 0.95 near one series in ten from 200 values on.
 */
const LEAST_GAIN = 1.2;

/**
 * Strikes out change points that the memory of the noise explains. Where a series is stationary around a level, a line
 * or a parabola, it swings away and comes back by itself: a change then has to improve an autoregression of the noise,
 * weakest change first (BIC). A random walk has no level to come back to; there the points stand.
 */
export function withoutNoiseSwings(values: Float64Array, points: ReadonlyArray<number>): ReadonlyArray<number> {
  if (points.length === 0) return points;
  for (const [degree, limit] of UNIT_ROOT_LIMITS.entries()) {
    const x = degree === 0 ? values : detrended(values, degree);
    const { memory, power } = innovations(x, []);
    if (!(power > 0)) return [];
    if (x.length * (1 - memory) > limit) return strike(x, points);
  }
  return points;
}

function strike(x: Float64Array, points: ReadonlyArray<number>): ReadonlyArray<number> {
  const least = LEAST_GAIN * Math.log(x.length);
  let kept = [...points];
  while (kept.length > 0) {
    const whole = innovations(x, kept).power;
    const losses = kept.map((p) => x.length * Math.log(innovations(x, kept.filter((q) => q !== p)).power / whole));
    const weakest = losses.indexOf(Math.min(...losses));
    if (!(losses[weakest]! < least)) return kept;
    kept = kept.filter((_, i) => i !== weakest);
  }
  return kept;
}

interface Innovations {
  readonly memory: number;
  /** Mean square of what the memory does not foretell. */
  readonly power: number;
}

/** First-order autoregression around a level of its own for each stretch. */
function innovations(x: Float64Array, points: ReadonlyArray<number>): Innovations {
  const edges = [1, ...points, x.length];
  let product = 0;
  let before = 0;
  let after = 0;
  for (let s = 1; s < edges.length; s++) {
    const [from, to] = [edges[s - 1]!, edges[s]!];
    let meanBefore = 0;
    let meanAfter = 0;
    for (let t = from; t < to; t++) {
      meanBefore += x[t - 1]! / (to - from);
      meanAfter += x[t]! / (to - from);
    }
    for (let t = from; t < to; t++) {
      const a = x[t - 1]! - meanBefore;
      const b = x[t]! - meanAfter;
      product += a * b;
      before += a * a;
      after += b * b;
    }
  }
  const memory = before > 0 ? product / before : 0;
  return { memory, power: (after - memory * product) / x.length };
}

/** What a straight line, or a parabola, leaves of a series. */
function detrended(x: Float64Array, degree: number): Float64Array {
  const middle = (x.length - 1) / 2;
  const time = Float64Array.from(x, (_, i) => (i - middle) / (middle || 1));
  const line = removed(x, time);
  if (degree === 1) return line;
  const square = time.map((t) => t * t);
  const mean = square.reduce((sum, v) => sum + v, 0) / x.length;
  return removed(line, square.map((v) => v - mean));
}

/** Takes out of a series its mean and its share of a regressor of mean zero. */
function removed(x: Float64Array, regressor: Float64Array): Float64Array {
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
  const share = x.reduce((sum, v, i) => sum + v * regressor[i]!, 0) / regressor.reduce((sum, v) => sum + v * v, 0);
  return x.map((v, i) => v - mean - share * regressor[i]!);
}
