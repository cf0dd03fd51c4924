import { E } from '../prelude.js';
import { getWallClock, UTC_CLOCK } from '../time/zone.js';
import { bucketCalendar, toUsageGrid } from './grid.js';
import { DAY, type Measurements, toMeasurements, toWallTime } from './measurements.js';
import type { AccuracyAtHorizon, AccuracyFigures, ForecastAccuracy, ForecastResult } from './model/forecast.js';
import type { UsageDataPoint } from './model/usage.js';

/** The figures of a set of steps; each is null where no step supports it. */
function computeFigures(steps: readonly MaturedStep[]): AccuracyFigures {
  const errors = steps.map(({ forecast, actual }) => forecast - actual);
  const percents = steps.flatMap(({ forecast, actual }) =>
    actual === 0 ? [] : [Math.abs((forecast - actual) / actual) * 100],
  );
  const scaled = steps.flatMap(({ forecast, actual, naiveError }) =>
    naiveError === undefined || naiveError === 0 ? [] : [Math.abs(forecast - actual) / naiveError],
  );
  const meanSquare = mean(errors.map((error) => error * error));
  return {
    samples: steps.length,
    mape: mean(percents),
    zeros: steps.length - percents.length,
    rmse: meanSquare === null ? null : Math.sqrt(meanSquare),
    bias: mean(errors),
    mase: mean(scaled),
    coverage: mean(steps.map(({ actual, p10, p90 }) => (actual >= p10 && actual <= p90 ? 1 : 0))),
    skill: computeSkill(steps),
  };
}

