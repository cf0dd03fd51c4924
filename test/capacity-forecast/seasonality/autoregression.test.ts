import { describe, expect, it } from 'vitest';
import {
  burgReflections,
  toCoefficients,
  fitReflections,
  whiten,
} from '../../../src/capacity-forecast/seasonality/autoregression.js';
import { autoregressiveNoise, normalSource, whiteNoise } from '../simulated-noise.js';

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
