import type { UsageDataPoint } from '../../capacity-forecast/model/index.js';
import { seededRandom } from '../random.js';

/** What a generated series is made of; every part is left out by default. */
export interface SeriesSpec {
  /** The same seed makes the same series. */
  readonly seed: number;
  /** How many points. */
  readonly points: number;
  /** Seconds since the Unix epoch of the first point. */
  readonly start: number;
  /** Seconds between two points. Default 3600. */
  readonly step?: number;
  /** The value that the series starts around. */
  readonly level?: number;
  /** What each step adds. */
  readonly trend?: number;
  /** Waves: how many steps a turn takes, and how high it goes. */
  readonly seasons?: readonly { readonly period: number; readonly amplitude: number }[];
  /** Standard deviation of what nothing explains. */
  readonly noise?: number;
  /** From step `at` on the level is `by` higher. */
  readonly shifts?: readonly { readonly at: number; readonly by: number }[];
  /** The share of points that were not measured. */
  readonly missing?: number;
}

/** A series of usage with a known make-up, against which a forecast or a detector can be held. */
export function generateSeries(spec: SeriesSpec): readonly UsageDataPoint[] {
  const random = seededRandom(spec.seed);
  const { step = 3600, level = 0, trend = 0, seasons = [], noise = 0, shifts = [], missing = 0 } = spec;
  const points: UsageDataPoint[] = [];
  for (let i = 0; i < spec.points; i += 1) {
    let value = level + trend * i + noise * random.normal();
    for (const { period, amplitude } of seasons) value += amplitude * Math.sin((2 * Math.PI * i) / period);
    for (const { at, by } of shifts) if (i >= at) value += by;
    if (random.next() >= missing) points.push({ timestamp: spec.start + i * step, value });
  }
  return points;
}