/** Only steps that hold a naive forecast are compared, both methods on the same ones. */
function computeSkill(steps: readonly MaturedStep[]): number | null {
  const compared = steps.filter(({ naive }) => naive !== undefined);
  const own = mean(compared.map(({ forecast, actual }) => Math.abs(forecast - actual)));
  const naive = mean(compared.map(({ naive, actual }) => Math.abs(naive! - actual)));
  return own === null || naive === null || naive === 0 ? null : 1 - own / naive;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One step that was forecast and then happened. */
interface MaturedStep {
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
function maturedSteps(forecast: ForecastResult, measured: Measurements, now: number): MaturedStep[] {
  const { granularity, predictions, zone = 'UTC' } = forecast;
  const calendar = bucketCalendar(granularity);
  const first = predictions[0]?.[0] ?? now;
  const found = getWallClock(zone, first, Math.max(first, now));
  const clock = E.isLeft(found) ? UTC_CLOCK : found.right;
  const onWall = zone === 'UTC' ? measured : toWallTime(measured, clock);
  const grid = toUsageGrid(onWall, granularity, forecast.aggregation ?? 'mean');
  const origin = forecast.trainedUntil ?? forecast.generatedAt;
  return predictions.flatMap(([at, value], h): MaturedStep[] => {
    const index = calendar.indexOf(clock.toWall(at));
    const actual = grid.values[index - grid.first];
    if (actual === undefined || Number.isNaN(actual) || clock.toInstant(calendar.startOf(index)) > now) return [];
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

/** How fast old errors are forgotten. */
const SMOOTHING = 0.1;
/** Beyond this about one unbiased forecaster in two hundred would be seen. */
const SIGNAL_LIMIT = 0.8;
const MIN_STEPS = 10;

/**
 * Trigg's tracking signal (1964): exponentially smoothed error over exponentially smoothed absolute error, from -1 to
 * 1. Every instant counts once, by the forecast made last before it. Null with fewer than ten instants or no error at
 * all.
 */
export function trackingSignal(steps: readonly MaturedStep[]): number | null {
  const latest = new Map<number, MaturedStep>();
  for (const step of steps) {
    const other = latest.get(step.at);
    if (other === undefined || step.generatedAt > other.generatedAt) latest.set(step.at, step);
  }
  if (latest.size < MIN_STEPS) return null;
  let error = 0;
  let size = 0;
  for (const { forecast, actual } of [...latest.values()].sort((a, b) => a.at - b.at)) {
    error += SMOOTHING * (forecast - actual - error);
    size += SMOOTHING * (Math.abs(forecast - actual) - size);
  }
  return size === 0 ? null : error / size;
}

/** Distances at which forecasts are judged apart, in days. */
const HORIZONS = [0, 1, 7, 14, 30, 90, 3_660];
/** With fewer samples coverage and skill say nothing. */
const MIN_SAMPLES = 20;
/** P10 to P90 should hold 80 %; below this they are too narrow to plan by. */
const MIN_COVERAGE = 0.6;

/** What accuracy rests on. */
interface AccuracyInput {
  /** Of one tenant and metric, newest first. */
  readonly forecasts: readonly ForecastResult[];
  /** Of how many forecasts at most; those of which nothing has happened yet do not count. */
  readonly lookbackForecasts: number;
  readonly points: readonly UsageDataPoint[];
  readonly now: number;
}

/** Holds stored forecasts against what then happened, overall and by distance. */
export function forecastAccuracy(input: AccuracyInput): Omit<ForecastAccuracy, 'tenantId' | 'metric'> {
  const measured = toMeasurements(input.points, input.now);
  const matured = input.forecasts
    .map((forecast) => maturedSteps(forecast, measured, input.now))
    .filter((steps) => steps.length > 0)
    .slice(0, input.lookbackForecasts);
  const steps = matured.flat();
  const figures = computeFigures(steps);
  const signal = trackingSignal(steps);
  const reasons = reasonsToRetrain(figures, signal);
  return {
    ...figures,
    forecasts: matured.length,
    byHorizon: HORIZONS.slice(1).flatMap((untilDays, i) => atHorizon(steps, HORIZONS[i]!, untilDays)),
    trackingSignal: signal,
    retrain: reasons.length > 0,
    reasons,
  };
}

function atHorizon(steps: readonly MaturedStep[], fromDays: number, untilDays: number): AccuracyAtHorizon[] {
  const within = steps.filter(({ daysAhead }) => daysAhead >= fromDays && daysAhead < untilDays);
  return within.length === 0 ? [] : [{ fromDays, untilDays, ...computeFigures(within) }];
}

function reasonsToRetrain({ samples, coverage, skill }: AccuracyFigures, signal: number | null): string[] {
  const reasons: string[] = [];
  if (signal !== null && Math.abs(signal) > SIGNAL_LIMIT) {
    const side = signal > 0 ? 'high' : 'low';
    reasons.push(
      `the tracking signal is ${signal.toFixed(2)}, beyond ±${SIGNAL_LIMIT}: forecasts have been too ${side} for long`,
    );
  }
  if (samples < MIN_SAMPLES) return reasons;
  if (coverage !== null && coverage < MIN_COVERAGE) {
    reasons.push(`only ${(coverage * 100).toFixed(0)} % of ${samples} values fell between P10 and P90 instead of 80 %`);
  }
  if (skill !== null && skill < 0) {
    reasons.push(`the error is ${(-skill * 100).toFixed(0)} % larger than that of a seasonal naive forecast`);
  }
  return reasons;
}

/** Mean absolute error of a normal variable over the distance from its P10 to its P90. */
const ERROR_PER_WIDTH = 0.3113;

/**
 * How far a forecast can be trusted: 1 / (1 + expected absolute error / level), from the width of its own calibrated
 * intervals. 1 is no error at all, 0.5 an error as large as the level itself.
 */
export function computeConfidence(mean: readonly number[], p10: readonly number[], p90: readonly number[]): number {
  let width = 0;
  let level = 0;
  for (let h = 0; h < mean.length; h++) {
    width += Math.abs(p90[h]! - p10[h]!);
    level += Math.abs(mean[h]!);
  }
  if (width === 0) return 1;
  return level === 0 ? 0 : 1 / (1 + (ERROR_PER_WIDTH * width) / level);
}

/**
 * What the seasonal naive method says: every step repeats the last known value at its place in the season. `length` is
 * that of the season in steps, 1 for the last value.
 */
export function seasonalNaiveForecast(values: Float64Array, length: number, horizon: number): number[] {
  const season = values.length >= length ? length : 1;
  return Array.from({ length: horizon }, (_, h) => {
    for (let at = values.length - season + (h % season); at >= 0; at -= season) {
      if (!Number.isNaN(values[at]!)) return values[at]!;
    }
    return values.findLast((value) => !Number.isNaN(value)) ?? 0;
  });
}

/**
 * Mean absolute error of the seasonal naive method over its own history; undefined where no pair of values is known.
 */
export function seasonalNaiveError(values: Float64Array, length: number): number | undefined {
  const season = values.length > length ? length : 1;
  let sum = 0;
  let count = 0;
  for (let t = season; t < values.length; t++) {
    const error = Math.abs(values[t]! - values[t - season]!);
    if (Number.isNaN(error)) continue;
    sum += error;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}
