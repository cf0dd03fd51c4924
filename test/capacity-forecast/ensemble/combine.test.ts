import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backtest,
  combine,
  meanAbsoluteErrors,
  planWindows,
  runModels,
  tryModels,
} from '../../../src/capacity-forecast/ensemble/combine.js';
import { SCALE_FEATURE_NAMES } from '../../../src/capacity-forecast/ensemble/intervals.js';
import { SPREAD_TABLES, WEIGHT_TABLES } from '../../../src/capacity-forecast/ensemble/learned-tables.js';
import {
  computeFeatures,
  computeScores,
  computeWeightsAt,
  FEATURE_NAMES,
  LAST_DISTINCT_STEP,
  relativeErrors,
  stepFeature,
  type WeightTable,
} from '../../../src/capacity-forecast/ensemble/weights.js';
import type { PoolModel } from '../../../src/capacity-forecast/forecasters/forecaster.js';
import { getModel, MODEL_NAMES } from '../../../src/capacity-forecast/forecasters/registry.js';
import { familyOf } from '../../../src/capacity-forecast/season-family.js';
import { createHistory } from '../../../src/capacity-forecast/series-history.js';

const flat = (name: string, value: number): PoolModel => ({
  name,
  forecast: (_, h) => new Float64Array(h).fill(value),
});

const plainTable = (models: readonly string[], temper: number): WeightTable => ({
  models,
  blend: 'mean',
  center: FEATURE_NAMES.map(() => 0),
  spread: FEATURE_NAMES.map(() => 1),
  errorExponent: temper,
  rows: models.map(() => new Array<number>(2 + FEATURE_NAMES.length).fill(0)),
});

describe('familyOf', () => {
  it.each([
    [[], 'plain'],
    [[4], 'quarter'],
    [[7], 'week'],
    [[7, 365], 'week'],
    [[12], 'year'],
    [[24], 'day'],
    [[24, 168], 'day'],
    [[96, 672], 'day'],
    [[288, 2016], 'day'],
    [[48], 'day'],
    [[288], 'day'],
    [[8640], 'day'],
    [[52], 'weeksOfYear'],
    [[365], 'weeksOfYear'],
    [[366], 'weeksOfYear'],
  ])('%j is %s', (periods, family) => expect(familyOf(periods)).toBe(family));
});

describe('learned tables', () => {
  it.each(Object.entries(WEIGHT_TABLES))(
    '%s: weighs models that exist, one row each, one coefficient per feature',
    (_, table) => {
      table.models.forEach((name) => expect(MODEL_NAMES).toContain(name));
      expect(table.rows.map((row) => row.length)).toEqual(table.models.map(() => 2 + FEATURE_NAMES.length));
      expect(table.errorExponent).toBeGreaterThanOrEqual(0);
    },
  );

  it.each(Object.entries(SPREAD_TABLES))('%s: one row per level, one coefficient per input', (_, table) => {
    const inputs = SCALE_FEATURE_NAMES.length - 1 + FEATURE_NAMES.length;
    expect(table.rows.map((row) => row.length)).toEqual(table.levels.map(() => 3 + inputs));
    expect([table.center.length, table.spread.length]).toEqual([inputs, inputs]);
  });

  it('fit in 50 kB', () => expect(JSON.stringify([WEIGHT_TABLES, SPREAD_TABLES]).length).toBeLessThan(50_000));
});

describe('featuresOf', () => {
  it('do not depend on the scale of the series', () => {
    const series = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(series, fc.integer({ min: -30, max: 30 }), (values, power) => {
        const once = computeFeatures(createHistory(Float64Array.from(values), [4]));
        const scaled = computeFeatures(
          createHistory(
            Float64Array.from(values, (x) => x * 2 ** power),
            [4],
          ),
        );
        once.forEach((x, j) => expect(scaled[j]).toBeCloseTo(x, 6));
      }),
    );
  });
});

