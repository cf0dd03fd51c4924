import {
  epochSecondsCodec,
  finiteNumber,
  listOf,
  mapOf,
  nonEmptyText,
  optional,
  pairOf,
  record,
  text,
  type t,
} from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { UsageAggregation } from './aggregation.js';
import { refineCodec } from './refined.js';
import { share } from './share.js';
import { ForecastGranularity, ResourceMetric, SeasonalityType } from './usage.js';

/** The forecast of one metric of one tenant. Every list has one entry a step, in the order of `predictions`. */
export interface ForecastResult {
  /** Unique to the forecast. */
  readonly forecastId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** The length of a step. */
  readonly granularity: ForecastGranularity;
  /** The start of each step (a UTC calendar bucket) and the expected value there, in the metric's unit. */
  readonly predictions: ReadonlyArray<readonly [EpochSeconds, number]>;
  /** What the value stays below once in ten times, step by step. */
  readonly lowerBoundP10: ReadonlyArray<number>;
  /** What the value stays below nine times in ten, step by step. */
  readonly upperBoundP90: ReadonlyArray<number>;
  /** Per level, keyed by `String(level)` such as `0.99`: what the value stays below with that probability. */
  readonly quantiles: Readonly<Record<string, ReadonlyArray<number>>>;
  /** The model used, `ensemble` where several were mixed, or `custom:` and the id of a custom model. */
  readonly modelType: string;
  /** The season that was found in the history. */
  readonly seasonalityDetected: SeasonalityType;
  /** 1 / (1 + expected relative error): 0.9 stands for an error of about 11 % of the level. Ranks forecasts. */
  readonly confidenceScore: number;
  /** Seconds since the epoch. */
  readonly generatedAt: EpochSeconds;
  /** How measurements became the value of a step; accuracy aggregates what happened in the same way. */
  readonly aggregation?: UsageAggregation;
  /** Start of the first step that trained level and trend. */
  readonly trainedFrom?: EpochSeconds;
  /** End of the last step that trained it: the forecast's origin. */
  readonly trainedUntil?: EpochSeconds;
  /** When the last confirmed regime change was, where it cut the training. */
  readonly regimeChangedAt?: EpochSeconds;
  /** What a seasonal naive forecast from the same origin says, for the skill against it. */
  readonly seasonalNaive?: ReadonlyArray<number>;
  /** Mean absolute error of the seasonal naive method over the training steps: the scale of MASE. */
  readonly naiveError?: number;
}

const step = pairOf(epochSecondsCodec, finiteNumber, 'an instant and a value');
const numbers = listOf(finiteNumber);

const Fields: t.Type<ForecastResult, object> = record<ForecastResult>('a forecast', {
  forecastId: nonEmptyText,
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  granularity: ForecastGranularity,
  predictions: listOf(step),
  lowerBoundP10: numbers,
  upperBoundP90: numbers,
  quantiles: mapOf(numbers),
  modelType: text,
  seasonalityDetected: SeasonalityType,
  confidenceScore: share,
  generatedAt: epochSecondsCodec,
  aggregation: optional(UsageAggregation),
  trainedFrom: optional(epochSecondsCodec),
  trainedUntil: optional(epochSecondsCodec),
  regimeChangedAt: optional(epochSecondsCodec),
  seasonalNaive: optional(numbers),
  naiveError: optional(finiteNumber),
});

/** Every list of a forecast has one number a prediction. */
export const ForecastResult: t.Type<ForecastResult, object> = refineCodec(Fields, (forecast) => {
  const { predictions, lowerBoundP10, upperBoundP90, quantiles, seasonalNaive = predictions } = forecast;
  const lists = { lowerBoundP10, upperBoundP90, seasonalNaive, ...quantiles };
  const odd = Object.entries(lists).find(([, list]) => list.length !== predictions.length);
  return odd && `expected ${predictions.length} numbers in ${odd[0]}, as many as predictions, got ${odd[1].length}`;
});
