import type { TrendDynamics } from './trend-state.js';

/** Slopes before the data speak, in shares of the level a day: their mean and standard deviation. */
export interface SlopeBelief {
  readonly mean: number;
  readonly spread: number;
}

/** One of the ways a level may move, and how likely it is before the data speak. */
export interface WeighedDynamics {
  readonly dynamics: TrendDynamics;
  readonly slope: SlopeBelief;
  readonly prior: number;
}

/** Growth of a third a year, give or take twice as much. */
const USUAL: SlopeBelief = { mean: 0.001, spread: 0.002 };
/** Growth that doubles in weeks, or the same down: rare, but not to be argued away. */
const STEEP: SlopeBelief = { mean: 0, spread: 0.02 };

/** No growth at all, as of what is provisioned and left alone. */
const NONE: SlopeBelief = { mean: 0, spread: 0 };

const MEMORIES = [0, 0.3, 0.6, 0.8, 0.9];
const LEVEL_DRIFTS = [0.003, 0.03, 0.3, 3];
const SLOPE_DRIFTS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2];

const steady = (noiseMemory: number): TrendDynamics => ({ noiseMemory, levelDrift: 0, slopeDrift: 0 });
const wandering = (levelDrift: number): TrendDynamics => ({ noiseMemory: 0, levelDrift, slopeDrift: 0 });
const bending = (slopeDrift: number): TrendDynamics => ({ noiseMemory: 0, levelDrift: 0, slopeDrift });

/**
 * The dynamics that are weighed against each other: a straight line under noise with more or less memory, a line whose
 * level wanders, and a line that bends. Which of them a series follows cannot be told from three months of days, so
 * that the answer is always a mixture (Raftery, Madigan & Hoeting 1997).
 */
export const DYNAMICS: readonly WeighedDynamics[] = [
  ...shared(0.64, USUAL, MEMORIES.map(steady)),
  ...shared(0.05, STEEP, [0, 0.6].map(steady)),
  ...shared(0.03, NONE, MEMORIES.map(steady)),
  ...shared(0.06, USUAL, LEVEL_DRIFTS.map(wandering)),
  ...shared(0.22, USUAL, SLOPE_DRIFTS.map(bending)),
];

function shared(prior: number, slope: SlopeBelief, among: readonly TrendDynamics[]): WeighedDynamics[] {
  return among.map((dynamics) => ({ dynamics, slope, prior: prior / among.length }));
}
