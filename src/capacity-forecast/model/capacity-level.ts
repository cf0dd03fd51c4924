import { checked, nonEmptyText, optional, record, type t } from '../../codec/index.js';
import { ResourceMetric } from './usage.js';

const positive: t.Type<number> = checked(
  'a finite number above 0',
  (value): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0,
);

/** How much of a metric a tenant has today, as the compute service's scheduler holds it. */
export interface CapacityLevel {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** The most the metric can be, in its unit. For a utilisation this is the ceiling allowed, in percent. */
  readonly capacity: number;
  /** What is bought to get more of it, such as `m6i.xlarge`; the metric's name where absent. */
  readonly resourceType?: string;
  /** Capacity is bought in multiples of this many units; 1 for instances, any amount where absent. */
  readonly increment?: number;
  /**
   * For a utilisation: how many billed units stand behind 100 %, such as 8 instances. Prices are per such unit.
   * For every other metric a unit of the metric is a billed unit.
   */
  readonly provisionedUnits?: number;
}

export const CapacityLevel: t.Type<CapacityLevel, object> = record<CapacityLevel>('a capacity', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  capacity: positive,
  resourceType: optional(nonEmptyText),
  increment: optional(positive),
  provisionedUnits: optional(positive),
});
