import { describe, expect, it } from 'vitest';
import { fnv1a, rollingOrigins, scoreForecasts, trainModel } from '../../src/capacity-forecast/custom-model.js';
import { E, orThrow } from '../../src/prelude.js';
import { noisy, usage } from './simulated-usage.js';

const weekly = usage(
  90,
  noisy((day) => 100 + 20 * Math.sin((2 * Math.PI * day) / 7), 1),
);
const train = (config: object, points = weekly) =>
  trainModel({ metric: 'request_rate', points, config, aggregation: 'mean' });

describe('rolling origins', () => {
  it('touch and go back from the end, at most five, never before three fifths', () => {
    expect(rollingOrigins(100, 10)).toEqual({ origins: [90, 80, 70, 60], horizon: 10 });
    expect(rollingOrigins(14, 14)).toEqual({ origins: [9], horizon: 5 });
    expect(rollingOrigins(1_000, 10).origins.length).toBe(5);
  });
  it('score only what is known', () => {
    const values = Float64Array.of(1, 1, 1, 1, 1, 1, 3, NaN, 3, 3);
    const score = scoreForecasts(values, 2, (history, horizon) =>
      E.right(Array.from({ length: horizon }, () => history[0]!)),
    );
    // Origins 8 (errors 2, 2) and 6 (error 2; the missing one does not count).
    expect(score).toEqual(E.right({ error: 2, origins: 2, steps: 3 }));
  });
});

describe('a custom model', () => {
  it('is kept where it is not worse than the default', () => {
    const model = orThrow(train({}));
    expect(model.mase).toBe(model.defaultMase);
    expect(model).toMatchObject({ trainingPoints: 90, origins: 2 });
  });
  it('is refused where it is worse, and kept where it is forced', () => {
    const refused = train({ models: ['naive'], periods: [] });
    expect(refused).toMatchObject({ left: { _tag: 'CustomModelWorse', origins: 2 } });
    const forced = orThrow(train({ models: ['naive'], periods: [], force: true }));
    expect(forced.mase).toBeGreaterThan(forced.defaultMase);
  });
  it('is told by its training data: the same in any order, another with another value', () => {
    const hash = orThrow(train({})).trainingHash;
    expect(orThrow(train({}, [...weekly].reverse())).trainingHash).toBe(hash);
    expect(orThrow(train({}, weekly.with(5, { ...weekly[5]!, value: 1 }))).trainingHash).not.toBe(hash);
  });
  it('needs a known model and 14 days', () => {
    expect(train({ models: ['oracle'] })).toMatchObject({ left: { _tag: 'UnknownForecastModel', model: 'oracle' } });
    expect(train({}, weekly.slice(0, 13))).toMatchObject({ left: { _tag: 'InsufficientHistory' } });
  });
  it('forecasts logarithms of growth better than the values, where asked', () => {
    const growth = usage(
      90,
      noisy((day) => 10 * 1.03 ** day, 0.01),
    );
    const plain = orThrow(train({ models: ['dampedTrend'], force: true }, growth));
    const log = orThrow(train({ models: ['dampedTrend'], transform: 'log', force: true }, growth));
    expect(log.mase).toBeLessThan(plain.mase);
  });
});

describe('the calendar of a custom model', () => {
  it('is taken out before it is scored: a day known to be closed is no error', () => {
    const closed = usage(90, (day) => (day === 40 || day === 80 ? 0 : 100 + (day % 7)));
    const dates = [40, 80].map((day) =>
      new Date((closed[0]!.timestamp + day * 86_400) * 1_000).toISOString().slice(0, 10),
    );
    const calendar = { holidays: [{ name: 'closed', dates, factor: 0 }], learn: false };
    const scored = (known: object) =>
      orThrow(
        trainModel({
          metric: 'request_rate',
          points: closed,
          config: { models: ['seasonalNaive'], force: true },
          aggregation: 'mean',
          ...known,
        }),
      );
    // One week repeats the other: nothing is missed but the closed day, which hides what demand would have been.
    expect(scored({}).mase).toBeGreaterThan(0);
    expect(scored({ calendar }).mase).toBe(0);
  });
  it('has the days of its zone: India begins its day at 18:30 UTC', () => {
    const hours = Array.from({ length: 30 * 24 }, (_, i) => ({
      timestamp: 1_767_225_600 + i * 3_600,
      value: 100 + (i % 24),
    }));
    const trained = orThrow(
      trainModel({
        metric: 'request_rate',
        points: hours,
        config: {},
        aggregation: 'mean',
        calendar: { zone: 'Asia/Kolkata' },
      }),
    );
    // 2026-01-01T00:00Z is 05:30 there: the first whole day begins at 2026-01-01T18:30Z.
    expect(trained.trainedFrom).toBe(1_767_225_600 + 18.5 * 3_600);
  });
});

describe('the hash', () => {
  it('is FNV-1a with its published values', () => {
    expect(fnv1a('')).toBe('cbf29ce484222325');
    expect(fnv1a('a')).toBe('af63dc4c8601ec8c');
    expect(fnv1a('foobar')).toBe('85944171f73967e8');
  });
});
