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
