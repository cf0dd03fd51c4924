import { E, type Either } from '../prelude.js';
import { normalQuantile } from '../stats/distributions.js';
import { invalidForecastOption, type InvalidForecastOption } from './errors.js';
import { computeConfidence } from './accuracy.js';
import { stepEnd } from './grid.js';
import { DAY } from './measurements.js';
import { METRICS } from './metrics.js';
import type { ForecastResult } from './model/forecast.js';
import type { Migration, TrafficChange, WhatIfScenario, WorkloadAmounts } from './model/scenario.js';
import { RESOURCE_METRICS, type ResourceMetric } from './model/usage.js';

/** The short names under which a workload's needs are stated. */
const METRICS_BY_NAME: ReadonlyMap<string, ResourceMetric> = new Map(
  RESOURCE_METRICS.flatMap((metric) => [metric, ...METRICS[metric].aliases].map((name) => [name, metric] as const)),
);

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

/** A workload that is added to a tenant's demand. */
interface Addition {
  readonly amounts: ReadonlyMap<ResourceMetric, number>;
  /** Standard deviation as a share of the demand. */
  readonly uncertainty: number;
  readonly dependence: Dependence;
  /** In seconds since the epoch; minus infinity for at once. */
  readonly at: number;
  readonly rampDays: number;
  readonly shape?: 'flat' | 'usage';
  readonly shapeOfWorkloadId?: string | undefined;
}

/** Existing usage times a factor for a time. */
interface Multiplication {
  readonly factor: number;
  readonly at: number;
  readonly until: number;
  readonly rampDays: number;
}

/** A workload that is taken out of a tenant's demand. */
interface Removal {
  readonly workloadId: string;
  readonly at: number;
  readonly rampDays: number;
}

/** A workload of another tenant that comes in. */
interface Arrival extends Removal {
  readonly fromTenantId: string;
}

/** A scenario in its simplest terms. Removals come first, then the factor, then additions. */
export interface ScenarioPlan {
  readonly removals: readonly Removal[];
  readonly arrivals: readonly Arrival[];
  readonly factors: readonly Multiplication[];
  readonly additions: readonly Addition[];
}

/** Brings the many ways to say a scenario to one. A workload that is taken out twice goes at the earlier instant. */
export function toScenarioPlan(scenario: WhatIfScenario): Either<InvalidForecastOption, ScenarioPlan> {
  const launches = [...toList(scenario.newWorkload).map((workload) => ({ workload })), ...(scenario.launches ?? [])];
  const additions: Addition[] = [];
  for (const launch of launches) {
    const fields: LaunchFields = launch;
    const {
      workload,
      at = -Infinity,
      rampDays = 0,
      uncertainty = 0,
      driver = 'own',
      shape = 'flat',
      shapeOfWorkloadId,
    } = fields;
    const amounts = parseAmounts(workload);
    if (E.isLeft(amounts)) return amounts;
    const moves = { uncertainty, dependence: driver, at, rampDays, shape, shapeOfWorkloadId };
    additions.push({ amounts: amounts.right, ...moves });
  }
  const removals = new Map<string, Removal>();
  const migrations = scenario.migrations ?? [];
  const leaving = [
    ...toList(scenario.removeWorkloadId).map((workloadId) => ({ workloadId })),
    ...(scenario.retirements ?? []),
    ...migrations.filter(({ toTenantId }) => toTenantId !== undefined),
  ];
  for (const { workloadId, at = -Infinity, rampDays = 0 } of leaving as readonly Partial<Migration>[]) {
    const other = removals.get(workloadId!);
    if (other === undefined || at < other.at) removals.set(workloadId!, { workloadId: workloadId!, at, rampDays });
  }
  const arrivals = migrations.flatMap(({ workloadId, fromTenantId, at = -Infinity, rampDays = 0 }) =>
    fromTenantId === undefined ? [] : [{ workloadId, fromTenantId, at, rampDays }],
  );
  return E.right({
    removals: [...removals.values()],
    arrivals,
    factors: [{ factor: scenario.trafficMultiplier ?? 1 }, ...(scenario.trafficChanges ?? [])]
      .map((change: TrafficChange) => ({ at: -Infinity, until: Infinity, rampDays: 0, ...change }))
      .filter(({ factor }) => factor !== 1),
    additions,
  });
}

interface LaunchFields {
  readonly workload: WorkloadAmounts;
  readonly at?: number;
  readonly rampDays?: number;
  readonly uncertainty?: number;
  readonly driver?: Dependence;
  readonly shape?: 'flat' | 'usage';
  readonly shapeOfWorkloadId?: string;
}

