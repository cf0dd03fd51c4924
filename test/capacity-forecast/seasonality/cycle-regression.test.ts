import { describe, expect, it } from 'vitest';
import {
  burgReflections,
  type CalendarCycle,
  correctReflections,
  createDesignMatrix,
  fitNoiseModel,
  fitReflections,
  toCoefficients,
  visibleCycles,
  whiten,
} from '../../../src/capacity-forecast/seasonality/cycle-regression.js';
import { prepareRegressors, regress } from '../../../src/stats/least-squares.js';
import { autoregressiveNoise, normalSource, whiteNoise } from '../simulated-noise.js';

const HOUR = 3600;
const DAY = 86_400;
const names = (cycles: ReadonlyArray<CalendarCycle>): string[] => cycles.map((c) => c.name);

describe('visibleCycles', () => {
  it.each([
    ['hourly for two weeks', HOUR, 14 * 24, ['daily', 'weekly']],
    ['hourly for thirteen days', HOUR, 13 * 24, ['daily']],
    ['daily for ninety days', DAY, 90, ['weekly', 'monthly']],
    ['daily for two years', DAY, 731, ['weekly', 'monthly', 'yearly']],
    ['monthly for four years', 30.44 * DAY, 48, ['yearly']],
    ['twice a day', DAY / 2, 60, ['weekly', 'monthly'].slice(0, 1)],
  ])('%s shows %j', (_, step, cells, expected) => {
    expect(names(visibleCycles(step, cells))).toEqual(expected);
  });
});

describe('phases', () => {
  const [daily, weekly, monthly] = visibleCycles(HOUR, 24 * 200) as [CalendarCycle, CalendarCycle, CalendarCycle];
  const at = (text: string): number => Date.parse(text) / 1000;

  it('start with the UTC day, with Monday and with the first of the month', () => {
    expect(daily.phase(at('2026-03-05T06:00:00Z'))).toBe(0.25);
    expect(weekly.phase(at('2026-03-02T00:00:00Z'))).toBe(0);
    expect(monthly.phase(at('2026-03-01T00:00:00Z'))).toBe(0);
  });

  it('put the middle of a short month in its middle', () => {
    expect(monthly.phase(at('2026-02-15T00:00:00Z'))).toBe(0.5);
    expect(monthly.phase(at('2026-07-16T12:00:00Z'))).toBe(0.5);
  });

  it('are positive before the epoch too', () => {
    expect(daily.phase(-DAY / 4)).toBe(0.75);
  });
});

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const times = (step: number, count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i * step);
const matrix = (step: number, count: number) =>
  createDesignMatrix(times(step, count), step, visibleCycles(step, count));
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

describe('designMatrix', () => {
  it('begins with the polynomials of Legendre, one degree for each turn of the longest cycle', () => {
    const { columns, blocks } = matrix(HOUR_SECONDS, 21 * 24);
    // Three weeks: constant, x, (3x² - 1) / 2, (5x³ - 3x) / 2 on [-1, 1].
    expect(blocks[0]!.from).toBe(4);
    expect(columns.slice(0, 4).map((c) => c[0])).toEqual([1, -1, 1, -1]);
    expect(columns.slice(0, 4).map((c) => c.at(-1))).toEqual([1, 1, 1, 1]);
    const x = columns[1]![100]!;
    expect(columns[2]![100]).toBeCloseTo((3 * x * x - 1) / 2, 12);
    expect(columns[3]![100]).toBeCloseTo((5 * x ** 3 - 3 * x) / 2, 12);
  });

  it('bends at most four times, and at least keeps a line', () => {
    expect(matrix(HOUR_SECONDS, 20 * 24 * 7).blocks[0]!.from).toBe(5);
    expect(matrix(HOUR_SECONDS, Math.ceil(1.95 * 24)).blocks[0]!.from).toBe(2);
  });

  it('gives each cycle a cosine and a sine for each harmonic, side by side', () => {
    const { columns, blocks } = matrix(HOUR_SECONDS, 21 * 24);
    // Six harmonics of a day; of a week thirteen without the seventh, which is the day itself.
    expect(blocks.map((b) => [b.cycle.name, b.from, b.to])).toEqual([
      ['daily', 4, 16],
      ['weekly', 16, 40],
    ]);
    expect(columns).toHaveLength(40);
    expect(columns[4]![6]).toBeCloseTo(Math.cos(Math.PI / 2), 12);
    expect(columns[5]![6]).toBeCloseTo(Math.sin(Math.PI / 2), 12);
    expect(columns[7]![3]).toBeCloseTo(Math.sin(Math.PI / 2), 12);
  });

  it('keeps waves of whole cycles orthogonal to each other and to the constant', () => {
    const { columns, blocks } = matrix(HOUR_SECONDS, 21 * 24);
    const waves = columns.slice(blocks[0]!.from);
    waves.forEach((a, i) => {
      expect(dot(a, columns[0]!)).toBeCloseTo(0, 8);
      waves.slice(i + 1).forEach((b) => expect(dot(a, b)).toBeCloseTo(0, 8));
    });
  });

  it('leaves out harmonics that the sampling cannot tell apart', () => {
    // Every sixth hour shows the day itself, no multiple: half of four samples is the limit.
    const [daily] = matrix(6 * HOUR_SECONDS, 60).blocks;
    expect(daily!.to - daily!.from).toBe(2);
  });

  it('runs a month in parts of the month at hand', () => {
    const { columns, blocks } = matrix(DAY_SECONDS, 120);
    const monthly = blocks.find((b) => b.cycle.name === 'monthly')!;
    // 1 January, 1 February and 1 March 1970 all begin a cycle.
    for (const first of [0, 31, 59]) expect(columns[monthly.from]![first]).toBeCloseTo(1, 12);
  });
});

