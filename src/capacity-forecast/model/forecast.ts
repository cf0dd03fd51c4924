import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { listOf, mapOf, nullable, optional, pairOf, record } from '../../codec/record.js';
import {
  checked,
  count,
  epochSecondsCodec,
  finiteNumber,
  flag,
  nonEmptyText,
  oneOf,
  text,
  refineCodec,
} from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import { CalendarEffect } from './calendar.js';
import { ForecastGranularity, ResourceMetric, SeasonalityType, share, UsageAggregation } from './usage.js';

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
  readonly predictions: readonly (readonly [EpochSeconds, number])[];
  /** What the value stays below once in ten times, step by step. */
  readonly lowerBoundP10: readonly number[];
  /** What the value stays below nine times in ten, step by step. */
  readonly upperBoundP90: readonly number[];
  /** Per level, keyed by `String(level)` such as `0.99`: what the value stays below with that probability. */
  readonly quantiles: Readonly<Record<string, readonly number[]>>;
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
  readonly seasonalNaive?: readonly number[];
  /** Mean absolute error of the seasonal naive method over the training steps: the scale of MASE. */
  readonly naiveError?: number;
  /** The zone whose calendar the steps follow; UTC where absent. */
  readonly zone?: string;
  /** What the calendar does to it, given or learned; absent where nothing. */
  readonly calendarEffects?: readonly CalendarEffect[];
}

const step = pairOf(epochSecondsCodec, finiteNumber, 'an instant and a value');
const numbers = listOf(finiteNumber);

const Fields: Codec<ForecastResult, WireForm<ForecastResult>> = record<ForecastResult>('a forecast', {
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
  zone: optional(nonEmptyText),
  calendarEffects: optional(listOf(CalendarEffect)),
});

/** The JSON form of {@link ForecastResult}. */
export type ForecastResultJson = WireForm<ForecastResult>;
/** Every list of a forecast has one number a prediction. */
export const ForecastResult: Codec<ForecastResult, ForecastResultJson> = refineCodec(Fields, (forecast) => {
  const { predictions, lowerBoundP10, upperBoundP90, quantiles, seasonalNaive = predictions } = forecast;
  const lists = { lowerBoundP10, upperBoundP90, seasonalNaive, ...quantiles };
  const odd = Object.entries(lists).find(([, list]) => list.length !== predictions.length);
  return odd && `expected ${predictions.length} numbers in ${odd[0]}, as many as predictions, got ${odd[1].length}`;
});

/** What a custom model may be told; everything has a default. */
export interface CustomModelConfig {
  /** Names of the models to mix; all where absent. */
  readonly models?: readonly string[];
  /** Seasonal lengths in steps; detected where absent. */
  readonly periods?: readonly number[];
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

/** The JSON form of {@link CustomModelConfig}. */
export type CustomModelConfigJson = WireForm<CustomModelConfig>;
export const CustomModelConfig: Codec<CustomModelConfig, CustomModelConfigJson> = record<CustomModelConfig>(
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

/** The JSON form of {@link TrainedModel}. */
export type TrainedModelJson = WireForm<TrainedModel>;
export const TrainedModel: Codec<TrainedModel, TrainedModelJson> = record<TrainedModel>('a trained model', {
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

/** How well forecasts did a given distance ahead, or overall. A figure that nothing supports is null, never zero. */
export interface AccuracyFigures {
  /** Steps that were forecast and then happened. */
  readonly samples: number;
  /** Mean absolute error over the actual value, in percent; steps whose actual value is zero are left out. */
  readonly mape: number | null;
  /** How many steps `mape` leaves out. */
  readonly zeros: number;
  /** Root of the mean squared error, in the metric's unit. */
  readonly rmse: number | null;
  /** Mean of forecast minus actual, in the metric's unit: above zero the forecasts are too high. */
  readonly bias: number | null;
  /** Mean absolute error over that of the seasonal naive method in training (Hyndman & Koehler 2006). */
  readonly mase: number | null;
  /** Share of actual values from P10 to P90; 0.8 is right. */
  readonly coverage: number | null;
  /** 1 − error / error of the seasonal naive forecast: above zero is better than naive. */
  readonly skill: number | null;
}

/** The figures for the steps that lie from `fromDays` up to `untilDays` ahead of the forecast's origin. */
export interface AccuracyAtHorizon extends AccuracyFigures {
  /** The nearest day ahead that counts here. */
  readonly fromDays: number;
  /** The first day ahead that does not count any more. */
  readonly untilDays: number;
}

/** What a tenant's stored forecasts of a metric were worth. */
export interface ForecastAccuracy extends AccuracyFigures {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** Forecasts of which at least one step has happened. */
  readonly forecasts: number;
  /** The same figures by how far ahead the forecasts looked. */
  readonly byHorizon: readonly AccuracyAtHorizon[];
  /** Smoothed error over smoothed absolute error (Trigg 1964), from -1 to 1: far from zero is a lasting bias. */
  readonly trackingSignal: number | null;
  /** Whether the tracking signal, the coverage or the skill ask for a new model; the reasons say which. */
  readonly retrain: boolean;
  /** Why a figure is missing, in words. */
  readonly reasons: readonly string[];
}

const figure = nullable(finiteNumber);
const FIGURES = {
  samples: count,
  mape: figure,
  zeros: count,
  rmse: figure,
  bias: figure,
  mase: figure,
  coverage: figure,
  skill: figure,
};

/** The JSON form of {@link AccuracyAtHorizon}. */
export type AccuracyAtHorizonJson = WireForm<AccuracyAtHorizon>;
export const AccuracyAtHorizon: Codec<AccuracyAtHorizon, AccuracyAtHorizonJson> = record<AccuracyAtHorizon>(
  'accuracy at a horizon',
  {
    ...FIGURES,
    fromDays: finiteNumber,
    untilDays: finiteNumber,
  },
);

/** The JSON form of {@link ForecastAccuracy}. */
export type ForecastAccuracyJson = WireForm<ForecastAccuracy>;
export const ForecastAccuracy: Codec<ForecastAccuracy, ForecastAccuracyJson> = record<ForecastAccuracy>(
  'forecast accuracy',
  {
    ...FIGURES,
    tenantId: nonEmptyText,
    metric: ResourceMetric,
    forecasts: count,
    byHorizon: listOf(AccuracyAtHorizon),
    trackingSignal: figure,
    retrain: flag,
    reasons: listOf(text),
  },
);
