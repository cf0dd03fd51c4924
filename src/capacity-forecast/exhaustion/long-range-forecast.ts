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
  return levelExceedance(longRange, ahead, toLevel(longRange.season, longRange.last + ahead, value / longRange.unit));
}

/** The same of a level without season, in units of {@link LongRangeForecast.unit}. */
function levelExceedance(longRange: LongRangeForecast, ahead: number, level: number): number {
  let probability = 0;
  for (const { weight, log, state } of longRange.parts) {
    const spread = levelDeviation(state, ahead, longRange.lasting);
    const distance = (log ? logOf(level, state, ahead) : level) - state.level - ahead * state.slope;
    const z =
      spread > 0 ? studentToNormal(distance / spread, state.innovations - 1) : distance > 0 ? Infinity : -Infinity;
    probability += weight * normalTail(z);
  }
  return Math.min(1, probability);
}

/** Quantiles are solved for every step at first, then a twentieth further each time; between lies a straight line. */
const EVERY_STEP = 14;
const STEP_SHARE = 0.05;
const MAX_ROUNDS = 80;
const PRECISION = 1e-10;

/**
 * What the lasting level stays below with a probability at each of 1 to `count` steps ahead, without its season, in
 * units of {@link LongRangeForecast.unit}.
 */
export function levelQuantiles(longRange: LongRangeForecast, probability: number, count: number): Float64Array {
  const quantiles = new Float64Array(count);
  let before = 0;
  for (let ahead = 1; ; ahead += ahead < EVERY_STEP ? 1 : Math.ceil(STEP_SHARE * ahead)) {
    const level = levelQuantile(longRange, probability, ahead);
    const from = before === 0 ? level : quantiles[before - 1]!;
    for (let at = before + 1; at <= Math.min(ahead, count); at++)
      quantiles[at - 1] = from + ((level - from) * (at - before)) / (ahead - before);
    if (ahead >= count) return quantiles;
    before = ahead;
  }
}

/** One quantile of the level, by halving and false position in turn. */
export function levelQuantile(longRange: LongRangeForecast, probability: number, ahead: number): number {
  const target = 1 - probability;
  const bounds = longRange.parts.map(({ log, state }) => {
    const center = state.level + ahead * state.slope;
    const reach = 12 * levelDeviation(state, ahead, longRange.lasting) + 1e-12;
    return [center - reach, center + reach].map((at) => (log ? levelFromLog(at, state, ahead) : at)) as [
      number,
      number,
    ];
  });
  // Bounds of shares may be apart by hundreds of powers of ten, so that the search goes by the size of the level.
  let low = Math.asinh(Math.min(...bounds.map(([least]) => least)));
  let high = Math.asinh(Math.max(...bounds.map(([, most]) => most)));
  let above = levelExceedance(longRange, ahead, Math.sinh(low)) - target;
  let below = levelExceedance(longRange, ahead, Math.sinh(high)) - target;
  for (let round = 0; round < MAX_ROUNDS && high - low > PRECISION * Math.max(1, Math.abs(low)); round++) {
    // Every other round halves, so that a steep distribution far from the ends is found as well.
    const middle = round % 2 === 0 ? (low + high) / 2 : low + ((high - low) * above) / (above - below);
    const error = levelExceedance(longRange, ahead, Math.sinh(middle)) - target;
    if (error >= 0) [low, above] = [middle, error];
    else [high, below] = [middle, error];
  }
  return Math.sinh((low + high) / 2);
}

/**
 * A share of growth is carried on for as long as it was seen; from there on growth goes on straight, by the amounts it
 * has come to: nothing doubles forever.
 */
function levelFromLog(log: number, { slope, innovations }: TrendState, ahead: number): number {
  const beyond = Math.max(0, ahead - innovations);
  if (beyond === 0 || slope <= 0) return Math.exp(Math.min(log, MAX_LOG));
  return Math.exp(Math.min(log - slope * beyond, MAX_LOG)) * (1 + slope * beyond);
}

/** The other way round. */
function logOf(level: number, { slope, innovations }: TrendState, ahead: number): number {
  if (!(level > 0)) return -Infinity;
  const beyond = Math.max(0, ahead - innovations);
  if (beyond === 0 || slope <= 0) return Math.log(level);
  return Math.log(level / (1 + slope * beyond)) + slope * beyond;
}

const MAX_LOG = 600;

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
      withYearlySeason(longRange.season, longRange.last + h, log ? levelFromLog(value, state, h) : value) *
      longRange.unit
    );
  });
}
