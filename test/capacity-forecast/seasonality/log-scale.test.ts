import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growsWithLevel } from '../../../src/capacity-forecast/seasonality/log-scale.js';
import { whiteNoise } from '../simulated-noise.js';

const noise = whiteNoise(4, 400);
const growingSeries = (value: (e: number, i: number) => number): Float64Array => Float64Array.from(noise, value);

describe('growsWithLevel', () => {
  it('holds where the steps are a share of the level, in any unit, gaps or not', () => {
    const growing = growingSeries((e, i) => Math.exp(i / 100 + 0.1 * e));
    expect(growsWithLevel(growing)).toBe(true);
    expect(growsWithLevel(growing.map((v, i) => (i % 7 === 0 ? Number.NaN : v)))).toBe(true);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (unit) => {
        expect(growsWithLevel(growing.map((v) => unit * v))).toBe(true);
      }),
    );
  });

  it.each([
    ['the steps stay the same while the level grows', growingSeries((e, i) => 100 + i + e)],
    ['the level hardly moves', growingSeries((e, i) => 100 + 0.05 * i + (1 + i / 50) * e)],
    ['a value is zero', growingSeries((e, i) => (i === 9 ? 0 : Math.exp(i / 100 + 0.1 * e)))],
    ['nothing varies', growingSeries(() => 5)],
    ['there are fewer than forty values', growingSeries((e, i) => Math.exp(i / 10 + 0.1 * e)).subarray(0, 39)],
  ])('does not hold where %s', (_, values) => {
    expect(growsWithLevel(values)).toBe(false);
  });

  it('is the slope of the step on the level against one half', () => {
    // Up and down by level^p around ten levels from 1 to 512.
    const stairs = (p: number): Float64Array =>
      Float64Array.from({ length: 400 }, (_, i) => {
        const level = 2 ** Math.floor(i / 40);
        return level + (i % 2 === 0 ? 0.1 : -0.1) * level ** p;
      });
    expect(growsWithLevel(stairs(0.6))).toBe(true);
    expect(growsWithLevel(stairs(0.4))).toBe(false);
  });
});
