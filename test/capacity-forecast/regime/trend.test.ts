import { describe, expect, it } from 'vitest';
import { detectRegimeChange } from '../../../src/capacity-forecast/regime/regime-changes.js';
import { breaksTrend } from '../../../src/capacity-forecast/regime/trend.js';
import { seededRandom } from '../../../src/testing/index.js';

const noise = (seed: number, size: number): (() => number) => {
  const random = seededRandom(seed);
  return () => size * (random.next() + random.next() + random.next() - 1.5);
};

describe('a steady trend', () => {
  const jitter = noise(7, 4);
  const year = Array.from({ length: 365 }, (_, day) => 500 + day + (day >= 250 ? 140 : 0) + jitter());
  const points = year.map((value, day) => ({ timestamp: Date.UTC(2026, 0, 1) / 1000 + day * 86_400, value }));

  it('is not cut in the middle because a step stands elsewhere', () => {
    expect(
      detectRegimeChange(points).map(({ kind, timestamp }) => [
        kind,
        new Date(timestamp * 1000).toISOString().slice(0, 10),
      ]),
    ).toEqual([['level', '2026-09-08']]);
  });

  it('is one line through both sides of a cut, with a step or a bend it is not', () => {
    const line = Float64Array.from({ length: 200 }, (_, i) => i + jitter());
    expect(breaksTrend(line, 0, 100, 200)).toBe(false);
    expect(
      breaksTrend(
        line.map((value, i) => (i < 100 ? value : value + 15)),
        0,
        100,
        200,
      ),
    ).toBe(true);
    expect(
      breaksTrend(
        line.map((value, i) => (i < 100 ? value : value + (i - 100) / 2)),
        0,
        100,
        200,
      ),
    ).toBe(true);
  });

  it('is judged by the memory of its noise: a slow swing is no step', () => {
    const shock = noise(3, 1);
    let swing = 0;
    const walk = Float64Array.from({ length: 200 }, () => (swing = 0.95 * swing + shock()));
    const gap = Array.from({ length: 160 }, (_, i) => breaksTrend(walk, 0, 20 + i, 200)).filter(Boolean).length;
    expect(gap).toBeLessThan(16);
  });

  it('without any noise has no change of spread: what is left is the rounding of doubles', () => {
    const exact = Array.from({ length: 2000 }, (_, hour) => ({ timestamp: hour * 3600, value: 40 + hour / 400 }));
    expect(detectRegimeChange(exact)).toEqual([]);
  });
});
