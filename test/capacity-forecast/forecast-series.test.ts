import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  ForecastModelFailed,
  InvalidForecastOption,
  UnknownForecastModel,
} from '../../src/capacity-forecast/errors.js';
import { decomposeForecast, forecastSeries, type SeriesForecast } from '../../src/capacity-forecast/forecast-series.js';
import { MODEL_NAMES } from '../../src/capacity-forecast/forecasters/registry.js';
import type { ForecastOptions } from '../../src/capacity-forecast/series-input.js';
import { isError } from '../../src/errors/tagged.js';
import { E, orThrow } from '../../src/prelude.js';
import { straightLine } from '../../src/stats/least-squares.js';

const right = (values: ArrayLike<number>, options: ForecastOptions): SeriesForecast =>
  orThrow(forecastSeries(values, options));

const left = (values: unknown, options: unknown): unknown => {
  const answer = forecastSeries(values as number[], options as ForecastOptions);
  return E.isLeft(answer) ? answer.left : undefined;
};

/** Hours of a load with a day and a week in it, rising, with a fixed ripple. */
const load = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, t) => {
    const day = 20 * Math.sin((2 * Math.PI * t) / 24);
    return 60 + t / 200 + day + (t % 168 < 120 ? 8 : 0) + ((t * 31) % 17) / 4;
  });

const anyValue = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1) },
);
const anySeries = fc.array(anyValue, { maxLength: 80 });
const anyPeriods = fc.constantFrom([], [4], [7], [12], [24, 168], [52], [3, 5, 9], [1000]);

const numbersOf = ({ mean, quantiles, parts, weights }: SeriesForecast): number[] => [
  ...mean,
  ...Object.values(quantiles).flat(),
  ...parts.level,
  ...parts.trend,
  ...parts.season,
  ...weights.map(({ weight }) => weight),
];

