import type { UsageDataPoint } from '../../src/capacity-forecast/index.js';
import type { EpochSeconds } from '../../src/time/period.js';
import { normalSource } from './simulated-noise.js';

export const DAY = 86_400;
export const HOUR = 3_600;
/** Monday, 6 January 2025, 00:00 UTC. */
export const START = 1_736_121_600;

export const at = (day: number): EpochSeconds => (START + day * DAY) as EpochSeconds;
export const dateAt = (day: number): Date => new Date(at(day) * 1000);

/** Usage of so many days at an even step; `value` is told the time in days. */
export function usage(days: number, value: (day: number) => number, step = DAY): UsageDataPoint[] {
  return Array.from({ length: Math.round((days * DAY) / step) }, (_, i) => ({
    timestamp: START + i * step,
    value: value((i * step) / DAY),
  }));
}

/** Adds reproducible normal noise. */
export function noisy(value: (day: number) => number, spread: number, seed = 1): (day: number) => number {
  const normal = normalSource(seed);
  return (day) => value(day) + spread * normal();
}
