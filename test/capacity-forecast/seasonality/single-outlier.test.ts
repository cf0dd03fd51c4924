import { describe, expect, it } from 'vitest';
import { detectSeasonality } from '../../../src/capacity-forecast/index.js';
import { removeSingleOutlier } from '../../../src/capacity-forecast/seasonality/detect.js';
import { normalSource } from '../simulated-noise.js';
import { usage } from '../simulated-usage.js';

const series = (value: (i: number) => number, length = 60): Float64Array =>
  Float64Array.from({ length }, (_, i) => value(i));

describe('a spike that stands alone', () => {
  it('is taken out of noise and of a flat line', () => {
    const normal = normalSource(3);
    const noisy = removeSingleOutlier(series((i) => (i === 30 ? 40 : 10) + 0.5 * normal()));
    expect([...noisy].map(Number.isNaN).indexOf(true)).toBe(30);
    expect(removeSingleOutlier(series((i) => (i === 30 ? 40 : 10)))[30]).toBeNaN();
  });
  it('is none where it comes again, where the level steps, or in noise', () => {
    const normal = normalSource(4);
    for (const values of [
      series((i) => (i % 30 === 5 ? 40 : 10) + 0.5 * normal()),
      series((i) => (i >= 30 ? 40 : 10) + 0.5 * normal()),
      series(() => normal(), 2_000),
      series(() => 10),
      series((i) => i),
      new Float64Array(0),
    ])
      expect(removeSingleOutlier(values)).toBe(values);
  });
  it('is no month, though it is all that two months show', () => {
    for (const seed of [1, 2, 3]) {
      const normal = normalSource(seed);
      const points = usage(60, (day) => (day === 30 ? 1_000 : 10) + 0.5 * normal());
      expect(detectSeasonality(points).type).toBe('none');
    }
  });
});
