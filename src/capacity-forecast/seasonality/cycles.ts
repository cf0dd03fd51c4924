/** A cycle of the calendar that usage may follow. */
export interface CalendarCycle {
  readonly name: 'daily' | 'weekly' | 'monthly' | 'yearly';
  /** Mean length in seconds. */
  readonly seconds: number;
  /** Position within the cycle at an instant, from 0 to below 1, in UTC. */
  readonly phase: (time: number) => number;
  /** Which multiples of the base frequency describe its shape, given the seconds between two samples. */
  readonly harmonics: (step: number) => readonly number[];
}

const DAY = 86_400;
const WEEK = 7 * DAY;
const YEAR = 365.2425 * DAY;
const MONTH = YEAR / 12;
/** The epoch began on a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/** Fewer samples a cycle than this cannot tell its shape from noise. */
const MIN_SAMPLES_PER_CYCLE = 3.9;
/** A cycle must have been seen about twice before it can be told from a bend of the trend. */
const MIN_CYCLES = 1.9;

const harmonicsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Weekly shape without the multiples of seven when days are resolved: those are a daily cycle, not a weekly one. */
const weeklyHarmonics = (step: number): readonly number[] =>
  step < 0.9 * DAY ? harmonicsUpTo(13).filter((h) => h % 7 !== 0) : harmonicsUpTo(3);

/** Months are 28 to 31 days long, so a monthly cycle runs in parts of the month at hand. */
function monthPhase(time: number): number {
  const date = new Date(time * 1000);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return (time * 1000 - start) / (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) - start);
}

const steadyPhase =
  (origin: number, seconds: number) =>
  (time: number): number => {
    const turns = (time - origin) / seconds;
    return turns - Math.floor(turns);
  };

const CALENDAR_CYCLES: readonly CalendarCycle[] = [
  { name: 'daily', seconds: DAY, phase: steadyPhase(0, DAY), harmonics: () => harmonicsUpTo(6) },
  { name: 'weekly', seconds: WEEK, phase: steadyPhase(FIRST_MONDAY, WEEK), harmonics: weeklyHarmonics },
  { name: 'monthly', seconds: MONTH, phase: monthPhase, harmonics: () => harmonicsUpTo(8) },
  { name: 'yearly', seconds: YEAR, phase: steadyPhase(0, YEAR), harmonics: () => harmonicsUpTo(4) },
];

/** The cycles that `cells` samples `step` seconds apart are long and dense enough to show, shortest first. */
export function visibleCycles(step: number, cells: number): readonly CalendarCycle[] {
  return CALENDAR_CYCLES.filter(
    (c) => c.seconds >= MIN_SAMPLES_PER_CYCLE * step && cells * step >= MIN_CYCLES * c.seconds,
  );
}

/** Columns of a regression on time: a smooth trend first, then one block of sines and cosines a cycle. */
export interface DesignMatrix {
  readonly columns: readonly Float64Array[];
  readonly blocks: readonly CycleColumns[];
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
export function createDesignMatrix(times: Float64Array, step: number, cycles: readonly CalendarCycle[]): DesignMatrix {
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
