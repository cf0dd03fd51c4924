import { fitLine } from '../../stats/least-squares.js';
import { standardizeSeries } from './change-points.js';
import { CHANGE_PENALTY, MIN_VALUES, type ScoredChangePoint, toStrictness } from './consensus.js';
import { lineCost, optimalSearch } from './segmentation.js';

/** Value by value, the lines through the parts between the given places. */
export function fitPiecewiseLines(values: Float64Array, places: readonly number[]): Float64Array {
  const edges = [0, ...places, values.length];
  const lines = new Float64Array(values.length);
  for (let s = 1; s < edges.length; s++) {
    const [from, to] = [edges[s - 1]!, edges[s]!];
    const { start, slope } = fitLine(values, from, to);
    for (let i = from; i < to; i++) lines[i] = start + slope * (i - from);
  }
  return lines;
}

/** Whether a change between two parts bends the trend more than it moves the level. */
export function isBend(values: Float64Array, from: number, at: number, to: number): boolean {
  const before = fitLine(values, from, at);
  const after = fitLine(values, at, to);
  const turn = Math.abs(after.slope - before.slope) * Math.min(at - from, to - at);
  return turn > Math.abs(after.start - before.end);
}

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
export function findTrendChanges(values: Float64Array, sensitivity: number): readonly ScoredChangePoint[] {
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
function removeWeakCuts(x: Float64Array, cuts: readonly number[]): readonly number[] {
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
  cuts: readonly number[],
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

/** How far a step must stand out, in standard errors of its own size. */
const MIN_STANDARD_ERRORS = 4;

/**
 * Whether the change at a place is more than one steady trend through both of its parts: a step, or a bend. A search
 * for levels cuts a long slope in the middle, because two levels fit it better than one; the two lines beside the cut
 * then meet, and run on at the same angle. The noise counts with its memory, so that a slow swing is no proof of a
 * step.
 */
export function breaksTrend(values: Float64Array, from: number, at: number, to: number): boolean {
  const before = fitLine(values, from, at);
  const after = fitLine(values, at, to);
  const [errors, memory] = lineResiduals(values, from, at, to);
  const effective = (count: number): number => Math.max(2, (count * (1 - memory)) / (1 + memory));
  const [left, right] = [effective(at - from), effective(to - at)];
  // The end of a fitted line is known to 2σ/√n, its slope to √12·σ/n^1.5 a step (ordinary least squares).
  const gap = Math.abs(after.start - before.end) / (2 * errors * Math.sqrt(1 / left + 1 / right));
  const turnError = Math.sqrt(12 / (left * (at - from) ** 2) + 12 / (right * (to - at) ** 2)) * errors;
  return !(gap < MIN_STANDARD_ERRORS) || !(Math.abs(after.slope - before.slope) < MIN_STANDARD_ERRORS * turnError);
}

/** Standard deviation around the two lines, and how much of one value's error the next one keeps. */
function lineResiduals(values: Float64Array, from: number, at: number, to: number): readonly [number, number] {
  let squares = 0;
  let products = 0;
  let count = 0;
  for (const [start, end] of [
    [from, at],
    [at, to],
  ] as const) {
    const line = fitLine(values, start, end);
    let last = NaN;
    for (let i = start; i < end; i++) {
      const error = values[i]! - line.start - line.slope * (i - start);
      if (!Number.isNaN(error)) {
        squares += error * error;
        count++;
        if (!Number.isNaN(last)) products += error * last;
      }
      last = error;
    }
  }
  const memory = squares > 0 ? Math.max(0, Math.min(0.99, products / squares)) : 0;
  return [Math.sqrt(squares / Math.max(1, count - 4)), memory];
}
