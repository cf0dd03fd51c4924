import { describe, expect, it } from 'vitest';
import { estimateSeasonProfile } from '../../../src/capacity-forecast/regime/season.js';
import { type CalendarCycle, visibleCycles } from '../../../src/capacity-forecast/seasonality/cycle-regression.js';
import { sampleEvenly, type Sampling } from '../../../src/capacity-forecast/seasonality/sampling.js';

const HOUR = 3600;
const DAYS = 14;
const course = (i: number): number => (i % 24 < 12 ? -3 : 3);

function sampled(value: (i: number) => number): { readonly sampling: Sampling; readonly daily: CalendarCycle } {
  const points = Array.from({ length: 24 * DAYS }, (_, i) => ({ timestamp: i * HOUR, value: value(i) }));
  const sampling = sampleEvenly(points);
  return { sampling, daily: visibleCycles(HOUR, sampling.times.length).find((c) => c.name === 'daily')! };
}
function profile(value: (i: number) => number): Float64Array {
  const { sampling, daily } = sampled(value);
  return estimateSeasonProfile(sampling, daily, sampling.values);
}
const farthest = (found: Float64Array): number => Math.max(...found.map((v, i) => Math.abs(v - course(i))));

describe('seasonProfile', () => {
  it('is the course of a day around its mean, whatever the level', () => {
    expect(farthest(profile(course))).toBeCloseTo(0, 9);
    expect(farthest(profile((i) => 500 + course(i)))).toBeCloseTo(0, 9);
  });

  it('has mean zero over whole days and repeats each day', () => {
    const found = profile((i) => course(i) + ((i * i) % 17));
    expect(found.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 6);
    expect(Array.from(found.subarray(24))).toEqual(Array.from(found.subarray(0, -24)));
  });

  it('does not take a lasting step for a part of the season', () => {
    expect(farthest(profile((i) => course(i) + (i >= 24 * 7 ? 100 : 0)))).toBeLessThan(0.5);
  });

  it('is not moved by single days that went otherwise, nor by gaps', () => {
    const odd = profile((i) => (Math.floor(i / 24) === 5 ? 40 : course(i)));
    expect(farthest(odd)).toBeLessThan(1);
    const { sampling, daily } = sampled(course);
    const gappy = sampling.values.map((v, i) => (i % 24 === 30 % 24 && i < 200 ? Number.NaN : v));
    expect(farthest(estimateSeasonProfile(sampling, daily, gappy))).toBeLessThan(0.5);
  });

  it('is nothing where there is no value at all', () => {
    const { sampling, daily } = sampled(course);
    expect(
      estimateSeasonProfile(
        sampling,
        daily,
        sampling.values.map(() => Number.NaN),
      ).every((v) => v === 0),
    ).toBe(true);
  });
});
