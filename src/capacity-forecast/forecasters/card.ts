import { allocFloat64, generateFloat64, mapFloat64 } from '../../stats/float64.js';
import { mean, sortToMedian } from '../../stats/moments.js';
import { copyEquations, dotSparse, type NormalEquations, solve, varianceFactor } from '../../stats/normal-equations.js';
import { type SeriesHistory, toLogScale } from '../series-history.js';
import type { PoolModel } from './forecaster.js';
import { addRows, continueSeries, createRow, fillRow, gatherEquations } from './lag-regression.js';
import { cycleMean, longSeasonalNaive, naive, seasonalNaive } from './simple.js';

/**
 * Delta (Doornik, Castle and Hendry 2020): growth so damped that it must show in the recent past, on the whole and
 * without its largest steps, with the smallest of those; and a season that weighs the latest cycles most.
 */
export const delta: PoolModel = {
  name: 'delta',
  forecast: (history, horizon) => {
    if (history.values.length < 4) return undefined;
    const { scaled, back } = toLogScale(history);
    return back(deltaPath(scaled, horizon));
  },
};

/** Only to be read: others may have asked for it before. */
export const deltaPath = (history: SeriesHistory, horizon: number): Float64Array =>
  history.shared(`delta ${horizon}`, () => (history.stationary() ? levelPath : growthPath)(history, horizon));

function growthPath(history: SeriesHistory, horizon: number): Float64Array {
  const { values, periods } = history;
  const steps = history.steps();
  const period = periods[0] ?? 1;
  const seasonal = history.varies();
  const rates = seasonal ? cycleMeans(steps, period) : steps;
  const recent = mean(rates.subarray(-(seasonal ? 6 : Math.max(6, period))));
  const first = smallerIfSameSign(smallerIfSameSign(recent, mean(rates)), meanWithoutLargest(rates, 1));
  const later = smallerIfSameSign(first, meanWithoutLargest(rates, 3));
  const shape = seasonal ? cycleShape(steps, period, [1, 2, 3, 9]) : undefined;
  const path = allocFloat64(horizon);
  let at = values[values.length - 1]!;
  for (let h = 0; h < horizon; h++) {
    at += (h === 0 ? first : later) + (shape?.[h % period] ?? 0);
    path[h] = at;
  }
  return path;
}

function levelPath(history: SeriesHistory, horizon: number): Float64Array {
  const { values, periods } = history;
  const period = periods[0] ?? 1;
  const seasonal = history.varies();
  const means = seasonal ? cycleMeans(values, period) : values;
  const level = (mean(means.subarray(-1)) + mean(means.subarray(-6))) / 2;
  const shape = seasonal ? cycleShape(values, period, [1, 2, 3, 4, 5, 20]) : undefined;
  return generateFloat64(horizon, (h) => level + (shape?.[h % period] ?? 0));
}

/** The smaller of two numbers in size where they agree in sign, zero where they do not. */
export const smallerIfSameSign = (a: number, b: number): number => (a * b <= 0 ? 0 : Math.abs(a) < Math.abs(b) ? a : b);

/** Means of the whole cycles, oldest first, counted back from the end. */
export function cycleMeans(values: Float64Array, period: number): Float64Array {
  const cycles = Math.floor(values.length / period);
  const start = values.length - cycles * period;
  return generateFloat64(cycles, (c) => mean(values.subarray(start + c * period, start + (c + 1) * period)));
}

/** Weighted mean over the last cycles at each step of the season, less its own mean; the last weight is the latest. */
export function cycleShape(values: Float64Array, period: number, weights: readonly number[]): Float64Array {
  const cycles = Math.min(weights.length, Math.floor(values.length / period));
  const used = weights.slice(weights.length - cycles);
  const total = used.reduce((sum, w) => sum + w, 0);
  const start = values.length - cycles * period;
  const shape = allocFloat64(period);
  for (let c = 0; c < cycles; c++) {
    const share = used[c]! / total;
    for (let p = 0; p < period; p++) shape[p]! += values[start + c * period + p]! * share;
  }
  const center = mean(shape);
  return mapFloat64(shape, (s) => s - center);
}

/** The mean but for the `count` values furthest from zero (and any that tie with those kept stay). */
export function meanWithoutLargest(values: Float64Array, count: number): number {
  const limit = values.length <= count ? Infinity : sizeAfterLargest(values, count);
  let sum = 0;
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]!) > limit) continue;
    sum += values[i]!;
    kept += 1;
  }
  return kept === 0 ? 0 : sum / kept;
}

/** The largest size but for the `count` largest ones. */
function sizeAfterLargest(values: Float64Array, count: number): number {
  const largest = allocFloat64(count + 1);
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size <= largest[count]!) continue;
    let at = count;
    while (at > 0 && largest[at - 1]! < size) largest[at] = largest[--at]!;
    largest[at] = size;
  }
  return largest[count]!;
}

/**
 * Rho (Doornik, Castle and Hendry 2020): a first-order autoregression with a seasonal lag and seasonal means where
 * they show, which takes the unit root, with a drift shrunk towards zero, wherever the data cannot tell them apart.
 */
export const rho: PoolModel = {
  name: 'rho',
  forecast: (history, horizon) => {
    if (history.values.length < 6) return undefined;
    const { scaled, back } = toLogScale(history);
    return back(rhoPath(scaled, horizon));
  },
};

/** Longer seasons get no mean per step: there would be more means than the data can tell. */
const MAX_SEASONAL_MEANS = 24;

/** Only to be read: others may have asked for it before. */
export const rhoPath = (history: SeriesHistory, horizon: number): Float64Array =>
  history.shared(`rho ${horizon}`, () => regressionPath(history, horizon));

