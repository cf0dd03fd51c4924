import { normalQuantile, normalTail, normalToStudent, studentToNormal } from '../../stats/distributions.js';
import { type SeasonalPart, toLevel, withYearlySeason } from './season.js';
import type { TrendState } from './trend-filter.js';

/** One of the models that a long-range forecast mixes. */
export interface GrowthModel {
  /** Prior weight; the parts' weights add up to 1. */
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
  return Math.min(1, chanceAbove(partsAt(longRange, ahead), level));
}

/** One model at one step: Student's t about a center, of the level or of its logarithm. */
interface PartAt {
  readonly model: GrowthModel;
  readonly ahead: number;
  readonly center: number;
  readonly spread: number;
}

function partsAt({ parts, lasting }: LongRangeForecast, ahead: number): readonly PartAt[] {
  return parts.map((model) => ({
    model,
    ahead,
    center: model.state.level + ahead * model.state.slope,
    spread: levelDeviation(model.state, ahead, lasting),
  }));
}

/** The probability that a level without season is above a value, both in units of the forecast. */
function chanceAbove(parts: readonly PartAt[], level: number): number {
  let probability = 0;
  const log = level > 0 ? Math.log(level) : -Infinity;
  for (const { model, ahead, center, spread } of parts) {
    const distance = (model.log ? logOf(level, log, model.state, ahead) : level) - center;
    const freedom = model.state.innovations - 1;
    const z = spread > 0 ? studentToNormal(distance / spread, freedom) : distance > 0 ? Infinity : -Infinity;
    probability += model.weight * normalTail(z);
  }
  return probability;
}

/** Quantiles are solved for every step at first, then a twentieth further each time; between lies a straight line. */
const EVERY_STEP = 14;
const STEP_SHARE = 0.05;

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
    if (!(ahead < count)) return quantiles;
    before = ahead;
  }
}

const MAX_ROUNDS = 40;
const PRECISION = 1e-9;
/** Deviates beyond this are not told apart. */
const MAX_DEVIATE = 8;

/**
 * One quantile of the level. That of a mixture lies between those of its parts; there it is searched by secants on
 * normal deviates, which are nearly straight in the level, and by halves where a secant leaves the bounds.
 */
export function levelQuantile(longRange: LongRangeForecast, probability: number, ahead: number): number {
  const parts = partsAt(longRange, ahead);
  const target = normalQuantile(probability);
  const start = quantileBounds(parts, target);
  let { low, high, at } = start;
  // Levels may be apart by powers of ten, so that the search goes by their size.
  const error = (size: number): number => {
    const deviate = -normalQuantile(chanceAbove(parts, Math.sinh(size)));
    return Math.max(-MAX_DEVIATE, Math.min(MAX_DEVIATE, deviate)) - target;
  };
  if (!(high - low > PRECISION)) return Math.sinh(low);
  let miss = error(at);
  let step = -miss * start.scale;
  for (let round = 1; round < MAX_ROUNDS && Math.abs(miss) >= PRECISION && high - low > PRECISION; round++) {
    if (miss < 0) low = at;
    else high = at;
    const secant = at + step;
    const next = secant > low && secant < high && round % 8 !== 0 ? secant : (low + high) / 2;
    const nextMiss = error(next);
    step = (-nextMiss * (next - at)) / (nextMiss - miss);
    [at, miss] = [next, nextMiss];
  }
  return Math.sinh(at);
}

/**
 * The lowest and the highest of the parts' own quantiles, their mean, and how far one deviate reaches there; by size.
 */
function quantileBounds(parts: readonly PartAt[], target: number) {
  let [low, high, at, scale] = [Infinity, -Infinity, 0, 0];
  for (const { model, ahead, center, spread } of parts) {
    const own = center + (spread > 0 ? spread * normalToStudent(target, model.state.innovations - 1) : 0);
    const level = model.log ? levelFromLog(own, model.state, ahead) : own;
    const size = Math.asinh(level);
    low = Math.min(low, size);
    high = Math.max(high, size);
    at += model.weight * size;
    scale += (model.weight * spread * (model.log ? level : 1)) / Math.sqrt(1 + level * level);
  }
  return { low, high, at: Math.max(low, Math.min(high, at)), scale };
}

/** Growth in proportion is carried for so many times as long as it was seen. */
const CARRIED = 2;

/**
 * A share of growth is carried on for twice as long as it was seen; from there on growth goes on straight, by the
 * amounts it has come to: nothing doubles forever.
 */
function levelFromLog(log: number, { slope, innovations }: TrendState, ahead: number): number {
  const beyond = Math.max(0, ahead - CARRIED * innovations);
  if (beyond === 0 || slope <= 0) return Math.exp(Math.min(log, MAX_LOG));
  return Math.exp(Math.min(log - slope * beyond, MAX_LOG)) * (1 + slope * beyond);
}

/** The other way round. */
function logOf(level: number, log: number, { slope, innovations }: TrendState, ahead: number): number {
  const beyond = Math.max(0, ahead - CARRIED * innovations);
  if (beyond === 0 || slope <= 0 || !(level > 0)) return log;
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
  if (memory === 0) return 1 / steps;
  const fresh = 1 - memory;
  const together = (memory * (steps * fresh - (1 - memory ** steps))) / (fresh * fresh);
  return (steps + 2 * together) / (steps * steps * (1 - memory * memory));
}

/** Future courses of a level, equally likely, each one value a step asked for. */
type LevelPaths = readonly Float64Array[];

/**
 * Draws courses of the level from a long-range forecast, the same ones every time: the parts take turns by their
 * weight, and within a part level, slope and drift are spread evenly over their distribution by a low-discrepancy
 * sequence (Roberts 2018). `ahead` lists the steps wanted, rising. The week's shape is left out, the year's is in.
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
