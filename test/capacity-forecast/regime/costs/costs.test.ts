import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineCost } from '../../../../src/capacity-forecast/regime/costs/line.js';
import { meanCost } from '../../../../src/capacity-forecast/regime/costs/mean.js';
import type { CostFunction } from '../../../../src/capacity-forecast/regime/costs/segment-cost.js';
import { spreadCost } from '../../../../src/capacity-forecast/regime/costs/spread.js';

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
