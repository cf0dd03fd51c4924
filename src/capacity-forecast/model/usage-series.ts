import { listOf, nonEmptyText, record, type t } from '../../codec/index.js';
import { ResourceMetric, UsageDataPoint } from './usage.js';

/** What a tenant used of one metric, as the compute service's scheduler measured it. */
export interface UsageSeries {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; gaps, duplicates and uneven stamps are welcome. */
  readonly points: ReadonlyArray<UsageDataPoint>;
}

export const UsageSeries: t.Type<UsageSeries, object> = record<UsageSeries>('a usage series', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  points: listOf(UsageDataPoint),
});
