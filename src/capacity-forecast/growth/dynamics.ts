import type { TrendDynamics } from './trend-state.js';

/** One of the ways a level may move, and how likely it is before the data speak: growing, and standing still. */
export interface WeightedDynamics {
  readonly dynamics: TrendDynamics;
  readonly growing: number;
  readonly still: number;
}

const MEMORIES = [0, 0.3, 0.6, 0.8, 0.9];
const LEVEL_DRIFTS = [0.003, 0.03, 0.3, 3];
const SLOPE_DRIFTS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2];

const straightLine = (noiseMemory: number): TrendDynamics => ({ noiseMemory, levelDrift: 0, slopeDrift: 0 });
const wanderingLevel = (levelDrift: number): TrendDynamics => ({ noiseMemory: 0, levelDrift, slopeDrift: 0 });
const bendingLine = (slopeDrift: number): TrendDynamics => ({ noiseMemory: 0, levelDrift: 0, slopeDrift });

/**
 * The dynamics that are weighed against each other: a straight line under noise with more or less memory, a line whose
 * level wanders, and a line that bends. Which of them a series follows cannot be told from three months of days, so
 * that the answer is always a mixture (Raftery, Madigan & Hoeting 1997).
 */
export const DYNAMICS: readonly WeightedDynamics[] = [
  ...shareWeight(MEMORIES.map(straightLine), 0.63, 0.02),
  ...shareWeight(LEVEL_DRIFTS.map(wanderingLevel), 0.2),
  ...shareWeight(SLOPE_DRIFTS.map(bendingLine), 0.15),
];

function shareWeight(among: readonly TrendDynamics[], growing: number, still = 0): WeightedDynamics[] {
  return among.map((dynamics) => ({ dynamics, growing: growing / among.length, still: still / among.length }));
}
