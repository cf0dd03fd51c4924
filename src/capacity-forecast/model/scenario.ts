import { type WireForm } from '../../codec/record.js';
import * as t from '../../codec/io-ts.js';
import { guardedCodec, isPlainObject, listOf, optional, record, snakeCase } from '../../codec/record.js';
import { checked, epochSecondsCodec, finiteNumber, nonEmptyText, oneOf } from '../../codec/values.js';
import { show } from '../../errors/show.js';
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

/** Refuses fields that the model does not know: a misspelled one would silently change nothing. */
function knownFields<A, O>(codec: t.Codec<A, O>, names: readonly (keyof A & string)[]): t.Codec<A, O> {
  const known = new Set<string>(names.flatMap((name) => [name, snakeCase(name)]));
  const unknown = (value: unknown): string | undefined =>
    isPlainObject(value) ? Object.keys(value).find((key) => !known.has(key)) : undefined;
  return guardedCodec<A, O>(
    codec.name,
    (value): value is A => unknown(value) === undefined && codec.is(value),
    (value, context) => {
      const key = unknown(value);
      const message = `expected the fields ${names.map(snakeCase).join(', ')}, got ${show(key)}`;
      return key === undefined ? codec.validate(value, context) : t.failure(value, context, message);
    },
    codec.encode,
  );
}

const Launch = knownFields<Launch, object>(
  record<Launch, object>('a launch', {
    workload: amounts,
    at: optional(epochSecondsCodec),
    rampDays: optional(fromZero),
    uncertainty: optional(fromZero),
    driver: optional(oneOf(['own', 'traffic'])),
    shape: optional(oneOf(['flat', 'usage'])),
  }),
  ['workload', 'at', 'rampDays', 'uncertainty', 'driver', 'shape'],
);

const TrafficChange = knownFields<TrafficChange, object>(
  record<TrafficChange, object>('a change of traffic', {
    factor: fromZero,
    at: optional(epochSecondsCodec),
    until: optional(epochSecondsCodec),
    rampDays: optional(fromZero),
  }),
  ['factor', 'at', 'until', 'rampDays'],
);

const Retirement = knownFields<Retirement, object>(
  record<Retirement, object>('a retirement', {
    workloadId: nonEmptyText,
    at: optional(epochSecondsCodec),
  }),
  ['workloadId', 'at'],
);

/** The JSON form of {@link WhatIfScenario}. */
export type WhatIfScenarioJson = WireForm<WhatIfScenario>;
/** Reads both spellings, `traffic_multiplier` as the platform's contract has it and `trafficMultiplier`. */
export const WhatIfScenario: t.Codec<WhatIfScenario, WhatIfScenarioJson> = knownFields<
  WhatIfScenario,
  WhatIfScenarioJson
>(
  record<WhatIfScenario>('a scenario', {
    trafficMultiplier: optional(fromZero),
    trafficChanges: optional(listOf(TrafficChange)),
    newWorkload: optional(oneOrSeveral('a workload or a list of them', amounts)),
    removeWorkloadId: optional(oneOrSeveral('a workload id or a list of them', nonEmptyText)),
    launches: optional(listOf(Launch)),
    retirements: optional(listOf(Retirement)),
    metrics: optional(listOf(ResourceMetric)),
    horizonDays: optional(finiteNumber),
    granularity: optional(ForecastGranularity),
  }),
  [
    'trafficMultiplier',
    'trafficChanges',
    'newWorkload',
    'removeWorkloadId',
    'launches',
    'retirements',
    'metrics',
    'horizonDays',
    'granularity',
  ],
);
