import { describe, expect, it } from 'vitest';
import { CHANGE_LEVELS, fitPastChanges } from '../../../src/capacity-forecast/forecasters/past-changes.js';
import { forecastSeries } from '../../../src/capacity-forecast/forecast-series.js';
import { orThrow } from '../../../src/prelude.js';

/** A generator of numbers between 0 and 1 that is the same everywhere (Park & Miller 1988). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const at = (level: (typeof CHANGE_LEVELS)[number]): number => CHANGE_LEVELS.indexOf(level);

describe('past changes', () => {
  it('say nothing of fewer than 50 values', () => {
    expect(fitPastChanges(new Float64Array(49).fill(1), 3)).toBeUndefined();
  });

  it('of a constant are none: every quantile is the constant, however far ahead', () => {
    const { quantiles } = fitPastChanges(new Float64Array(60).fill(7), 100)!;
    quantiles.forEach((path) => expect([...path]).toEqual(Array.from({ length: 100 }, () => 7)));
  });

  it('of a straight line are the line: 2 a step, in every quantile', () => {
    const { quantiles } = fitPastChanges(
      Float64Array.from({ length: 120 }, (_, i) => 10 + 2 * i),
      5,
    )!;
    for (const path of quantiles) path.forEach((value, h) => expect(value).toBeCloseTo(248 + 2 * (h + 1), 6));
  });

  it('of even noise are its quantiles: of 0 to 100 the deciles are 10, 50 and 90', () => {
    const next = uniform(11);
    const { quantiles } = fitPastChanges(
      Float64Array.from({ length: 2000 }, () => 100 * next()),
      20,
    )!;
    for (const [level, expected] of [
      [0.1, 10],
      [0.5, 50],
      [0.9, 90],
    ] as const)
      quantiles[at(level)]!.forEach((value) => expect(Math.abs(value - expected)).toBeLessThan(8));
  });

  it('of a walk widen with the root of the step: at 16 steps four times as wide as at one', () => {
    const next = uniform(5);
    let value = 0;
    const walk = Float64Array.from({ length: 2000 }, () => (value += next() < 0.5 ? -1 : 1));
    const { quantiles } = fitPastChanges(walk, 64)!;
    const width = (ahead: number): number => quantiles[at(0.9)]![ahead - 1]! - quantiles[at(0.1)]![ahead - 1]!;
    expect(width(64) / width(4)).toBeGreaterThan(2.8);
    expect(width(64) / width(4)).toBeLessThan(5.2);
  });

  it('hardly leave a floor that the series never went below', () => {
    const next = uniform(3);
    const bursts = Float64Array.from({ length: 600 }, () => (next() < 0.9 ? 5 : 5 + 100 * next()));
    const { quantiles } = fitPastChanges(bursts, 30)!;
    for (const path of quantiles) path.forEach((value) => expect(value).toBeGreaterThan(4.8));
  });

  it('grow with the root of the step beyond a third of the series', () => {
    const next = uniform(9);
    let value = 0;
    const walk = Float64Array.from({ length: 90 }, () => (value += next() - 0.5));
    const { quantiles } = fitPastChanges(walk, 120)!;
    const distance = (h: number): number => quantiles[at(0.9)]![h]! - quantiles[at(0.5)]![h]!;
    expect(distance(119) / distance(29)).toBeCloseTo(2, 6);
  });

  it('have the median of an earlier moment start from the level then: 2 a step on the line', () => {
    const line = Float64Array.from({ length: 120 }, (_, i) => 10 + 2 * i);
    const { medianFrom, quantiles } = fitPastChanges(line, 5)!;
    expect([...medianFrom(120, 5)]).toEqual([...quantiles[at(0.5)]!]);
    medianFrom(60, 5).forEach((value, h) => expect(value).toBeCloseTo(128 + 2 * (h + 1), 6));
  });
});

describe('a forecast of a series without season', () => {
  const next = uniform(77);
  const noise = Array.from({ length: 1000 }, () => 50 + 20 * (next() - 0.5));

  it('has the width of the noise, near and far: P10 to P90 of 40 to 60 is 42 to 58', () => {
    const { quantiles } = orThrow(forecastSeries(noise, { horizon: 168, levels: [0.1, 0.9] }));
    for (const h of [0, 59, 167]) {
      expect(Math.abs(quantiles['0.1']![h]! - 42)).toBeLessThan(2);
      expect(Math.abs(quantiles['0.9']![h]! - 58)).toBeLessThan(2);
    }
  });

  it('says where its intervals come from, and counts the past changes among its models', () => {
    const { reasons, weights } = orThrow(forecastSeries(noise, { horizon: 24 }));
    expect(reasons).toContain('intervals from what came at these steps in the past of this series: 100 %');
    expect(weights.map(({ model }) => model)).toContain('pastChanges');
    expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('trusts them by half at 75 values and not at all below 50', () => {
    const half = orThrow(forecastSeries(noise.slice(0, 75), { horizon: 6 }));
    expect(half.reasons).toContain('intervals from what came at these steps in the past of this series: 50 %');
    const none = orThrow(forecastSeries(noise.slice(0, 49), { horizon: 6 }));
    expect(none.weights.map(({ model }) => model)).not.toContain('pastChanges');
  });

  it('of a series with a season is what it was: past changes are not among its models', () => {
    const seasonal = noise.map((value, i) => value + 30 * Math.sin((2 * Math.PI * i) / 24));
    const { weights } = orThrow(forecastSeries(seasonal, { horizon: 24, periods: [24] }));
    expect(weights.map(({ model }) => model)).not.toContain('pastChanges');
  });
});
