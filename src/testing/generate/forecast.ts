import type { ForecastResult, TrainedModel } from '../../capacity-forecast/model/index.js';
import type { EpochSeconds } from '../../time/index.js';

/** A forecast of three steps; `changes` says what is different about it. */
export function forecastResult(changes: Partial<ForecastResult> = {}): ForecastResult {
  return {
    forecastId: 'forecast-1',
    tenantId: 'acme',
    metric: 'cpu_utilization',
    granularity: 'daily',
    predictions: [0, 1, 2].map((day) => [(1.7e9 + day * 86_400) as EpochSeconds, 40 + day / 3] as const),
    lowerBoundP10: [30, 30.1, 30.2],
    upperBoundP90: [50.5, 51.25, 52.125],
    quantiles: { '0.1': [30, 30.1, 30.2], '0.5': [40, 40.3, 40.7], '0.9': [50.5, 51.25, 52.125] },
    modelType: 'ensemble',
    seasonalityDetected: 'weekly',
    confidenceScore: 0.9,
    generatedAt: 1.7e9 as EpochSeconds,
    ...changes,
  };
}

/** A custom model; `changes` says what is different about it. */
export function trainedModel(changes: Partial<TrainedModel> = {}): TrainedModel {
  return {
    modelId: 'model-1',
    tenantId: 'acme',
    metric: 'cpu_utilization',
    config: { models: ['theta'], periods: [7], bounds: [0, null] },
    trainingHash: 'cbf29ce484222325',
    trainingPoints: 90,
    trainedFrom: 1.69e9 as EpochSeconds,
    trainedUntil: 1.7e9 as EpochSeconds,
    trainedAt: 1.7e9 as EpochSeconds,
    mase: 0.8,
    defaultMase: 0.9,
    origins: 12,
    ...changes,
  };
}
