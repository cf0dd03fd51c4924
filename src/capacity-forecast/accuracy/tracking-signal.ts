import type { MaturedStep } from './join.js';

/** How fast old errors are forgotten. */
const SMOOTHING = 0.1;
/** Beyond this about one unbiased forecaster in two hundred would be seen. */
export const SIGNAL_LIMIT = 0.8;
const MIN_STEPS = 10;

/**
 * Trigg's tracking signal (1964): exponentially smoothed error over exponentially smoothed absolute error, from -1 to
 * 1. Every instant counts once, by the forecast made last before it. Null with fewer than ten instants or no error at
 * all.
 */
export function trackingSignal(steps: ReadonlyArray<MaturedStep>): number | null {
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
