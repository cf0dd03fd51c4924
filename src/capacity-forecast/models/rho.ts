import { isSeasonal } from '../series/seasonality-test.js';
import { seasonalByVariance } from '../series/variance-test.js';
import { mean, variance } from '../series/moments.js';
import { differences } from './delta.js';
import { normalEquations, observe, solve, type NormalEquations } from './least-squares.js';

/**
 * Rho (Doornik, Castle and Hendry 2020): a first-order autoregression with a seasonal lag and seasonal means where
 * they show, which takes the unit root, with a drift shrunk towards zero, wherever the data cannot tell them apart.
 */
export function rhoPath(values: Float64Array, period: number, horizon: number): Float64Array {
  const dummies = period <= 24 && seasonalByVariance(isRough(values) ? values : differences(values), period);
  const lagged = isSeasonal(values, period);
  const lag = lagged ? period : 1;
  const width = 1 + (lagged ? 1 : 0) + (dummies ? period : 1);
  const fit = normalEquations(width);
  const row = new Float64Array(width);
  const fill = (at: (i: number) => number, t: number): void => {
    row.fill(0);
    row[0] = at(t - 1);
    if (lagged) row[1] = at(t - period);
    row[(lagged ? 2 : 1) + (dummies ? t % period : 0)] = 1;
  };
  const at = (i: number): number => values[i]!;
  for (let t = lag; t < values.length; t++) {
    fill(at, t);
    observe(fit, row, values[t]!);
  }
  const penalty = new Float64Array(width);
  const beta = solve(fit, penalty);
  const se = standardError(fit, beta, penalty);
  const rho = beta[0]!;
  if (rho > 0.5 && rho + 2 * se > 0.9) return unitRootPath(values, period, dummies, horizon);
  const path = new Float64Array(horizon);
  const n = values.length;
  if (rho < 0 && !lagged) beta[0] = 0;
  if (rho < 0 && !lagged) return meanPath(values, period, dummies, horizon);
  const extended = (i: number): number => (i < n ? values[i]! : path[i - n]!);
  for (let h = 0; h < horizon; h++) {
    fill(extended, n + h);
    let sum = 0;
    for (let j = 0; j < width; j++) sum += row[j]! * beta[j]!;
    path[h] = sum;
  }
  return path;
}

const isRough = (values: Float64Array): boolean => variance(differences(values)) > 1.2 * variance(values);

function standardError(fit: NormalEquations, beta: Float64Array, penalty: Float64Array): number {
  let explained = 0;
  for (let i = 0; i < fit.size; i++) explained += beta[i]! * fit.moments[i]!;
  const noise = Math.max(0, fit.sumOfSquares - explained) / Math.max(1, fit.count - fit.size);
  // Var(beta_0) = noise * (X'X)^-1_00; the first column of the inverse solves X'X z = e_0
  const unit = { ...fit, moments: new Float64Array(fit.size) };
  unit.moments[0] = 1;
  return Math.sqrt(noise * Math.max(0, solve(unit, penalty)[0]!));
}

function unitRootPath(values: Float64Array, period: number, dummies: boolean, horizon: number): Float64Array {
  const steps = differences(values);
  const n = steps.length;
  const drift = mean(steps);
  const shape = new Float64Array(period);
  if (dummies) {
    const counts = new Float64Array(period);
    for (let i = 0; i < n; i++) {
      shape[i % period]! += steps[i]!;
      counts[i % period]! += 1;
    }
    for (let p = 0; p < period; p++) shape[p] = shape[p]! / counts[p]!;
    const centre = mean(shape);
    for (let p = 0; p < period; p++) shape[p]! -= centre;
  }
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (steps[i]! - drift - shape[i % period]!) ** 2;
  const se = Math.sqrt(squares / Math.max(1, n - 1) / n);
  const shrunk = Math.sign(drift) * Math.max(0, Math.abs(drift) - 1.645 * se);
  const path = new Float64Array(horizon);
  let at = values[values.length - 1]!;
  for (let h = 0; h < horizon; h++) {
    at += shrunk + (dummies ? shape[(n + h) % period]! : 0);
    path[h] = at;
  }
  return path;
}

function meanPath(values: Float64Array, period: number, dummies: boolean, horizon: number): Float64Array {
  const overall = mean(values);
  const path = new Float64Array(horizon).fill(overall);
  if (!dummies) return path;
  const n = values.length;
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < n; i++) {
    sums[i % period]! += values[i]!;
    counts[i % period]! += 1;
  }
  return path.map((_, h) => sums[(n + h) % period]! / counts[(n + h) % period]!);
}
