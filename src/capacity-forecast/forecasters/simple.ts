import { allocFloat64, generateFloat64, mapFloat64 } from '../../stats/float64.js';
import { straightLine } from '../../stats/least-squares.js';
import { minimizeOnInterval } from '../../stats/minimize.js';
import { sortToMedian, sum } from '../../stats/moments.js';
import type { SeriesHistory } from '../series-history.js';
import type { PoolModel, Settings } from './forecaster.js';

/** The last value, carried forward: the best guess for a random walk. */
export const naive: PoolModel = {
  name: 'naive',
  forecast: ({ values }, horizon) => allocFloat64(horizon).fill(values[values.length - 1]!),
};

/** The last whole cycle of one seasonal length, repeated; `which` picks the shortest or the longest length. */
const createSeasonalNaive = (name: string, which: 'shortest' | 'longest'): PoolModel => ({
  name,
  forecast: ({ values, periods }, horizon) => {
    const period = which === 'shortest' ? periods[0] : periods[periods.length - 1];
    return period === undefined ? undefined : repeatLastCycle(values, period, horizon);
  },
});

function repeatLastCycle(values: Float64Array, period: number, horizon: number): Float64Array {
  const start = values.length - period;
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = values[start + (h % period)]!;
  return path;
}

/** The same step of the last short cycle, such as yesterday at this hour. */
export const seasonalNaive: PoolModel = createSeasonalNaive('seasonalNaive', 'shortest');

/** The same step of the last long cycle, such as last week at this hour. */
export const longSeasonalNaive: PoolModel = createSeasonalNaive('longSeasonalNaive', 'longest');

/** Mean of the recent cycles at the same step of the short season: seven days of hours, or as many as there are. */
export const cycleMean: PoolModel = {
  name: 'cycleMean',
  forecast: ({ values, periods }, horizon) => {
    const period = periods[0];
    return period === undefined ? undefined : meanOfCycles(values, period, 7, horizon);
  },
};

function meanOfCycles(values: Float64Array, period: number, most: number, horizon: number): Float64Array {
  const cycles = Math.min(most, Math.floor(values.length / period));
  const start = values.length - cycles * period;
  const shape = allocFloat64(period);
  for (let i = start; i < values.length; i++) shape[(i - start) % period]! += values[i]!;
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = shape[h % period]! / cycles;
  return path;
}

/** Median of the recent cycles at each step of the short season: a burst in one of them leaves no mark. */
export const cycleMedian: PoolModel = {
  name: 'cycleMedian',
  forecast: ({ values, periods }, horizon) =>
    periods[0] === undefined ? undefined : medianOfCycles(values, periods[0], 7, horizon),
};

/** Median of the recent long cycles at each step, such as the last weeks at this hour of the week. */
export const longCycleMedian: PoolModel = {
  name: 'longCycleMedian',
  forecast: ({ values, periods }, horizon) =>
    periods.length < 2 ? undefined : medianOfCycles(values, periods[periods.length - 1]!, 4, horizon),
};

/** Median of everything in the last seven short cycles (or 28 values): what a series without shape does. */
export const recentMedian: PoolModel = {
  name: 'recentMedian',
  forecast: ({ values, periods }, horizon) =>
    allocFloat64(horizon).fill(sortToMedian(values.slice(-(periods[0] === undefined ? 28 : 7 * periods[0])))),
};

function medianOfCycles(values: Float64Array, period: number, most: number, horizon: number): Float64Array {
  const cycles = Math.min(most, Math.floor(values.length / period));
  const start = values.length - cycles * period;
  const column = allocFloat64(cycles);
  const shape = generateFloat64(Math.min(period, horizon), (phase) => {
    for (let c = 0; c < cycles; c++) column[c] = values[start + c * period + phase]!;
    return sortToMedian(column);
  });
  return generateFloat64(horizon, (h) => shape[h % period]!);
}

/** A run of simple exponential smoothing at one alpha. */
interface SimpleSmoothing {
  /** After the last value: the forecast of every later one. */
  readonly level: number;
  readonly initialLevel: number;
  readonly squaredError: number;
}

/** Alpha is searched on this many of the latest values: older ones hardly move it. */
const ALPHA_SEARCH_VALUES = 400;

/** The alpha of least squared one-step error. */
export function searchAlpha(values: Float64Array): number {
  const latest = values.subarray(-ALPHA_SEARCH_VALUES);
  return minimizeOnInterval((alpha) => smoothWithAlpha(latest, alpha).squaredError, 0.0001, 0.9999);
}

/**
 * Smooths at one alpha. The one-step errors are linear in the initial level (`e_t = e0_t - l0 (1 - alpha)^(t-1)`), so
 * that the best one is solved, not searched (variable projection; Golub and Pereyra 1973). O(n).
 */
export function smoothWithAlpha(values: Float64Array, alpha: number): SimpleSmoothing {
  let level = 0;
  let unit = 1;
  let ee = 0;
  let eu = 0;
  let uu = 0;
  for (let i = 0; i < values.length; i++) {
    const error = values[i]! - level;
    ee += error * error;
    eu += error * unit;
    uu += unit * unit;
    level += alpha * error;
    unit *= 1 - alpha;
  }
  const initialLevel = eu / uu;
  return { initialLevel, level: level + initialLevel * unit, squaredError: ee - (eu * eu) / uu };
}

