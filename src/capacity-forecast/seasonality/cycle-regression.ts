import { mapFloat64 } from '../../stats/float64.js';
import { regress, type Regressors } from '../../stats/least-squares.js';

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

const MAX_ORDER = 6;

/**
 * Reflection coefficients of the autoregression x(t) = Σ φ(k) x(t-k) + noise, by Burg's method (Burg 1975), which is
 * stable for any input, of the order up to six that has the smallest BIC. O(n) for each order.
 *
 * @param observed how many of the values were measured; filled ones add no evidence to the order's choice
 */
export function fitReflections(x: Float64Array, observed: number): Float64Array {
  const path = burgReflections(x, Math.min(MAX_ORDER, Math.floor(observed / 4)));
  let power = 1;
  let order = 0;
  let best = 0;
  path.forEach((k, i) => {
    power *= 1 - k * k;
    const score = observed * Math.log(power) + (i + 1) * Math.log(observed);
    if (score < best) [best, order] = [score, i + 1];
  });
  return path.subarray(0, order);
}

/** Burg's reflection coefficients up to an order; fewer where nothing is left to explain. */
export function burgReflections(x: Float64Array, order: number): Float64Array {
  const forward = Float64Array.from(x);
  const backward = Float64Array.from(x);
  const path = new Float64Array(order);
  for (let m = 0; m < order; m++) {
    const k = reflect(forward, backward, m + 1);
    if (k === 0) return path.subarray(0, m);
    path[m] = k;
    advance(forward, backward, k, m + 1);
  }
  return path;
}

/** The coefficients φ that belong to reflection coefficients (Levinson's recursion). */
export function toCoefficients(path: Float64Array): Float64Array {
  let phi = new Float64Array(0);
  for (const k of path) {
    const next = new Float64Array(phi.length + 1);
    for (let i = 0; i < phi.length; i++) next[i] = phi[i]! - k * phi[phi.length - 1 - i]!;
    next[phi.length] = k;
    phi = next;
  }
  return phi;
}

/** What an autoregression leaves unexplained, from the first value that has all its predecessors. */
export function whiten(x: Float64Array, phi: Float64Array): Float64Array {
  const rest = new Float64Array(x.length - phi.length);
  for (let i = 0; i < rest.length; i++) {
    let value = x[i + phi.length]!;
    for (let k = 0; k < phi.length; k++) value -= phi[k]! * x[i + phi.length - 1 - k]!;
    rest[i] = value;
  }
  return rest;
}

function reflect(forward: Float64Array, backward: Float64Array, order: number): number {
  let product = 0;
  let squares = 0;
  for (let i = order; i < forward.length; i++) {
    const f = forward[i]!;
    const b = backward[i - 1]!;
    product += f * b;
    squares += f * f + b * b;
  }
  return squares > 0 ? (2 * product) / squares : 0;
}

function advance(forward: Float64Array, backward: Float64Array, k: number, order: number): void {
  for (let i = forward.length - 1; i >= order; i--) {
    const f = forward[i]!;
    const b = backward[i - 1]!;
    forward[i] = f - k * b;
    backward[i] = b - k * f;
  }
}

const SIMULATIONS = 10;
/** Steps after which a simulated autoregression has forgotten how it began. */
const WARM_UP = 50;
const MAX_REFLECTION = 0.98;
const SEED = 1;

/**
 * Reflection coefficients freed from what the regression took away: the columns absorb the slow part of persistent
 * noise, so its residuals seem to remember less than it did. Noise with the estimated memory is put through the same
 * regression ten times, and what it loses there is added back (bootstrap bias correction, Efron and Tibshirani 1993,
 * §10).
 */
export function correctReflections(path: Float64Array, base: Regressors): Float64Array {
  const phi = toCoefficients(path);
  const normal = normalSource(SEED);
  const mean = new Float64Array(path.length);
  for (let s = 0; s < SIMULATIONS; s++) {
    const noise = simulate(phi, base.columns[0]!.length, normal);
    const { fitted } = regress(base, noise);
    for (let i = 0; i < noise.length; i++) noise[i]! -= fitted[i]!;
    burgReflections(noise, path.length).forEach((k, i) => {
      mean[i]! += k / SIMULATIONS;
    });
  }
  return path.map((k, i) => Math.max(-MAX_REFLECTION, Math.min(MAX_REFLECTION, 2 * k - mean[i]!)));
}

function simulate(phi: Float64Array, length: number, normal: () => number): Float64Array {
  const x = new Float64Array(WARM_UP + length);
  for (let i = 0; i < x.length; i++) {
    let value = normal();
    for (let k = 0; k < phi.length && k < i; k++) value += phi[k]! * x[i - 1 - k]!;
    x[i] = value;
  }
  return x.subarray(WARM_UP);
}