const toList = <A>(value: A | readonly A[] | undefined): readonly A[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly A[]) : [value as A];

/** A demand forecast without its names: what the arithmetic of scenarios works on, step by step. */
export interface Demand {
  readonly mean: readonly number[];
  /** Per level, keyed by `String(level)`. */
  readonly quantiles: Readonly<Record<string, readonly number[]>>;
}

/** Demand times a factor a step; its uncertainty grows with it, and a factor of 1 leaves a step as it is. */
function multiplyDemand({ mean, quantiles }: Demand, factors: readonly number[]): Demand {
  const multiply = (values: readonly number[]): number[] => values.map((value, h) => value * factors[h]!);
  return { mean: multiply(mean), quantiles: mapLevels({ mean, quantiles }, (_, values) => multiply(values)) };
}

/** How a demand's uncertainty combines with the rest: independent ones by variance, those of one driver by width. */
type Dependence = 'own' | 'traffic';

/** The sum of two demands, the second weighed by its share of each step. */
function addDemand(demand: Demand, other: Demand, shares: readonly number[], dependence: Dependence): Demand {
  return mapSteps(
    demand,
    (value, h) => value + shares[h]! * other.mean[h]!,
    (offset, h, level) => {
      const extra = shares[h]! * quantileOffset(other, h, level);
      return dependence === 'own' ? Math.sign(offset + extra) * Math.hypot(offset, extra) : offset + extra;
    },
  );
}

/**
 * What is left of a demand without a part of it, never below zero. The part takes its own variance along, but what
 * stays is at least as uncertain, for its size, as the whole was.
 */
function subtractDemand(demand: Demand, part: Demand, shares: readonly number[]): Demand {
  const left = (value: number, h: number): number => Math.max(0, value - shares[h]! * Math.min(value, part.mean[h]!));
  return mapSteps(demand, left, (offset, h, level) => {
    const whole = demand.mean[h]!;
    const gone = shares[h]! * quantileOffset(part, h, level);
    const independent = Math.sqrt(Math.max(0, offset * offset - gone * gone));
    const proportional = whole > 0 ? (Math.abs(offset) * left(whole, h)) / whole : 0;
    return Math.sign(offset) * Math.max(independent, proportional);
  });
}

/** Demand within what the metric can be. */
function clampDemand(demand: Demand, [low, high]: readonly [number, number]): Demand {
  const clamp = (values: readonly number[]): number[] => values.map((value) => Math.max(low, Math.min(high, value)));
  return { mean: clamp(demand.mean), quantiles: mapLevels(demand, (_, values) => clamp(values)) };
}

/** Changes the mean and each quantile's distance from it. */
function mapSteps(
  demand: Demand,
  meanOf: (value: number, h: number) => number,
  offsetAt: (offset: number, h: number, level: string) => number,
): Demand {
  const mean = demand.mean.map(meanOf);
  const quantiles = mapLevels(demand, (level, values) =>
    values.map((_, h) => mean[h]! + offsetAt(quantileOffset(demand, h, level), h, level)),
  );
  return { mean, quantiles };
}

function mapLevels(
  demand: Demand,
  change: (level: string, values: readonly number[]) => number[],
): Record<string, number[]> {
  return Object.fromEntries(Object.entries(demand.quantiles).map(([level, values]) => [level, change(level, values)]));
}

/** A demand that was not forecast at a level has no uncertainty there. */
const quantileOffset = ({ mean, quantiles }: Demand, h: number, level: string): number =>
  (quantiles[level]?.[h] ?? mean[h]!) - mean[h]!;

/**
 * How much of a workload runs on average from `start` to `end`, if it starts at `at` and grows evenly to its full size
 * over `rampDays`: from 0 to 1, exact. All instants in seconds.
 */
export function activeShare(start: number, end: number, at: number, rampDays: number): number {
  const ramp = rampDays * DAY;
  const area = (time: number): number => {
    const since = Math.max(0, time - at);
    return since < ramp ? (since * since) / (2 * ramp) : since - ramp / 2;
  };
  if (start >= at + ramp) return 1;
  return end <= start ? 0 : (area(end) - area(start)) / (end - start);
}

/** A workload to take out, with the forecast of what it would have used. */
export interface RemovedDemand {
  readonly demand: Demand;
  readonly at: number;
  readonly rampDays?: number;
}

