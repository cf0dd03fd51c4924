import { describe, expect, it } from 'vitest';
import { regress, prepareRegressors } from '../../../src/capacity-forecast/seasonality/least-squares.js';
import { fitRobustly } from '../../../src/capacity-forecast/seasonality/robust-fit.js';
import { whiteNoise } from '../simulated-noise.js';

const COUNT = 200;
const line = [new Float64Array(COUNT).fill(1), Float64Array.from({ length: COUNT }, (_, i) => i)];
const fixedNoise = whiteNoise(6, COUNT);
const values = (change: (v: number, i: number) => number): Float64Array =>
  Float64Array.from(fixedNoise, (e, i) => change(10 + 0.5 * i + e, i));

describe('robustFit', () => {
  it('is exact where the columns explain everything', () => {
    const exact = fitRobustly(
      line,
      Float64Array.from({ length: COUNT }, (_, i) => 3 - 2 * i),
    );
    exact.fitted.forEach((v, i) => expect(v).toBeCloseTo(3 - 2 * i, 7));
    expect(exact.scatter).toBeCloseTo(0, 12);
  });

  it('is hardly moved by outliers, which least squares follow', () => {
    const calm = fitRobustly(
      line,
      values((v) => v),
    );
    const spiked = values((v, i) => (i > 150 && i % 10 === 0 ? v + 1000 : v));
    const apart = (fitted: Float64Array): number => Math.max(...calm.fitted.map((v, i) => Math.abs(v - fitted[i]!)));
    expect(apart(regress(prepareRegressors(line), spiked).fitted)).toBeGreaterThan(50);
    expect(apart(fitRobustly(line, spiked).fitted)).toBeLessThan(2.5);
  });

  it('pulls the residual of an outlier in, but counts it in full in the scatter', () => {
    const { residuals, scatter } = fitRobustly(
      line,
      values((v, i) => (i === 100 ? v + 1000 : v)),
    );
    // Three and a half robust deviations of unit noise.
    expect(residuals[100]!).toBeGreaterThan(2);
    expect(residuals[100]!).toBeLessThan(5);
    expect(scatter).toBeGreaterThan(0.9 * (1000 ** 2 / COUNT));
  });

  it('learns nothing from gaps, at whatever place', () => {
    const gap = (i: number): boolean => i % 3 === 1;
    const given = fitRobustly(
      line,
      values((v, i) => (gap(i) ? Number.NaN : v)),
    );
    const kept = Array.from(fixedNoise.keys()).filter((i) => !gap(i));
    const short = fitRobustly(
      line.map((column) => Float64Array.from(kept, (i) => column[i]!)),
      Float64Array.from(kept, (i) => 10 + 0.5 * i + fixedNoise[i]!),
    );
    kept.forEach((i, k) => expect(given.fitted[i]).toBeCloseTo(short.fitted[k]!, 9));
    expect(given.scatter).toBeCloseTo(short.scatter, 9);
  });

  it('fills a gap of a wandering series with a straight line between its ends', () => {
    // Slower than any line follows, so a neighbour tells almost all of a value.
    const wave = (i: number): number => 5 * Math.sin(i / 15);
    const { residuals } = fitRobustly(
      [line[0]!],
      Float64Array.from({ length: COUNT }, (_, i) => (i > 100 && i < 105 ? Number.NaN : wave(i))),
    );
    for (let i = 101; i < 105; i++) {
      const straight = residuals[100]! + ((residuals[105]! - residuals[100]!) * (i - 100)) / 5;
      expect(residuals[i]).toBeCloseTo(straight, 0);
      expect(Math.abs(residuals[i]!)).toBeGreaterThan(0.5);
    }
  });

  it('fills a gap of noise whose neighbours differ in sign with nothing', () => {
    const { residuals } = fitRobustly(
      [line[0]!],
      Float64Array.from({ length: COUNT }, (_, i) => (i > 100 && i < 105 ? Number.NaN : (-1) ** i)),
    );
    for (let i = 101; i < 105; i++) expect(residuals[i]).toBe(0);
  });
});
