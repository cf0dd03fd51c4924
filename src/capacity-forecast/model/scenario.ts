import { type WireForm } from '../../codec/wire-form.js';
import * as t from '../../codec/io-ts.js';
import { isPlainObject, listOf, optional, record, strictRecord } from '../../codec/record.js';
import { checked, epochSecondsCodec, finiteNumber, nonEmptyText, oneOf, refineCodec } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import { ForecastGranularity, ResourceMetric, UsageDataPoint } from './usage.js';

/** What a workload takes of one metric. */
export interface WorkloadDemand {
  /** What it needs some of. */
  readonly metric: ResourceMetric;
  /** Typical demand, in the metric's unit. */
  readonly level: number;
  /** Standard deviation of that demand; 0 where absent. */
  readonly spread?: number;
  /** Its own measurements, where the scheduler has them: then they are forecast instead of `level`. */
  readonly points?: readonly UsageDataPoint[];
}

/** A workload that is part of a tenant's usage, and so can be taken out of its forecast. */
export interface Workload {
  /** Whose it is. */
  readonly tenantId: string;
  /** Unique within its tenant. */
  readonly workloadId: string;
  /** What it needs, metric by metric. */
  readonly demand: readonly WorkloadDemand[];
}

/** The JSON form of {@link WorkloadDemand}. */
export type WorkloadDemandJson = WireForm<WorkloadDemand>;
export const WorkloadDemand: t.Codec<WorkloadDemand, WorkloadDemandJson> = record<WorkloadDemand>(
  'the demand of a workload',
  {
    metric: ResourceMetric,
    level: finiteNumber,
    spread: optional(finiteNumber),
    points: optional(listOf(UsageDataPoint)),
  },
);

/** The JSON form of {@link Workload}. */
export type WorkloadJson = WireForm<Workload>;
export const Workload: t.Codec<Workload, WorkloadJson> = record<Workload>('a workload', {
  tenantId: nonEmptyText,
  workloadId: nonEmptyText,
  demand: listOf(WorkloadDemand),
});

/**
 * What a workload needs: amounts under the metrics' names or their short ones (`cpu`, `memory_gb`, `storage_gb`,
 * `network_mbps`, `instances`, `requests`), such as `{ cpu: 100, memory_gb: 500 }`. For a utilization the amount is in
 * provisioned units where the capacity port knows them, else in percentage points.
 */
export type WorkloadAmounts = Readonly<Record<string, number>>;

/** A workload that starts: at once, or at an instant, in full or growing evenly over `rampDays`. */
export interface Launch {
  /** What is added, and how much of each metric it needs. */
  readonly workload: WorkloadAmounts;
  /** When it starts, seconds since the epoch; from the start of the forecast unless given. */
  readonly at?: EpochSeconds;
  /** Days until it needs everything; 0 unless given. */
  readonly rampDays?: number;
  /** Standard deviation of the demand as a share of it; 0 where absent: it is known. */
  readonly uncertainty?: number;
  /** What moves its demand: something of its `own` (variances add up), or the tenant's `traffic` (widths add up). */
  readonly driver?: 'own' | 'traffic';
  /** How it moves through the day and the week: `flat` unless given, or as the tenant's own `usage` does. */
  readonly shape?: 'flat' | 'usage';
  /** Or as this workload of the tenant does, a reference for what is launched. */
  readonly shapeOfWorkloadId?: string;
}

/** Existing usage times a factor, from an instant on, for good or until another. Factors of one time multiply. */
export interface TrafficChange {
  /** From 0; 2 doubles, 1.5 is half as much again. */
  readonly factor: number;
  /** When it starts, seconds since the epoch; from the start of the forecast unless given. */
  readonly at?: EpochSeconds;
  /** When it is over, seconds since the epoch; never unless given. */
  readonly until?: EpochSeconds;
  /** Days until the factor is reached, growing evenly; 0 unless given. */
  readonly rampDays?: number;
}

/** A workload that ends, at once or at an instant. */
export interface Retirement {
  /** What is taken away. */
  readonly workloadId: string;
  /** When it ends, seconds since the epoch; at the start of the forecast unless given. */
  readonly at?: EpochSeconds;
}

/**
 * A workload that moves from one tenant to another. Asked of the tenant that it leaves, it says where to
 * (`toTenantId`); asked of the one where it arrives, where from (`fromTenantId`): what leaves one arrives at the other.
 */
export interface Migration {
  /** A workload of the tenant that it leaves. */
  readonly workloadId: string;
  /** Where it goes; the tenant of the scenario loses it. */
  readonly toTenantId?: string;
  /** Where it comes from; the tenant of the scenario gets it. */
  readonly fromTenantId?: string;
  /** When it starts to move, seconds since the epoch; from the start of the forecast unless given. */
  readonly at?: EpochSeconds;
  /** Days until all of it has moved, evenly; 0 unless given. */
  readonly rampDays?: number;
}

