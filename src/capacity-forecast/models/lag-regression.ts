import type { SeriesHistory } from '../series/history.js';
import {
  copyEquations,
  dotSparse,
  type NormalEquations,
  createEquations,
  addObservation,
  addEntry,
  type SparseRow,
  createSparseRow,
} from './least-squares.js';

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
 * on, and the rows since, so that a backtest gathers each row once. The same bits as gathering them anew. `name` tells
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
