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

/** What a long-range forecast says of steps ahead; what its parts come to at a step is worked out once. */
export interface LevelsAhead {
  /** The probability that the lasting level, a whole number of steps `ahead` of the last value, is above a value. */
  readonly exceedance: (ahead: number, value: number) => number;
  /** What the level stays below with a probability, without its season, in units of the forecast. */
  readonly quantile: (probability: number, ahead: number) => number;
  /** The same at each of 1 to `count` steps ahead. */
  readonly quantiles: (probability: number, count: number) => Float64Array;
}

/** Where the models are at one step: the centers of the level or of its logarithm, then the spreads around them. */
type PartsAt = readonly number[];

export function levelsAhead({ parts, season, unit, last, lasting }: LongRangeForecast): LevelsAhead {
  const noises = parts.map(({ state }) => meanNoiseVariance(state.dynamics.noiseMemory, lasting));
  const seen: PartsAt[] = [];
  const partsAt = (ahead: number): PartsAt => {
    const known = seen[ahead];
    if (known !== undefined) return known;
    const at: number[] = [];
    for (const { state } of parts) at.push(state.level + ahead * state.slope);
    for (let i = 0; i < parts.length; i++) at.push(levelDeviation(parts[i]!.state, ahead, noises[i]!));
    return (seen[ahead] = at);
  };
  const search = (probability: number, ahead: number, before?: FoundQuantile): FoundQuantile =>
    searchQuantile(parts, partsAt(ahead), ahead, normalQuantile(probability), before);
  return {
    exceedance: (ahead, value) =>
      Math.min(1, chanceAbove(parts, partsAt(ahead), ahead, toLevel(season, last + ahead, value / unit))),
    quantile: (probability, ahead) => Math.sinh(search(probability, ahead).size),
    quantiles: (probability, count) => {
      let before: FoundQuantile | undefined;
      return everyStep(count, (ahead) => Math.sinh((before = search(probability, ahead, before)).size));
    },
  };
}

/** The probability that a level without season is above a value, both in units of the forecast. */
function chanceAbove(parts: readonly GrowthModel[], at: PartsAt, ahead: number, level: number): number {
  let probability = 0;
  const log = level > 0 ? Math.log(level) : -Infinity;
  for (let i = 0; i < parts.length; i++) {
    const model = parts[i]!;
    const distance = (model.log ? logOf(level, log, model.state, ahead) : level) - at[i]!;
    const spread = at[parts.length + i]!;
    const freedom = model.state.innovations - 1;
    const z = spread > 0 ? studentToNormal(distance / spread, freedom) : distance > 0 ? Infinity : -Infinity;
    probability += model.weight * normalTail(z);
  }
  return probability;
}

/** Quantiles are solved for every step at first, then a twentieth further each time; between lies a straight line. */
const EVERY_STEP = 14;
const STEP_SHARE = 0.05;

function everyStep(count: number, levelAt: (ahead: number) => number): Float64Array {
  const levels = new Float64Array(count);
  let before = 0;
  for (let ahead = 1; ; ahead += ahead < EVERY_STEP ? 1 : Math.ceil(STEP_SHARE * ahead)) {
    const level = levelAt(ahead);
    const from = before === 0 ? level : levels[before - 1]!;
    for (let at = before + 1; at <= Math.min(ahead, count); at++)
      levels[at - 1] = from + ((level - from) * (at - before)) / (ahead - before);
    if (!(ahead < count)) return levels;
    before = ahead;
  }
}

const MAX_ROUNDS = 40;
const PRECISION = 1e-9;
/** Deviates beyond this are not told apart. */
const MAX_DEVIATE = 8;

/** Where a quantile is, how far that is from the mean of the parts' own, and how far one deviate reaches there. */
interface FoundQuantile {
  readonly size: number;
  readonly aside: number;
  readonly scale: number;
}

/**
 * One quantile of the level, by size. That of a mixture lies between those of its parts; there it is searched by
 * secants on normal deviates, which are nearly straight in the level, and by halves where a secant leaves the bounds.
 * The search begins as far from the mean of the parts' own quantiles as the one at the step before ended.
 */
function searchQuantile(
  parts: readonly GrowthModel[],
  at: PartsAt,
  ahead: number,
  target: number,
  before: FoundQuantile | undefined,
): FoundQuantile {
  const start = quantileBounds(parts, at, ahead, target);
  let { low, high } = start;
  const { aside } = before ?? { aside: 0 };
  let { scale } = before ?? start;
  let size = Math.max(low, Math.min(high, start.mean + aside));
  // Levels may be apart by powers of ten, so that the search goes by their size.
  const error = (size: number): number => {
    const deviate = -normalQuantile(chanceAbove(parts, at, ahead, Math.sinh(size)));
    return Math.max(-MAX_DEVIATE, Math.min(MAX_DEVIATE, deviate)) - target;
  };
  if (!(high - low > PRECISION)) return { size: low, aside: 0, scale: start.scale };
  let miss = error(size);
  for (let round = 1; round < MAX_ROUNDS && Math.abs(miss) >= PRECISION && high - low > PRECISION; round++) {
    if (miss < 0) low = size;
    else high = size;
    const secant = size - miss * scale;
    const next = secant > low && secant < high && round % 8 !== 0 ? secant : (low + high) / 2;
    const nextMiss = error(next);
    scale = (next - size) / (nextMiss - miss);
    [size, miss] = [next, nextMiss];
  }
  return { size, aside: size - start.mean, scale: Number.isFinite(scale) ? scale : start.scale };
}

/**
 * The lowest and the highest of the parts' own quantiles, their mean, and how far one deviate reaches there; by size.
 */
function quantileBounds(parts: readonly GrowthModel[], at: PartsAt, ahead: number, target: number) {
  let [low, high, mean, scale] = [Infinity, -Infinity, 0, 0];
  let [freedom, deviate] = [NaN, 0];
  for (let i = 0; i < parts.length; i++) {
    const { log, state, weight } = parts[i]!;
    const spread = at[parts.length + i]!;
    if (freedom !== state.innovations - 1) {
      freedom = state.innovations - 1;
      deviate = normalToStudent(target, freedom);
    }
    const own = at[i]! + (spread > 0 ? spread * deviate : 0);
    const level = log ? levelFromLog(own, state, ahead) : own;
    const size = Math.asinh(level);
    low = Math.min(low, size);
    high = Math.max(high, size);
    mean += weight * size;
    scale += (weight * spread * (log ? level : 1)) / Math.sqrt(1 + level * level);
  }
  return { low, high, mean, scale };
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
function levelDeviation(state: TrendState, ahead: number, noise: number): number {
  const known = state.levelVariance + 2 * ahead * state.covariance + ahead * ahead * state.slopeVariance;
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
