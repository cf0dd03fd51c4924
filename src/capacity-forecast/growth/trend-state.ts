/**
 * How a level may move: a slope that is constant or drifts, a level that wanders, noise that is fresh every step or
 * lingers. All variances are in units of the noise's own innovation.
 */
export interface TrendDynamics {
  /** Share of the noise that carries over to the next step, from 0 to below 1. */
  readonly noiseMemory: number;
  /** Variance that the level gains a step. */
  readonly levelDrift: number;
  /** Variance that the slope gains a step. */
  readonly slopeDrift: number;
}

/** What is believed of the slope before the first value: its mean, and its variance in units of the noise variance. */
export interface SlopePrior {
  readonly mean: number;
  readonly variance: number;
}

/** What filtering a series with some dynamics leaves behind: where it stands, how surely, and how well that fits. */
export interface TrendState {
  readonly dynamics: TrendDynamics;
  readonly level: number;
  readonly slope: number;
  /** Covariance of level and slope in units of the noise variance. */
  readonly levelVariance: number;
  readonly covariance: number;
  readonly slopeVariance: number;
  /** Variance of the noise's innovation, estimated. */
  readonly noiseVariance: number;
  /** Innovations that the estimate rests on. */
  readonly innovations: number;
  /** Logarithm of the marginal likelihood, noise variance integrated out, the first value conditioned on. */
  readonly logEvidence: number;
}

/**
 * The Kalman filter of a level, a slope and first-order autoregressive noise (Durbin & Koopman 2012, chapters 4 and 7).
 * `values` may hold NaN for what is missing. The slope has a prior, the level has none. Takes time linear in the
 * number of values.
 */
export function filterTrend(values: Float64Array, dynamics: TrendDynamics, slopePrior: SlopePrior): TrendState | undefined {
  const { noiseMemory: rho, levelDrift, slopeDrift } = dynamics;
  let first = 0;
  while (first < values.length && Number.isNaN(values[first]!)) first++;
  if (first === values.length) return undefined;
  // The first value tells the level up to its noise, which is stationary: cov(level, noise) = -var(noise).
  const stationary = 1 / (1 - rho * rho);
  let level = values[first]!;
  let slope = slopePrior.mean;
  let noise = 0;
  let pll = stationary;
  let pls = 0;
  let pss = slopePrior.variance;
  let pln = -stationary;
  let psn = 0;
  let pnn = stationary;
  let squares = 0;
  let logVariances = 0;
  let innovations = 0;
  for (let t = first + 1; t < values.length; t++) {
    level += slope;
    noise *= rho;
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
    const weight = surprise / variance;
    level += gainLevel * weight;
    slope += gainSlope * weight;
    noise += gainNoise * weight;
    pll -= (gainLevel * gainLevel) / variance;
    pls -= (gainLevel * gainSlope) / variance;
    pss -= (gainSlope * gainSlope) / variance;
    pln -= (gainLevel * gainNoise) / variance;
    psn -= (gainSlope * gainNoise) / variance;
    pnn -= (gainNoise * gainNoise) / variance;
    squares += surprise * weight;
    logVariances += Math.log(variance);
    innovations++;
  }
  if (innovations < 2) return undefined;
  const noiseVariance = squares / innovations;
  const logEvidence = -0.5 * (logVariances + innovations * Math.log(Math.max(noiseVariance, Number.MIN_VALUE)));
  return {
    dynamics,
    level,
    slope,
    levelVariance: pll,
    covariance: pls,
    slopeVariance: pss,
    noiseVariance,
    innovations,
    logEvidence,
  };
}
