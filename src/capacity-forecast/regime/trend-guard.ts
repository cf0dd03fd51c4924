import { fitLine } from './stretches.js';

/** How far a step must stand out, in standard errors of its own size. */
const MIN_STANDARD_ERRORS = 4;

/**
 * Whether the change at a place is more than one steady trend through both of its stretches: a step, or a bend. A search
 * for levels cuts a long slope in the middle, because two levels fit it better than one; the two lines beside the cut then
 * meet, and run on at the same angle. The noise counts with its memory, so that a slow swing is no proof of a step.
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
