import type { ResourceMetric } from './model/usage.js';

/** What planning has to know about a metric. */
export interface MetricFacts {
  /** What the metric is called in charts. */
  readonly label: string;
  /** What the metric can be. No forecast leaves these bounds. */
  readonly bounds: readonly [low: number, high: number];
  /**
   * `percent` is a share of what is provisioned; `count` and `rate` follow demand up and down; an `amount` is kept and
   * adds up, so that its errors add up as well.
   */
  readonly kind: 'percent' | 'count' | 'rate' | 'amount';
  /** The unit of its values, as people write it. */
  readonly unit: string;
  /** The smallest amount that can be bought, where that is the same everywhere; null for any amount. */
  readonly step: number | null;
  /** What a price is of: one unit of the metric, or one of the provisioned units behind 100 %. */
  readonly priceBasis: 'unit' | 'provisioned unit';
  /** Short names of the metric in the needs of a workload. */
  readonly aliases: readonly string[];
}

const PERCENT = { bounds: [0, 100], kind: 'percent', unit: '%', step: null, priceBasis: 'provisioned unit' } as const;
const FROM_ZERO = [0, Infinity] as const;

/** The facts of every metric; a metric without its facts does not compile. */
export const METRICS: Readonly<Record<ResourceMetric, MetricFacts>> = {
  cpu_utilization: { label: 'CPU utilization', ...PERCENT, aliases: ['cpu'] },
  memory_utilization: { label: 'Memory utilization', ...PERCENT, aliases: ['memory', 'memory_gb'] },
  storage_used_gb: {
    label: 'Storage used',
    bounds: FROM_ZERO,
    kind: 'amount',
    unit: 'GB',
    step: null,
    priceBasis: 'unit',
    aliases: ['storage', 'storage_gb'],
  },
  network_bandwidth_mbps: {
    label: 'Network bandwidth',
    bounds: FROM_ZERO,
    kind: 'rate',
    unit: 'Mbps',
    step: null,
    priceBasis: 'unit',
    aliases: ['network', 'network_mbps', 'bandwidth_mbps'],
  },
  instance_count: {
    label: 'Instances',
    bounds: FROM_ZERO,
    kind: 'count',
    unit: 'instances',
    step: 1,
    priceBasis: 'unit',
    aliases: ['instances'],
  },
  request_rate: {
    label: 'Request rate',
    bounds: FROM_ZERO,
    kind: 'rate',
    unit: 'requests/s',
    step: null,
    priceBasis: 'unit',
    aliases: ['requests', 'requests_per_second'],
  },
};
