import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConsensus, fitInnovations, removeNoiseChanges } from '../../../src/capacity-forecast/regime/consensus.js';
import { autoregressiveNoise, whiteNoise } from '../simulated-noise.js';

describe('vote', () => {
  it('elects the median of the places that enough lists support', () => {
    expect(findConsensus([[50], [52], [53], [90], []], 3, 5)).toEqual([52]);
  });

  it('counts each list once', () => {
    expect(findConsensus([[50, 51, 52], [53], []], 3, 5)).toEqual([]);
  });

  it('elects places that lie apart one after the other, in rising order', () => {
    expect(
      findConsensus(
        [
          [80, 20],
          [81, 21],
          [79, 19],
        ],
        3,
        5,
      ),
    ).toEqual([20, 80]);
  });

  it('elects nobody where there are no candidates', () => {
    expect(findConsensus([[], [], []], 1, 5)).toEqual([]);
  });
});

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

const memorySeries = (values: number[]): Float64Array => Float64Array.from(values);

describe('innovations', () => {
  it('regress each value on the one before, worked out by hand', () => {
    // 2 → 4 → 0 → 2: before 2, 4, 0 around 2, after 4, 0, 2 around 2; products 0, -4, 0 and squares 8 and 8.
    expect(fitInnovations(memorySeries([2, 4, 0, 2]), [], 0)).toEqual({ memory: -0.5, squares: 6, freedom: 1 });
  });

  it('recover the memory and the power of long noise', () => {
    const { memory, squares, freedom } = fitInnovations(memorySeries(autoregressiveNoise(5, 4000, 0.7)), [], 0);
    expect(memory).toBeCloseTo(0.7, 1);
    expect(squares / freedom).toBeCloseTo(1, 1);
    expect(freedom).toBe(3997);
  });

  it('estimate steps and trend together, so neither takes from the other', () => {
    const slope = whiteNoise(5, 60).map((e, i) => e + 0.3 * i);
    const stepped = slope.map((v, i) => v + (i >= 30 ? 5 : 0));
    const [plain, around] = [
      fitInnovations(memorySeries(slope), [30], 1),
      fitInnovations(memorySeries(stepped), [30], 1),
    ];
    // The first value after a step remembers the level before it, all others are as without the step.
    expect(Math.abs(around.squares - plain.squares)).toBeLessThan(0.15 * plain.squares);
    expect(fitInnovations(memorySeries(stepped), [], 1).squares).toBeGreaterThan(1.2 * around.squares);
  });

  it('do not see a trend of their degree', () => {
    const x = autoregressiveNoise(9, 200, 0.5);
    const tilted = x.map((v, i) => v + 3 * i - 0.02 * i * i);
    const [plain, bent] = [fitInnovations(memorySeries(x), [80], 2), fitInnovations(memorySeries(tilted), [80], 2)];
    expect(bent.squares / plain.squares).toBeCloseTo(1, 1);
    expect(bent.freedom).toBe(200 - 2 - 2 - 2);
  });

  it('never grow when a point is added', () => {
    const points = fc.uniqueArray(fc.integer({ min: 2, max: 58 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), points, fc.constantFrom(0, 1, 2), (seed, given, degree) => {
        const x = memorySeries(autoregressiveNoise(seed, 60, 0.8));
        const rising = given.sort((a, b) => a - b);
        const { squares } = fitInnovations(x, rising, degree);
        rising.forEach((point) => {
          const fewer = fitInnovations(
            x,
            rising.filter((other) => other !== point),
            degree,
          );
          expect(squares).toBeLessThanOrEqual(fewer.squares * (1 + 1e-9));
        });
      }),
    );
  });
});
