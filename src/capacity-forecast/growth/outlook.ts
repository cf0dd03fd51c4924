import { studentToNormal, normalTail } from './normal-tail.js';
import { toLevel, type SeasonalPart } from './seasonal-part.js';
import type { TrendState } from './trend-state.js';

/** One of the models that an outlook mixes. */
export interface GrowthModel {
  /** Share of belief; the parts' weights add up to 1. */
  readonly weight: number;
  /** Whether the state describes the logarithm of the level. */
  readonly log: boolean;
  readonly state: TrendState;
}

/** What is believed about a series' future level: a weighted mixture of models, in units of `unit`. */
export interface LongRangeForecast {
  readonly parts: readonly GrowthModel[];
  readonly season: SeasonalPart;
  readonly unit: number;
  /** Number of the last value trained on, step 0, counted from the first. */
  readonly last: number;
  /** Steps over which noise is averaged: how long a crossing must last to count. */
  readonly lasting: number;
}

/** The probability that the lasting level, a whole number of steps `ahead` of the last value, is above a value. */
export function exceedance(outlook: LongRangeForecast, ahead: number, value: number): number {
  const level = toLevel(outlook.season, outlook.last + ahead, value / outlook.unit);
  const logLevel = level > 0 ? Math.log(level) : -Infinity;
  let probability = 0;
  for (const { weight, log, state } of outlook.parts) {
    const spread = levelDeviation(state, ahead, outlook.lasting);
    const distance = (log ? logLevel : level) - state.level - ahead * state.slope;
    const z =
      spread > 0 ? studentToNormal(distance / spread, state.innovations - 1) : distance > 0 ? Infinity : -Infinity;
    probability += weight * normalTail(z);
  }
  return Math.min(1, probability);
}

/**
 * Standard deviation of the lasting level some steps ahead: what is not known of it now, what it may drift, and noise.
 */
function levelDeviation(state: TrendState, ahead: number, lasting: number): number {
  const known = state.levelVariance + 2 * ahead * state.covariance + ahead * ahead * state.slopeVariance;
  const noise = meanNoiseVariance(state.dynamics.noiseMemory, lasting);
  return Math.sqrt(state.noiseVariance * (Math.max(0, known) + driftVariance(state, ahead) + noise));
}

/** Variance that level and slope gain on the way, in units of the noise variance. */
export function driftVariance({ dynamics: { levelDrift, slopeDrift } }: TrendState, ahead: number): number {
  return levelDrift * ahead + (slopeDrift * ahead * (ahead - 1) * (2 * ahead - 1)) / 6;
}

/** Variance of the mean of n steps of first-order autoregressive noise with unit innovations. */
function meanNoiseVariance(memory: number, steps: number): number {
  const fresh = 1 - memory;
  const together = (memory * (steps * fresh - (1 - memory ** steps))) / (fresh * fresh);
  return (steps + 2 * together) / (steps * steps * (1 - memory * memory));
}
