import fc from 'fast-check';
import { Matrix, solve as referenceSolve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { backtestOrigins, planWindows } from '../../../src/capacity-forecast/ensemble/combine.js';
import { forecastSeries } from '../../../src/capacity-forecast/forecast-series.js';
import {
  createRow,
  fillRow,
  gatherEquations,
  type LagRegression,
  ridgePath,
  standardizeEquations,
} from '../../../src/capacity-forecast/forecasters/lag-regression.js';
import { MODELS } from '../../../src/capacity-forecast/forecasters/registry.js';
import { createHistory, type SeriesHistory, withPrefixes } from '../../../src/capacity-forecast/series-history.js';
import { orThrow } from '../../../src/prelude.js';
import {
  addEntry,
  addObservation,
  createEquations,
  createSparseRow,
  dotSparse,
  type NormalEquations,
  solve,
  varianceFactor,
} from '../../../src/stats/normal-equations.js';

/** A mean per step of a season of four, a constant, the values one and five steps ago. */
const regression: LagRegression = { leading: [4, 1], lags: [1, 5], trailing: [], waves: [] };

function gatheredAnew(y: Float64Array): NormalEquations {
  const equations = createEquations(7);
  const row = createRow(regression);
  for (let t = 5; t < y.length; t++) addObservation(equations, fillRow(row, regression, y, t), y[t]!);
  return equations;
}

const carried = (history: SeriesHistory): NormalEquations =>
  gatherEquations(history, 'values', regression, history.values);

const series = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 20, maxLength: 60 })
  .map((values) => Float64Array.from(values));

const season = (t: number): number => 100 + 20 * Math.sin((2 * Math.PI * t) / 24) + ((t * 31) % 17) / 4 + t / 50;

describe('a lag regression', () => {
  it('has columns for seasons, lags, seasons again and waves, in this order', () => {
    const all = { leading: [2, 1], lags: [1, 3], trailing: [3], waves: [Float64Array.of(7, 8, 9)] };
    const { columns, entries, count } = fillRow(createRow(all), all, Float64Array.of(10, 20, 30, 40, 50), 4);
    expect(count).toBe(6);
    expect(Array.from(columns)).toEqual([0, 2, 3, 4, 6, 8]);
    expect(Array.from(entries)).toEqual([1, 1, 40, 20, 1, 8]);
  });
});

describe('carried equations', () => {
  it('are those gathered again at every moment, bit for bit, whoever asks first', () => {
    fc.assert(
      fc.property(series, fc.boolean(), (values, wholeFirst) => {
        const history = withPrefixes(createHistory(values, [4]), [values.length - 3, values.length - 6, 4]);
        const moments = [
          history,
          history.truncate(values.length - 3),
          history.truncate(values.length - 6),
          history.truncate(4),
        ];
        for (const moment of wholeFirst ? moments : moments.toReversed())
          expect(carried(moment)).toEqual(gatheredAnew(moment.values));
      }),
    );
  });

  it('leave the equations of the earlier moment as they were', () => {
    const history = withPrefixes(
      createHistory(
        Float64Array.from({ length: 40 }, (_, t) => season(t)),
        [4],
      ),
      [30],
    );
    const before = structuredClone(carried(history.truncate(30)));
    carried(history);
    expect(carried(history.truncate(30))).toEqual(before);
  });

  it('standardize to those of the standardized series', () => {
    fc.assert(
      fc.property(series, fc.double({ min: -50, max: 50, noNaN: true }), (values, center) => {
        const direct = gatheredAnew(values.map((value) => (value - center) / 500));
        const derived = standardizeEquations(gatheredAnew(values), 4, center, 500);
        const scale = direct.gram.reduce((most, entry) => Math.max(most, Math.abs(entry)), 1);
        const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * scale);
        derived.gram.forEach((entry, i) => near(entry, direct.gram[i]!));
        derived.moments.forEach((moment, i) => near(moment, direct.moments[i]!));
        near(derived.sumOfSquares, direct.sumOfSquares);
      }),
    );
  });
});

