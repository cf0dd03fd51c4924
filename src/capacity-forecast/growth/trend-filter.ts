import type { TrendDynamics } from './trend-state.js';

/**
 * A series filtered under some dynamics, as a function of the slope before its first value: what it says at slope zero,
 * and how that changes for every unit of slope. Variances are those of a known first slope, in units of the noise's.
 */
export interface FilteredTrend {
  readonly dynamics: TrendDynamics;
  readonly level: number;
  readonly slope: number;
  readonly levelChange: number;
  readonly slopeChange: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly slopeVariance: number;
  /** Squared innovations s, each over its variance, are `squares - 2 * cross * slope + precision * slope²`. */
  readonly squares: number;
  readonly cross: number;
  readonly precision: number;
  /** Sum of the logarithms of the innovations' variances. */
  readonly logVariances: number;
  readonly innovations: number;
}

/**
 * The Kalman filter of a level, a slope and first-order autoregressive noise (Durbin & Koopman 2012, chapters 4 and 7),
 * carried along with its derivative by the first slope, so that one pass serves every belief about slopes (de Jong
 * 1991). `values` may hold NaN for what is missing; the level has no prior. Undefined with fewer than three values.
 * Takes time linear in their number.
 */
export function filterTrend(values: Float64Array, dynamics: TrendDynamics): FilteredTrend | undefined {
  const { noiseMemory: rho, levelDrift, slopeDrift } = dynamics;
  let first = 0;
  while (first < values.length && Number.isNaN(values[first]!)) first++;
  // The first value tells the level up to its noise, which is stationary: cov(level, noise) = -var(noise).
  const stationary = 1 / (1 - rho * rho);
  let level = values[first] ?? 0;
  let slope = 0;
  let noise = 0;
  let levelChange = 0;
  let slopeChange = 1;
  let noiseChange = 0;
  let pll = stationary;
  let pls = 0;
  let pss = 0;
  let pln = -stationary;
  let psn = 0;
  let pnn = stationary;
  let squares = 0;
  let cross = 0;
  let precision = 0;
  let logVariances = 0;
  let innovations = 0;
  for (let t = first + 1; t < values.length; t++) {
    level += slope;
    noise *= rho;
    levelChange += slopeChange;
    noiseChange *= rho;
    pll += 2 * pls + pss + levelDrift;
    pls += pss;
    pln = rho * (pln + psn);
    psn *= rho;
    pss += slopeDrift;
    pnn = rho * rho * pnn + 1;
    const value = values[t]!;
    if (Number.isNaN(value)) continue;
    const gainLevel = pll + pln;
    const gainSlope = pls + psn;
    const gainNoise = pln + pnn;
    const variance = gainLevel + gainNoise;
    const surprise = value - level - noise;
    const expected = levelChange + noiseChange;
    const weight = surprise / variance;
    const change = expected / variance;
    level += gainLevel * weight;
    slope += gainSlope * weight;
    noise += gainNoise * weight;
    levelChange -= gainLevel * change;
    slopeChange -= gainSlope * change;
    noiseChange -= gainNoise * change;
    pll -= (gainLevel * gainLevel) / variance;
    pls -= (gainLevel * gainSlope) / variance;
    pss -= (gainSlope * gainSlope) / variance;
    pln -= (gainLevel * gainNoise) / variance;
    psn -= (gainSlope * gainNoise) / variance;
    pnn -= (gainNoise * gainNoise) / variance;
    squares += surprise * weight;
    cross += surprise * change;
    precision += expected * change;
    logVariances += Math.log(variance);
    innovations++;
  }
  if (innovations < 2) return undefined;
  return {
    dynamics,
    level,
    slope,
    levelChange,
    slopeChange,
    levelVariance: pll,
    covariance: pls,
    slopeVariance: pss,
    squares,
    cross,
    precision,
    logVariances,
    innovations,
  };
}
