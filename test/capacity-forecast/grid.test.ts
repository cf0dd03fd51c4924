import { describe, expect, it } from 'vitest';
import { bucketStart, checkHistory, historyDays, positionOf, toUsageGrid } from '../../src/capacity-forecast/grid.js';
import type { UsageAggregation, UsageDataPoint } from '../../src/capacity-forecast/index.js';
import { toMeasurements } from '../../src/capacity-forecast/measurements.js';
import { E } from '../../src/prelude.js';
import { at, DAY, HOUR, START, usage } from './simulated-usage.js';

const daily = (points: UsageDataPoint[], how: UsageAggregation = 'mean') =>
  toUsageGrid(toMeasurements(points), 'daily', how);

describe('the grid of usage', () => {
  it('is the mean of each UTC day', () => {
    const grid = daily(usage(3, (day) => Math.floor(day) * 10 + (day % 1), HOUR));
    expect(grid.values[1]).toBeCloseTo(10 + 11.5 / 24, 12);
    expect(bucketStart(grid, 1)).toBe(START + DAY);
    expect(grid.center).toBe(11.5 * HOUR);
  });
  it('is the highest sample of each day where peaks decide', () => {
    expect(
      daily(
        usage(2, (day) => day % 1, HOUR),
        'maximum',
      ).values[0],
    ).toBeCloseTo(23 / 24, 12);
  });
  it('leaves out a first and a last day that are only partly measured', () => {
    const points = usage(4, () => 1, HOUR).slice(6, -6);
    const grid = daily(points);
    expect(grid.values.length).toBe(2);
    expect(bucketStart(grid, 0)).toBe(START + DAY);
  });
  it('keeps a last day that holds its only sample', () => {
    expect(daily(usage(5, () => 1)).values.length).toBe(5);
  });
  it('holds a long gap as missing, never as zero', () => {
    const points = usage(10, () => 7, HOUR).filter(({ timestamp }) => timestamp < at(3) || timestamp >= at(6));
    const { values } = daily(points);
    expect(Array.from(values.subarray(2, 7))).toEqual([7, NaN, NaN, NaN, 7]);
  });
  it('takes no day for higher because its low hours were not measured', () => {
    const points = usage(8, () => 0, HOUR).map(({ timestamp }, i) => ({
      timestamp,
      value: (i % 24 < 8 ? 1 : 4) + Math.floor(i / 24),
    }));
    const kept = points.filter((_, i) => i % 24 >= 8 || i < 72 || i >= 144);
    const { values } = daily(kept);
    expect(values.length).toBe(8);
    values.forEach((value, day) => expect(value).toBeCloseTo(3 + day, 1));
  });
  it('holds a day with less than half its samples as missing', () => {
    const points = usage(5, () => 7, HOUR).filter(
      ({ timestamp }) => timestamp < at(2) || timestamp >= at(2) + 13 * HOUR,
    );
    expect(daily(points).values[2]).toBeNaN();
  });
  it('starts weeks on Monday and months on their first, leap years included', () => {
    const months = toUsageGrid(toMeasurements(usage(90, () => 1)), 'monthly', 'mean');
    expect(new Date(bucketStart(months, 0) * 1000).toISOString()).toBe('2025-02-01T00:00:00.000Z');
    expect(new Date(bucketStart(months, 13) * 1000).toISOString()).toBe('2026-03-01T00:00:00.000Z');
    const weeks = toUsageGrid(toMeasurements(usage(20, () => 1)), 'weekly', 'mean');
    expect(bucketStart(weeks, 1) - START).toBe(7 * DAY);
  });
  it('finds the first bucket from an instant on', () => {
    const grid = daily(usage(10, () => 1));
    expect([positionOf(grid, at(3)), positionOf(grid, at(3) + 1), positionOf(grid, at(99))]).toEqual([3, 4, 10]);
  });
});

describe('history', () => {
  it('is 14 days with 14 daily samples, and with 336 hourly ones', () => {
    expect(historyDays(toMeasurements(usage(14, () => 1)))).toBe(14);
    expect(historyDays(toMeasurements(usage(14, () => 1, HOUR)))).toBeCloseTo(14, 9);
  });
  it.each([
    ['daily', DAY],
    ['hourly', HOUR],
  ])('of 14 %s days minus one point is too short', (_, step) => {
    const whole = usage(14, (day) => day, step);
    expect(E.isRight(checkHistory('request_rate', toMeasurements(whole)))).toBe(true);
    const outcome = checkHistory('request_rate', toMeasurements(whole.slice(1)));
    expect(outcome).toMatchObject({ left: { _tag: 'InsufficientHistory', neededDays: 14, points: whole.length - 1 } });
    expect(E.isLeft(checkHistory('request_rate', toMeasurements(whole.slice(0, -1))))).toBe(true);
  });
  it('does not count a long gap', () => {
    const points = usage(20, () => 1, HOUR).filter(({ timestamp }) => timestamp < at(3) || timestamp >= at(15));
    expect(historyDays(toMeasurements(points))).toBeCloseTo(9, 1);
  });
  it('of weekly samples counts whole weeks', () => {
    expect(historyDays(toMeasurements(usage(70, () => 1, 7 * DAY)))).toBe(70);
  });
});

describe('percentiles of a step', () => {
  it('are interpolated between its measurements: of 0 to 23 the 95th is 21.85, the 99th 22.77', () => {
    const hours = usage(2, (day) => Math.round((day % 1) * 24), HOUR);
    expect(daily(hours, 'p95').values[1]).toBeCloseTo(21.85, 12);
    expect(daily(hours, 'p99').values[0]).toBeCloseTo(22.77, 12);
    expect(daily([...hours].reverse(), 'p95').values[1]).toBeCloseTo(21.85, 12);
  });
});
