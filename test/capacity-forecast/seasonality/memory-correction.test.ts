import { describe, expect, it } from 'vitest';
import { burgReflections } from '../../../src/capacity-forecast/seasonality/autoregression.js';
import { regress, prepareRegressors } from '../../../src/capacity-forecast/seasonality/least-squares.js';
import { correctReflections } from '../../../src/capacity-forecast/seasonality/memory-correction.js';
import { autoregressiveNoise } from '../simulated-noise.js';

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
