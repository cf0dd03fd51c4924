import { normalQuantile, normalTail } from '../../stats/normal.js';
import { studentToNormal } from '../../stats/student-t.js';
import { type SeasonalPart, toLevel, withYearlySeason } from './season.js';
import type { TrendState } from './trend-filter.js';

/** One of the models that an long-range forecast mixes. */
export interface GrowthModel {
  /** Share of prior; the parts' weights add up to 1. */
  readonly weight: number;
  /** Whether the state describes the logarithm of the level. */
  readonly log: boolean;
  readonly state: TrendState;
}

/** What is assumed about a series' future level: a weighted mixture of models, in units of `unit`. */
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
export function exceedance(longRange: LongRangeForecast, ahead: number, value: number): number {
  const level = toLevel(longRange.season, longRange.last + ahead, value / longRange.unit);
  const logLevel = level > 0 ? Math.log(level) : -Infinity;
  let probability = 0;
  for (const { weight, log, state } of longRange.parts) {
    const spread = levelDeviation(state, ahead, longRange.lasting);
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
function driftVariance({ dynamics: { levelDrift, slopeDrift } }: TrendState, ahead: number): number {
  return levelDrift * ahead + (slopeDrift * ahead * (ahead - 1) * (2 * ahead - 1)) / 6;
}

/** Variance of the mean of n steps of first-order autoregressive noise with unit innovations. */
function meanNoiseVariance(memory: number, steps: number): number {
  const fresh = 1 - memory;
  const together = (memory * (steps * fresh - (1 - memory ** steps))) / (fresh * fresh);
  return (steps + 2 * together) / (steps * steps * (1 - memory * memory));
}

/** Future courses of a level, equally likely, each one value a step asked for. */
type LevelPaths = readonly Float64Array[];

/**
 * Draws courses of the level from an long-range forecast, the same ones every time: the parts take turns by their weight, and
 * within a part level, slope and drift are spread evenly over their distribution by a low-discrepancy sequence
 * (Roberts 2018). `ahead` lists the steps wanted, rising. The week's shape is left out, the year's is in.
 */
export function samplePaths(longRange: LongRangeForecast, ahead: readonly number[], count: number): LevelPaths {
  return Array.from({ length: count }, (_, i) => {
    const part = pickModel(longRange.parts, (i + 0.5) / count);
    return samplePath(
      part,
      longRange,
      ahead,
      CUBE_STEPS.map((step) => normalQuantile((0.5 + (i + 1) * step) % 1 || 0.5)),
    );
  });
}

/** Powers of the inverse of the root of x⁴ = x + 1: three coordinates that fill a cube evenly. */
const CUBE_ROOT_CONSTANT = 1.2207440846057596;
const CUBE_STEPS = [1 / CUBE_ROOT_CONSTANT, 1 / CUBE_ROOT_CONSTANT ** 2, 1 / CUBE_ROOT_CONSTANT ** 3];

function pickModel(parts: readonly GrowthModel[], share: number): GrowthModel {
  let reached = 0;
  for (const part of parts) {
    reached += part.weight;
    if (share < reached) return part;
  }
  return parts.at(-1)!;
}

function samplePath(
  { state, log }: GrowthModel,
  longRange: LongRangeForecast,
  ahead: readonly number[],
  z: readonly number[],
): Float64Array {
  const noise = Math.sqrt(state.noiseVariance);
  const levelSpread = Math.sqrt(Math.max(0, state.levelVariance));
  const slopeOnLevel = levelSpread > 0 ? state.covariance / levelSpread : 0;
  const slopeRest = Math.sqrt(Math.max(0, state.slopeVariance - slopeOnLevel * slopeOnLevel));
  const level = state.level + noise * levelSpread * z[0]!;
  const slope = state.slope + noise * (slopeOnLevel * z[0]! + slopeRest * z[1]!);
  return Float64Array.from(ahead, (h) => {
    const value = level + h * slope + noise * Math.sqrt(driftVariance(state, h)) * z[2]!;
    return (
      withYearlySeason(longRange.season, longRange.last + h, log ? Math.exp(Math.min(value, 600)) : value) *
      longRange.unit
    );
  });
}