/**
 * Standard normal numbers, always the same ones: the answer must not change from call to call (mulberry32,
 * Box-Muller).
 */
function normalSource(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** How the noise of a series remembers itself: x(t) = Σ weights(k) x(t-k) + innovation. */
interface NoiseModel {
  readonly weights: Float64Array;
  /** The noise with its gaps filled by what the model expects of them. */
  readonly noise: Float64Array;
}

const REFINEMENTS = 2;
const MAX_DIFFERENCES = 2;
/**
 * Removing k slow columns from a random walk of n values leaves a persistence of about 1 - π²k/(2n); with room for
 * chance. Short series prove no walk: below one half it is never taken for one.
 */
const WALK_PERSISTENCE_GAP = 7;
const MAX_PERSISTENCE_GAP = 0.5;
const FILL_SWEEPS = 20;

/**
 * Autoregression of the residuals of a regression, in which the regression itself hides how persistent they were. Where
 * what is left looks like a random walk of which `slowColumns` trend-like columns were taken away, it is modelled as
 * one (unit root, autoregression of the differences); elsewhere what the regression hid is corrected. Gaps are filled
 * by the model and the model is fitted again, twice.
 *
 * @param base the regression on the measured rows
 */
export function fitNoiseModel(
  residuals: Float64Array,
  gaps: Int32Array,
  slowColumns: number,
  base: Regressors,
): NoiseModel {
  const noise = Float64Array.from(residuals);
  const observed = noise.length - gaps.length;
  const gap = Math.min(MAX_PERSISTENCE_GAP, (WALK_PERSISTENCE_GAP * slowColumns) / observed);
  const fit = (differences: number): IntegratedFit => fitWithUnitRoots(noise, observed, gap, differences, base);
  let fitted = fit(0);
  for (let round = 0; round < (gaps.length > 0 ? REFINEMENTS : 0); round++) {
    fillExpected(noise, gaps, fitted.weights);
    fitted = fit(fitted.differences);
  }
  return { weights: fitted.weights, noise };
}

interface IntegratedFit {
  readonly weights: Float64Array;
  readonly differences: number;
}

function fitWithUnitRoots(
  noise: Float64Array,
  observed: number,
  gap: number,
  atLeast: number,
  base: Regressors,
): IntegratedFit {
  let x = noise;
  let differences = 0;
  for (; differences < atLeast; differences++) x = difference(x);
  let path = fitReflections(x, observed);
  while (differences < MAX_DIFFERENCES && looksLikeWalk(toCoefficients(path), gap)) {
    x = difference(x);
    differences++;
    path = fitReflections(x, observed);
  }
  if (differences === 0) return { weights: toCoefficients(correctReflections(withFirst(path, x), base)), differences };
  let weights = toCoefficients(path);
  for (let d = 0; d < differences; d++) weights = integrate(weights);
  return { weights, differences };
}

/** At least one coefficient: the regression may have hidden a short memory completely. */
const withFirst = (path: Float64Array, x: Float64Array): Float64Array =>
  path.length > 0 ? path : burgReflections(x, 1);

function looksLikeWalk(weights: Float64Array, gap: number): boolean {
  const persistence = weights.reduce((sum, w) => sum + w, 0);
  return persistence > 0 && 1 - persistence <= gap;
}

const difference = (x: Float64Array): Float64Array => mapFloat64(x.subarray(1), (v, i) => v - x[i]!);

/** The weights for x of an autoregression of its differences: (1 - L)(1 - Σ w L^k), written out. */
function integrate(weights: Float64Array): Float64Array {
  const whole = new Float64Array(weights.length + 1);
  whole[0] = 1;
  weights.forEach((w, k) => {
    whole[k]! += w;
    whole[k + 1]! -= w;
  });
  return whole;
}

/**
 * Sets each gap to its expectation given its neighbors under the autoregression, in sweeps: the weights of the
 * neighbors are the autocorrelations of the whitening filter.
 */
function fillExpected(noise: Float64Array, gaps: Int32Array, weights: Float64Array): void {
  const filter = [1, ...Array.from(weights, (w) => -w)];
  const pull = filter.map((_, lag) => filter.reduce((sum, v, i) => sum + v * (filter[i + lag] ?? 0), 0));
  const last = noise.length - 1;
  for (let sweep = 0; sweep < FILL_SWEEPS; sweep++) {
    for (const t of gaps) {
      let sum = 0;
      for (let lag = 1; lag < pull.length; lag++) {
        sum += pull[lag]! * (noise[Math.max(0, t - lag)]! + noise[Math.min(last, t + lag)]!);
      }
      noise[t] = -sum / pull[0]!;
    }
  }
}
