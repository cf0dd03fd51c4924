import { describe, expect, it } from 'vitest';
import {
  EXPONENTIAL_GROWTH_PRIORS,
  fitGrowth,
  LINEAR_GROWTH_PRIORS,
} from '../../../src/capacity-forecast/exhaustion/growth.js';
import { findBestSplit, isConfirmedChange } from '../../../src/capacity-forecast/exhaustion/level-changes.js';
import { levelsAhead, samplePaths } from '../../../src/capacity-forecast/exhaustion/long-range-forecast.js';
import {
  estimateSeasonShape,
  fitYearlyShape,
  removeOutliers,
} from '../../../src/capacity-forecast/exhaustion/season.js';
import { computePosterior, filterTrend } from '../../../src/capacity-forecast/exhaustion/trend-filter.js';
import { normalTail, studentToNormal } from '../../../src/stats/distributions.js';
import { normalSource } from '../simulated-noise.js';

const series = (length: number, value: (t: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, t) => value(t));
const noise = (spread: number, seed = 1): (() => number) => {
  const normal = normalSource(seed);
  return () => spread * normal();
};

describe('normal tails', () => {
  it('are those of the tables', () => {
    expect(normalTail(0)).toBeCloseTo(0.5, 7);
    expect(normalTail(1.2815515655446004)).toBeCloseTo(0.1, 7);
    expect(normalTail(-1.959963984540054)).toBeCloseTo(0.975, 7);
    expect([normalTail(Infinity), normalTail(-Infinity)]).toEqual([0, 1]);
  });
  it('of Student come near their own', () => {
    // t with 10 degrees of freedom exceeds 1.812 once in twenty, 2.764 once in a hundred.
    expect(normalTail(studentToNormal(1.812, 10))).toBeCloseTo(0.05, 2);
    expect(normalTail(studentToNormal(2.764, 10))).toBeCloseTo(0.01, 2);
    expect(studentToNormal(-2, 30)).toBe(-studentToNormal(2, 30));
  });
});

const STEADY = { noiseMemory: 0, levelDrift: 0, slopeDrift: 0 };
/** Slopes as good as unknown: a hundred thousand times the level a step. */
const OPEN = [{ mean: 0, spread: 1e5, share: 1 }];

describe('the trend filter', () => {
  it('finds the least-squares line under fresh noise', () => {
    const { state } = computePosterior(filterTrend(Float64Array.of(1, 4, 4, 9, 8), STEADY)!, OPEN);
    // By hand: slope 19 / 10 around the mean 5.2 in the middle, residuals -0.4, 0.7, -1.2, 1.9, -1 with 6.7 squared.
    expect(state.slope).toBeCloseTo(1.9, 6);
    expect(state.level).toBeCloseTo(5.2 + 2 * 1.9, 6);
    // Four innovations; the first value is conditioned on.
    expect(state.noiseVariance).toBeCloseTo(6.7 / 4, 6);
  });
  it('knows the slope as surely as least squares does', () => {
    const e = noise(1);
    const { state } = computePosterior(
      filterTrend(
        series(50, (t) => t + e()),
        STEADY,
      )!,
      OPEN,
    );
    // Variance of a slope: 12 / (n³ - n).
    expect(state.slopeVariance).toBeCloseTo(12 / (50 ** 3 - 50), 8);
  });
  it('passes over what is missing, and gives up with fewer than three values', () => {
    const values = series(30, (t) => (t % 3 === 1 ? NaN : 2 * t));
    expect(computePosterior(filterTrend(values, { ...STEADY, noiseMemory: 0.3 })!, OPEN).state.slope).toBeCloseTo(2, 4);
    expect(filterTrend(Float64Array.of(NaN, 1, NaN, 2), STEADY)).toBeUndefined();
    expect(filterTrend(Float64Array.of(NaN, NaN), STEADY)).toBeUndefined();
  });
});

