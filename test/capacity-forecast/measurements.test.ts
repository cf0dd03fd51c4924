import { describe, expect, it } from 'vitest';
import { stepEnd } from '../../src/capacity-forecast/grid.js';
import { toWallTime, toMeasurements } from '../../src/capacity-forecast/measurements.js';
import { orThrow } from '../../src/prelude.js';
import { getWallClock } from '../../src/time/zone.js';
import { DAY, HOUR, START, usage } from './simulated-usage.js';

describe('measurements', () => {
  it('come in order of time, values of one instant averaged, nonsense left out', () => {
    const points = [
      { timestamp: 30, value: 3 },
      { timestamp: 10, value: 1 },
      { timestamp: 30, value: 5 },
      { timestamp: 20, value: NaN },
      { timestamp: Infinity, value: 2 },
    ];
    const { times, values, spacing } = toMeasurements(points);
    expect([...times]).toEqual([10, 30]);
    expect([...values]).toEqual([1, 4]);
    expect(spacing).toBe(20);
  });
});

describe('wall time', () => {
  const clock = orThrow(getWallClock('Europe/Berlin', START, START + 400 * DAY));
  it('moves hours by the offset of their instant, and leaves daily values on their day', () => {
    const hours = toMeasurements(usage(1, () => 1, HOUR));
    expect(toWallTime(hours, clock).times[0]).toBe(START + HOUR);
    const days = toMeasurements(usage(200, () => 1));
    expect([...toWallTime(days, clock).times]).toEqual([...days.times]);
  });
  it('ends a step where the calendar of its zone does', () => {
    const spring = Date.UTC(2026, 2, 28, 23) / 1000;
    expect(stepEnd({ granularity: 'daily', zone: 'Europe/Berlin' }, spring)).toBe(spring + 23 * HOUR);
    expect(stepEnd({ granularity: 'daily' }, START)).toBe(START + DAY);
    expect(stepEnd({ granularity: 'monthly' }, START - 5 * DAY)).toBe(START + 26 * DAY);
  });
});
