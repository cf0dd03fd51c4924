import { describe, expect, it } from 'vitest';
import { prepareRegressors } from '../../../src/capacity-forecast/seasonality/least-squares.js';
import { fitNoiseModel } from '../../../src/capacity-forecast/seasonality/noise-model.js';
import { autoregressiveNoise, whiteNoise } from '../simulated-noise.js';

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
