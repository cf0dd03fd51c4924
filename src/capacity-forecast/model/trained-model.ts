import {
  checked,
  count,
  epochSecondsCodec,
  finiteNumber,
  flag,
  listOf,
  nonEmptyText,
  nullable,
  oneOf,
  optional,
  pairOf,
  record,
  type t,
} from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { ForecastGranularity, ResourceMetric } from './usage.js';

/** What a custom model may be told; everything has a default. */
export interface CustomModelConfig {
  /** Names of the models to mix; all where absent. */
  readonly models?: ReadonlyArray<string>;
  /** Seasonal lengths in steps; detected where absent. */
  readonly periods?: ReadonlyArray<number>;
  /** Forecast the values as they are, or their logarithms. */
  readonly transform?: 'none' | 'log';
  /** Bounds in the metric's unit; null leaves a side open. The metric's own where absent. */
  readonly bounds?: readonly [low: number | null, high: number | null];
  /** The length of a step; `daily` unless given. */
  readonly granularity?: ForecastGranularity;
  /** Steps ahead at which it is scored; 14 days where absent. */
  readonly scoredSteps?: number;
  /** Serve it even where the default forecasts better. */
  readonly force?: boolean;
}

/** A custom model as it is stored: plain data, nothing to execute. */
export interface TrainedModel {
  /** Unique to the training. */
  readonly modelId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** What was asked for. */
  readonly config: CustomModelConfig;
  /** Hash (FNV-1a, 64 bits) of the grid it was trained on: the same data has the same one. */
  readonly trainingHash: string;
  /** How many measurements it learned from. */
  readonly trainingPoints: number;
  /** The first measurement, seconds since the epoch. */
  readonly trainedFrom: EpochSeconds;
  /** The last measurement, seconds since the epoch. */
  readonly trainedUntil: EpochSeconds;
  /** Seconds since the epoch. */
  readonly trainedAt: EpochSeconds;
  /** MASE over rolling origins of the model and of the default, on the same steps. */
  readonly mase: number;
  /** The error of the default model on the same measurements, to compare with. */
  readonly defaultMase: number;
  /** How many origins were scored. */
  readonly origins: number;
}

const stepCount = checked('a whole number from 1', (value): value is number => count.is(value) && value >= 1);
const bound = nullable(finiteNumber);
const pair = pairOf(bound, bound, 'a pair [low, high]');

export const CustomModelConfig: t.Type<CustomModelConfig, object> = record<CustomModelConfig>(
  'the configuration of a model',
  {
    models: optional(listOf(nonEmptyText)),
    periods: optional(listOf(count)),
    transform: optional(oneOf(['none', 'log'])),
    bounds: optional(pair),
    granularity: optional(ForecastGranularity),
    scoredSteps: optional(stepCount),
    force: optional(flag),
  },
);

export const TrainedModel: t.Type<TrainedModel, object> = record<TrainedModel>('a trained model', {
  modelId: nonEmptyText,
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  config: CustomModelConfig,
  trainingHash: nonEmptyText,
  trainingPoints: count,
  trainedFrom: epochSecondsCodec,
  trainedUntil: epochSecondsCodec,
  trainedAt: epochSecondsCodec,
  mase: finiteNumber,
  defaultMase: finiteNumber,
  origins: count,
});
