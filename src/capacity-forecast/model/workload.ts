import { finiteNumber, listOf, nonEmptyText, optional, record, type t } from '../../codec/index.js';
import { ResourceMetric, UsageDataPoint } from './usage.js';

/** What a workload takes of one metric. */
export interface WorkloadDemand {
  /** What it needs some of. */
  readonly metric: ResourceMetric;
  /** Typical demand, in the metric's unit. */
  readonly level: number;
  /** Standard deviation of that demand; 0 where absent. */
  readonly spread?: number;
  /** Its own measurements, where the scheduler has them: then they are forecast instead of `level`. */
  readonly points?: ReadonlyArray<UsageDataPoint>;
}

/** A workload that is part of a tenant's usage, and so can be taken out of its forecast. */
export interface Workload {
  /** Whose it is. */
  readonly tenantId: string;
  /** Unique within its tenant. */
  readonly workloadId: string;
  /** What it needs, metric by metric. */
  readonly demand: ReadonlyArray<WorkloadDemand>;
}

export const WorkloadDemand: t.Type<WorkloadDemand, object> = record<WorkloadDemand>('the demand of a workload', {
  metric: ResourceMetric,
  level: finiteNumber,
  spread: optional(finiteNumber),
  points: optional(listOf(UsageDataPoint)),
});

export const Workload: t.Type<Workload, object> = record<Workload>('a workload', {
  tenantId: nonEmptyText,
  workloadId: nonEmptyText,
  demand: listOf(WorkloadDemand),
});
