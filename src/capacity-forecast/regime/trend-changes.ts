import { lineCost } from './costs/line.js';
import { MIN_VALUES } from './elect.js';
import { CHANGE_PENALTY, type ScoredChangePoint, toStrictness } from './graded.js';
import { optimalSearch } from './search/optimal.js';
import { standardizeSeries } from './standardise.js';
import { isBend, fitPiecewiseLines } from './stretches.js';

/** A trend is one when it lasts about a seventh of the series. */
const MIN_TREND_SHARE = 0.15;
const MIN_TREND_LENGTH = 5;
/**
 * A bend must improve the innovations by this many times ln n: two for its slope and its place, as BIC asks, and as
 * much again for the many pairs of cuts that the search has tried. With it none of sixty noise series showed a bend.
 */
const MIN_GAIN = 4;
/** Above this n(1 - φ) for each line the noise comes back to the lines (Dickey and Fuller around one line, 10 %). */
const UNIT_ROOT_LIMIT = 18.2;

/**
 * Where the trend bends without a step, which the searches for levels pass over: cuts of the best partition into lines
 * that improve an autoregression around them. A random walk has no trend to bend, so it gets none.
 *
 * @param values season taken out; NaN is a gap
 */
export function findTrendChanges(values: Float64Array, sensitivity: number): ReadonlyArray<ScoredChangePoint> {
  const x = standardizeSeries(values);
  if (x === undefined || x.length < MIN_VALUES) return [];
  const unit = CHANGE_PENALTY * Math.log(x.length);
  const cost = lineCost(x);
  const shortest = Math.max(MIN_TREND_LENGTH, Math.ceil(MIN_TREND_SHARE * x.length));
  const found = removeWeakCuts(x, optimalSearch(cost, x.length, shortest, toStrictness(1) * unit));
  const edges = [0, ...found, x.length];
  return found.flatMap((index, i) => {
    const [from, to] = [edges[i]!, edges[i + 2]!];
    if (!isBend(x, from, index, to)) return [];
    const strength = (cost(from, to) - cost(from, index) - cost(index, to)) / unit;
    return strength >= toStrictness(sensitivity) ? [{ index, strength }] : [];
  });
}

/** Strikes out the weakest cut while the innovations do without it. */
function removeWeakCuts(x: Float64Array, cuts: ReadonlyArray<number>): ReadonlyArray<number> {
  let kept = cuts;
  while (kept.length > 0) {
    const whole = fitLineInnovations(x, kept);
    if (!(whole.power > 0)) return kept;
    if (x.length * (1 - whole.memory) <= UNIT_ROOT_LIMIT * (kept.length + 1)) return [];
    const losses = kept.map((cut) => {
      const without = fitLineInnovations(
        x,
        kept.filter((other) => other !== cut),
      );
      return x.length * Math.log(without.power / whole.power);
    });
    const least = Math.min(...losses);
    if (!(least < MIN_GAIN * Math.log(x.length))) return kept;
    kept = kept.filter((_, i) => i !== losses.indexOf(least));
  }
  return kept;
}

/** First-order autoregression of what the lines between the cuts leave. */
function fitLineInnovations(
  x: Float64Array,
  cuts: ReadonlyArray<number>,
): { readonly memory: number; readonly power: number } {
  const lines = fitPiecewiseLines(x, cuts);
  let product = 0;
  let before = 0;
  let after = 0;
  for (let t = 1; t < x.length; t++) {
    const [a, b] = [x[t - 1]! - lines[t - 1]!, x[t]! - lines[t]!];
    product += a * b;
    before += a * a;
    after += b * b;
  }
  const memory = before > 0 ? product / before : 0;
  return { memory, power: (after - memory * product) / x.length };
}
