/** Mean absolute error of a normal variable over the distance from its P10 to its P90. */
const ERROR_PER_WIDTH = 0.3113;

/**
 * How far a forecast can be trusted: 1 / (1 + expected absolute error / level), from the width of its own calibrated
 * intervals. 1 is no error at all, 0.5 an error as large as the level itself.
 */
export function computeConfidence(mean: readonly number[], p10: readonly number[], p90: readonly number[]): number {
  let width = 0;
  let level = 0;
  for (let h = 0; h < mean.length; h++) {
    width += Math.abs(p90[h]! - p10[h]!);
    level += Math.abs(mean[h]!);
  }
  if (width === 0) return 1;
  return level === 0 ? 0 : 1 / (1 + (ERROR_PER_WIDTH * width) / level);
}
