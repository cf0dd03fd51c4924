import type { TrendDynamics } from './trend-state.js';

/** One of the ways a level may move, and how likely it is before the data speak. */
export interface WeighedDynamics {
  readonly dynamics: TrendDynamics;
  readonly prior: number;
}

const STEADY = [0, 0.3, 0.6, 0.8, 0.9];
const WANDERING = [0.003, 0.03, 0.3, 3];
const BENDING = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2];

/**
 * The dynamics that are weighed against each other: a straight line under noise with more or less memory, a line whose
 * level wanders, and a line that bends; the first two also without slope. Which of them a series follows cannot be
 * told from three months of days, so that the answer is always a mixture (Raftery, Madigan & Hoeting 1997).
 */
export const DYNAMICS: readonly WeighedDynamics[] = [true, false].flatMap((sloped) => [
  ...spread(STEADY, sloped ? 0.7 : 0.02, (noiseMemory) => ({ noiseMemory, levelDrift: 0, slopeDrift: 0, sloped })),
  ...spread(WANDERING, sloped ? 0.05 : 0.01, (levelDrift) => ({ noiseMemory: 0, levelDrift, slopeDrift: 0, sloped })),
  ...(sloped ? spread(BENDING, 0.22, (slopeDrift) => ({ noiseMemory: 0, levelDrift: 0, slopeDrift, sloped })) : []),
]);

function spread(grid: readonly number[], prior: number, make: (value: number) => TrendDynamics): WeighedDynamics[] {
  return grid.map((value) => ({ dynamics: make(value), prior: prior / grid.length }));
}
