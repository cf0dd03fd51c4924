import { writeLog } from '../../host/log.js';
import { decode } from '../../codec/decode.js';
import { listOf } from '../../codec/record.js';
import { nonEmptyText } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { isError } from '../../errors/tagged.js';
import { E } from '../../prelude.js';
import { type EngineError, type MetricForecastError, type UnknownWorkload, unknownWorkload } from '../errors.js';
import { forecastUsage } from '../forecast-usage.js';
import type { DemandCalendar } from '../model/calendar.js';
import type { ForecastResult } from '../model/forecast.js';
import { WhatIfScenario, Workload } from '../model/scenario.js';
import { RESOURCE_METRICS, ResourceMetric } from '../model/usage.js';
import { METRICS } from '../metrics.js';
import {
  applyScenario,
  constantDemand,
  type Demand,
  movedDemand,
  type RemovedDemand,
  type ScenarioPlan,
  toScenarioPlan,
} from '../scenario.js';
import {
  callPort,
  type EngineContext,
  type EngineResult,
  parseArgument,
  requirePort,
  fetchCalendar,
  fetchRecord,
} from './context.js';
import { fetchCapacity } from './capacity.js';
import { computeForecast } from './forecasts.js';

/** Forecasts under a scenario by metric; a metric without enough history is left out. */
export type ScenarioForecasts = Readonly<Partial<Record<ResourceMetric, ForecastResult>>>;