describe('backtest', () => {
  it.each([
    [9, 6, 1, 0, 0],
    [20, 4, 1, 4, 3],
    [100, 10, 4, 10, 3],
    [200, 18, 12, 18, 2],
    [400, 168, 24, 80, 2],
    [60, 24, 24, 12, 0],
  ])('of %i values, %i ahead, season %i: windows of %i, %i of them', (n, horizon, period, length, count) => {
    expect(planWindows(n, horizon, period)).toEqual({ length, count });
  });

  it('forecasts every window from what came before it', () => {
    const values = Float64Array.from({ length: 20 }, (_, t) => t);
    const folds = backtest(createHistory(values, []), [getModel('naive')!], [undefined], 4);
    expect(folds.map(({ actual }) => Array.from(actual))).toEqual([
      [16, 17, 18, 19],
      [12, 13, 14, 15],
      [8, 9, 10, 11],
    ]);
    expect(folds.map(({ candidates }) => candidates[0]![0])).toEqual([15, 11, 7]);
    expect(Array.from(meanAbsoluteErrors(folds, 1))).toEqual([2.5]);
  });

  it('knows no error of a model that missed a window', () => {
    const folds = [{ actual: Float64Array.of(1), candidates: [undefined, Float64Array.of(3)] }];
    expect(Array.from(meanAbsoluteErrors(folds, 2))).toEqual([NaN, 2]);
  });
});

describe('candidatesOf', () => {
  const history = createHistory(Float64Array.of(0, 10, 0, 10), []);
  const never: PoolModel = { name: 'never', forecast: () => undefined };

  it('leaves out a path that is not finite', () => {
    expect(runModels(history, [flat('bad', NaN), never], [], 2)).toEqual([undefined, undefined]);
  });

  it('holds a path that runs away near what was seen', () => {
    // Range 10; 3 + 3 * 2 / 4 = 4.5 ranges of room on either side.
    expect(Array.from(runModels(history, [flat('far', 1e9)], [], 2)[0]!)).toEqual([55, 55]);
    expect(Array.from(runModels(history, [flat('far', -1e9)], [], 2)[0]!)).toEqual([-45, -45]);
  });
});

describe('weights', () => {
  it('go with the inverse square of the error where the table has no other opinion', () => {
    const relativeError = relativeErrors(Float64Array.of(1, 2), [true, true]);
    const evidence = { features: new Float64Array(FEATURE_NAMES.length), present: [true, true], relativeError };
    const { base, slope } = computeScores(plainTable(['a', 'b'], 2), evidence);
    const weights = computeWeightsAt(base, slope, 0, new Float64Array(2));
    expect(weights[0]).toBeCloseTo(0.8, 6);
    expect(weights[1]).toBeCloseTo(0.2, 6);
  });

  it('are zero for a model without a forecast and add up to one', () => {
    const evidence = {
      features: new Float64Array(FEATURE_NAMES.length),
      present: [true, false, true],
      relativeError: new Float64Array(3),
    };
    const { base, slope } = computeScores(plainTable(['a', 'b', 'c'], 1), evidence);
    expect(Array.from(computeWeightsAt(base, slope, 5, new Float64Array(3)))).toEqual([0.5, 0, 0.5]);
  });

  it('change until the last step that is told apart, and no more after it', () => {
    expect(stepFeature(LAST_DISTINCT_STEP - 1)).toBeLessThan(2);
    expect([0, 1, 500, 99_000].map((further) => stepFeature(LAST_DISTINCT_STEP + further))).toEqual([2, 2, 2, 2]);
  });
});

describe('combine', () => {
  it('stays between the least and the largest of its models at every step', () => {
    const levels = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(levels, (values) => {
        const models = values.map((value, k) => flat(`flat ${k}`, value));
        const history = createHistory(
          Float64Array.from({ length: 30 }, (_, t) => 10 * Math.sin(t)),
          [],
        );
        const { mean, weights } = combine(
          tryModels(history, models, 4),
          plainTable(
            models.map(({ name }) => name),
            2,
          ),
          4,
        )!;
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
        return mean.every((x) => x >= Math.min(...values) && x <= Math.max(...values));
      }),
    );
  });

  it('gives nothing where no model does', () => {
    const models = [{ name: 'never', forecast: () => undefined }];
    expect(
      combine(tryModels(createHistory(Float64Array.of(1, 2), []), models, 2), plainTable(['never'], 1), 2),
    ).toBeUndefined();
  });

  it('leans towards the model that the backtest favours', () => {
    const models = [getModel('seasonalNaive')!, getModel('naive')!];
    const history = createHistory(
      Float64Array.from({ length: 80 }, (_, t) => [0, 5, 9, 5][t % 4]!),
      [4],
    );
    const { weights } = combine(tryModels(history, models, 4), plainTable(['seasonalNaive', 'naive'], 2), 4)!;
    expect(weights[0]!).toBeGreaterThan(0.9);
  });
});