describe('forecastSeries on any input', () => {
  it('answers with finite numbers or a tagged error, and never throws', () => {
    fc.assert(
      fc.property(anySeries, anyPeriods, fc.integer({ min: 1, max: 40 }), (values, periods, horizon) => {
        const answer = forecastSeries(values, { horizon, periods });
        const sound = E.isLeft(answer)
          ? isError(answer.left, 'UnusableSeries')
          : answer.right.mean.length === horizon && numbersOf(answer.right).every(Number.isFinite);
        expect(sound).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['two points', [3, 5]],
    ['all zero', new Array<number>(60).fill(0)],
    ['intermittent', Array.from({ length: 90 }, (_, t) => (t % 11 === 0 ? 40 : 0))],
    ['huge', Array.from({ length: 40 }, (_, t) => 1e300 * (1 + (t % 5)))],
    ['as large as a number can be', Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 1 : -1) * Number.MAX_VALUE)],
    ['tiny', Array.from({ length: 40 }, (_, t) => 1e-300 * (1 + (t % 5)))],
    ['as small as a number can be', Array.from({ length: 40 }, (_, t) => (t % 3) * Number.MIN_VALUE)],
    ['negative', Array.from({ length: 40 }, (_, t) => -50 - 3 * t)],
    ['of both signs', Array.from({ length: 60 }, (_, t) => 1e6 * Math.sin(t))],
    ['with a level shift', Array.from({ length: 80 }, (_, t) => (t < 50 ? 10 : 1000) + (t % 3))],
    ['exploding', Array.from({ length: 60 }, (_, t) => 2 ** t)],
    ['mostly missing', Array.from({ length: 200 }, (_, t) => (t % 40 === 0 ? t : NaN))],
    ['with one wild outlier', Array.from({ length: 60 }, (_, t) => (t === 30 ? 1e12 : 5 + (t % 4)))],
  ])('forecasts a series that is %s', (_, values) => {
    for (const periods of [[], [4], [12], [24, 168]]) {
      const forecast = right(values, { horizon: 24, periods, levels: [0.001, 0.1, 0.5, 0.9, 0.999] });
      expect(numbersOf(forecast).every(Number.isFinite)).toBe(true);
    }
  });

  it('forecasts a constant as that constant, without doubt', () => {
    const { mean, quantiles } = right(new Array<number>(40).fill(5.1), { horizon: 3, periods: [7] });
    expect(mean).toEqual([5.1, 5.1, 5.1]);
    expect(quantiles).toEqual({ '0.1': mean, '0.5': mean, '0.9': mean });
  });

  it.each([
    ['no list', null],
    ['text', 'abc'],
    ['a number', 7],
    ['an empty list', []],
    ['one value', [1]],
    ['one finite value', [1, NaN, Infinity]],
    ['no numbers', ['1', '2', '3']],
    ['a list of impossible length', { length: -1 }],
  ])('refuses %s as a series', (_, values) =>
    expect(isError(left(values, { horizon: 2 }), 'UnusableSeries')).toBe(true),
  );

  it.each([
    ['horizon', { horizon: 0 }],
    ['horizon', { horizon: 1.5 }],
    ['horizon', { horizon: NaN }],
    ['horizon', {}],
    ['horizon', { horizon: 1e9 }],
    ['periods', { horizon: 1, periods: [0] }],
    ['periods', { horizon: 1, periods: 7 }],
    ['levels', { horizon: 1, levels: [1] }],
    ['levels', { horizon: 1, levels: [NaN] }],
    ['bounds', { horizon: 1, bounds: [1, 0] }],
    ['bounds', { horizon: 1, bounds: [NaN, 1] }],
    ['model', { horizon: 1, model: 7 }],
    ['model', { horizon: 1, model: [] }],
    ['options', null],
  ])('names the option at fault: %s', (option, options) => {
    const error = left([1, 2, 3], options);
    expect(isError<InvalidForecastOption>(error, 'InvalidForecastOption') && error.option).toBe(option);
  });

  it('turns a getter that throws into an error', () => {
    const hostile = {
      get horizon(): number {
        throw new Error('no');
      },
    };
    expect(isError(left([1, 2], hostile), 'InvalidForecastOption')).toBe(true);
  });
});

describe('forecastSeries and its input', () => {
  it('gives the same bits for the same input', () => {
    const options = { horizon: 48, periods: [24, 168] };
    expect(right(load(700), options)).toEqual(right(load(700), options));
  });

  it('gives the same for a Float64Array, an array, and any list of numbers', () => {
    const values = load(200);
    const options = { horizon: 10, periods: [24] };
    const forecast = right(values, options);
    expect(right(Array.from(values), options)).toEqual(forecast);
    expect(right({ ...Array.from(values), length: 200 }, options)).toEqual(forecast);
  });

  it('leaves the input as it was', () => {
    const values = load(300);
    values[17] = NaN;
    const before = values.slice();
    right(values, { horizon: 24, periods: [24, 168] });
    expect(values).toEqual(before);
  });

  it.each([
    [12, []],
    [40, [4]],
    [90, [12]],
    [300, [24]],
    [700, [24, 168]],
  ])('scales with the series: of %i values, thrice the load, thrice the forecast', (n, periods) => {
    const once = right(load(n), { horizon: 9, periods });
    const thrice = right(
      load(n).map((x) => 3 * x),
      { horizon: 9, periods },
    );
    once.mean.forEach((x, h) => expect(thrice.mean[h]! / 3).toBeCloseTo(x, 4));
    once.quantiles['0.9']!.forEach((x, h) => expect(thrice.quantiles['0.9']![h]! / 3).toBeCloseTo(x, 3));
  });

  it.each([1e-9, 1e-4, 1e6, 1e12])('is the same in a unit of %f, of a few values as well', (unit) => {
    for (const values of [[1, 2, 3], [7, 5], [3, 1, 4, 1, 5], [...load(40)]]) {
      const [plain, scaled] = [values, values.map((x) => x * unit)].map((list) => right(list, { horizon: 6 }).mean);
      plain!.forEach((x, h) => expect(scaled![h]! / unit).toBeCloseTo(x, 6));
    }
    // Half of the growth of a line through three values, as the theta method has it.
    right([unit, 2 * unit, 3 * unit], { horizon: 3, model: 'theta' }).mean.forEach((x, h) =>
      expect(x / unit).toBeCloseTo(3.5 + h / 2, 3),
    );
  });
  it('ignores seasons that the history has not seen twice', () => {
    const values = load(100);
    expect(right(values, { horizon: 5, periods: [24, 168] }).mean).toEqual(
      right(values, { horizon: 5, periods: [24] }).mean,
    );
  });

  it('finds the day and the week again', () => {
    const { mean } = right(load(1200), { horizon: 168, periods: [24, 168] });
    const truth = load(1368).subarray(1200);
    const miss = mean.reduce((sum, x, h) => sum + Math.abs(x - truth[h]!), 0) / 168;
    expect(miss).toBeLessThan(2.5);
  });

  it('says how many missing values were filled', () => {
    const values = load(100);
    values.fill(NaN, 30, 37);
    expect(right(values, { horizon: 2, periods: [24] }).reasons).toContain('7 missing values were filled in');
  });
});

describe('seasons by horizon', () => {
  /** Five minutes of waves of 400 and 900 steps: no day of 288. */
  const waves = (n: number): Float64Array =>
    Float64Array.from(
      { length: n },
      (_, t) =>
        50 + 10 * Math.sin((2 * Math.PI * t) / 400) + 6 * Math.cos((2 * Math.PI * t) / 900) + ((t * 7919) % 13) / 40,
    );
  const leftOut = ({ reasons }: SeriesForecast): boolean => reasons.some((reason) => reason.includes('left out'));

  it('a day that the holdout contradicts is left out, and the forecast is the one without it', () => {
    const [told, plain] = [[288], []].map((periods) => right(waves(3000), { horizon: 48, periods }));
    expect(leftOut(told!)).toBe(true);
    expect(told!.mean).toEqual(plain!.mean);
    expect(told!.weights).toEqual(plain!.weights);
  });

  it('a day that is there stays, however near the horizon', () => {
    const told = right(load(1200), { horizon: 12, periods: [24, 168] });
    expect(leftOut(told)).toBe(false);
    expect(told.reasons[0]).toContain('seasons of 24 and 168 steps');
  });

  it('a nightly job stays where the quiet hours before it say nothing of it', () => {
    const jobs = Float64Array.from({ length: 1920 }, (_, t) => 20 + (t % 96 < 8 ? 30 : 0) + ((t * 7919) % 11) / 5);
    const told = right(jobs, { horizon: 16, periods: [96, 672] });
    expect(leftOut(told)).toBe(false);
    for (const value of told.mean.slice(0, 8)) expect(value).toBeGreaterThan(45);
  });

  it('a whole day ahead nothing is left out', () => {
    expect(leftOut(right(waves(3000), { horizon: 288, periods: [288] }))).toBe(false);
  });
});

describe('quantiles', () => {
  const levels = [0.01, 0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975, 0.99];

  it('are 0.1, 0.5 and 0.9 unless asked otherwise, keyed by the level as text', () => {
    expect(Object.keys(right([1, 2, 3], { horizon: 1 }).quantiles)).toEqual(['0.1', '0.5', '0.9']);
    expect(Object.keys(right([1, 2, 3], { horizon: 1, levels: [0.25] }).quantiles)).toEqual(['0.25']);
  });

  it('never cross, and no two of them come nearer to each other further out', () => {
    fc.assert(
      fc.property(anySeries, anyPeriods, (values, periods) => {
        const answer = forecastSeries(values, { horizon: 20, periods, levels });
        if (E.isLeft(answer)) return;
        const { quantiles } = answer.right;
        const rounding = 1e-9 * Math.max(...values.filter(Number.isFinite).map(Math.abs), 1);
        levels.slice(1).forEach((high, i) => {
          const low = levels[i]!;
          const widths = quantiles[high]!.map((x, h) => x - quantiles[low]![h]!);
          widths.forEach((width, h) => expect(width).toBeGreaterThanOrEqual(h > 0 ? widths[h - 1]! - rounding : 0));
        });
      }),
      { numRuns: 100 },
    );
  });

  it('stay inside the bounds, as the mean does', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 60 }), (values) => {
        const { mean, quantiles } = right(values, { horizon: 30, periods: [4], levels, bounds: [0, 100] });
        [...mean, ...Object.values(quantiles).flat()].forEach((x) => {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(100);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('leave a side open where its bound is null', () => {
    const { quantiles } = right([1, 0, 2, 0, 3, 0, 9, 0, 1, 0], { horizon: 5, bounds: [0, null] });
    expect(Math.min(...quantiles['0.1']!)).toBe(0);
    expect(Math.max(...quantiles['0.9']!)).toBeGreaterThan(3);
  });

  it('stay inside bounds exactly, whatever the unit inside', () => {
    const huge = Array.from({ length: 30 }, (_, t) => 0.1 * 10 ** 299 * (t % 4));
    const { quantiles } = right(huge, { horizon: 9, bounds: [0.05e299, 0.2e299] });
    expect(Math.min(...quantiles['0.1']!)).toBeGreaterThanOrEqual(0.05e299);
    expect(Math.max(...quantiles['0.9']!)).toBeLessThanOrEqual(0.2e299);
  });

  it('hold the mean at one half', () => {
    const { mean, quantiles } = right(load(300), { horizon: 24, periods: [24] });
    expect(quantiles['0.5']).toEqual(mean);
  });
});

describe('parts and weights', () => {
  it('parts add up to the mean', () => {
    const { mean, parts } = right(load(800), { horizon: 100, periods: [24, 168] });
    mean.forEach((x, h) => expect(parts.level[h]! + parts.trend[h]! + parts.season[h]!).toBeCloseTo(x, 9));
  });

  it('weights add up to one, heaviest first', () => {
    const { weights, model } = right(load(800), { horizon: 24, periods: [24, 168] });
    expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(weights.map(({ weight }) => weight)).toEqual(weights.map(({ weight }) => weight).sort((a, b) => b - a));
    expect(model).toBe('ensemble');
  });
});

describe('choice of the model', () => {
  it.each(MODEL_NAMES)('%s can be asked for alone', (model) => {
    const forecast = right(load(800), { horizon: 24, periods: [24, 168], model });
    expect([forecast.model, forecast.weights]).toEqual([model, [{ model, weight: 1 }]]);
    expect(numbersOf(forecast).every(Number.isFinite)).toBe(true);
  });

  it('a list is weighed by the backtest', () => {
    const values = Float64Array.from({ length: 96 }, (_, t) => [10, 40, 90, 40][t % 4]!);
    const { model, weights } = right(values, { horizon: 4, periods: [4], model: ['naive', 'seasonalNaive'] });
    expect(model).toBe('ensemble');
    expect(weights[0]!.model).toBe('seasonalNaive');
    expect(weights[0]!.weight).toBeGreaterThan(0.9);
  });

  it('an unknown name is an error that lists the known ones', () => {
    const error = left([1, 2, 3], { horizon: 1, model: 'prophet' });
    expect(isError<UnknownForecastModel>(error, 'UnknownForecastModel') && error.known).toContain('theta');
    expect(isError(left([1, 2, 3], { horizon: 1, model: '__proto__' }), 'UnknownForecastModel')).toBe(true);
  });

  it('a model that needs a season is an error where there is none', () => {
    expect(isError(left([1, 2, 3], { horizon: 1, model: 'seasonalNaive' }), 'ForecastModelFailed')).toBe(true);
  });

  it('a plug-in is given the filled series and forecasts it', () => {
    const model = {
      name: 'mine',
      forecast: ({ values }: { values: Float64Array }, horizon: number) => new Array<number>(horizon).fill(values[1]!),
    };
    const forecast = right([1, NaN, 3], { horizon: 2, model });
    expect([forecast.model, forecast.mean]).toEqual(['mine', [2, 2]]);
  });

  it("a plug-in cannot reach the caller's array", () => {
    const values = load(60);
    const before = values.slice();
    const model = { name: 'vandal', forecast: (h: { values: Float64Array }) => h.values.fill(0) };
    right(values, { horizon: 2, model });
    expect(values).toEqual(before);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no data today');
      },
      'no data today',
    ],
    ['answers too few numbers', () => [1], 'expected 3 finite numbers'],
    ['answers nonsense', () => 'soon', 'expected 3 finite numbers'],
    ['answers nothing', () => undefined, 'gave no forecast'],
  ])('a plug-in that %s is an error that says so', (_, forecast, words) => {
    const error = left([1, 2, 3, 4], { horizon: 3, model: { name: 'broken', forecast } });
    expect(isError<ForecastModelFailed>(error, 'ForecastModelFailed') && error.message).toContain(words);
  });
});

describe('partsOf', () => {
  it('finds level, trend and season of a line with a wave on it', () => {
    const season = [-4, 0, 4, 0];
    const at = (t: number): number => 100 + 2 * t + season[t % 4]!;
    const values = Float64Array.from({ length: 16 }, (_, t) => at(t));
    const path = Float64Array.from({ length: 8 }, (_, h) => at(16 + h));
    const parts = decomposeForecast(values, path, 4);
    parts.level.forEach((x) => expect(x).toBeCloseTo(130, 8));
    parts.trend.forEach((x, h) => expect(x).toBeCloseTo(2 * (h + 1), 8));
    parts.season.forEach((x, h) => expect(x).toBeCloseTo(season[h % 4]!, 8));
  });

  it('has no season without a period', () => {
    const parts = decomposeForecast(Float64Array.of(1, 2, 3), Float64Array.of(4, 5), 1);
    expect(parts).toEqual({ level: [3, 3], trend: [1, 2], season: [0, 0] });
  });

  it('adds up to the path, whatever the path', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const numbers = (minLength: number) => fc.array(number, { minLength, maxLength: 40 });
    fc.assert(
      fc.property(numbers(14), numbers(1), fc.integer({ min: 1, max: 7 }), (values, path, period) => {
        const { level, trend, season } = decomposeForecast(Float64Array.from(values), Float64Array.from(path), period);
        path.forEach((x, h) => expect(Math.abs(level[h]! + trend[h]! + season[h]! - x)).toBeLessThan(1e-8));
      }),
    );
  });
});