describe('a history that looks back', () => {
  const values = Float64Array.from({ length: 700 }, (_, t) => season(t));

  it('answers with the moments that it looks back on, in logarithms too', () => {
    const history = withPrefixes(createHistory(values, [24]), [600, 500]);
    expect(history.truncate(600)).toBe(history.prefix);
    expect(history.truncate(500)).toBe(history.prefix!.prefix);
    expect(history.logged().prefix).toBe(history.truncate(600).logged());
    expect(history.truncate(550).values).toEqual(values.subarray(0, 550));
  });

  it.each(MODELS.map((model) => [model.name, model] as const))(
    'gives %s the same forecasts, bit for bit',
    (_, model) => {
      const plain = createHistory(values, [24, 168]);
      const looking = withPrefixes(createHistory(values, [24, 168]), backtestOrigins(plain, 48));
      for (const length of [700, ...backtestOrigins(plain, 48)])
        expect(model.forecast(looking.truncate(length), 48)).toEqual(
          model.forecast(createHistory(values.subarray(0, length), [24, 168]), 48),
        );
    },
  );

  it('has the origins of the backtest, latest first', () => {
    expect(planWindows(700, 48, 24)).toEqual({ length: 48, count: 2 });
    expect(backtestOrigins(createHistory(values, [24]), 48)).toEqual([652, 604]);
  });

  it('stays finite and near what was seen where the end is a million times the rest', () => {
    const shifted = values.map((value, t) => (t < 690 ? value : 1e6 * value));
    const { mean } = orThrow(forecastSeries(shifted, { horizon: 48, periods: [24, 168] }));
    for (const x of mean) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(1e9);
    }
    const calm = withPrefixes(createHistory(shifted, [24, 168]), [690]).truncate(690);
    for (const name of ['rho', 'card', 'ridgeAutoregression', 'wideRidge']) {
      const path = MODELS.find((model) => model.name === name)!.forecast(calm, 24)!;
      path.forEach((x, h) => expect(Math.abs(x / season(690 + h) - 1)).toBeLessThan(0.15));
    }
  });
});

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -50, max: 50 }),
  ),
  { minLength: 5, maxLength: 20 },
);

function equationsOf(data: readonly (readonly number[])[]) {
  const equations = createEquations(3);
  const row = createSparseRow(3);
  for (const line of data) {
    row.count = 0;
    for (let j = 0; j < 3; j++) if (line[j] !== 0) addEntry(row, j, line[j]!);
    addObservation(equations, row, line[3]!);
  }
  return equations;
}

describe('least squares', () => {
  it('solves ridge regressions as a dense solver does', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.1, max: 5, noNaN: true }), (data, penalty) => {
        const x = new Matrix(data.map((line) => line.slice(0, 3)));
        const y = Matrix.columnVector(data.map((line) => line[3]!));
        const dense = referenceSolve(x.transpose().mmul(x).add(Matrix.eye(3).mul(penalty)), x.transpose().mmul(y));
        const sparse = solve(equationsOf(data), new Float64Array(3).fill(penalty));
        dense.to1DArray().forEach((b, j) => expect(sparse[j]).toBeCloseTo(b, 6));
      }),
    );
  });

  it('gives a column that repeats another the coefficient zero', () => {
    const beta = solve(
      equationsOf([
        [1, 1, 2, 2],
        [2, 2, 1, 4],
        [3, 3, 5, 6],
      ]),
      new Float64Array(3),
    );
    expect(beta[0]).toBeCloseTo(2, 10);
    expect(beta[1]).toBe(0);
    expect(beta[2]).toBeCloseTo(0, 10);
  });

  it('knows the variance of a coefficient: of a mean over four, one quarter', () => {
    const equations = createEquations(1);
    const row = createSparseRow(1);
    addEntry(row, 0, 1);
    for (const y of [1, 2, 3, 4]) addObservation(equations, row, y);
    expect(varianceFactor(equations, 0)).toBe(0.25);
    expect(dotSparse(row, solve(equations, new Float64Array(1)))).toBe(2.5);
  });
});

describe('ridgePath', () => {
  const week = (t: number): number => 50 + 20 * Math.sin((2 * Math.PI * t) / 24) + (t % 168 < 120 ? 10 : 0);

  it('continues a day within a week that repeats', () => {
    const values = Float64Array.from({ length: 168 * 5 }, (_, t) => week(t));
    const path = ridgePath(createHistory(values, [24, 168]), 24, [1, 2, 24, 25, 168, 169], 168)!;
    const worst = Math.max(...path.map((x, h) => Math.abs(x - week(168 * 5 + h))));
    expect(worst).toBeLessThan(2.5);
  });

  it('stays within one range beyond what was seen, however the recursion runs', () => {
    const values = Float64Array.from({ length: 60 }, (_, t) => 1.5 ** t);
    const path = ridgePath(createHistory(values, [4]), 4, [1, 2], 200)!;
    expect(Math.max(...path)).toBeLessThanOrEqual(2 * 1.5 ** 59 + 1);
  });

  it('gives nothing where the history is too short for any lag', () => {
    expect(ridgePath(createHistory(Float64Array.of(1, 2, 3, 4, 5, 6), [4]), 4, [4], 2)).toBeUndefined();
  });
});