/**
 * What of a workload another tenant loses with it: no more than it has. What arrives is this, so that the two add up to
 * what they were.
 */
export function movedDemand(part: Demand, whole: Demand, scale: number): Demand {
  return mapSteps(
    part,
    (value, h) => scale * Math.max(0, Math.min(value, whole.mean[h]!)),
    (offset) => scale * offset,
  );
}

/** What a scenario does to one metric. */
interface MetricScenario {
  /** Workloads of other tenants that come in. */
  readonly arriving?: readonly RemovedDemand[];
  readonly removed: readonly RemovedDemand[];
  readonly factors: readonly Multiplication[];
  readonly additions: readonly (Omit<Addition, 'amounts' | 'shapeOfWorkloadId'> & {
    readonly amount: number;
    /** What it moves as, through day and week. */
    readonly reference?: Demand | undefined;
  })[];
}

/**
 * The forecast under a scenario: workloads taken out, existing traffic multiplied, workloads added, each from its
 * instant on. The baseline is never fitted again; a scenario that changes nothing returns it as it is.
 */
export function applyScenario(baseline: ForecastResult, scenario: MetricScenario): ForecastResult {
  const additions = scenario.additions.filter(({ amount }) => amount !== 0);
  const { removed, factors: changes, arriving = [] } = scenario;
  if (removed.length + changes.length + additions.length + arriving.length === 0) return baseline;
  const spans = stepIntervals(baseline);
  const shares = (at: number, rampDays: number): number[] =>
    spans.map(([from, to]) => activeShare(from, to, at, rampDays));
  let demand: Demand = { mean: baseline.predictions.map(([, value]) => value), quantiles: baseline.quantiles };
  for (const { demand: part, at, rampDays = 0 } of removed) demand = subtractDemand(demand, part, shares(at, rampDays));
  const over = (until: number): number[] => (until === Infinity ? spans.map(() => 0) : shares(until, 0));
  const factors = changes.reduce<number[]>(
    (all, { factor, at, until, rampDays }) => {
      const [begun, ended] = [shares(at, rampDays), over(until)];
      return all.map((f, h) => f * (1 + (factor - 1) * Math.max(0, begun[h]! - ended[h]!)));
    },
    spans.map(() => 1),
  );
  if (changes.length > 0) demand = multiplyDemand(demand, factors);
  for (const addition of additions) {
    const flat = constantDemand(addition.amount, addition.uncertainty, baseline);
    const own = addition.shape === 'usage' ? baseline.predictions.map(([, value]) => value) : undefined;
    const reference = addition.reference?.mean ?? own;
    const workload = reference === undefined ? flat : multiplyDemand(flat, shapeOf(reference));
    demand = addDemand(demand, workload, shares(addition.at, addition.rampDays), addition.dependence);
  }
  for (const { demand: part, at, rampDays = 0 } of arriving)
    demand = addDemand(demand, part, shares(at, rampDays), 'own');
  const { mean, quantiles } = clampDemand(demand, METRICS[baseline.metric].bounds);
  const p10 = quantiles['0.1'] ?? mean;
  const p90 = quantiles['0.9'] ?? mean;
  return {
    ...baseline,
    predictions: baseline.predictions.map(([at], h) => [at, mean[h]!] as const),
    lowerBoundP10: p10,
    upperBoundP90: p90,
    quantiles,
    modelType: `${baseline.modelType}, what-if`,
    confidenceScore: computeConfidence([...mean], [...p10], [...p90]),
  };
}

/** A demand of one size with normal uncertainty around it. */
export function constantDemand(level: number, uncertainty: number, { predictions, quantiles }: ForecastResult): Demand {
  const flat = (value: number): number[] => predictions.map(() => value);
  const spread = Math.abs(level) * uncertainty;
  return {
    mean: flat(level),
    quantiles: Object.fromEntries(
      Object.keys(quantiles).map((name) => [
        name,
        flat(spread === 0 ? level : level + spread * normalQuantile(Number(name))),
      ]),
    ),
  };
}

/** How a path moves about its mean: 1 on average, as far as it is above zero. */
function shapeOf(path: readonly number[]): number[] {
  const mean = path.reduce((sum, value) => sum + value, 0) / path.length;
  return path.map((value) => (mean > 0 ? Math.max(0, value) / mean : 1));
}

/** Start and end of every step. */
function stepIntervals(forecast: ForecastResult): readonly (readonly [number, number])[] {
  return forecast.predictions.map(([start]) => [start, stepEnd(forecast, start)] as const);
}
