import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeSpreadInputs,
  learnedOffsets,
  offsetsAt,
  toQuantileNodes,
} from '../../../src/capacity-forecast/ensemble/intervals.js';
import { SPREAD_TABLES } from '../../../src/capacity-forecast/ensemble/learned-tables.js';
import { normalQuantile } from '../../../src/stats/distributions.js';

describe('normalQuantile', () => {
  // From the tables of the standard normal distribution.
  it.each([
    [0.5, 0],
    [0.8, 0.8416212336],
    [0.9, 1.2815515655],
    [0.975, 1.9599639845],
    [0.995, 2.5758293035],
    [0.0001, -3.7190164855],
  ])('of %f is %f', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 7));

  it('is odd around one half', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (p) => {
        expect(Math.abs(normalQuantile(p) + normalQuantile(1 - p))).toBeLessThan(1e-6);
      }),
    );
  });
});

const LEVELS = [0.1, 0.25, 0.75, 0.9];
const LEARNED = [
  [-4, -8],
  [-1, -2],
  [2, 3],
  [5, 9],
].map((offsets) => Float64Array.from(offsets));
const KNOTS = toQuantileNodes(LEARNED, LEVELS);

describe('offsetsAt', () => {
  it('is what was learned at a level learned', () => expect(Array.from(offsetsAt(KNOTS, 0.9))).toEqual([5, 9]));

  it('is nothing in the middle', () => expect(Array.from(offsetsAt(KNOTS, 0.5))).toEqual([0, 0]));

  it('lies between its neighbors in proportion to normal quantiles', () => {
    const share = normalQuantile(0.6) / normalQuantile(0.75);
    expect(offsetsAt(KNOTS, 0.6)[0]).toBeCloseTo(2 * share, 12);
  });

  it('goes on beyond the outermost level', () => {
    const slope = 3 / (normalQuantile(0.9) - normalQuantile(0.75));
    expect(offsetsAt(KNOTS, 0.99)[0]).toBeCloseTo(5 + slope * (normalQuantile(0.99) - normalQuantile(0.9)), 12);
    expect(offsetsAt(KNOTS, 0.01)[0]).toBeLessThan(-4);
  });
});

describe('learnedOffsets', () => {
  const tables = Object.entries(SPREAD_TABLES);
  const logs = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 17, maxLength: 17 });

  it.each(tables)('%s: never nearer further out, in order of the levels, on the right side', (_, table) => {
    fc.assert(
      fc.property(logs, fc.double({ min: 0, max: 1e6, noNaN: true }), (inputs, unit) => {
        const offsets = learnedOffsets(table, unit, Float64Array.from(inputs), 40);
        offsets.forEach((one, i) => {
          const sign = table.levels[i]! > 0.5 ? 1 : -1;
          const lower = i > 0 ? offsets[i - 1]! : one;
          one.forEach((x, h) => {
            expect(x * sign).toBeGreaterThanOrEqual(h > 0 ? one[h - 1]! * sign : 0);
            expect(x).toBeGreaterThanOrEqual(lower[h]!);
          });
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('spreadInputs', () => {
  it('are the scale features relative to the first, then the features', () => {
    const inputs = computeSpreadInputs(Float64Array.of(2, 2, 2 * Math.E), Float64Array.of(7));
    expect(inputs[0]).toBe(0);
    expect(inputs[1]).toBeCloseTo(1, 12);
    expect(inputs[2]).toBe(7);
  });
});