describe('priors about slopes', () => {
  const e = noise(1);
  const drifting = { noiseMemory: 0.6, levelDrift: 0.05, slopeDrift: 1e-3 };
  const values = series(40, (t) => 0.2 * t + e());

  it('change the answer as if the first slope had been filtered with them', () => {
    const filtered = filterTrend(values, drifting)!;
    const known = (slope: number) => computePosterior(filtered, [{ mean: slope, spread: 0, share: 1 }]);
    // A known first slope is the same series with that line taken out, and put back at the end.
    const bent = computePosterior(
      filterTrend(
        values.map((value, t) => value - 0.7 * t),
        drifting,
      )!,
      [{ mean: 0, spread: 0, share: 1 }],
    );
    expect(known(0.7).logEvidence).toBeCloseTo(bent.logEvidence, 8);
    expect(known(0.7).state.slope).toBeCloseTo(bent.state.slope + 0.7, 8);
    expect(known(0.7).state.level).toBeCloseTo(bent.state.level + 0.7 * 39, 8);
    expect(known(0.7).state.slopeVariance).toBeCloseTo(filtered.slopeVariance, 12);
  });
  it('pull the slope by their share of the precision', () => {
    const filtered = filterTrend(Float64Array.of(1, 4, 4, 9, 8), STEADY)!;
    // Noise is 6.7 / 3 and the line's slope known to a tenth of it: a prior as sure as that counts for one half.
    const { state, logEvidence } = computePosterior(filtered, [
      { mean: 0.5, spread: Math.sqrt(6.7 / 3 / 10), share: 1 },
    ]);
    expect(state.slope).toBeCloseTo((1.9 + 0.5) / 2, 8);
    expect(state.slopeVariance).toBeCloseTo(0.05, 8);
    // Squares gain the distance, 1.4² / (1/10 + 1/10).
    expect(state.noiseVariance).toBeCloseTo((6.7 + 1.4 ** 2 / 0.2) / 4, 8);
    // The last level is the mean, known to a fifth, and two slopes.
    expect(state.covariance).toBeCloseTo(2 * 0.05, 8);
    expect(state.levelVariance).toBeCloseTo(1 / 5 + 4 * 0.05, 8);
    // Beside a slope that is known to be the line's: twice the variance of what is to be explained, and more noise.
    const told = computePosterior(filtered, [{ mean: 1.9, spread: 0, share: 1 }]);
    expect(logEvidence - told.logEvidence).toBeCloseTo(-0.5 * (Math.log(2) + 4 * Math.log(16.5 / 6.7)), 8);
  });
  it('are mixed by how well they predicted', () => {
    const filtered = filterTrend(values, STEADY)!;
    const one = { mean: 0.2, spread: 0, share: 0.5 };
    const other = { mean: 0.201, spread: 0, share: 0.5 };
    const [a, b] = [computePosterior(filtered, [one]), computePosterior(filtered, [other])];
    const both = computePosterior(filtered, [one, other]);
    const [first, second] = [Math.exp(a.logEvidence), Math.exp(b.logEvidence)];
    expect(both.logEvidence).toBeCloseTo(Math.log(first + second), 8);
    expect(both.state.slope).toBeCloseTo((first * 0.2 + second * 0.201) / (first + second), 8);
    expect(both.state.slopeVariance).toBeGreaterThan(0);
  });
  it('of exponential growth are those of straight growth a year, in logarithms', () => {
    const [straight, exponential] = [LINEAR_GROWTH_PRIORS[0]!, EXPONENTIAL_GROWTH_PRIORS[0]!];
    expect(Math.exp(365 * exponential.mean) - 1).toBeCloseTo(365 * straight.mean, 10);
    expect(exponential.spread / straight.spread).toBeCloseTo(1 / 1.75, 10);
    expect(LINEAR_GROWTH_PRIORS.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
  });
});

describe('seasons of growth', () => {
  it('are found around a line and add up to zero', () => {
    const shape = estimateSeasonShape(
      series(70, (t) => t + [5, 0, 0, 0, 0, 0, -5][t % 7]!),
      7,
    );
    expect(shape[0]).toBeCloseTo(5, 1);
    expect(shape.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  });
  it('are nothing in noise, or next to it', () => {
    const shapes = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => estimateSeasonShape(series(70, noise(1, seed)), 7));
    expect(shapes.flatMap((shape) => [...shape]).filter((value) => value !== 0)).toEqual([]);
  });
  it('of the year need two of them that are alike', () => {
    const e = noise(0.1);
    const yearly = (t: number): number => Math.sin((2 * Math.PI * t) / 365.25);
    expect(fitYearlyShape(series(730, (t) => 10 + yearly(t) + e())).length).toBe(366);
    expect(fitYearlyShape(series(400, (t) => 10 + yearly(t) + e()))).toHaveLength(0);
    expect(fitYearlyShape(series(730, (t) => 10 + t * 0.01 + e()))).toHaveLength(0);
  });
});

describe('outliers', () => {
  it('are taken out one by one, steps are left', () => {
    const e = noise(1);
    const clean = removeOutliers(series(60, (t) => (t === 20 ? 100 : t >= 40 ? 30 : 0) + e()));
    expect(clean[20]).toBeNaN();
    expect([...clean].filter(Number.isNaN).length).toBeLessThanOrEqual(3);
  });
});

describe('the long-range forecast on growth', () => {
  const e = noise(1);
  const longRange = fitGrowth(
    series(90, (t) => 100 + t + e()),
    { period: 7, lasting: 7, kind: 'level' },
  )!;
  it('is a distribution: chances fall with the value and grow less sure with time', () => {
    const chances = [180, 200, 220, 240, 260].map((value) => levelsAhead(longRange).exceedance(120, value));
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
    const width = (ahead: number): number =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((i) => {
        const chance = levelsAhead(longRange).exceedance(ahead, 189 + ahead + (i - 5) * 4);
        return chance > 0.05 && chance < 0.95;
      }).length;
    expect(width(300)).toBeGreaterThanOrEqual(width(10));
  });
  it('averages lasting noise over the steps that a crossing must last', () => {
    const state = {
      dynamics: { ...STEADY, noiseMemory: 0.5 },
      level: 10,
      slope: 0,
      levelVariance: 0,
      covariance: 0,
      slopeVariance: 0,
      noiseVariance: 4,
      innovations: 1e6,
    };
    const season = { multiplicative: false, shape: Float64Array.of(0), yearly: new Float64Array(0), peak: 0 };
    const known = { parts: [{ weight: 1, log: false, state }], season, unit: 1, last: 0, lasting: 3 };
    // The mean of three: (3 + 2 * (2 * 0.5 + 0.25)) / (9 * (1 - 0.25)) times the innovation's variance.
    expect(levelsAhead(known).exceedance(1, 10 + 1.2815515655 * Math.sqrt((4 * 5.5) / 6.75))).toBeCloseTo(0.1, 5);
  });
  it('draws the same courses every time, spread as the chances say', () => {
    const courses = samplePaths(longRange, [100], 400)
      .map((path) => path[0]!)
      .sort((a, b) => a - b);
    expect(
      samplePaths(longRange, [100], 400)
        .map((path) => path[0]!)
        .sort((a, b) => a - b),
    ).toEqual(courses);
    expect(
      levelsAhead({ ...longRange, season: { ...longRange.season, shape: Float64Array.of(0) } }).exceedance(
        100,
        courses[200]!,
      ),
    ).toBeCloseTo(0.5, 1);
  });
});

describe('a change', () => {
  const e = noise(1, 7);
  it('of level stands up to growth, growth does not count as one', () => {
    expect(
      isConfirmedChange(
        series(90, (t) => (t < 50 ? 1 : 1.5) + 0.02 * e()),
        50,
      ),
    ).toBe(true);
    expect(
      isConfirmedChange(
        series(90, (t) => 1 + 0.005 * t + 0.02 * e()),
        45,
      ),
    ).toBe(false);
  });
  it('is split off where two lines fit best', () => {
    expect(findBestSplit(series(60, (t) => (t < 25 ? t : 100 - t)))).toBe(25);
    expect(findBestSplit(series(60, (t) => (t % 4 === 1 ? NaN : t < 31 ? 1 : 9)))).toBe(31);
    expect(findBestSplit(series(10, (t) => t))).toBeUndefined();
  });
  it('is not confirmed next to an end', () => {
    expect(
      isConfirmedChange(
        series(90, (t) => (t < 87 ? 1 : 2)),
        87,
      ),
    ).toBe(false);
  });
});
