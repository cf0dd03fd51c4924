import { describe, expect, it } from 'vitest';
import { boxCox, inverseBoxCox } from '../../src/capacity-forecast/forecasters/simple.js';
import { minimize, minimizeOnInterval } from '../../src/stats/minimize.js';

describe('minimiseOnInterval', () => {
  it('finds the bottom of a valley', () => {
    expect(minimizeOnInterval((x) => (x - 0.37) ** 2, 0, 1)).toBeCloseTo(0.37, 3);
  });

  it('is not trapped by the shallower of two valleys', () => {
    const cost = (x: number): number => Math.min((x - 0.2) ** 2 + 0.1, (x - 0.8) ** 2);
    expect(minimizeOnInterval(cost, 0, 1)).toBeCloseTo(0.8, 2);
  });

  it('takes the last of two bottoms that are equal but for rounding', () => {
    for (const rounding of [-1e-14, 0, 1e-14])
      expect(minimizeOnInterval((x) => 1 - (x - 0.5) ** 2 + rounding * x, 0, 1)).toBeCloseTo(1, 3);
  });
  it('finds a bottom at the very edge', () => expect(minimizeOnInterval((x) => x, 0, 1)).toBeCloseTo(0, 3));
});

describe('minimise', () => {
  it('finds the bottom of a bowl', () => {
    const found = minimize((x) => (x[0]! - 1) ** 2 + 3 * (x[1]! + 2) ** 2, [0, 0], [0.5, 0.5], 200);
    expect(found[0]).toBeCloseTo(1, 3);
    expect(found[1]).toBeCloseTo(-2, 3);
  });

  it('goes down the bent valley of Rosenbrock', () => {
    const cost = (x: Float64Array): number => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2;
    const found = minimize(cost, [-1.2, 1], [0.5, 0.5], 400);
    expect(found[0]).toBeCloseTo(1, 2);
    expect(found[1]).toBeCloseTo(1, 2);
  });

  it('needs few tries in a bowl of four dimensions', () => {
    const cost = (x: Float64Array): number => x.reduce((sum, v, j) => sum + (j + 1) * (v - j) ** 2, 0);
    expect(cost(minimize(cost, [5, 5, 5, 5], [1, 1, 1, 1], 150))).toBeLessThan(0.01);
  });

  it('keeps out of where the cost is infinite', () => {
    const found = minimize((x) => (x[0]! < 0.5 ? Infinity : x[0]!), [2], [0.5], 80);
    expect(found[0]).toBeGreaterThanOrEqual(0.5);
    expect(found[0]).toBeCloseTo(0.5, 2);
  });
});

describe('Box-Cox powers', () => {
  it.each([0, 0.25, 0.5, 0.75, 1])('power %f goes there and back', (power) => {
    const values = Float64Array.of(0.01, 1, 7.5, 1234);
    inverseBoxCox(boxCox(values, power), power).forEach((x, i) => expect(x).toBeCloseTo(values[i]!, 8));
  });

  it('are (v^p - 1) / p', () => {
    const close = (power: number) => boxCox(Float64Array.of(16), power)[0];
    expect([close(0.25), close(0.5), close(0.75), close(1)]).toEqual([4, 6, 28 / 3, 15]);
  });
});
