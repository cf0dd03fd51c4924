import { orThrow } from '@omnicloud/domain';
import { memoryForecastPorts } from '@omnicloud/domain/adapters/memory';
import {
  CapacityForecastEngine,
  type CapacityExhaustion,
  type CapacityRecommendation,
  type ForecastResult,
  type UsageDataPoint,
} from '@omnicloud/domain/capacity-forecast';
import { forecastFan } from '@omnicloud/domain/charts';
import { InputProblem } from './options.js';
import type { Section } from './page.js';
import { CAPACITY_GB, NOW, sampleUsage } from './sample/usage.js';
import { day, heading, paragraph, table } from './table.js';

const TENANT = 'acme';
const METRIC = 'storage_used_gb';
const HORIZON_DAYS = 90;

/** Third part: when capacity runs out, how surely, and what to buy. */
export async function capacityPart(points: readonly UsageDataPoint[] = sampleUsage(), own = true): Promise<Section> {
  const last = points.reduce((latest, point) => Math.max(latest, point.timestamp), -Infinity);
  const now = own ? NOW : new Date(last * 1000 + 1000);
  // A file says nothing of the capacity: a fifth above the highest value is taken for the example.
  const capacity = own ? CAPACITY_GB : Math.ceil(points.reduce((most, point) => Math.max(most, point.value), 0) * 1.2);
  const engine = new CapacityForecastEngine(
    memoryForecastPorts({
      usage: [{ tenantId: TENANT, metric: METRIC, points }],
      capacity: [{ tenantId: TENANT, metric: METRIC, capacity, resourceType: 'gp3 volume', increment: 100 }],
      prices: [{ tenantId: TENANT, metric: METRIC, currency: 'EUR', onDemandHourly: '0.000109589' }],
      now,
    }),
  );
  try {
    const forecast = await orThrow(engine.forecastMetric(TENANT, METRIC, HORIZON_DAYS));
    const exhaustion = await orThrow(engine.explainCapacityExhaustion(TENANT, METRIC, capacity));
    const recommendations = await orThrow(engine.generateCapacityRecommendations(TENANT, forecast));
    const regimeChanges = engine.detectRegimeChange(points);
    const fan = { forecast, history: points, capacity, exhaustion: exhaustion.p90Date, regimeChanges };
    return {
      title: 'When capacity runs out',
      summary: dates(exhaustion),
      text: [
        heading('When capacity runs out') + forecastTable(forecast),
        `${dates(exhaustion)}\nModel ${forecast.modelType}, season ${forecast.seasonalityDetected}, confidence ${forecast.confidenceScore.toFixed(2)}.`,
        advice(recommendations),
      ].join('\n\n'),
      charts: [(size) => forecastFan(fan, size)],
    };
  } catch (cause) {
    throw new InputProblem(`usage: ${(cause as Error).message}`);
  }
}

function forecastTable({ predictions, lowerBoundP10, upperBoundP90, quantiles }: ForecastResult): string {
  const steps = [0, 6, 13, 29, 59, 89].filter((step) => step < predictions.length);
  const rows = steps.map((i) => [
    day(predictions[i]![0]),
    lowerBoundP10[i]!.toFixed(1),
    (quantiles['0.5'] ?? [])[i]?.toFixed(1) ?? '',
    upperBoundP90[i]!.toFixed(1),
  ]);
  return table(['day', 'P10', 'P50', 'P90'], rows);
}

function dates({
  capacity,
  exhaustedNow,
  p50Date,
  p90Date,
  p99Date,
  probability,
  horizonDays,
}: CapacityExhaustion): string {
  if (exhaustedNow) return `The capacity of ${capacity} is exceeded already.`;
  const shown = (date: number | null): string => (date === null ? `not within ${horizonDays} days` : day(date));
  return `Capacity of ${capacity} reached: P99 ${shown(p99Date)}, P90 ${shown(p90Date)}, P50 ${shown(p50Date)}; ${Math.round(100 * probability)} % likely within ${horizonDays} days.`;
}

function advice(recommendations: readonly CapacityRecommendation[]): string {
  if (recommendations.length === 0) return 'Nothing to buy within the forecast.';
  const rows = recommendations.map((r) => [
    r.resourceType,
    String(r.currentCapacity),
    String(r.recommendedCapacity),
    `${r.estimatedMonthlyCostDelta.toFixed(2)} ${r.currency ?? ''}`.trim(),
    r.urgency,
  ]);
  const reasons = recommendations.map((r) => paragraph(`${r.resourceType}: ${r.reason}`)).join('\n');
  return `${table(['resource', 'now', 'recommended', 'a month', 'urgency'], rows, [0, 4])}\n${reasons}`;
}