/**
 * The theta method (Assimakopoulos and Nikolopoulos 2000), as the M4 competition ran it: the mean of the straight line
 * through the seasonally adjusted series and of the exponential smoothing of twice the series minus that line.
 */
export const theta: PoolModel = {
  name: 'theta',
  tune: (history) => [thetaAlpha(history.adjusted().values)],
  forecast: (history, horizon, settings) => {
    const { values, restore } = history.adjusted();
    return restore(thetaPath(values, horizon, settings?.[0]));
  },
};

const thetaAlpha = (values: Float64Array): number => searchAlpha(doubledCurvature(values).doubled);

export function thetaPath(values: Float64Array, horizon: number, alpha?: number): Float64Array {
  const { doubled, intercept, slope } = doubledCurvature(values);
  const { level } = smoothWithAlpha(doubled, alpha ?? searchAlpha(doubled));
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = (level + intercept + slope * (values.length + h)) / 2;
  return path;
}

/** The line through the values, and twice the values minus that line. */
function doubledCurvature(values: Float64Array) {
  const { intercept, slope } = straightLine(values);
  return { intercept, slope, doubled: mapFloat64(values, (value, t) => 2 * value - (intercept + slope * t)) };
}

/**
 * The theta method on the scale, between the logarithm and the value itself, on which the series is nearest to a
 * straight line by likelihood (Box and Cox 1964; the idea of entry 260 of the M4 competition).
 */
export const boxCoxTheta: PoolModel = {
  name: 'boxCoxTheta',
  tune,
  forecast: (history, horizon, settings = tune(history)) => {
    const { values, restore } = history.adjusted();
    const power = history.smallest > 0 ? settings[0]! : 1;
    return restore(inverseBoxCox(thetaPath(boxCox(values, power), horizon, settings[1]!), power));
  },
};

function tune(history: SeriesHistory): Settings {
  const { values } = history.adjusted();
  const power = history.smallest > 0 ? mostLikelyPower(values) : 1;
  return [power, thetaAlpha(boxCox(values, power))];
}

/** The logarithm comes first: the likelihood of every other scale needs the sum of the logarithms. */
const POWERS = [0, 0.25, 0.5, 0.75, 1];

/** The power with the greatest likelihood around a straight line. */
function mostLikelyPower(values: Float64Array): number {
  let logs = 0;
  let best = 1;
  let most = -Infinity;
  for (const power of POWERS) {
    const z = boxCox(values, power);
    if (power === 0) logs = sum(z);
    const likelihood = (-z.length / 2) * Math.log(squaresAroundLine(z) / z.length) + (power - 1) * logs;
    if (likelihood > most) [best, most] = [power, likelihood];
  }
  return best;
}

function squaresAroundLine(values: Float64Array): number {
  const { intercept, slope } = straightLine(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - intercept - slope * i) ** 2;
  return squares;
}

/** (v^power - 1) / power, and its limit, the logarithm, at zero. Powers are quarters, so roots do. */
export function boxCox(values: Float64Array, power: number): Float64Array {
  const powers = allocFloat64(values.length);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (power === 0) powers[i] = Math.log(v);
    else powers[i] = power === 1 ? v - 1 : (toPower(v, power) - 1) / power;
  }
  return powers;
}

/** The value to the power of one, two or three quarters. */
function toPower(value: number, power: number): number {
  const root = Math.sqrt(value);
  if (power === 0.5) return root;
  return power === 0.25 ? Math.sqrt(root) : root * Math.sqrt(root);
}

export function inverseBoxCox(path: Float64Array, power: number): Float64Array {
  return power === 0 ? mapFloat64(path, Math.exp) : mapFloat64(path, (z) => Math.max(0, z * power + 1) ** (1 / power));
}

/**
 * Theta, and how the level moved over the same steps of the long cycles before: what a year does to daily data.
 * Of the mean movement over `c` cycles c/(c + 1) is assumed, as if habit and chance were equal in one. Without a
 * long cycle it is theta.
 */
export const longSeasonDrift: PoolModel = {
  name: 'longSeasonDrift',
  forecast: (history, horizon) => {
    const [short, long] = history.periods;
    const { values, restore } = history.adjusted();
    if (short === undefined || long === undefined) return restore(thetaPath(values, horizon));
    const ratios = history.smallest > 0;
    const level = smoothOver(ratios ? mapFloat64(values, Math.log) : values, short);
    const cycles = Math.min(MAX_CYCLES, Math.floor((values.length - short) / long));
    const now = values.length - 1 - (short >> 1);
    const path = mapFloat64(thetaPath(values, horizon), (x, h) => {
      let moved = 0;
      for (let c = 1; c <= cycles; c++) {
        const then = values.length + (h % long) - c * long;
        moved += level(then) - level(now - c * long);
      }
      moved /= cycles + 1;
      return ratios ? x * Math.exp(moved) : x + moved;
    });
    return restore(path);
  },
};

const MAX_CYCLES = 3;

/** Mean over one short season to either side, as far as there are values. */
function smoothOver(values: Float64Array, reach: number): (t: number) => number {
  const sums = allocFloat64(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return (t) => {
    const from = Math.max(0, t - reach);
    const to = Math.min(values.length, t + reach + 1);
    return (sums[to]! - sums[from]!) / (to - from);
  };
}
