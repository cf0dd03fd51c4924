import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageDataPoint } from '../../../src/capacity-forecast/model/usage.js';
import { detectSeasonality } from '../../../src/capacity-forecast/seasonality/detect.js';
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
