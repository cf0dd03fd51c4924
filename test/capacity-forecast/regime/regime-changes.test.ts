import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegimeChangeEvent } from '../../../src/capacity-forecast/model/regime.js';
import type { UsageDataPoint } from '../../../src/capacity-forecast/model/usage.js';
import { breaksTrend, detectRegimeChange } from '../../../src/capacity-forecast/regime/regime-changes.js';
import { seededRandom } from '../../../src/testing/index.js';
import { whiteNoise } from '../simulated-noise.js';

const HOUR = 3600;
const DAY = 86_400;
const START = Date.UTC(2025, 0, 6) / 1000;
const noise = whiteNoise(7, 3000);
const daily = (time: number): number => Math.sin((2 * Math.PI * time) / DAY);

function series(step: number, length: number, value: (time: number, i: number, e: number) => number): UsageDataPoint[] {
  return Array.from({ length }, (_, i) => {
    const timestamp = START + i * step;
    return { timestamp, value: value(timestamp, i, noise[i]!) };
  });
}

describe('regimeChanges', () => {
  it('tells a step of the level under a season: when, how much, from what to what', () => {
    const [event, ...others] = detectRegimeChange(
      series(HOUR, 1008, (t, i, e) => 50 + 10 * daily(t) + e + (i >= 500 ? 15 : 0)),
    );
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'level', direction: 'up', timestamp: START + 500 * HOUR });
    expect(event!.magnitude).toBeCloseTo(15, 0);
    expect(event!.before.level).toBeCloseTo(50, 0);
    expect(event!.after.level).toBeCloseTo(65, 0);
    expect(event!.confidence).toBeGreaterThan(0.9);
    expect(event!.before.points + event!.after.points).toBe(1008);
  });

  it('tells a bend of the trend, per day', () => {
    const [event, ...others] = detectRegimeChange(series(DAY, 120, (_, i, e) => 50 + e + Math.max(0, i - 60)));
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'trend', direction: 'up' });
    expect(Math.abs((event!.timestamp - START) / DAY - 60)).toBeLessThanOrEqual(5);
    expect(event!.magnitude).toBeCloseTo(1, 1);
  });

  it('tells a wider spread', () => {
    const [event, ...others] = detectRegimeChange(series(HOUR, 1008, (_, i, e) => 50 + e * (i >= 500 ? 4 : 1)));
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'variance', direction: 'up' });
    expect(Math.abs((event!.timestamp - START) / HOUR - 500)).toBeLessThanOrEqual(8);
    expect(event!.after.spread / event!.before.spread).toBeGreaterThan(3);
  });

  it('tells a season that fades', () => {
    const [event, ...others] = detectRegimeChange(
      series(HOUR, 1008, (t, i, e) => 50 + daily(t) * (i >= 504 ? 0 : 6) + e),
    );
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'season', direction: 'down', timestamp: START + 504 * HOUR });
    expect(event!.before.seasonSpread).toBeGreaterThan(4 * event!.after.seasonSpread);
  });

  it('tells two changes of a seasonal series through gaps, in any order of the points', () => {
    const steps = (i: number): number => (i >= 700 ? 30 : 0) - (i >= 1500 ? 20 : 0);
    const points = series(HOUR, 2160, (t, i, e) => 100 + 10 * daily(t) + 3 * e + steps(i));
    const gappy = points.filter((_, i) => i % 13 !== 0 && (i < 900 || i > 930));
    const events = detectRegimeChange(gappy);
    expect(events.map((e) => [e.kind, e.direction])).toEqual([
      ['level', 'up'],
      ['level', 'down'],
    ]);
    expect(events.every((e, i) => Math.abs(e.timestamp - START - [700, 1500][i]! * HOUR) <= 3 * HOUR)).toBe(true);
    expect(detectRegimeChange([...gappy].reverse())).toEqual(events);
  });

  it.each([
    ['a daily season', (t: number, _: number, e: number) => 50 + 10 * daily(t) + e],
    ['a single outlier', (_t: number, i: number, e: number) => 50 + e + (i === 300 ? 100 : 0)],
    ['a slow trend', (_t: number, i: number, e: number) => 50 + e + 0.05 * i],
    ['a trend without noise', (_t: number, i: number) => 50 + 0.05 * i],
    ['a constant', () => 50],
    ['white noise', (_t: number, _i: number, e: number) => e],
  ])('sees no change in %s', (_, value) => {
    expect(detectRegimeChange(series(HOUR, 672, value))).toEqual([]);
  });

  it('is as sure of a fall back to where it began as of any step: both stretches have the same mean', () => {
    const [event, ...others] = detectRegimeChange(series(DAY, 90, (_, i, e) => 50 + e + 0.5 * (i % 45)));
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'level', direction: 'down', timestamp: START + 45 * DAY });
    expect(event!.confidence).toBeGreaterThan(0.9);
  });

  it('finds two deviations shortly before the end where changes are asked for readily', () => {
    const found = [0.8, 1].map((sensitivity) => {
      const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
      return seeds.filter((seed) => {
        const values = whiteNoise(seed, 90);
        const points = series(DAY, 90, (_, i) => 50 + values[i]! + (i >= 78 ? 2 : 0));
        const late = START + 73 * DAY;
        return detectRegimeChange(points, sensitivity).some(
          ({ kind, timestamp }) => kind !== 'variance' && timestamp >= late,
        );
      }).length;
    });
    expect(found[1]).toBeGreaterThanOrEqual(16);
    expect(found[0]).toBeLessThan(found[1]!);
  });

  it.each([
    ['are never measured', (): boolean => false],
    ['cease to be measured', (i: number): boolean => i < 860],
    ['begin to be measured', (i: number): boolean => i >= 860],
    ['are measured now and then', (i: number): boolean => Math.floor(i / 24) % 3 === 0],
  ])('sees no change of level where nights %s', (_, measured) => {
    const points = series(HOUR, 1440, (t, __, e) => 50 + 20 * daily(t - 8 * HOUR) + e);
    const kept = points.filter((__, i) => (i % 24 >= 7 && i % 24 <= 19) || measured(i));
    expect(detectRegimeChange(kept).filter(({ kind }) => kind === 'level')).toEqual([]);
  });

  it('reports with a higher sensitivity everything that a lower one reports', () => {
    const key = (e: RegimeChangeEvent): string => `${e.kind} ${e.timestamp}`;
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), unit, unit, (seed, a, b) => {
        const points = whiteNoise(seed, 240).map((e, i) => ({
          timestamp: START + i * HOUR,
          value: e * (i > 150 ? 2 : 1) + (i > 90 ? 1.5 : 0),
        }));
        const [low, high] = [a, b].sort((p, q) => p - q).map((s) => detectRegimeChange(points, s).map(key));
        expect(high).toEqual(expect.arrayContaining(low!));
      }),
      { numRuns: 20 },
    );
  });

  it('gives events that their codec carries over the wire and back', () => {
    const [event] = detectRegimeChange(series(DAY, 60, (_, i, e) => e + (i >= 30 ? 9 : 0)));
    expect(RegimeChangeEvent.decode(RegimeChangeEvent.encode(event!))).toEqual({ _tag: 'Right', right: event });
    expect(RegimeChangeEvent.encode(event!).before).toHaveProperty('slope_per_day');
  });

  it('never throws, whatever the points are', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (value, list) => {
        expect([detectRegimeChange(value as never), detectRegimeChange(list as never, value as never)]).toEqual([
          [],
          [],
        ]);
      }),
    );
  });
});

const noiseTrendTest = (seed: number, size: number): (() => number) => {
  const random = seededRandom(seed);
  return () => size * (random.next() + random.next() + random.next() - 1.5);
};

describe('a steady trend', () => {
  const jitter = noiseTrendTest(7, 4);
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
    const shock = noiseTrendTest(3, 1);
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
