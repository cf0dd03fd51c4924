import { allocFloat64, copyFloat64, mapFloat64 } from '../../stats/float64.js';
import { mean, variance } from '../../stats/moments.js';
import {
  addEntry,
  addObservation,
  copyEquations,
  createEquations,
  createSparseRow,
  dotSparse,
  type NormalEquations,
  solve,
  type SparseRow,
} from '../../stats/normal-equations.js';
import { type SeriesHistory, toLogScale } from '../series-history.js';
import type { PoolModel } from './forecaster.js';

/** A regression of a series on its own past and on the calendar; its columns stand in the order of these fields. */
export interface LagRegression {
  /** Seasons with a mean for each step (a season of one is a constant), before the lags and after them. */
  readonly leading: readonly number[];
  readonly lags: readonly number[];
  readonly trailing: readonly number[];
  /** One cycle of each wave; waves of the same lengths in the same order are the same waves. */
  readonly waves: readonly Float64Array[];
}

const firstStep = ({ lags }: LagRegression): number => Math.max(...lags);

export const createRow = ({ leading, lags, trailing, waves }: LagRegression): SparseRow =>
  createSparseRow(leading.length + lags.length + trailing.length + waves.length);

/** Writes the regressors of step `t` of `y` into `row`. */
export function fillRow(row: SparseRow, regression: LagRegression, y: Float64Array, t: number): SparseRow {
  const { leading, lags, trailing, waves } = regression;
  row.count = 0;
  let column = 0;
  for (let j = 0; j < leading.length; j++) {
    addEntry(row, column + (t % leading[j]!), 1);
    column += leading[j]!;
  }
  for (let j = 0; j < lags.length; j++) addEntry(row, column++, y[t - lags[j]!]!);
  for (let j = 0; j < trailing.length; j++) {
    addEntry(row, column + (t % trailing[j]!), 1);
    column += trailing[j]!;
  }
  for (let j = 0; j < waves.length; j++) addEntry(row, column++, waves[j]![t % waves[j]!.length]!);
  return row;
}

/** Equations that were gathered on a history, and of what: found again by these, without a name to spell out. */
interface GatheredEquations {
  readonly name: string;
  readonly regression: LagRegression;
  readonly equations: NormalEquations;
}

/**
 * Normal equations of `y`, one number a value of the history: those of the earlier moment that the history looks back
 * on, and the rows since, so that a backtest gathers each row once. The same bits as gathering them again. `name` tells
 * `y` from other series on this history. Only to be read.
 */
export function gatherEquations(
  history: SeriesHistory,
  name: string,
  regression: LagRegression,
  y: Float64Array,
): NormalEquations {
  const gathered = history.shared<GatheredEquations[]>('equations', () => []);
  const known = gathered.find((one) => one.name === name && haveSameColumns(one.regression, regression));
  if (known) return known.equations;
  const { values, prefix: earlier } = history;
  const equations = earlier
    ? copyEquations(gatherEquations(earlier, name, regression, y))
    : createEquations(countColumns(regression));
  addRows(equations, regression, y, earlier?.values.length ?? 0, values.length);
  gathered.push({ name, regression, equations });
  return equations;
}

const haveSameColumns = (one: LagRegression, other: LagRegression): boolean =>
  areEqualLists(one.leading, other.leading) &&
  areEqualLists(one.lags, other.lags) &&
  areEqualLists(one.trailing, other.trailing) &&
  one.waves.length === other.waves.length &&
  one.waves.every((wave, j) => wave.length === other.waves[j]!.length);

const areEqualLists = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((x, j) => x === other[j]);

function countColumns({ leading, lags, trailing, waves }: LagRegression): number {
  let size = lags.length + waves.length;
  for (const length of leading) size += length;
  for (const length of trailing) size += length;
  return size;
}

/** Adds the rows of the steps from `start` until before `end`, as far as all lags are known. */
export function addRows(
  equations: NormalEquations,
  regression: LagRegression,
  y: Float64Array,
  start: number,
  end: number,
): NormalEquations {
  const row = createRow(regression);
  for (let t = Math.max(firstStep(regression), start); t < end; t++) {
    addObservation(equations, fillRow(row, regression, y, t), y[t]!);
  }
  return equations;
}

/** Continues `y` from `start` to its end, each step from those before it and held within `low` and `high`. */
export function continueSeries(
  y: Float64Array,
  start: number,
  regression: LagRegression,
  coefficients: Float64Array,
  [low, high]: readonly [number, number] = [-Infinity, Infinity],
): void {
  const row = createRow(regression);
  for (let t = start; t < y.length; t++) {
    y[t] = Math.max(low, Math.min(high, dotSparse(fillRow(row, regression, y, t), coefficients)));
  }
}

/**
 * The equations of a regression of a series on its own lags as they would be for (y - center) / spread, without its
 * rows: columns before `ones` are zero or one, the column `ones` is one throughout, those after it are lags.
 * Precise where `center` is not many times `spread`.
 */
