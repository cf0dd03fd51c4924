import { normalQuantile } from '../intervals/normal-quantile.js';
import { driftVariance, type LongRangeForecast, type GrowthModel } from './outlook.js';
import { withYearlySeason } from './seasonal-part.js';

/** Future courses of a level, equally likely, each one value a step asked for. */
export type LevelPaths = ReadonlyArray<Float64Array>;

/**
 * Draws courses of the level from an outlook, the same ones every time: the parts take turns by their weight, and
 * within a part level, slope and drift are spread evenly over their distribution by a low-discrepancy sequence
 * (Roberts 2018). `ahead` lists the steps wanted, rising. The week's shape is left out, the year's is in.
 */
export function samplePaths(outlook: LongRangeForecast, ahead: ReadonlyArray<number>, count: number): LevelPaths {
  return Array.from({ length: count }, (_, i) => {
    const part = pickModel(outlook.parts, (i + 0.5) / count);
    return samplePath(
      part,
      outlook,
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
  outlook: LongRangeForecast,
  ahead: ReadonlyArray<number>,
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
      withYearlySeason(outlook.season, outlook.last + h, log ? Math.exp(Math.min(value, 600)) : value) * outlook.unit
    );
  });
}
