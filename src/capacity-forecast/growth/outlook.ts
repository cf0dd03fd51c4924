import type { TrendState } from './trend-state.js';
import { normalOfStudent, normalTail } from './normal-tail.js';
import { yearlyAt, type YearlyShape } from './yearly-shape.js';

/** One of the models that an outlook mixes. */
export interface OutlookPart {
  /** Share of belief; the parts' weights add up to 1. */
  readonly weight: number;
  /** Whether the state describes the logarithm of the level. */
  readonly log: boolean;
  readonly state: TrendState;
  /** What each position in the season adds (to the logarithm, where `log`); one entry without a season. */
  readonly season: Float64Array;
  readonly yearly: YearlyShape;
}

/** What is believed about a series' future level: a weighted mixture of models, in units of `unit`. */
export interface Outlook {
  readonly parts: readonly OutlookPart[];
  readonly unit: number;
  /** Number of the last value trained on, step 0, counted from the first. */
  readonly last: number;
  /** Steps over which noise is averaged: how long a crossing must last to count. */
  readonly lasting: number;
}

/** The probability that the lasting level a whole number of steps `ahead` after the last value is above a value. */
export function exceedance(outlook: Outlook, ahead: number, value: number): number {
  const scaled = value / outlook.unit;
  const logScaled = scaled > 0 ? Math.log(scaled) : -Infinity;
  let probability = 0;
  for (const part of outlook.parts) {
    const { mean, spread } = levelAt(part, outlook, ahead);
    const distance = (part.log ? logScaled : scaled) - mean;
    const z = spread > 0 ? normalOfStudent(distance / spread, part.state.innovations - 1) : distance === 0 ? 0 : distance * Infinity;
    probability += part.weight * normalTail(z);
  }
  return Math.min(1, probability);
}

/** The value that the lasting level stays below with a probability, by bisection on {@link exceedance}. */
export function levelQuantile(outlook: Outlook, ahead: number, level: number): number {
  let low = Infinity;
  let high = -Infinity;
  for (const part of outlook.parts) {
    const { mean, spread } = levelAt(part, outlook, ahead);
    const back = (v: number): number => (part.log ? Math.exp(Math.min(v, 600)) : v) * outlook.unit;
    low = Math.min(low, back(mean - 8 * spread));
    high = Math.max(high, back(mean + 8 * spread));
  }
  for (let i = 0; i < 60 && high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)); i++) {
    const middle = low + (high - low) / 2;
    if (exceedance(outlook, ahead, middle) > 1 - level) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

function levelAt(part: OutlookPart, outlook: Outlook, ahead: number): { readonly mean: number; readonly spread: number } {
  const { state, season } = part;
  const { levelDrift, slopeDrift, noiseMemory } = state.dynamics;
  const drifted = levelDrift * ahead + (slopeDrift * ahead * (ahead - 1) * (2 * ahead - 1)) / 6;
  const known = state.levelVariance + 2 * ahead * state.covariance + ahead * ahead * state.slopeVariance;
  const variance = state.noiseVariance * (Math.max(0, known + drifted) + lastingNoise(noiseMemory, outlook.lasting));
  const step = outlook.last + ahead;
  const mean = state.level + ahead * state.slope + season[step % season.length]! + yearlyAt(part.yearly, step);
  return { mean, spread: Math.sqrt(variance) };
}

/** Variance of the mean of n steps of first-order autoregressive noise with unit innovations. */
function lastingNoise(memory: number, steps: number): number {
  let sum = steps;
  for (let lag = 1; lag < steps; lag++) sum += 2 * (steps - lag) * memory ** lag;
  return sum / (steps * steps * (1 - memory * memory));
}
