import { type Measurements, type Sample, toMeasurements } from '../measurements.js';

/** Usage points laid on an even grid: `times` in epoch seconds, `values` NaN where nothing was measured. */
export interface Sampling {
  /** Seconds from one cell to the next; 0 when there are fewer than two distinct times. */
  readonly step: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How many cells hold a value. */
  readonly observed: number;
}

/** Above this many cells the grid is coarsened, as long as a day keeps eight of them. */
const MAX_FINE_CELLS = 4096;
const MAX_STEP = 10_800;
/** More cells than this for each point, and the median gap does not describe the sampling. */
const MAX_CELLS_PER_POINT = 8;

/**
 * Lays points of any order on an even grid: what cannot be read is left out, points of one cell are averaged, gaps
 * become NaN. The step is the median gap. Cells are counted from gap to gap, so that months of 28 to 31 days and
 * changes of the clock advance by one cell each. O(n log n).
 */
export function sampleEvenly(points: readonly Sample[]): Sampling {
  const measured = toMeasurements(points);
  const { times, spacing } = measured;
  if (times.length < 2)
    return fillCells(
      measured,
      times.map((_, i) => i),
      0,
    );
  const span = times.at(-1)! - times[0]!;
  if (span / spacing > MAX_CELLS_PER_POINT * times.length) return binByTime(measured, span / (times.length - 1));
  const factor = Math.min(Math.ceil(span / spacing / MAX_FINE_CELLS), Math.floor(MAX_STEP / spacing));
  return factor > 1 ? binByTime(measured, spacing * factor) : countSteps(measured);
}

/** Every gap is rounded to whole steps by itself: a slow drift of the stamps never adds up to a lost cell. */
function countSteps(measured: Measurements): Sampling {
  const { times, spacing } = measured;
  let cell = 0;
  const cells = times.map((time, i) => {
    if (i > 0) cell += Math.max(1, Math.round((time - times[i - 1]!) / spacing));
    return cell;
  });
  return fillCells(measured, cells, spacing);
}

function binByTime(measured: Measurements, step: number): Sampling {
  const start = measured.times[0]!;
  return fillCells(
    measured,
    measured.times.map((time) => Math.floor((time - start) / step)),
    step,
  );
}

function fillCells(measured: Measurements, cells: Float64Array, step: number): Sampling {
  const length = cells.length === 0 ? 0 : cells.at(-1)! + 1;
  const times = new Float64Array(length);
  const values = new Float64Array(length);
  const counts = new Float64Array(length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    times[cell]! += measured.times[i]!;
    values[cell]! += measured.values[i]!;
    counts[cell]! += 1;
  }
  let observed = 0;
  for (let cell = 0; cell < length; cell++) {
    const count = counts[cell]!;
    if (count > 0) observed++;
    times[cell] = count > 0 ? times[cell]! / count : times[cell - 1]! + step;
    values[cell] = count > 0 ? values[cell]! / count : Number.NaN;
  }
  return { step, times, values, observed };
}

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

function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mx = x.reduce((s, v) => s + v, 0) / x.length;
  const my = y.reduce((s, v) => s + v, 0) / y.length;
  const sxy = x.reduce((s, v, i) => s + (v - mx) * (y[i]! - my), 0);
  return sxy / x.reduce((s, v) => s + (v - mx) ** 2, 0);
}
