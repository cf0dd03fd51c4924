import { bucketCalendar } from '../grid/calendar.js';
import { bucketStart, type UsageGrid } from '../grid/usage-grid.js';
import type { ForecastGranularity, UsageAggregation } from '../model/index.js';

/** Which steps of a fine forecast belong to each bucket asked for. */
export interface RollUp {
  /** Index of the first bucket in the calendar of the granularity. */
  readonly first: number;
  readonly count: number;
  /** How many fine steps ahead are needed to fill the last bucket. */
  readonly stepsAhead: number;
  /** One value a bucket, from the measured values that reach into the first one and the fine forecast. */
  readonly apply: (forecast: ArrayLike<number>) => number[];
}

/**
 * Plans how a forecast in the grid's own steps becomes one of `count` buckets, the first being the one that holds
 * `from` (or the first after the measurements). Quantiles are rolled up as if errors moved together, which is nearly so
 * for long horizons and never too narrow.
 */
export function planRollUp(
  grid: UsageGrid,
  granularity: ForecastGranularity,
  aggregation: UsageAggregation,
  from: number,
  count: number,
): RollUp {
  const calendar = bucketCalendar(granularity);
  const fine = bucketCalendar(grid.granularity);
  const known = grid.values.length;
  const first = calendar.indexOf(Math.max(from, bucketStart(grid, known)));
  const positions = Array.from({ length: count + 1 }, (_, i) => fine.indexOf(calendar.startOf(first + i)) - grid.first);
  return {
    first,
    count,
    stepsAhead: Math.max(1, positions[count]! - known),
    apply: (forecast) =>
      Array.from({ length: count }, (_, i) => {
        const parts: number[] = [];
        for (let at = Math.max(0, positions[i]!); at < Math.max(positions[i]! + 1, positions[i + 1]!); at++) {
          const value = at < known ? grid.values[at]! : forecast[at - known]!;
          if (!Number.isNaN(value)) parts.push(value);
        }
        return aggregation === 'maximum'
          ? Math.max(...parts)
          : parts.reduce((sum, value) => sum + value, 0) / parts.length;
      }),
  };
}
