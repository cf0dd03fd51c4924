import { describe, expect, it } from 'vitest';
import { forecastAccuracy, trackingSignal } from '../../src/capacity-forecast/accuracy.js';
import type { ForecastResult } from '../../src/capacity-forecast/index.js';
import { at, usage } from './simulated-usage.js';

const forecast = (values: number[], extra: Partial<ForecastResult> = {}): ForecastResult => ({
  forecastId: 'f',
  tenantId: 'acme',
  metric: 'request_rate',
  granularity: 'daily',
  predictions: values.map((value, day) => [at(day), value]),
  lowerBoundP10: values.map((value) => value - 3),
  upperBoundP90: values.map((value) => value + 3),
  quantiles: {},
  modelType: 'theta',
  seasonalityDetected: 'none',
  confidenceScore: 0.9,
  generatedAt: at(0),
  trainedUntil: at(0),
  ...extra,
});
const judge = (forecasts: ForecastResult[], actual: number[], now = 100) =>
  forecastAccuracy({
    forecasts,
    lookbackForecasts: 10,
    points: usage(actual.length, (day) => actual[day]!),
    now: at(now),
  });

describe('accuracy', () => {
  it('is what a sheet of paper says', () => {
    const found = judge([forecast([12, 8, 10], { seasonalNaive: [14, 10, 10], naiveError: 2 })], [10, 10, 15]);
    // Errors +2, -2, -5.
    expect(found.mape).toBeCloseTo((20 + 20 + 100 / 3) / 3, 9);
    expect(found.rmse).toBeCloseTo(Math.sqrt((4 + 4 + 25) / 3), 9);
    expect(found.bias).toBeCloseTo(-5 / 3, 9);
    expect(found.mase).toBeCloseTo(9 / 3 / 2, 9);
    expect(found.coverage).toBeCloseTo(2 / 3, 9);
    expect(found.skill).toBeCloseTo(1 - 9 / 9, 9);
    expect(found.samples).toBe(3);
  });
  it('leaves zeros out of MAPE and counts them', () => {
    const found = judge([forecast([1, 11, 1])], [0, 10, 0]);
    expect(found).toMatchObject({ mape: 10, zeros: 2, samples: 3 });
  });
  it('is null, not zero, where nothing has happened yet', () => {
    expect(judge([forecast([1, 2])], [])).toMatchObject({
      samples: 0,
      forecasts: 0,
      mape: null,
      rmse: null,
      bias: null,
      skill: null,
      trackingSignal: null,
      retrain: false,
    });
  });
  it('judges the latest forecasts of which something has happened', () => {
    const future = forecast([1], { predictions: [[at(50), 1]], forecastId: 'later' });
    const found = forecastAccuracy({
      forecasts: [future, forecast([10])],
      lookbackForecasts: 1,
      points: usage(5, () => 10),
      now: at(5),
    });
    expect(found).toMatchObject({ forecasts: 1, mape: 0 });
  });
  it('tells near from far', () => {
    const values = Array.from({ length: 20 }, () => 10);
    const found = judge(
      [forecast(values)],
      values.map((value, day) => value + (day < 7 ? 0 : 2)),
    );
    expect(
      found.byHorizon.map(({ fromDays, untilDays, samples, bias }) => [fromDays, untilDays, samples, bias]),
    ).toEqual([
      [0, 1, 1, 0],
      [1, 7, 6, 0],
      [7, 14, 7, -2],
      [14, 30, 6, -2],
    ]);
  });
  it('asks for retraining after a lasting bias, and says why', () => {
    const values = Array.from({ length: 30 }, () => 20);
    const found = judge(
      [forecast(values)],
      values.map(() => 10),
    );
    expect(found.trackingSignal).toBeCloseTo(1, 9);
    expect(found.retrain).toBe(true);
    expect(found.reasons.join(' ')).toMatch(/too high/);
    expect(found.reasons.join(' ')).toMatch(/0 % of 30 values/);
  });
  it('does not ask where errors take turns', () => {
    const values = Array.from({ length: 30 }, () => 20);
    const found = judge(
      [forecast(values)],
      values.map((value, day) => value + (day % 2 === 0 ? 2 : -2)),
    );
    expect(found.retrain).toBe(false);
  });
  it('aggregates what happened as the forecast was', () => {
    const points = usage(3, (day) => day % 1, 3_600);
    const peaks = forecast([23 / 24, 23 / 24], { aggregation: 'maximum' });
    expect(forecastAccuracy({ forecasts: [peaks], lookbackForecasts: 1, points, now: at(3) }).rmse).toBeCloseTo(0, 12);
  });
});

describe('the tracking signal', () => {
  it('counts every instant once, by the forecast made last', () => {
    const step = (day: number, error: number, generatedAt: number) => ({
      at: day,
      daysAhead: 1,
      generatedAt,
      forecast: error,
      actual: 0,
      p10: 0,
      p90: 0,
      naive: undefined,
      naiveError: undefined,
    });
    const days = Array.from({ length: 12 }, (_, day) => day);
    const both = [...days.map((day) => step(day, 5, 1)), ...days.map((day) => step(day, -1, 2))];
    expect(trackingSignal(both)).toBeCloseTo(-1, 12);
  });
});
