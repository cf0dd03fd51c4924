import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageDataPoint } from '../../../src/capacity-forecast/model/usage.js';
import { detectSeasonality, fitRobustly } from '../../../src/capacity-forecast/seasonality/detect.js';
import { growsWithLevel } from '../../../src/capacity-forecast/seasonality/sampling.js';
import { prepareRegressors, regress } from '../../../src/stats/least-squares.js';
import { autoregressiveNoise, whiteNoise } from '../simulated-noise.js';

const HOUR = 3600;
const DAY = 86_400;
const START = Date.UTC(2025, 0, 6) / 1000;

function series(step: number, length: number, value: (time: number, i: number) => number): UsageDataPoint[] {
  return Array.from({ length }, (_, i) => ({ timestamp: START + i * step, value: value(START + i * step, i) }));
}
const wave = (period: number) => (time: number) => Math.sin((2 * Math.PI * time) / period);
const weekend = (time: number): number => (new Date(time * 1000).getUTCDay() % 6 === 0 ? 1 : 0);

describe('detectSeasonality finds', () => {
  const noise = whiteNoise(11, 3000);

  it('a daily cycle in noisy hourly data', () => {
    const points = series(HOUR, 21 * 24, (t, i) => 50 + 3 * wave(DAY)(t) + 2 * noise[i]!);
    const found = detectSeasonality(points);
    expect(found.type).toBe('daily');
    expect(found.confidence).toBeGreaterThan(0.95);
    expect(found.secondary).toBeUndefined();
  });

  it('weekends in daily data', () => {
    expect(detectSeasonality(series(DAY, 70, (t, i) => 80 - 20 * weekend(t) + 4 * noise[i]!)).type).toBe('weekly');
  });

  it('a weekly cycle in hourly data, and the smaller daily one as secondary', () => {
    const points = series(HOUR, 42 * 24, (t, i) => 9 - 5 * weekend(t) + wave(DAY)(t) + 0.5 * noise[i]!);
    expect(detectSeasonality(points)).toMatchObject({ type: 'weekly', secondary: 'daily' });
  });

  it('a bill at the start of each calendar month', () => {
    const points = series(DAY, 300, (t, i) => (new Date(t * 1000).getUTCDate() <= 3 ? 10 : 0) + noise[i]!);
    expect(detectSeasonality(points).type).toBe('monthly');
  });

  it('a yearly cycle in monthly data that grows', () => {
    const points = Array.from({ length: 60 }, (_, i) => ({
      timestamp: Date.UTC(2020, i) / 1000,
      value: 100 + 2 * i + 20 * Math.sin((2 * Math.PI * i) / 12) + 3 * noise[i]!,
    }));
    expect(detectSeasonality(points).type).toBe('yearly');
  });

  it('a cycle whose size grows with the level', () => {
    const points = series(HOUR, 28 * 24, (t, i) => Math.exp(i / 300 + 0.5 * wave(DAY)(t) + 0.3 * noise[i]!));
    expect(detectSeasonality(points).type).toBe('daily');
  });

  it('a cycle through gaps, outliers, a level shift and uneven stamps', () => {
    const points = series(HOUR, 28 * 24, (t, i) => 20 + 3 * wave(DAY)(t) + noise[i]! + (i > 300 ? 15 : 0))
      .filter((_, i) => i % 11 !== 0 && (i < 100 || i > 160))
      .map((p, i) => ({ timestamp: p.timestamp + (i % 7) * 60, value: i % 97 === 0 ? 500 : p.value }));
    expect(detectSeasonality(points).type).toBe('daily');
  });

  it('a cycle without any noise', () => {
    expect(detectSeasonality(series(HOUR, 14 * 24, wave(DAY))).type).toBe('daily');
  });
});

describe('detectSeasonality finds none', () => {
  it.each([
    ['a constant', () => 5],
    ['a straight line', (i: number) => 3 * i],
    ['exponential growth', (i: number) => Math.exp(i / 200)],
    ['a level shift', (i: number) => (i < 300 ? 1 : 9)],
    ['a cycle of ten hours', (i: number) => Math.sin((2 * Math.PI * i) / 10)],
  ])('in %s', (_, value) => {
    const noise = whiteNoise(2, 700);
    const flat = value(0) === value(699);
    expect(detectSeasonality(series(HOUR, 700, (_t, i) => value(i) + (flat ? 0 : 0.1 * noise[i]!))).type).toBe('none');
  });

  it.each([0, 0.5, 0.9, 1])('in autoregressive noise of memory %d, but for two series in fifty', (phi) => {
    let found = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const noise = autoregressiveNoise(1000 * phi + seed, 120 + 6 * seed, phi);
      const points = series(seed % 2 === 0 ? HOUR : DAY, noise.length, (_t, i) => noise[i]!);
      if (detectSeasonality(points).type !== 'none') found++;
    }
    expect(found).toBeLessThanOrEqual(2);
  });

  it('with no confidence where there is too little to tell', () => {
    expect(detectSeasonality([])).toEqual({ type: 'none', confidence: 0 });
    expect(detectSeasonality(series(DAY, 10, wave(7 * DAY)))).toEqual({ type: 'none', confidence: 0 });
  });

  it('and never throws, whatever the points are', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (value, list) => {
        const answers = [detectSeasonality(value as never), detectSeasonality(list as never)];
        expect(answers.every((a) => a.type === 'none')).toBe(true);
      }),
    );
    expect(detectSeasonality(series(HOUR, 400, (_t, i) => (i % 2 ? 1e308 : -1e308))).type).toBe('none');
  });
});

describe('detectSeasonality does not depend on', () => {
  const noise = whiteNoise(21, 400);
  const points = series(HOUR, 400, (t, i) => 5 + wave(DAY)(t) + noise[i]!);
  const answer = detectSeasonality(points);

  it('the order of the points', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(points, { minLength: points.length }), (shuffled) => {
        expect(detectSeasonality(shuffled)).toEqual(answer);
      }),
      { numRuns: 5 },
    );
  });

  it('the unit and the zero of the metric', () => {
    const factor = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(factor, fc.integer({ min: -50, max: 50 }), (a, b) => {
        // A series that is far above zero must not turn into one read in logarithms, so the zero moves by little.
        const moved = points.map((p) => ({ ...p, value: a * (p.value + b) }));
        expect(detectSeasonality(moved).type).toBe('daily');
      }),
      { numRuns: 10 },
    );
  });
});

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
    // Slower than any line follows, so a neighbor tells almost all of a value.
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

  it('fills a gap of noise whose neighbors differ in sign with nothing', () => {
    const { residuals } = fitRobustly(
      [line[0]!],
      Float64Array.from({ length: COUNT }, (_, i) => (i > 100 && i < 105 ? Number.NaN : (-1) ** i)),
    );
    for (let i = 101; i < 105; i++) expect(residuals[i]).toBe(0);
  });
});
