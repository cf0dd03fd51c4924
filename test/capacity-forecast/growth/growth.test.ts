import { describe, expect, it } from 'vitest';
import { bestSplit } from '../../../src/capacity-forecast/growth/best-split.js';
import { isConfirmed } from '../../../src/capacity-forecast/growth/confirm-change.js';
import { fitGrowth } from '../../../src/capacity-forecast/growth/fit-growth.js';
import { normalOfStudent, normalTail } from '../../../src/capacity-forecast/growth/normal-tail.js';
import { exceedance } from '../../../src/capacity-forecast/growth/outlook.js';
import { withoutOutliers } from '../../../src/capacity-forecast/growth/outliers.js';
import { samplePaths } from '../../../src/capacity-forecast/growth/sample-paths.js';
import { seasonShape } from '../../../src/capacity-forecast/growth/season-shape.js';
import { filterTrend } from '../../../src/capacity-forecast/growth/trend-state.js';
import { yearlyShape } from '../../../src/capacity-forecast/growth/yearly-shape.js';
import { normalSource } from '../simulated-noise.js';

const series = (length: number, value: (t: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, t) => value(t));
const noise = (spread: number, seed = 1): (() => number) => {
  const normal = normalSource(seed);
  return () => spread * normal();
};

describe('normal tails', () => {
  it('are those of the tables', () => {
    expect(normalTail(0)).toBeCloseTo(0.5, 7);
    expect(normalTail(1.2815515655446004)).toBeCloseTo(0.1, 7);
    expect(normalTail(-1.959963984540054)).toBeCloseTo(0.975, 7);
    expect([normalTail(Infinity), normalTail(-Infinity)]).toEqual([0, 1]);
  });
  it('of Student come near their own', () => {
    // t with 10 degrees of freedom exceeds 1.812 once in twenty, 2.764 once in a hundred.
    expect(normalTail(normalOfStudent(1.812, 10))).toBeCloseTo(0.05, 2);
    expect(normalTail(normalOfStudent(2.764, 10))).toBeCloseTo(0.01, 2);
    expect(normalOfStudent(-2, 30)).toBe(-normalOfStudent(2, 30));
  });
});

describe('the trend filter', () => {
  it('finds the least-squares line under fresh noise', () => {
    const values = series(60, (t) => 3 + 0.5 * t);
    const found = filterTrend(values, { noiseMemory: 0, levelDrift: 0, slopeDrift: 0 }, { mean: 0, variance: 1e6 })!;
    expect(found.slope).toBeCloseTo(0.5, 4);
    expect(found.level).toBeCloseTo(3 + 0.5 * 59, 3);
  });
  it('knows the slope as surely as least squares does', () => {
    const e = noise(1);
    const found = filterTrend(
      series(50, (t) => t + e()),
      { noiseMemory: 0, levelDrift: 0, slopeDrift: 0 },
      { mean: 0, variance: 1e9 },
    )!;
    // Variance of a slope: 12 / (n³ - n).
    expect(found.slopeVariance).toBeCloseTo(12 / (50 ** 3 - 50), 8);
  });
  it('passes over what is missing, and gives up without values', () => {
    const values = series(30, (t) => (t % 3 === 1 ? NaN : 2 * t));
    expect(
      filterTrend(values, { noiseMemory: 0.3, levelDrift: 0, slopeDrift: 0 }, { mean: 0, variance: 1e6 })!.slope,
    ).toBeCloseTo(2, 4);
    expect(
      filterTrend(
        series(5, () => NaN),
        { noiseMemory: 0, levelDrift: 0, slopeDrift: 0 },
        { mean: 0, variance: 1 },
      ),
    ).toBeUndefined();
  });
});

describe('seasons of growth', () => {
  it('are found around a line and add up to zero', () => {
    const shape = seasonShape(
      series(70, (t) => t + [5, 0, 0, 0, 0, 0, -5][t % 7]!),
      7,
    );
    expect(shape[0]).toBeCloseTo(5, 1);
    expect(shape.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  });
  it('are nothing in noise, or next to it', () => {
    const shapes = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => seasonShape(series(70, noise(1, seed)), 7));
    expect(shapes.flatMap((shape) => [...shape]).filter((value) => value !== 0)).toEqual([]);
  });
  it('of the year need two of them that are alike', () => {
    const e = noise(0.1);
    const yearly = (t: number): number => Math.sin((2 * Math.PI * t) / 365.25);
    expect(yearlyShape(series(730, (t) => 10 + yearly(t) + e())).length).toBe(4);
    expect(yearlyShape(series(400, (t) => 10 + yearly(t) + e()))).toEqual([]);
    expect(yearlyShape(series(730, (t) => 10 + t * 0.01 + e()))).toEqual([]);
  });
});

describe('outliers', () => {
  it('are taken out one by one, steps are left', () => {
    const e = noise(1);
    const clean = withoutOutliers(series(60, (t) => (t === 20 ? 100 : t >= 40 ? 30 : 0) + e()));
    expect(clean[20]).toBeNaN();
    expect([...clean].filter(Number.isNaN).length).toBeLessThanOrEqual(3);
  });
});

describe('the outlook on growth', () => {
  const e = noise(1);
  const outlook = fitGrowth(
    series(90, (t) => 100 + t + e()),
    { period: 7, lasting: 7 },
  )!;
  it('is a distribution: chances fall with the value and grow less sure with time', () => {
    const chances = [180, 200, 220, 240, 260].map((value) => exceedance(outlook, 120, value));
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
    const width = (ahead: number): number =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((i) => {
        const chance = exceedance(outlook, ahead, 189 + ahead + (i - 5) * 4);
        return chance > 0.05 && chance < 0.95;
      }).length;
    expect(width(300)).toBeGreaterThanOrEqual(width(10));
  });
  it('draws the same courses every time, spread as the chances say', () => {
    const courses = samplePaths(outlook, [100], 400)
      .map((path) => path[0]!)
      .sort((a, b) => a - b);
    expect(
      samplePaths(outlook, [100], 400)
        .map((path) => path[0]!)
        .sort((a, b) => a - b),
    ).toEqual(courses);
    expect(
      exceedance({ ...outlook, season: { ...outlook.season, shape: Float64Array.of(0) } }, 100, courses[200]!),
    ).toBeCloseTo(0.5, 1);
  });
});

describe('a change', () => {
  const e = noise(1, 7);
  it('of level stands up to growth, growth does not count as one', () => {
    expect(
      isConfirmed(
        series(90, (t) => (t < 50 ? 1 : 1.5) + 0.02 * e()),
        50,
      ),
    ).toBe(true);
    expect(
      isConfirmed(
        series(90, (t) => 1 + 0.005 * t + 0.02 * e()),
        45,
      ),
    ).toBe(false);
  });
  it('is split off where two lines fit best', () => {
    expect(bestSplit(series(60, (t) => (t < 25 ? t : 100 - t)))).toBe(25);
    expect(bestSplit(series(60, (t) => (t % 4 === 1 ? NaN : t < 31 ? 1 : 9)))).toBe(31);
    expect(bestSplit(series(10, (t) => t))).toBeUndefined();
  });
  it('is not confirmed next to an end', () => {
    expect(
      isConfirmed(
        series(90, (t) => (t < 87 ? 1 : 2)),
        87,
      ),
    ).toBe(false);
  });
});
