import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleEvenly } from '../../../src/capacity-forecast/seasonality/sampling.js';

const HOUR = 3600;
const DAY = 86_400;
const at = (timestamp: number, value: number) => ({ timestamp, value });

describe('sampleEvenly', () => {
  it('keeps even points as they are', () => {
    const grid = sampleEvenly([at(0, 1), at(HOUR, 2), at(2 * HOUR, 3)]);
    expect(grid.step).toBe(HOUR);
    expect(Array.from(grid.values)).toEqual([1, 2, 3]);
    expect(Array.from(grid.times)).toEqual([0, HOUR, 2 * HOUR]);
  });

  it('makes a gap visible as missing cells with times of their own', () => {
    const grid = sampleEvenly([at(0, 1), at(HOUR, 2), at(2 * HOUR, 3), at(5 * HOUR, 6)]);
    expect(Array.from(grid.values)).toEqual([1, 2, 3, Number.NaN, Number.NaN, 6]);
    expect(Array.from(grid.times.subarray(3, 5))).toEqual([3 * HOUR, 4 * HOUR]);
    expect(grid.observed).toBe(4);
  });

  it('averages points of the same instant', () => {
    expect(Array.from(sampleEvenly([at(0, 1), at(0, 3), at(DAY, 5)]).values)).toEqual([2, 5]);
  });

  it('advances by one cell a month, whatever its length', () => {
    const months = Array.from({ length: 48 }, (_, i) => at(Date.UTC(2020, i) / 1000, i));
    const grid = sampleEvenly(months);
    expect(Array.from(grid.values)).toEqual(months.map((p) => p.value));
  });

  it('coarsens minutes to cells that still resolve a day', () => {
    const points = Array.from({ length: 40_000 }, (_, i) => at(i * 60, i));
    const grid = sampleEvenly(points);
    expect(grid.step).toBe(600);
    expect(grid.values.length).toBe(4000);
    expect(grid.values[0]).toBe(4.5);
  });

  it('does not let a burst of points a second apart dictate the cells of a year', () => {
    const burst = Array.from({ length: 50 }, (_, i) => at(i, 1));
    const grid = sampleEvenly([...burst, ...Array.from({ length: 40 }, (_, i) => at((i + 1) * DAY, 2))]);
    expect(grid.values.length).toBeLessThan(200);
  });

  it('leaves out what is no measurement', () => {
    const odd = [null, at(Number.NaN, 1), at(0, Infinity), at(2e11, 1), { timestamp: '5', value: 1 }] as never[];
    expect(sampleEvenly([...odd, at(0, 1), at(DAY, 2)]).observed).toBe(2);
    expect(sampleEvenly(null as never).observed).toBe(0);
  });

  it('does not depend on the order of the points', () => {
    const point = fc.record({ timestamp: fc.integer({ min: 0, max: 1e6 }), value: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        expect(sampleEvenly([...points].reverse())).toEqual(sampleEvenly(points));
      }),
    );
  });
});