/** What is supposed to change, any number of changes at once. Without any, the answer is the baseline. */
export interface WhatIfScenario {
  /** Existing usage times this, from 0; 2 doubles it. New workloads are not multiplied. */
  readonly trafficMultiplier?: number;
  /** Factors with dates: campaigns, launches that multiply traffic, seasons that are known beforehand. */
  readonly trafficChanges?: readonly TrafficChange[];
  /** One workload or several that start at once. */
  readonly newWorkload?: WorkloadAmounts | readonly WorkloadAmounts[];
  /** One workload or several that end at once. */
  readonly removeWorkloadId?: string | readonly string[];
  /** What is added, and when. */
  readonly launches?: readonly Launch[];
  /** What is taken away, and when. */
  readonly retirements?: readonly Retirement[];
  /** What moves from or to another tenant, and when. */
  readonly migrations?: readonly Migration[];
  /** The metrics to forecast; every metric that the tenant has usage of where absent. */
  readonly metrics?: readonly ResourceMetric[];
  /** How far ahead to look; the engine's default unless given. */
  readonly horizonDays?: number;
  /** The length of a step; `daily` unless given. */
  readonly granularity?: ForecastGranularity;
}

/** Far beyond any cloud, and far from what a double cannot hold. */
const MAX_AMOUNT = 1e15;
const fromZero = checked(
  `a number from 0 to ${MAX_AMOUNT}`,
  (value): value is number => finiteNumber.is(value) && value >= 0 && value <= MAX_AMOUNT,
);

const amounts: t.Type<WorkloadAmounts> = checked(
  `a record of amounts up to ${MAX_AMOUNT} such as {"cpu": 100, "memory_gb": 500}`,
  (value): value is WorkloadAmounts =>
    isPlainObject(value) &&
    Object.values(value).every((amount) => finiteNumber.is(amount) && Math.abs(amount) <= MAX_AMOUNT),
);

const oneOrSeveral = <A>(name: string, codec: t.Type<A>): t.Type<A | readonly A[]> =>
  checked(name, (value): value is A | readonly A[] => (Array.isArray(value) ? value.every(codec.is) : codec.is(value)));

const Launch = strictRecord<Launch, object>('a launch', {
  workload: amounts,
  at: optional(epochSecondsCodec),
  rampDays: optional(fromZero),
  uncertainty: optional(fromZero),
  driver: optional(oneOf(['own', 'traffic'])),
  shape: optional(oneOf(['flat', 'usage'])),
  shapeOfWorkloadId: optional(nonEmptyText),
});

const TrafficChange = strictRecord<TrafficChange, object>('a change of traffic', {
  factor: fromZero,
  at: optional(epochSecondsCodec),
  until: optional(epochSecondsCodec),
  rampDays: optional(fromZero),
});

const Retirement = strictRecord<Retirement, object>('a retirement', {
  workloadId: nonEmptyText,
  at: optional(epochSecondsCodec),
});

const Migration = refineCodec(
  strictRecord<Migration, object>('a migration', {
    workloadId: nonEmptyText,
    toTenantId: optional(nonEmptyText),
    fromTenantId: optional(nonEmptyText),
    at: optional(epochSecondsCodec),
    rampDays: optional(fromZero),
  }),
  ({ toTenantId, fromTenantId }) =>
    (toTenantId === undefined) === (fromTenantId === undefined)
      ? 'expected either to_tenant_id or from_tenant_id'
      : undefined,
);

/** The JSON form of {@link WhatIfScenario}. */
export type WhatIfScenarioJson = WireForm<WhatIfScenario>;
/** Reads both spellings, `traffic_multiplier` as the platform's contract has it and `trafficMultiplier`. */
export const WhatIfScenario: t.Codec<WhatIfScenario, WhatIfScenarioJson> = strictRecord<WhatIfScenario>('a scenario', {
  trafficMultiplier: optional(fromZero),
  trafficChanges: optional(listOf(TrafficChange)),
  newWorkload: optional(oneOrSeveral('a workload or a list of them', amounts)),
  removeWorkloadId: optional(oneOrSeveral('a workload id or a list of them', nonEmptyText)),
  launches: optional(listOf(Launch)),
  retirements: optional(listOf(Retirement)),
  migrations: optional(listOf(Migration)),
  metrics: optional(listOf(ResourceMetric)),
  horizonDays: optional(finiteNumber),
  granularity: optional(ForecastGranularity),
});
