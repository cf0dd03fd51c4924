import { count, finiteNumber, flag, listOf, nonEmptyText, nullable, record, text, type t } from '../../codec/index.js';
import { ResourceMetric } from './usage.js';

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
  readonly byHorizon: ReadonlyArray<AccuracyAtHorizon>;
  /** Smoothed error over smoothed absolute error (Trigg 1964), from -1 to 1: far from zero is a lasting bias. */
  readonly trackingSignal: number | null;
  /** Whether the tracking signal, the coverage or the skill ask for a new model; the reasons say which. */
  readonly retrain: boolean;
  /** Why a figure is missing, in words. */
  readonly reasons: ReadonlyArray<string>;
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

export const AccuracyAtHorizon: t.Type<AccuracyAtHorizon, object> = record<AccuracyAtHorizon>('accuracy at a horizon', {
  ...FIGURES,
  fromDays: finiteNumber,
  untilDays: finiteNumber,
});

export const ForecastAccuracy: t.Type<ForecastAccuracy, object> = record<ForecastAccuracy>('forecast accuracy', {
  ...FIGURES,
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  forecasts: count,
  byHorizon: listOf(AccuracyAtHorizon),
  trackingSignal: figure,
  retrain: flag,
  reasons: listOf(text),
});
