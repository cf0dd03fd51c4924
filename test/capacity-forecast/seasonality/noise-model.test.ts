import { describe, expect, it } from 'vitest';
import {
  burgReflections,
  correctReflections,
  fitNoiseModel,
  fitReflections,
  toCoefficients,
  whiten,
} from '../../../src/capacity-forecast/seasonality/noise-model.js';
import { prepareRegressors, regress } from '../../../src/stats/least-squares.js';
import { autoregressiveNoise, normalSource, whiteNoise } from '../simulated-noise.js';

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
