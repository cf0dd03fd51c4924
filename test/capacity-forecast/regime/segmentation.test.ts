import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binarySearch,
  type CostFunction,
  lineCost,
  meanCost,
  optimalSearch,
  spreadCost,
  windowSearch,
} from '../../../src/capacity-forecast/regime/segmentation.js';
import { whiteNoise } from '../simulated-noise.js';

const list = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 6, maxLength: 30 });
const parts = list.chain((values) =>
  fc.record({
    values: fc.constant(Float64Array.from(values)),
    cut: fc.integer({ min: 3, max: values.length - 3 }),
  }),
);

describe('meanCost', () => {
  it('is the squared deviation from the mean', () => {
    expect(meanCost(Float64Array.of(9, 1, 3, 5, 9))(1, 4)).toBeCloseTo(8, 12);
  });
});

describe('lineCost', () => {
  it('is nothing for a straight line and for two points', () => {
    const cost = lineCost(Float64Array.of(1, 3, 5, 7, 4));
    expect(cost(0, 4)).toBeCloseTo(0, 12);
    expect(cost(3, 5)).toBe(0);
  });

  it('is what a tent leaves after its best line', () => {
    // 0, 1, 0 around its mean 1/3: the best line is flat.
    expect(lineCost(Float64Array.of(0, 1, 0))(0, 3)).toBeCloseTo(2 / 3, 12);
  });
});

describe('spreadCost', () => {
  it('is the length times the logarithm of the mean square', () => {
    expect(spreadCost(Float64Array.of(2, -2, 2))(0, 3)).toBeCloseTo(3 * Math.log(4), 9);
  });
});

describe.each<[string, CostFunction]>([
  ['meanCost', meanCost],
  ['lineCost', lineCost],
])('%s', (_, costOf) => {
  it('never grows by cutting a stretch in two', () => {
    fc.assert(
      fc.property(parts, ({ values, cut }) => {
        const cost = costOf(values);
        expect(cost(0, cut) + cost(cut, values.length)).toBeLessThanOrEqual(cost(0, values.length) + 1e-9);
      }),
    );
  });
});

const steps = (noise: number): Float64Array =>
  Float64Array.from(whiteNoise(6, 150), (e, i) => noise * e + (i < 40 ? 0 : i < 100 ? 5 : 2));

describe.each([
  ['windowSearch', (x: Float64Array, p: number) => windowSearch(meanCost(x), x.length, 10, p)],
  ['binarySearch', (x: Float64Array, p: number) => binarySearch(meanCost(x), x.length, 2, p, 5)],
  ['optimalPartition', (x: Float64Array, p: number) => optimalSearch(meanCost(x), x.length, 2, p)],
])('%s', (_, search) => {
  it('finds both steps of a staircase, exactly', () => {
    expect(search(steps(0.3), 12)).toEqual([40, 100]);
  });

  it('finds nothing in noise, at an infinite penalty, and in an empty series', () => {
    expect(search(Float64Array.from(whiteNoise(1, 150)), 25)).toEqual([]);
    expect(search(steps(0.3), Infinity)).toEqual([]);
    expect(search(new Float64Array(0), 1)).toEqual([]);
  });
});

describe('optimalPartition', () => {
  const bruteForce = (x: Float64Array, penalty: number): number => {
    const cost = meanCost(x);
    let least = Infinity;
    for (let cuts = 0; cuts < 2 ** (x.length - 1); cuts++) {
      const edges = [0, ...Array.from({ length: x.length - 1 }, (_, i) => i + 1).filter((i) => (cuts >> (i - 1)) & 1)];
      const total = edges.reduce((sum, from, i) => sum + cost(from, edges[i + 1] ?? x.length), 0);
      least = Math.min(least, total + penalty * (edges.length - 1));
    }
    return least;
  };

  it.each([0.5, 1, 3])('reaches the least total that any cuts reach, at penalty %d', (penalty) => {
    for (let seed = 1; seed <= 10; seed++) {
      const x = Float64Array.from(whiteNoise(seed, 11), (e, i) => e + (i > 5 ? 2 : 0));
      const cost = meanCost(x);
      const edges = [0, ...optimalSearch(cost, x.length, 1, penalty), x.length];
      const total = edges.slice(1).reduce((sum, to, i) => sum + cost(edges[i]!, to), penalty * (edges.length - 2));
      expect(total).toBeCloseTo(bruteForce(x, penalty), 9);
    }
  });

  it('cuts a broken line at its bend', () => {
    const x = Float64Array.from({ length: 80 }, (_, i) => Math.max(0, i - 50));
    const [cut] = optimalSearch(lineCost(x), 80, 5, 5);
    expect(Math.abs(cut! - 50)).toBeLessThanOrEqual(2);
  });
});
