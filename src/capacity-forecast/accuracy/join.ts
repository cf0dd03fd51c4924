import { bucketCalendar, DAY } from '../grid/calendar.js';
import type { Measurements } from '../grid/measurements.js';
import { toUsageGrid } from '../grid/usage-grid.js';
import type { ForecastResult } from '../model/index.js';

/** One step that was forecast and then happened. */
export interface MaturedStep {
  readonly at: number;
  /** Days from the forecast's origin to the start of the step. */
  readonly daysAhead: number;
  readonly generatedAt: number;
  readonly forecast: number;
  readonly actual: number;
  readonly p10: number;
  readonly p90: number;
  /** Seasonal naive forecast of the step, and the method's mean error in training, where the forecast holds them. */
  readonly naive: number | undefined;
  readonly naiveError: number | undefined;
}

/**
 * Joins a forecast with what was measured, aggregated as the forecast was. A step that has not wholly happened is left
 * out.
 */
export function maturedSteps(forecast: ForecastResult, measured: Measurements, now: number): MaturedStep[] {
  const { granularity, predictions } = forecast;
  const calendar = bucketCalendar(granularity);
  const grid = toUsageGrid(measured, granularity, forecast.aggregation ?? 'mean');
  const origin = forecast.trainedUntil ?? forecast.generatedAt;
  return predictions.flatMap(([at, value], h): MaturedStep[] => {
    const index = calendar.indexOf(at);
    const actual = grid.values[index - grid.first];
    if (actual === undefined || Number.isNaN(actual) || calendar.startOf(index) > now) return [];
    return [
      {
        at,
        daysAhead: Math.max(0, at - origin) / DAY,
        generatedAt: forecast.generatedAt,
        forecast: value,
        actual,
        p10: forecast.lowerBoundP10[h] ?? value,
        p90: forecast.upperBoundP90[h] ?? value,
        naive: forecast.seasonalNaive?.[h],
        naiveError: forecast.naiveError,
      },
    ];
  });
}