export function standardizeEquations(
  { size, gram, moments, sumOfSquares, count }: NormalEquations,
  ones: number,
  center: number,
  spread: number,
): NormalEquations {
  const constant = ones * size;
  const covered = gram[constant + ones]!;
  /** A sum of products of lags or targets whose own sums are `a` and `b`. */
  const product = (sum: number, a: number, b: number): number =>
    (sum - center * (a + b) + center * center * covered) / (spread * spread);
  const total = moments[ones]!;
  const newGram = copyFloat64(gram);
  const newMoments = copyFloat64(moments);
  for (let p = 0; p <= ones; p++) newMoments[p] = (moments[p]! - center * gram[constant + p]!) / spread;
  for (let i = ones + 1; i < size; i++) {
    const line = i * size;
    const sum = gram[line + ones]!;
    for (let p = 0; p <= ones; p++) newGram[line + p] = (gram[line + p]! - center * gram[constant + p]!) / spread;
    for (let j = ones + 1; j <= i; j++) newGram[line + j] = product(gram[line + j]!, sum, gram[j * size + ones]!);
    newMoments[i] = product(moments[i]!, sum, total);
  }
  return { size, gram: newGram, moments: newMoments, sumOfSquares: product(sumOfSquares, total, total), count };
}

const createRidge = (name: string, lagsFor: (periods: readonly number[]) => readonly number[]): PoolModel => ({
  name,
  forecast: (history, horizon) => {
    const period = history.periods[0];
    if (period === undefined) return undefined;
    const { scaled, back } = toLogScale(history);
    const path = ridgePath(scaled, period, lagsFor(history.periods), horizon);
    return path && back(path);
  },
});

/** Ridge autoregression (Hoerl and Kennard 1970) on the latest steps and one short and one long season ago. */
export const ridgeAutoregression: PoolModel = createRidge('ridgeAutoregression', (periods) => [
  1,
  2,
  ...periods.flatMap((p) => [p, p + 1]),
]);

/** The same on whole seasons alone: what yesterday and last week said at this hour. */
export const seasonalRidge: PoolModel = createRidge('seasonalRidge', (periods) => periods);

/** The same on more lags around and beyond the seasons. */
export const wideRidge: PoolModel = createRidge('wideRidge', (periods) => [
  1,
  2,
  3,
  ...periods.flatMap((p) => [p - 1, p, p + 1, 2 * p]),
]);

/** Penalties on the squares of the coefficients of the standardized series: lags, constant, seasonal means. */
const LAG_PENALTY = 1;
const CONSTANT_PENALTY = 0.01;
const SEASON_PENALTY = 5;
/** The path stays within this many deviations of the mean. */
const MAX_DEVIATIONS = 6;

/** Iterated forecasts; `undefined` where the history holds fewer than twice every lag, and two seasons more. */
export function ridgePath(
  history: SeriesHistory,
  period: number,
  lags: readonly number[],
  horizon: number,
): Float64Array | undefined {
  const { values, smallest, largest } = history;
  const n = values.length;
  const used = [...new Set(lags)].filter((lag) => n > 2 * lag + 2 * period);
  const center = mean(values);
  const spread = Math.sqrt(variance(values));
  if (used.length === 0 || !(spread > 0)) return undefined;
  // Seasonal means come first: the solution takes what has no rows in common in little time.
  const regression = { leading: [period, 1], lags: used, trailing: [], waves: [] };
  const coefficients = fitRidge(history, regression, period, center, spread);
  const scale = (value: number): number => (value - center) / spread;
  const y = allocFloat64(n + horizon);
  for (let t = n - Math.max(...used); t < n; t++) y[t] = scale(values[t]!);
  continueSeries(y, n, regression, coefficients, pathLimits(scale(smallest), scale(largest)));
  return mapFloat64(y.subarray(n), (z) => z * spread + center);
}

/**
 * Every moment has its own mean and deviation, so that the sums are gathered before they are standardized: of distances
 * from the first value, which is known at all moments and never many deviations from a mean that it counts in.
 */
function fitRidge(
  history: SeriesHistory,
  regression: LagRegression,
  period: number,
  center: number,
  spread: number,
): Float64Array {
  const origin = history.values[0]!;
  const distances = history.shared('distances from the first', () =>
    mapFloat64(history.values, (value) => value - origin),
  );
  const equations = gatherEquations(history, 'distances', regression, distances);
  const penalty = allocFloat64(equations.size)
    .fill(SEASON_PENALTY, 0, period)
    .fill(LAG_PENALTY, period + 1);
  penalty[period] = CONSTANT_PENALTY;
  return solve(standardizeEquations(equations, period, center - origin, spread), penalty);
}

/** One range beyond what was seen on either side, and never further than some deviations. */
const pathLimits = (low: number, high: number): readonly [number, number] => [
  Math.max(-MAX_DEVIATIONS, low - (high - low)),
  Math.min(MAX_DEVIATIONS, high + (high - low)),
];
