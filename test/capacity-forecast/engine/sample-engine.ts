import { type MemoryForecastInput, memoryForecastPorts } from '../../../src/adapters/memory/forecast.js';
import {
  CapacityForecastEngine,
  type CapacityForecastPorts,
  type UsageDataPoint,
} from '../../../src/capacity-forecast/index.js';
import { dateAt, HOUR, noisy, usage } from '../simulated-usage.js';

export const cpu = usage(
  90,
  noisy((day) => 30 + 0.2 * day + 8 * Math.sin(2 * Math.PI * day), 1),
  HOUR,
);
export const instances = usage(
  90,
  noisy((day) => 20 + 0.1 * day, 0.3, 2),
  HOUR,
);
export const acme = (metric: 'cpu_utilization' | 'instance_count', points: UsageDataPoint[]) => ({
  tenantId: 'acme',
  metric,
  points,
});
export const setting = (extra: Partial<MemoryForecastInput> = {}) =>
  memoryForecastPorts({
    usage: [
      acme('cpu_utilization', cpu),
      acme('instance_count', instances),
      { tenantId: 'other', metric: 'cpu_utilization', points: cpu },
    ],
    capacity: [{ tenantId: 'acme', metric: 'instance_count', capacity: 28, resourceType: 'm6i.xlarge' }],
    workloads: [
      { tenantId: 'acme', workloadId: 'batch', demand: [{ metric: 'cpu_utilization', level: 10, spread: 1 }] },
    ],
    prices: [
      {
        tenantId: 'acme',
        metric: 'instance_count',
        currency: 'USD',
        onDemandHourly: '0.192',
        offers: [{ offerId: 'no-upfront', termMonths: 12, paymentOption: 'no_upfront', upfront: '0', hourly: '0.121' }],
      },
    ],
    now: dateAt(90),
    ...extra,
  });
export const engineOn = (ports: CapacityForecastPorts, options = {}) => new CapacityForecastEngine(ports, options);
export const engine = (extra: Partial<MemoryForecastInput> = {}, options = {}) => engineOn(setting(extra), options);
