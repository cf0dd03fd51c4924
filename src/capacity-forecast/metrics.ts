import type { ResourceMetric } from './model/index.js';

/** What a metric can be: percentages from 0 to 100, everything else from 0 up. No forecast leaves these bounds. */
export function metricBounds(metric: ResourceMetric): readonly [low: number, high: number] {
  return metric === 'cpu_utilization' || metric === 'memory_utilization' ? [0, 100] : [0, Infinity];
}
