import { positionOf, type UsageGrid } from '../grid/usage-grid.js';
import type { RegimeChangeEvent } from '../model/index.js';

/** A change that may cut what is trained on; every `RegimeChangeEvent` is one. */
export type TrainingChange = Pick<RegimeChangeEvent, 'timestamp' | 'confidence'>;

/** Below this a change may be chance. */
const MIN_CONFIDENCE = 0.5;
/** A change is confirmed once so many steps have been seen since. */
const MIN_STEPS_SINCE_CHANGE = 5;

/** Position in the grid of the last confirmed regime change; undefined where there is none. */
export function lastChangePosition(grid: UsageGrid, changes: ReadonlyArray<TrainingChange>): number | undefined {
  const confirmed = changes.filter((change) => change.confidence >= MIN_CONFIDENCE);
  const positions = confirmed.map((change) => positionOf(grid, change.timestamp));
  const usable = positions.filter((at) => at > 0 && at <= grid.values.length - MIN_STEPS_SINCE_CHANGE);
  return usable.length === 0 ? undefined : Math.max(...usable);
}
