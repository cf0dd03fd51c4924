import { allocFloat64 } from '../series/floats.js';
import { mean, variance } from '../series/moments.js';
import type { SeriesHistory } from '../series/history.js';

/** What the weights of the models depend on, in the order of `featuresOf`. */
export const FEATURE_NAMES = [
  'length in seasons',
  'autocorrelation',
  'autocorrelation of the steps',
  'seasonal autocorrelation',
  'seasonal autocorrelation of the steps',
  'size of the steps',
  'drift',
  'recent drift',
  'recent size of the steps',
  'relative spread',
  'position of the last value',
] as const;

/** Numbers that describe a history whatever its scale; O(n). */
export function computeFeatures({ values, periods }: SeriesHistory): Float64Array {
  const n = values.length;
  const period = periods[0] ?? 1;
  const centre = mean(values);
  const deviation = Math.sqrt(variance(values));
  const steps = allocFloat64(n - 1);
  for (let i = 1; i < n; i++) steps[i - 1] = values[i]! - values[i - 1]!;
  const drift = mean(steps);
  const stepDeviation = Math.sqrt(variance(steps));
  const recent = steps.subarray(-Math.max(6, period));
  const size = meanAbsolute(steps);
  const recentSize = meanAbsolute(recent);
  const tiny = 1e-9 * Math.max(Math.abs(centre), deviation, 1e-200);
  return Float64Array.of(
    Math.log(n / period),
    autocorrelation(values, 1, centre),
    autocorrelation(steps, 1, drift),
    period > 1 ? autocorrelation(values, period, centre) : 0,
    period > 1 ? autocorrelation(steps, period, drift) : 0,
    Math.min(3, Math.log((stepDeviation + tiny) / (deviation + tiny))),
    clamp(2, (drift * Math.sqrt(n)) / (stepDeviation + tiny) / 3),
    clamp(2, (mean(recent) * Math.sqrt(recent.length)) / (recentSize + tiny)),
    Math.log((recentSize + tiny) / (size + tiny)),
    Math.log((deviation + tiny) / (Math.abs(centre) + tiny)),
    (values[n - 1]! - centre) / (deviation + tiny),
  );
}

const clamp = (limit: number, x: number): number => Math.max(-limit, Math.min(limit, x));

function meanAbsolute(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum / values.length;
}

function autocorrelation(values: Float64Array, lag: number, centre: number): number {
  let shared = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]! - centre;
    total += x * x;
    if (i >= lag) shared += x * (values[i - lag]! - centre);
  }
  return total > 0 ? shared / total : 0;
}