describe('straightLine', () => {
  it('goes through points on a line', () => {
    expect(straightLine(Float64Array.of(3, 5, 7))).toEqual({ intercept: 3, slope: 2 });
  });

  it('is the least squares line: (0,1) (1,3) (2,2) gives 1.5 + 0.5 t', () => {
    expect(straightLine(Float64Array.of(1, 3, 2))).toEqual({ intercept: 1.5, slope: 0.5 });
  });
});

describe('growth without a doubt', () => {
  it.each([14, 100])('of %i values on a line is carried in full', (n) => {
    const { mean, quantiles } = orThrow(
      forecastSeries(
        Array.from({ length: n }, (_, i) => 100 + 2 * i),
        { horizon: 30, periods: [7] },
      ),
    );
    const truth = 100 + 2 * (n + 29);
    expect(Math.abs(mean[29]! - truth)).toBeLessThan(6);
    expect(quantiles['0.1']![29]! <= truth + 1e-6 && quantiles['0.9']![29]! >= truth - 1e-6).toBe(true);
  });
  it('is not steeper than the values: two of them go on by their step at most', () => {
    expect(orThrow(forecastSeries([1, 2], { horizon: 30 })).mean[29]!).toBeLessThanOrEqual(32);
  });
  it('is the same in another unit', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 + 0.5 * i + Math.sin(i * i));
    const at = (unit: number) =>
      orThrow(
        forecastSeries(
          values.map((x) => x * unit),
          { horizon: 20 },
        ),
      ).quantiles['0.9']!;
    at(1).forEach((value, h) => expect(at(1e-6)[h]! / 1e-6 / value).toBeCloseTo(1, 6));
  });
});
