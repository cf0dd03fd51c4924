import { invalidForecastOption, type InvalidForecastOption } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { RESOURCE_METRICS, type ResourceMetric, type WorkloadAmounts } from '../model/index.js';

/** The short names under which a workload's needs are stated. */
const METRICS_BY_NAME: ReadonlyMap<string, ResourceMetric> = new Map([
  ...RESOURCE_METRICS.map((metric) => [metric, metric] as const),
  ['cpu', 'cpu_utilization'],
  ['memory', 'memory_utilization'],
  ['memory_gb', 'memory_utilization'],
  ['storage', 'storage_used_gb'],
  ['storage_gb', 'storage_used_gb'],
  ['network', 'network_bandwidth_mbps'],
  ['network_mbps', 'network_bandwidth_mbps'],
  ['bandwidth_mbps', 'network_bandwidth_mbps'],
  ['instances', 'instance_count'],
  ['requests', 'request_rate'],
  ['requests_per_second', 'request_rate'],
]);

/** A workload's needs by metric; amounts that name the same metric add up. A name that means nothing is an error. */
export function parseAmounts(
  workload: WorkloadAmounts,
): Either<InvalidForecastOption, ReadonlyMap<ResourceMetric, number>> {
  const amounts = new Map<ResourceMetric, number>();
  for (const [name, amount] of Object.entries(workload)) {
    const metric = METRICS_BY_NAME.get(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    if (metric === undefined) {
      const expected = `amounts under ${[...METRICS_BY_NAME.keys()].join(', ')}`;
      return E.left(invalidForecastOption({ option: 'new_workload', value: name, expected }));
    }
    amounts.set(metric, (amounts.get(metric) ?? 0) + amount);
  }
  return E.right(amounts);
}
