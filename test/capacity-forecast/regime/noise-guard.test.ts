import { describe, expect, it } from 'vitest';
import { removeNoiseChanges } from '../../../src/capacity-forecast/regime/noise-guard.js';
import { autoregressiveNoise, whiteNoise } from '../simulated-noise.js';

const series = (values: number[]): Float64Array => Float64Array.from(values);

describe('withoutNoiseSwings', () => {
  it('strikes out a cut through stationary noise', () => {
    expect(removeNoiseChanges(series(autoregressiveNoise(3, 300, 0.8)), [120])).toEqual([]);
  });

  it('keeps a step and strikes out the cut beside it', () => {
    const x = series(whiteNoise(5, 200).map((e, i) => e + (i >= 100 ? 4 : 0)));
    expect(removeNoiseChanges(x, [40, 100])).toEqual([100]);
  });

  it('keeps a step on a sloping line', () => {
    const x = series(whiteNoise(5, 300).map((e, i) => e + 0.02 * i + (i >= 150 ? 8 : 0)));
    expect(removeNoiseChanges(x, [150])).toEqual([150]);
  });

  it('strikes out the staircase that a slope looks like', () => {
    const x = series(whiteNoise(8, 300).map((e, i) => e + 0.1 * i));
    expect(removeNoiseChanges(x, [100, 200])).toEqual([]);
  });

  it('does not judge a random walk', () => {
    expect(removeNoiseChanges(series(autoregressiveNoise(2, 300, 1)), [100])).toEqual([100]);
  });

  it('keeps a step in a short series, which a line through it would take for a slope', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const x = series(whiteNoise(seed, 60).map((e, i) => e + (i >= 20 + seed ? 5 : 0)));
      expect(removeNoiseChanges(x, [20 + seed])).toEqual([20 + seed]);
    }
  });
});
