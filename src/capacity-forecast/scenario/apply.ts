import { bucketCalendar } from '../grid/calendar.js';
import { normalQuantile } from '../intervals/normal-quantile.js';
import { metricBounds } from '../metric-bounds.js';
import { computeConfidence } from '../metric-forecast/confidence.js';
import type { ForecastResult } from '../model/index.js';
import { activeShare } from './active-share.js';
import { addDemand, clampDemand, type Demand, multiplyDemand, subtractDemand } from './demand.js';
import type { Addition } from './plan.js';

/** A workload to take out, with the forecast of what it would have used. */
export interface RemovedDemand {
  readonly demand: Demand;
  readonly at: number;
}

/** What a scenario does to one metric. */
export interface MetricScenario {
  readonly removed: ReadonlyArray<RemovedDemand>;
  readonly factor: number;
  readonly additions: ReadonlyArray<Omit<Addition, 'amounts'> & { readonly amount: number }>;
}

/**
 * The forecast under a scenario: workloads taken out, existing traffic multiplied, workloads added, each from its
 * instant on. The baseline is never fitted anew; a scenario that changes nothing returns it as it is.
 */
export function applyScenario(baseline: ForecastResult, scenario: MetricScenario): ForecastResult {
  const additions = scenario.additions.filter(({ amount }) => amount !== 0);
  if (scenario.removed.length === 0 && scenario.factor === 1 && additions.length === 0) return baseline;
  const spans = stepIntervals(baseline);
  const shares = (at: number, rampDays: number): number[] =>
    spans.map(([from, to]) => activeShare(from, to, at, rampDays));
  let demand: Demand = { mean: baseline.predictions.map(([, value]) => value), quantiles: baseline.quantiles };
  for (const { demand: part, at } of scenario.removed) demand = subtractDemand(demand, part, shares(at, 0));
  if (scenario.factor !== 1) demand = multiplyDemand(demand, scenario.factor);
  for (const addition of additions) {
    const workload = constantDemand(addition.amount, addition.uncertainty, baseline);
    demand = addDemand(demand, workload, shares(addition.at, addition.rampDays), addition.dependence);
  }
  const { mean, quantiles } = clampDemand(demand, metricBounds(baseline.metric));
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

/** Start and end of every step. */
function stepIntervals({ predictions, granularity }: ForecastResult): ReadonlyArray<readonly [number, number]> {
  const calendar = bucketCalendar(granularity);
  return predictions.map(([start]) => [start, calendar.startOf(calendar.indexOf(start) + 1)] as const);
}
