const BLOCKS = 10;
const MIN_SLOPE = 0.5;
const MIN_RANGE = 1.5;

/**
 * Whether a series is better read in logarithms: all positive, its level moves by half or more, and its steps grow with
 * the level (slope of log step on log level over ten stretches above one half).
 */
export function growsWithLevel(values: Float64Array): boolean {
  const present = values.filter((v) => !Number.isNaN(v));
  if (present.length < 4 * BLOCKS || present.some((v) => v <= 0)) return false;
  const boundary = (b: number): number => Math.floor((b * present.length) / BLOCKS);
  const levels: number[] = [];
  const steps: number[] = [];
  for (let b = 0; b < BLOCKS; b++) {
    const block = present.subarray(boundary(b), boundary(b + 1));
    let step = 0;
    for (let i = 1; i < block.length; i++) step += Math.abs(block[i]! - block[i - 1]!);
    if (step === 0) continue;
    levels.push(Math.log(block.reduce((s, v) => s + v, 0) / block.length));
    steps.push(Math.log(step / (block.length - 1)));
  }
  if (levels.length < 3 || Math.max(...levels) - Math.min(...levels) < Math.log(MIN_RANGE)) return false;
  return slopeOf(levels, steps) > MIN_SLOPE;
}

function slopeOf(x: ReadonlyArray<number>, y: ReadonlyArray<number>): number {
  const mx = x.reduce((s, v) => s + v, 0) / x.length;
  const my = y.reduce((s, v) => s + v, 0) / y.length;
  const sxy = x.reduce((s, v, i) => s + (v - mx) * (y[i]! - my), 0);
  return sxy / x.reduce((s, v) => s + (v - mx) ** 2, 0);
}