const noGaps = new Int32Array(0);
const level = (length: number) => prepareRegressors([new Float64Array(length).fill(1)]);
const total = (weights: Float64Array): number => weights.reduce((sum, w) => sum + w, 0);

describe('noiseModel', () => {
  it('gives a random walk a unit root, although its estimated memory is shorter', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const walk = Float64Array.from(autoregressiveNoise(seed, 400, 1));
      const mean = walk.reduce((s, v) => s + v, 0) / walk.length;
      const { weights } = fitNoiseModel(
        walk.map((v) => v - mean),
        noGaps,
        2,
        level(400),
      );
      expect(total(weights)).toBeCloseTo(1, 10);
    }
  });

  it('leaves noise with a short memory alone', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { weights } = fitNoiseModel(Float64Array.from(autoregressiveNoise(seed, 400, 0.5)), noGaps, 2, level(400));
      expect(total(weights)).toBeLessThan(0.8);
    }
  });

  it('fills a gap in white noise with nothing, and in a walk with the middle of its ends', () => {
    const white = Float64Array.from(whiteNoise(4, 300));
    const walk = Float64Array.from(autoregressiveNoise(4, 300, 1));
    const gap = Int32Array.of(150);
    expect(fitNoiseModel(white, gap, 2, level(299)).noise[150]).toBeCloseTo(0, 1);
    const middle = (walk[149]! + walk[151]!) / 2;
    expect(Math.abs(fitNoiseModel(walk, gap, 2, level(299)).noise[150]! - middle)).toBeLessThan(0.5);
  });
});

const wave = (turns: number, part: 'cos' | 'sin'): Float64Array =>
  Float64Array.from({ length: 150 }, (_, i) => Math[part]((2 * Math.PI * turns * i) / 150));

/** A level and twelve slow waves on 150 points: enough to take away much of what persistent noise remembers. */
const slow = prepareRegressors([
  new Float64Array(150).fill(1),
  ...Array.from({ length: 12 }, (_, j) => [wave(j + 1, 'cos'), wave(j + 1, 'sin')]).flat(),
]);

const residualMemory = (seed: number): Float64Array => {
  const noise = Float64Array.from(autoregressiveNoise(seed, 150, 0.7));
  const { fitted } = regress(slow, noise);
  return burgReflections(
    noise.map((v, i) => v - fitted[i]!),
    1,
  );
};

describe('correctedReflections', () => {
  it('brings much of the memory back that the regression took away', () => {
    const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
    const mean = (of: (seed: number) => number): number => seeds.reduce((sum, s) => sum + of(s), 0) / seeds.length;
    const seen = mean((s) => residualMemory(s)[0]!);
    const corrected = mean((s) => correctReflections(residualMemory(s), slow)[0]!);
    expect(seen).toBeLessThan(0.45);
    expect(corrected - seen).toBeGreaterThan((0.7 - seen) / 3);
    expect(corrected).toBeLessThan(0.75);
  });

  it('gives the same answer every time, within the stable range', () => {
    const path = Float64Array.of(0.97, -0.5);
    expect(correctReflections(path, slow)).toEqual(correctReflections(path, slow));
    expect(correctReflections(path, slow).every((k) => Math.abs(k) <= 0.98)).toBe(true);
  });
});

const autoregression = (x: Float64Array): Float64Array => toCoefficients(fitReflections(x, x.length));

describe('reflections', () => {
  it('finds the memory of a first-order process', () => {
    const phi = autoregression(Float64Array.from(autoregressiveNoise(5, 4000, 0.7)));
    expect(phi[0]).toBeCloseTo(0.7, 1);
    expect(phi.slice(1).every((v) => Math.abs(v) < 0.08)).toBe(true);
  });

  it('finds both coefficients of a second-order process', () => {
    const normal = normalSource(8);
    const x = new Float64Array(5000);
    for (let i = 2; i < x.length; i++) x[i] = 1.2 * x[i - 1]! - 0.6 * x[i - 2]! + normal();
    const phi = autoregression(x);
    expect(phi[0]).toBeCloseTo(1.2, 1);
    expect(phi[1]).toBeCloseTo(-0.6, 1);
  });

  it('finds none in white noise, in a constant and in a handful of values', () => {
    expect(autoregression(Float64Array.from(whiteNoise(2, 500)))).toHaveLength(0);
    expect(autoregression(new Float64Array(50))).toHaveLength(0);
    expect(autoregression(Float64Array.of(1, -1, 1))).toHaveLength(0);
  });
});

describe('burg', () => {
  it('is below one in size, which keeps the process stable, even for a straight line', () => {
    const path = burgReflections(
      Float64Array.from({ length: 40 }, (_, i) => i),
      6,
    );
    expect(path.every((k) => Math.abs(k) <= 1)).toBe(true);
  });
});

describe('coefficients', () => {
  it('of two reflections are what Levinson gives', () => {
    expect(Array.from(toCoefficients(Float64Array.of(0.5, -0.4)))).toEqual([expect.closeTo(0.7, 12), -0.4]);
  });
});

describe('whiten', () => {
  it('takes from each value what its predecessors foretell', () => {
    expect(Array.from(whiten(Float64Array.of(1, 2, 4, 8), Float64Array.of(1.5, -0.5)))).toEqual([1.5, 3]);
  });
});
