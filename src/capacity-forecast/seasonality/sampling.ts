/** Usage points laid on an even grid: `times` in epoch seconds, `values` NaN where nothing was measured. */
export interface Sampling {
  /** Seconds from one cell to the next; 0 when there are fewer than two distinct times. */
  readonly step: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How many cells hold a value. */
  readonly observed: number;
}

/** The least a point must tell; anything beyond it is ignored. */
export interface Sample {
  readonly timestamp: number;
  readonly value: number;
}

/** Above this many cells the grid is coarsened, as long as a day keeps eight of them. */
const MANY_CELLS = 4096;
const COARSEST_STEP = 10_800;
/** More cells than this for each point, and the median gap does not describe the sampling. */
const MOST_CELLS_A_POINT = 8;
/** Seconds beyond this are milliseconds in disguise. */
const LATEST = 1e11;

/**
 * Lays points of any order on an even grid: what is not finite is left out, points of one cell are averaged, gaps
 * become NaN. The step is the median gap. Cells are counted from gap to gap, so that months of 28 to 31 days and
 * changes of the clock advance by one cell each. O(n log n).
 */
export function sampleEvenly(points: ReadonlyArray<Sample>): Sampling {
  const sorted = usablePoints(points);
  if (sorted.length < 2) return onGrid(sorted, sorted.map((_, i) => i), 0);
  const span = sorted.at(-1)!.timestamp - sorted[0]!.timestamp;
  const gap = medianGap(sorted);
  if (span / gap > MOST_CELLS_A_POINT * sorted.length) return binned(sorted, span / (sorted.length - 1));
  const factor = Math.min(Math.ceil(span / gap / MANY_CELLS), Math.floor(COARSEST_STEP / gap));
  return factor > 1 ? binned(sorted, gap * factor) : stepped(sorted, gap);
}

function usablePoints(points: ReadonlyArray<Sample>): ReadonlyArray<Sample> {
  if (!Array.isArray(points)) return [];
  const usable = (points as ReadonlyArray<Sample>).filter((p) => isInstant(p?.timestamp) && Number.isFinite(p?.value));
  usable.sort((a, b) => a.timestamp - b.timestamp || a.value - b.value);
  return mergeEqualTimes(usable);
}

const isInstant = (time: number): boolean => Number.isFinite(time) && Math.abs(time) <= LATEST;

function mergeEqualTimes(sorted: ReadonlyArray<Sample>): ReadonlyArray<Sample> {
  const merged: Sample[] = [];
  for (let i = 0; i < sorted.length; ) {
    const timestamp = sorted[i]!.timestamp;
    let sum = 0;
    let count = 0;
    for (; i < sorted.length && sorted[i]!.timestamp === timestamp; i++, count++) sum += sorted[i]!.value;
    merged.push({ timestamp, value: sum / count });
  }
  return merged;
}

function medianGap(sorted: ReadonlyArray<Sample>): number {
  const gaps = Float64Array.from(sorted.slice(1), (p, i) => p.timestamp - sorted[i]!.timestamp);
  return gaps.sort()[(gaps.length - 1) >> 1]!;
}

/** Every gap is rounded to whole steps by itself: a slow drift of the stamps never adds up to a lost cell. */
function stepped(sorted: ReadonlyArray<Sample>, step: number): Sampling {
  let cell = 0;
  const cells = sorted.map((p, i) => {
    if (i > 0) cell += Math.max(1, Math.round((p.timestamp - sorted[i - 1]!.timestamp) / step));
    return cell;
  });
  return onGrid(sorted, cells, step);
}

function binned(sorted: ReadonlyArray<Sample>, step: number): Sampling {
  const start = sorted[0]!.timestamp;
  return onGrid(sorted, sorted.map((p) => Math.floor((p.timestamp - start) / step)), step);
}

function onGrid(sorted: ReadonlyArray<Sample>, cells: ReadonlyArray<number>, step: number): Sampling {
  const length = sorted.length === 0 ? 0 : cells.at(-1)! + 1;
  const times = new Float64Array(length);
  const values = new Float64Array(length);
  const counts = new Float64Array(length);
  sorted.forEach((p, i) => {
    const cell = cells[i]!;
    times[cell]! += p.timestamp;
    values[cell]! += p.value;
    counts[cell]! += 1;
  });
  let observed = 0;
  for (let cell = 0; cell < length; cell++) {
    const count = counts[cell]!;
    if (count > 0) observed++;
    times[cell] = count > 0 ? times[cell]! / count : times[cell - 1]! + step;
    values[cell] = count > 0 ? values[cell]! / count : Number.NaN;
  }
  return { step, times, values, observed };
}
