import { toMeasurements } from '../grid/measurements.js';
import type {
  AccuracyAtHorizon,
  AccuracyFigures,
  ForecastAccuracy,
  ForecastResult,
  UsageDataPoint,
} from '../model/index.js';
import { computeFigures } from './figures.js';
import { maturedSteps, type MaturedStep } from './join.js';
import { SIGNAL_LIMIT, trackingSignal } from './tracking-signal.js';

/** Distances at which forecasts are judged apart, in days. */
const HORIZONS = [0, 1, 7, 14, 30, 90, 3_660];
/** With fewer samples coverage and skill say nothing. */
const MIN_SAMPLES = 20;
/** P10 to P90 should hold 80 %; below this they are too narrow to plan by. */
const MIN_COVERAGE = 0.6;

/** What accuracy rests on. */
export interface AccuracyInput {
  /** Of one tenant and metric, newest first. */
  readonly forecasts: ReadonlyArray<ForecastResult>;
  /** Of how many forecasts at most; those of which nothing has happened yet do not count. */
  readonly lookbackForecasts: number;
  readonly points: ReadonlyArray<UsageDataPoint>;
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

function atHorizon(steps: ReadonlyArray<MaturedStep>, fromDays: number, untilDays: number): AccuracyAtHorizon[] {
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
