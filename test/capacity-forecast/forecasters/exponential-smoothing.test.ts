import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dampedTrendAt,
  dampedTrendPath,
  seasonalSmoothingAt,
  seasonalSmoothingPath,
} from '../../../src/capacity-forecast/forecasters/exponential-smoothing.js';
import { searchAlpha, smoothWithAlpha, thetaPath } from '../../../src/capacity-forecast/forecasters/simple.js';

const series = fc
  .array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 6, maxLength: 30 })
  .map((values) => Float64Array.from(values));
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });

/** Exponential smoothing as the textbook writes it, from a given state; with alpha alone it is simple smoothing. */
function textbook(
  values: Float64Array,
  start: { level: number; slope: number; season: number[] },
  alpha: number,
  beta: number,
  gamma: number,
  phi: number,
) {
  let { level, slope } = start;
  const season = [...start.season];
  let squares = 0;
  values.forEach((value, t) => {
    const s = t % season.length;
    const before = level + phi * slope;
    const error = value - before - season[s]!;
    squares += error * error;
    level = before + alpha * error;
    slope = phi * slope + beta * error;
    season[s] = season[s]! + gamma * error;
  });
  return { level, slope, season, squares };
}

describe('simple smoothing', () => {
  it('is the textbook recursion from the initial level it solves', () => {
    fc.assert(
      fc.property(series, share, (values, alpha) => {
        const { initialLevel, level, squaredError } = smoothWithAlpha(values, alpha);
        const run = textbook(values, { level: initialLevel, slope: 0, season: [0] }, alpha, 0, 0, 1);
        expect(level).toBeCloseTo(run.level, 6);
        expect(squaredError).toBeCloseTo(run.squares, 4);
      }),
    );
  });

  it('solves the best initial level: any other has a larger error', () => {
    fc.assert(
      fc.property(series, share, fc.double({ min: -50, max: 50, noNaN: true }), (values, alpha, off) => {
        const { initialLevel, squaredError } = smoothWithAlpha(values, alpha);
        const other = textbook(values, { level: initialLevel + off, slope: 0, season: [0] }, alpha, 0, 0, 1);
        expect(other.squares).toBeGreaterThan(squaredError - 1e-6 * (1 + squaredError));
      }),
    );
  });

  it('finds an alpha no worse than the best of a fine grid', () => {
    const values = Float64Array.from({ length: 60 }, (_, t) => 10 + 3 * Math.sin(t / 9) + ((t * 29) % 7) / 3);
    const grid = Array.from({ length: 999 }, (_, i) => smoothWithAlpha(values, (i + 1) / 1000).squaredError);
    expect(smoothWithAlpha(values, searchAlpha(values)).squaredError).toBeLessThan(Math.min(...grid) * 1.0001);
  });
});

describe('theta', () => {
  it('is half the line, half the smoothed rest: worked out by hand for 1, 3, 2 at alpha 0.5', () => {
    // Line 1.5 + 0.5 t; doubled 0.5, 4, 1.5; level 1.8125 + 0.125 * (2.21875 / 1.3125) = 2.0238095.
    const path = thetaPath(Float64Array.of(1, 3, 2), 2, 0.5);
    expect(path[0]).toBeCloseTo((2.0238095238 + 3) / 2, 9);
    expect(path[1]).toBeCloseTo((2.0238095238 + 3.5) / 2, 9);
  });
});

describe('damped trend', () => {
  it('is the textbook recursion, from the best initial level and slope', () => {
    fc.assert(
      fc.property(series, share, share, fc.double({ min: 0.8, max: 0.98, noNaN: true }), (values, alpha, part, phi) => {
        const { squaredError } = dampedTrendAt(values, alpha, alpha * part, phi);
        for (const level of [-40, 0, 25]) {
          for (const slope of [-5, 0, 3]) {
            const run = textbook(values, { level, slope, season: [0] }, alpha, alpha * part, 0, phi);
            expect(run.squares).toBeGreaterThan(squaredError - 1e-6 * (1 + squaredError));
          }
        }
      }),
    );
  });

  it('continues a series that it made itself', () => {
    const made = dampedMade(30, 100, 8, 0.9);
    const path = dampedTrendPath(made.slice(0, 24), 6);
    path.forEach((x, h) => expect(x).toBeCloseTo(made[24 + h]!, 1));
  });
});

const dampedMade = (n: number, level: number, slope: number, phi: number): Float64Array => {
  let [l, b] = [level, slope];
  return Float64Array.from({ length: n }, () => (l += b *= phi));
};

describe('seasonal smoothing', () => {
  const season = [-6, 2, 4];

  it('is the textbook recursion from the best initial level and slope', () => {
    fc.assert(
      fc.property(series, share, share, (values, alpha, part) => {
        const gamma = (1 - alpha) * part;
        const settings = [alpha, part, gamma, 0.9];
        const { squaredError } = seasonalSmoothingAt(values, 3, Float64Array.from(season), settings);
        for (const [level, slope] of [
          [0, 0],
          [20, -2],
          [-30, 3],
        ] as const) {
          const run = textbook(values, { level, slope, season }, alpha, alpha * part, gamma, 0.9);
          expect(run.squares).toBeGreaterThan(squaredError - 1e-6 * (1 + squaredError));
        }
      }),
    );
  });

  it('continues a damped trend with a fixed season', () => {
    const made = dampedMade(36, 50, 5, 0.95).map((x, t) => x + season[t % 3]!);
    const path = seasonalSmoothingPath(made.slice(0, 30), 3, 6);
    path.forEach((x, h) => expect(x).toBeCloseTo(made[30 + h]!, 0));
  });
});
