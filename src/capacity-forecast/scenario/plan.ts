import type { InvalidForecastOption } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ResourceMetric, WhatIfScenario, WorkloadAmounts } from '../model/index.js';
import { parseAmounts } from './workload-amounts.js';
import type { Dependence } from './demand.js';

/** A workload that is added to a tenant's demand. */
export interface Addition {
  readonly amounts: ReadonlyMap<ResourceMetric, number>;
  /** Standard deviation as a share of the demand. */
  readonly uncertainty: number;
  readonly dependence: Dependence;
  /** In seconds since the epoch; minus infinity for at once. */
  readonly at: number;
  readonly rampDays: number;
}

/** A workload that is taken out of a tenant's demand. */
export interface Removal {
  readonly workloadId: string;
  readonly at: number;
}

/** A scenario in its simplest terms. Removals come first, then the factor, then additions. */
export interface ScenarioPlan {
  readonly removals: ReadonlyArray<Removal>;
  readonly factor: number;
  readonly additions: ReadonlyArray<Addition>;
}

/** Brings the many ways to say a scenario to one. A workload that is taken out twice goes at the earlier instant. */
export function toScenarioPlan(scenario: WhatIfScenario): Either<InvalidForecastOption, ScenarioPlan> {
  const launches = [...toList(scenario.newWorkload).map((workload) => ({ workload })), ...(scenario.launches ?? [])];
  const additions: Addition[] = [];
  for (const launch of launches) {
    const { workload, at = -Infinity, rampDays = 0, uncertainty = 0, driver = 'own' }: LaunchFields = launch;
    const amounts = parseAmounts(workload);
    if (E.isLeft(amounts)) return amounts;
    additions.push({ amounts: amounts.right, uncertainty, dependence: driver, at, rampDays });
  }
  const removals = new Map<string, number>();
  const leaving = [
    ...toList(scenario.removeWorkloadId).map((workloadId) => ({ workloadId })),
    ...(scenario.retirements ?? []),
  ];
  for (const { workloadId, at = -Infinity } of leaving as ReadonlyArray<{ workloadId: string; at?: number }>) {
    removals.set(workloadId, Math.min(at, removals.get(workloadId) ?? Infinity));
  }
  return E.right({
    removals: [...removals].map(([workloadId, at]) => ({ workloadId, at })),
    factor: scenario.trafficMultiplier ?? 1,
    additions,
  });
}

interface LaunchFields {
  readonly workload: WorkloadAmounts;
  readonly at?: number;
  readonly rampDays?: number;
  readonly uncertainty?: number;
  readonly driver?: Dependence;
}

const toList = <A>(value: A | ReadonlyArray<A> | undefined): ReadonlyArray<A> =>
  value === undefined ? [] : Array.isArray(value) ? (value as ReadonlyArray<A>) : [value as A];
