import { combine, type Fit, regress, type Regressors, prepareRegressors } from './least-squares.js';
import { sortToMedian } from '../series/moments.js';

/** A regression that single outliers do not bend and that fills what was not measured. */
export interface RobustFit {
  readonly base: Regressors;
  readonly fitted: Float64Array;
  /** What the fit leaves, outliers pulled in and gaps filled; every value finite. */
  readonly residuals: Float64Array;
  /** Mean square of what the fit leaves with the outliers as they are. */
  readonly scatter: number;
}

const PASSES = 3;
/** Residuals beyond this many robust standard deviations are pulled in to it. */
const WINSOR_DEVIATIONS = 3.5;
const NORMAL_CONSISTENCY = 1.4826;
const MAX_MEMORY = 0.9999;

/**
 * Least squares on the measured rows, three times, each time with the residuals of the last fit winsorised.
 *
 * @param values NaN where nothing was measured
 */
export function fitRobustly(columns: ReadonlyArray<Float64Array>, values: Float64Array): RobustFit {
  const rows = measuredRows(values);
  const take = (x: Float64Array): Float64Array => (rows.length === x.length ? x : entriesAt(rows, x));
  const measured = take(values);
  const base: Regressors = prepareRegressors(columns.map(take));
  let y = measured;
  let fit: Fit = regress(base, y);
  for (let pass = 1; pass < PASSES; pass++) {
    y = winsorize(measured, fit.fitted);
    fit = regress(base, y);
  }
  y = winsorize(measured, fit.fitted);
  const fitted = combine(columns, fit.coefficients, 0, columns.length);
  const scatter = measured.reduce((sum, v, i) => sum + (v - fit.fitted[i]!) ** 2, 0) / rows.length;
  return { base, fitted, residuals: fillGaps(fitted, rows, y), scatter };
}

function measuredRows(values: Float64Array): Int32Array {
  const rows = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) rows[count++] = i;
  return rows.subarray(0, count);
}

function entriesAt(rows: Int32Array, x: Float64Array): Float64Array {
  const entries = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) entries[i] = x[rows[i]!]!;
  return entries;
}

function winsorize(y: Float64Array, fitted: Float64Array): Float64Array {
  const residuals = y.map((v, i) => v - fitted[i]!);
  const limit = WINSOR_DEVIATIONS * NORMAL_CONSISTENCY * sortToMedian(residuals.map(Math.abs));
  if (!(limit > 0)) return y;
  return residuals.map((r, i) => fitted[i]! + Math.max(-limit, Math.min(limit, r)));
}

/**
 * A gap gets what a first-order autoregression expects between its two ends: 0 for noise, a straight line for a walk.
 */
function fillGaps(fitted: Float64Array, rows: Int32Array, y: Float64Array): Float64Array {
  const residuals = new Float64Array(fitted.length);
  const measured = y.map((v, i) => v - fitted[rows[i]!]!);
  const memory = neighborCorrelation(rows, measured);
  rows.forEach((row, i) => {
    residuals[row] = measured[i]!;
    const before = i === 0 ? row : rows[i - 1]!;
    for (let gap = before + 1; gap < row; gap++) {
      residuals[gap] = bridge(memory, gap - before, measured[i - 1]!, row - gap, measured[i]!);
    }
  });
  return residuals;
}

function neighborCorrelation(rows: Int32Array, residuals: Float64Array): number {
  let product = 0;
  let squares = 0;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i]! - rows[i - 1]! !== 1) continue;
    product += residuals[i]! * residuals[i - 1]!;
    squares += (residuals[i]! ** 2 + residuals[i - 1]! ** 2) / 2;
  }
  return squares > 0 ? Math.max(0, Math.min(MAX_MEMORY, product / squares)) : 0;
}

function bridge(memory: number, since: number, before: number, until: number, after: number): number {
  const weight = (near: number, far: number): number => memory ** near * (1 - memory ** (2 * far));
  return (weight(since, until) * before + weight(until, since) * after) / (1 - memory ** (2 * (since + until)));
}
