import { combine, type Fit, regress, type Regressors, regressors } from './least-squares.js';

/** A regression that single outliers do not bend and that fills what was not measured. */
export interface RobustFit {
  /** The series with outliers pulled in and gaps filled; every value finite. */
  readonly clean: Float64Array;
  readonly residuals: Float64Array;
}

const PASSES = 3;
/** Residuals beyond this many robust standard deviations are pulled in to it. */
const LIMIT = 3.5;
const NORMAL_CONSISTENCY = 1.4826;
/** A filled value keeps this share of the last residual for each step since: gaps neither jump nor freeze. */
const MEMORY = 0.7;

/**
 * Least squares on the measured rows, three times, each time with the residuals of the last fit winsorised.
 *
 * @param values NaN where nothing was measured
 */
export function robustFit(columns: ReadonlyArray<Float64Array>, values: Float64Array): RobustFit {
  const rows = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!));
  const take = (x: Float64Array): Float64Array => Float64Array.from(rows, (i) => x[i]!);
  const measured = take(values);
  const base: Regressors = regressors(columns.map(take));
  let y = measured;
  let fit: Fit = regress(base, y);
  for (let pass = 1; pass < PASSES; pass++) {
    y = winsorise(measured, fit.fitted);
    fit = regress(base, y);
  }
  y = winsorise(measured, fit.fitted);
  return fillGaps(combine(columns, fit.coefficients, 0, columns.length), rows, y);
}

function winsorise(y: Float64Array, fitted: Float64Array): Float64Array {
  const residuals = y.map((v, i) => v - fitted[i]!);
  const limit = LIMIT * NORMAL_CONSISTENCY * median(residuals.map(Math.abs));
  if (!(limit > 0)) return y;
  return residuals.map((r, i) => fitted[i]! + Math.max(-limit, Math.min(limit, r)));
}

function fillGaps(fitted: Float64Array, rows: Int32Array, y: Float64Array): RobustFit {
  const residuals = new Float64Array(fitted.length).fill(Number.NaN);
  rows.forEach((row, i) => {
    residuals[row] = y[i]! - fitted[row]!;
  });
  let last = 0;
  residuals.forEach((r, i) => {
    last = Number.isNaN(r) ? last * MEMORY : r;
    residuals[i] = last;
  });
  return { clean: fitted.map((f, i) => f + residuals[i]!), residuals };
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