function regressionPath(history: SeriesHistory, horizon: number): Float64Array {
  const { values, periods } = history;
  const period = periods[0] ?? 1;
  const means = period <= MAX_SEASONAL_MEANS && history.varies() ? period : 1;
  const lags = history.seasonal() ? [1, period] : [1];
  const regression = { leading: [], lags, trailing: [means], waves: [] };
  const equations = gatherEquations(history, 'values', regression, values);
  const coefficients = solve(equations, allocFloat64(equations.size));
  const first = coefficients[0]!;
  const nearOne = first > 0.5 && first + 2 * standardError(equations, coefficients) > 0.9;
  if (nearOne) return unitRootPath(history.steps(), values, means, horizon);
  if (first < 0 && lags.length === 1) return meanPath(values, means, horizon);
  const y = allocFloat64(values.length + horizon);
  y.set(values);
  continueSeries(y, values.length, regression, coefficients);
  return y.subarray(values.length);
}

/** Standard error of the first coefficient. */
function standardError(equations: NormalEquations, coefficients: Float64Array): number {
  let explained = 0;
  for (let i = 0; i < equations.size; i++) explained += coefficients[i]! * equations.moments[i]!;
  const noise = Math.max(0, equations.sumOfSquares - explained) / Math.max(1, equations.count - equations.size);
  return Math.sqrt(noise * Math.max(0, varianceFactor(equations, 0)));
}

/** A random walk with seasonal steps; its drift is moved towards zero by 1.645 of its standard errors. */
function unitRootPath(steps: Float64Array, values: Float64Array, means: number, horizon: number): Float64Array {
  const n = steps.length;
  const drift = mean(steps);
  const shape = phaseMeans(steps, means);
  const center = mean(shape);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (steps[i]! - drift - shape[i % means]! + center) ** 2;
  const error = Math.sqrt(squares / Math.max(1, n - 1) / n);
  const shrunk = Math.sign(drift) * Math.max(0, Math.abs(drift) - 1.645 * error);
  const path = allocFloat64(horizon);
  let at = values[values.length - 1]!;
  for (let h = 0; h < horizon; h++) {
    at += shrunk + shape[(n + h) % means]! - center;
    path[h] = at;
  }
  return path;
}

function meanPath(values: Float64Array, means: number, horizon: number): Float64Array {
  const shape = phaseMeans(values, means);
  return generateFloat64(horizon, (h) => shape[(values.length + h) % means]!);
}

function phaseMeans(values: Float64Array, period: number): Float64Array {
  const sums = allocFloat64(period);
  const counts = allocFloat64(period);
  for (let i = 0; i < values.length; i++) {
    sums[i % period]! += values[i]!;
    counts[i % period]! += 1;
  }
  return mapFloat64(sums, (sum, p) => sum / counts[p]!);
}

/**
 * Card (Doornik, Castle and Hendry 2020): the mean of Delta and Rho, then calibrated: the path is taken as if it were
 * data, a richer autoregression is fitted to both, and its fitted values over the path are the forecast.
 */
export const card: PoolModel = {
  name: 'card',
  forecast: (history, horizon) => {
    if (history.values.length < 6) return undefined;
    const { scaled, back } = toLogScale(history);
    const growth = deltaPath(scaled, horizon);
    const regression = rhoPath(scaled, horizon);
    return back(
      calibrate(
        scaled,
        mapFloat64(growth, (x, h) => (x + regression[h]!) / 2),
      ),
    );
  },
};

/** Waves of a long season, and of the second season, that the calibration fits. */
const WAVES = 4;
const SECOND_WAVES = 6;

export function calibrate(history: SeriesHistory, path: Float64Array): Float64Array {
  const { values, periods } = history;
  const n = values.length;
  const [period = 1, second = 0] = periods;
  const lags = history.seasonal() ? [1, period, period + 1] : [1];
  if (n + path.length < Math.max(...lags) + lags.length + 8) return path;
  const season = history.varies();
  const means = season && period <= MAX_SEASONAL_MEANS ? period : 1;
  const waves = [
    ...createWaves(period, season && means === 1 ? WAVES : 0),
    ...createWaves(second, n > 3 * second ? SECOND_WAVES : 0),
  ];
  const regression = { leading: [], lags, trailing: [means], waves };
  const y = allocFloat64(n + path.length);
  y.set(values);
  y.set(path, n);
  const equations = addRows(
    copyEquations(gatherEquations(history, 'values', regression, values)),
    regression,
    y,
    n,
    y.length,
  );
  const coefficients = solve(equations, allocFloat64(equations.size));
  const row = createRow(regression);
  return generateFloat64(path.length, (h) => dotSparse(fillRow(row, regression, y, n + h), coefficients));
}

/** Sine and cosine of the first harmonics of a season, one cycle of each. */
function createWaves(period: number, count: number): Float64Array[] {
  if (period < 2) return [];
  const harmonics = Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1)) / period);
  return harmonics.flatMap((w) => [
    generateFloat64(period, (t) => Math.sin(w * t)),
    generateFloat64(period, (t) => Math.cos(w * t)),
  ]);
}

const SHAPES: readonly PoolModel[] = [card, cycleMean, seasonalNaive, longSeasonalNaive, naive];

/** The median, step by step, of five simple shapes: for usage so bursty that any one of them is wrong half the time. */
export const shapeMedian: PoolModel = {
  name: 'shapeMedian',
  forecast: (history, horizon) => {
    const paths = SHAPES.flatMap((model) => model.forecast(history, horizon) ?? []);
    return generateFloat64(horizon, (h) => sortToMedian(generateFloat64(paths.length, (k) => paths[k]![h]!)));
  },
};
