import type { CalendarCycle } from './cycles.js';

/** Columns of a regression on time: a smooth trend first, then one block of sines and cosines a cycle. */
export interface DesignMatrix {
  readonly columns: ReadonlyArray<Float64Array>;
  readonly blocks: ReadonlyArray<CycleColumns>;
}

/** The columns `from` (included) to `to` (excluded) belong to one cycle. */
export interface CycleColumns {
  readonly cycle: CalendarCycle;
  readonly from: number;
  readonly to: number;
}

const MAX_DEGREE = 4;

/**
 * The trend may bend as often as the longest cycle has been seen, at most four times: a stiffer one leaks into that
 * cycle, a softer one swallows it.
 */
export function createDesignMatrix(
  times: Float64Array,
  step: number,
  cycles: ReadonlyArray<CalendarCycle>,
): DesignMatrix {
  const longest = Math.max(...cycles.map((c) => c.seconds));
  const degree = Math.min(MAX_DEGREE, Math.floor((times.length * step) / longest));
  const columns = legendrePolynomials(times, Math.max(1, degree));
  const blocks = cycles.map((cycle) => {
    const from = columns.length;
    columns.push(...createWaves(times, step, cycle));
    return { cycle, from, to: columns.length };
  });
  return { columns, blocks };
}

/** Legendre polynomials on the time axis scaled to [-1, 1]: unlike powers they are nearly orthogonal. */
function legendrePolynomials(times: Float64Array, degree: number): Float64Array[] {
  const first = times[0]!;
  const half = (times.at(-1)! - first) / 2 || 1;
  const x = times.map((t) => (t - first) / half - 1);
  const columns = [new Float64Array(times.length).fill(1), x];
  for (let d = 2; d <= degree; d++) {
    const [before, last] = [columns[d - 2]!, columns[d - 1]!];
    columns.push(x.map((xi, i) => ((2 * d - 1) * xi * last[i]! - (d - 1) * before[i]!) / d));
  }
  return columns.slice(0, degree + 1);
}

function createWaves(times: Float64Array, step: number, cycle: CalendarCycle): Float64Array[] {
  const phases = times.map((t) => 2 * Math.PI * cycle.phase(t));
  const samples = cycle.seconds / step;
  const wanted = cycle.harmonics(step).filter((h) => 2 * h < samples - 0.05);
  const multiples = multipleAngles(phases, Math.max(0, ...wanted));
  return wanted.flatMap((h) => multiples[h - 1]!);
}

/** Cosine and sine of 1, 2, ... `most` times each angle, each pair from the one before it by the addition theorem. */
function multipleAngles(angles: Float64Array, most: number): (readonly [Float64Array, Float64Array])[] {
  const first = [angles.map(Math.cos), angles.map(Math.sin)] as const;
  const pairs: (readonly [Float64Array, Float64Array])[] = [first];
  const [cos, sin] = first;
  while (pairs.length < most) {
    const [c, s] = pairs.at(-1)!;
    const next = [new Float64Array(angles.length), new Float64Array(angles.length)] as const;
    for (let i = 0; i < angles.length; i++) {
      next[0][i] = c[i]! * cos[i]! - s[i]! * sin[i]!;
      next[1][i] = s[i]! * cos[i]! + c[i]! * sin[i]!;
    }
    pairs.push(next);
  }
  return pairs;
}
