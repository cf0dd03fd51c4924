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

/** Where a series stands at its last value under some dynamics, and how surely. */
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
}

/**
 * A series filtered under some dynamics, as a function of the slope before its first value: what it says at slope zero,
 * and how that changes for every unit of slope. Variances are those of a known first slope, in units of the noise's.
 */
interface FilteredTrend {
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
 * carried along with its derivative by the first slope, so that one pass serves every prior about slopes (de Jong
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

/** One prior about the slope before the data speak, in shares of the level a step. */
export interface SlopePrior {
  readonly mean: number;
  /** Standard deviation; 0 for a slope that is known. */
  readonly spread: number;
  /** Prior weight; those of a list add up to 1. */
  readonly share: number;
}

/** What a series says under dynamics and priors together. */
interface TrendPosterior {
  readonly state: TrendState;
  /** Logarithm of the marginal likelihood, noise variance integrated out, the first value conditioned on. */
  readonly logEvidence: number;
}

/** Noise below a millionth of the level is rounding. */
const MIN_NOISE = 1e-12;
/** Below a billionth of it even exact data differ: which digit is last depends on the unit, and must not decide. */
const ROUNDING = 1e-18;

/**
 * The state of a filtered series under priors about its slope, each weighed by how well it predicted the series; their
 * mixture is told by its mean and variance.
 */
export function computePosterior(filtered: FilteredTrend, priors: readonly SlopePrior[]): TrendPosterior {
  const { level, slope, levelChange, slopeChange, innovations } = filtered;
  const answers = priors.map((prior) => computeSlopePosterior(filtered, prior));
  let best = -Infinity;
  for (const answer of answers) best = Math.max(best, answer.logEvidence);
  let [total, slopes, noises, variances] = [0, 0, 0, 0];
  for (const answer of answers) {
    const weight = Math.exp(answer.logEvidence - best);
    total += weight;
    slopes += weight * answer.slope;
    noises += weight * answer.noiseVariance;
  }
  const [first, noiseVariance] = [slopes / total, noises / total];
  for (const answer of answers) {
    const variance = answer.noiseVariance * answer.variance + (answer.slope - first) ** 2;
    variances += Math.exp(answer.logEvidence - best) * variance;
  }
  const unsure = variances / total / noiseVariance;
  const state = {
    dynamics: filtered.dynamics,
    level: level + levelChange * first,
    slope: slope + slopeChange * first,
    levelVariance: filtered.levelVariance + levelChange * levelChange * unsure,
    covariance: filtered.covariance + levelChange * slopeChange * unsure,
    slopeVariance: filtered.slopeVariance + slopeChange * slopeChange * unsure,
    noiseVariance,
    innovations,
  };
  return { state, logEvidence: best + Math.log(total) };
}

/** What one prior makes of a series: the first slope, its variance in units of the noise's, and the noise. */
interface SlopePosterior {
  readonly slope: number;
  readonly variance: number;
  readonly noiseVariance: number;
  readonly logEvidence: number;
}

function computeSlopePosterior(filtered: FilteredTrend, { mean, spread, share }: SlopePrior): SlopePosterior {
  const { squares, cross, precision, logVariances, innovations } = filtered;
  const likeliest = cross / precision;
  const rest = Math.max(0, squares - cross * likeliest);
  const prior = spread ** 2 / Math.max(rest / (innovations - 1), MIN_NOISE);
  const information = prior * precision;
  const distance = likeliest - mean;
  const explained = rest + (precision * distance * distance) / (1 + information);
  const noiseVariance = Math.max(explained / innovations, Number.MIN_VALUE);
  const shown = Math.max(noiseVariance, ROUNDING);
  return {
    slope: mean + (distance * information) / (1 + information),
    variance: prior / (1 + information),
    noiseVariance,
    logEvidence: Math.log(share) - 0.5 * (Math.log1p(information) + logVariances + innovations * Math.log(shown)),
  };
}