/** Forecasts every metric of a tenant as it is and as the scenario would make it. Nothing is kept or published. */
export async function runWhatIfScenario(
  context: EngineContext,
  tenant: string,
  given: unknown,
): EngineResult<ScenarioForecasts, MetricForecastError | UnknownWorkload> {
  const tenantId = parseArgument(nonEmptyText, tenant, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const scenario = parseArgument(WhatIfScenario, given, 'the scenario');
  if (E.isLeft(scenario)) return scenario;
  const plan = toScenarioPlan(scenario.right);
  if (E.isLeft(plan)) return plan;
  const workloads = await fetchWorkloads(context, tenantId.right, plan.right);
  if (E.isLeft(workloads)) return workloads;
  const baselines = await computeBaselines(context, tenantId.right, scenario.right);
  if (E.isLeft(baselines)) return baselines;
  const results: [ResourceMetric, ForecastResult][] = [];
  for (const baseline of baselines.right) {
    const arriving = await fetchArrivals(context, baseline, plan.right, scenario.right);
    if (E.isLeft(arriving)) return arriving;
    const result = await forecastUnderScenario(context, baseline, plan.right, workloads.right, arriving.right);
    if (E.isLeft(result)) return result;
    results.push([baseline.metric, result.right]);
  }
  return E.right(Object.fromEntries(results));
}

interface ScenarioWorkloads {
  readonly leaving: readonly { readonly workload: Workload; readonly at: number; readonly rampDays: number }[];
  /** What launches take their shape from. */
  readonly references: ReadonlyMap<string, Workload>;
}

async function forecastUnderScenario(
  context: EngineContext,
  baseline: ForecastResult,
  plan: ScenarioPlan,
  { leaving, references }: ScenarioWorkloads,
  arriving: readonly RemovedDemand[],
): EngineResult<ForecastResult> {
  const { tenantId, metric } = baseline;
  const calendar = await fetchCalendar(context, { tenantId, metric });
  if (E.isLeft(calendar)) return calendar;
  const wanted = plan.additions.flatMap(({ amounts, shapeOfWorkloadId, ...addition }) => {
    const amount = amounts.get(metric);
    const workload = references.get(shapeOfWorkloadId ?? '');
    return amount === undefined
      ? []
      : [{ ...addition, amount, reference: workload && forecastWorkload(workload, baseline, calendar.right)[0] }];
  });
  const percent = METRICS[metric].kind === 'percent';
  const capacity = percent && wanted.length > 0 ? await fetchCapacity(context, tenantId, metric) : E.right(null);
  if (E.isLeft(capacity)) return capacity;
  // A utilization is percent of what is provisioned: the same cores are fewer percent of a larger cluster.
  const scale = capacity.right?.provisionedUnits === undefined ? 1 : 100 / capacity.right.provisionedUnits;
  const additions = wanted.map((addition) => ({ ...addition, amount: addition.amount * scale }));
  const removed = leaving.flatMap(({ workload, ...when }) =>
    forecastWorkload(workload, baseline, calendar.right).map((demand): RemovedDemand => ({ demand, ...when })),
  );
  return E.right(applyScenario(baseline, { removed, factors: plan.factors, additions, arriving }));
}

/** What comes in from other tenants: exactly what leaves them, in units of this tenant. */
async function fetchArrivals(
  context: EngineContext,
  baseline: ForecastResult,
  { arrivals }: ScenarioPlan,
  { horizonDays = context.settings.forecastDays, granularity = 'daily' }: WhatIfScenario,
): EngineResult<readonly RemovedDemand[], MetricForecastError | UnknownWorkload> {
  const { metric } = baseline;
  const found: RemovedDemand[] = [];
  for (const { workloadId, fromTenantId: tenantId, ...when } of arrivals) {
    const workload = await fetchWorkload(context, tenantId, workloadId);
    if (E.isLeft(workload)) return workload;
    if (!workload.right.demand.some((demand) => demand.metric === metric)) continue;
    const whole = await computeForecast(context, { tenantId, metric, horizonDays, granularity });
    if (E.isLeft(whole)) return whole;
    const scale = await fetchUnitScale(context, tenantId, baseline);
    if (E.isLeft(scale)) return scale;
    const calendar = await fetchCalendar(context, { tenantId, metric });
    if (E.isLeft(calendar)) return calendar;
    const { predictions, quantiles } = whole.right;
    const demand = { mean: predictions.map(([, value]) => value), quantiles };
    for (const part of forecastWorkload(workload.right, whole.right, calendar.right))
      found.push({ demand: movedDemand(part, demand, scale.right), ...when });
  }
  return E.right(found);
}

/**
 * Percent of one tenant's units in percent of another's, where both are known; other metrics count the same for all.
 */
async function fetchUnitScale(
  context: EngineContext,
  from: string,
  { tenantId, metric }: ForecastResult,
): EngineResult<number> {
  if (METRICS[metric].kind !== 'percent') return E.right(1);
  const there = await fetchCapacity(context, from, metric);
  if (E.isLeft(there)) return there;
  const here = await fetchCapacity(context, tenantId, metric);
  if (E.isLeft(here)) return here;
  const [before, after] = [there.right?.provisionedUnits, here.right?.provisionedUnits];
  return E.right(before === undefined || after === undefined ? 1 : before / after);
}

/** What a workload would have used of the baseline's metric: forecast from its own measurements where they suffice. */
function forecastWorkload(
  workload: Workload,
  baseline: ForecastResult,
  { holidays = [], events = [], ...calendar }: DemandCalendar = {},
): readonly Demand[] {
  // Amounts are those of the tenant's whole demand.
  const shared = (cause: string | { readonly amount?: number }): boolean =>
    typeof cause === 'string' || cause.amount === undefined;
  return workload.demand
    .filter(({ metric }) => metric === baseline.metric)
    .map(({ level, spread = 0, points = [] }) => {
      const { metric, granularity, generatedAt, predictions, quantiles, aggregation } = baseline;
      const own = forecastUsage({
        metric,
        points,
        now: generatedAt,
        granularity,
        horizonDays: 1,
        steps: { from: predictions[0]?.[0] ?? generatedAt, count: predictions.length },
        levels: Object.keys(quantiles).map(Number),
        ...(aggregation && { aggregation }),
        calendar: { ...calendar, holidays: holidays.filter(shared), events: events.filter(shared) },
      });
      if (E.isLeft(own)) return constantDemand(level, level === 0 ? 0 : spread / Math.abs(level), baseline);
      return { mean: own.right.predictions.map(([, value]) => value), quantiles: own.right.quantiles };
    });
}

async function computeBaselines(
  context: EngineContext,
  tenantId: string,
  scenario: WhatIfScenario,
): EngineResult<readonly ForecastResult[], MetricForecastError> {
  const metrics = await fetchMetrics(context, tenantId, scenario);
  if (E.isLeft(metrics)) return metrics;
  const { horizonDays = context.settings.forecastDays, granularity = 'daily' } = scenario;
  const baselines: ForecastResult[] = [];
  let tooShort: Awaited<EngineResult<never, MetricForecastError>> | undefined;
  for (const metric of metrics.right) {
    const baseline = await computeForecast(context, { tenantId, metric, horizonDays, granularity });
    if (E.isRight(baseline)) baselines.push(baseline.right);
    else if (!isError(baseline.left, 'InsufficientHistory') || scenario.metrics !== undefined) return baseline;
    else {
      tooShort ??= baseline;
      if (baseline.left.points > 0)
        writeLog(context.ports.log, {
          level: 'warning',
          message: `left out of the scenario: ${baseline.left.message}`,
          context: { tenantId, metric },
        });
    }
  }
  return baselines.length === 0 && tooShort !== undefined ? tooShort : E.right(baselines);
}

async function fetchMetrics(
  context: EngineContext,
  tenantId: string,
  scenario: WhatIfScenario,
): EngineResult<readonly ResourceMetric[]> {
  const { usage } = context.ports;
  if (scenario.metrics !== undefined)
    return E.right(RESOURCE_METRICS.filter((metric) => scenario.metrics!.includes(metric)));
  if (usage.listMetrics === undefined) return E.right(RESOURCE_METRICS);
  const listed = await callPort<readonly ResourceMetric[], DecodeError>(context, {
    port: 'usage',
    method: 'listMetrics',
    tenantId,
    call: (signal) => usage.listMetrics!({ tenantId }, signal),
    read: (answer) => decode(listOf(ResourceMetric), answer, 'the answer of the usage port'),
  })();
  return E.isLeft(listed) ? listed : E.right(RESOURCE_METRICS.filter((metric) => listed.right.includes(metric)));
}

async function fetchWorkloads(
  context: EngineContext,
  tenantId: string,
  plan: ScenarioPlan,
): EngineResult<ScenarioWorkloads, EngineError | UnknownWorkload> {
  const leaving: { workload: Workload; at: number; rampDays: number }[] = [];
  for (const { workloadId, at, rampDays } of plan.removals) {
    const workload = await fetchWorkload(context, tenantId, workloadId);
    if (E.isLeft(workload)) return workload;
    leaving.push({ workload: workload.right, at, rampDays });
  }
  const references = new Map<string, Workload>();
  for (const { shapeOfWorkloadId } of plan.additions) {
    if (shapeOfWorkloadId === undefined || references.has(shapeOfWorkloadId)) continue;
    const workload = await fetchWorkload(context, tenantId, shapeOfWorkloadId);
    if (E.isLeft(workload)) return workload;
    references.set(shapeOfWorkloadId, workload.right);
  }
  return E.right({ leaving, references });
}

async function fetchWorkload(
  context: EngineContext,
  tenantId: string,
  workloadId: string,
): EngineResult<Workload, EngineError | UnknownWorkload> {
  const port = requirePort(context.ports.workloads, 'workloads', 'to move, take out or imitate a workload');
  if (E.isLeft(port)) return port;
  const asked = { tenantId, workloadId };
  const workload = await fetchRecord<Workload, typeof asked>(context, {
    port: 'workloads',
    method: 'readWorkload',
    codec: Workload,
    key: asked,
    call: (signal) => port.right.readWorkload(asked, signal),
  })();
  if (E.isLeft(workload)) return workload;
  return workload.right === null ? E.left(unknownWorkload(asked)) : E.right(workload.right);
}
