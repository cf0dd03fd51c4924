import { describe, expect, it } from 'vitest';
import { estimateAdditiveSeason } from '../../src/capacity-forecast/streaming/season.js';

describe('additiveSeason', () => {
  it('finds the shape of a cycle that repeats exactly, whatever the level and through gaps', () => {
    const shape = [3, -1, -2];
    const values = Float64Array.from({ length: 30 }, (_, i) => (i === 13 ? Number.NaN : 100 + shape[i % 3]!));
    estimateAdditiveSeason(values, 3).forEach((v, phase) => expect(v).toBeCloseTo(shape[phase]!, 0));
  });

  it('is flat with fewer than two cycles and without a period', () => {
    expect(Array.from(estimateAdditiveSeason(Float64Array.of(1, 5, 1), 2))).toEqual([0, 0]);
    expect(Array.from(estimateAdditiveSeason(Float64Array.of(1, 5, 1), 1))).toEqual([0]);
  });
});
