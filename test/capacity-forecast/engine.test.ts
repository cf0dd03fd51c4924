import { describe, expect, it } from 'vitest';
import { forecastUsage, projectExhaustion } from '../../src/capacity-forecast/index.js';
import { orThrow } from '../../src/prelude.js';
import { acme, cpu, engine, engineOn, setting } from './engine/sample-engine.js';
import { at, dateAt, noisy, usage } from './simulated-usage.js';

describe('forecastMetric', () => {
  it('answers 30 days from now, in order, with bounds around each', async () => {
    const found = await orThrow(engine().forecastMetric('acme', 'cpu_utilization'));
    expect(found.predictions.map(([start]) => start)).toEqual(Array.from({ length: 30 }, (_, day) => at(90 + day)));
    expect(Math.abs(found.predictions[0]![1] - 48)).toBeLessThan(2);
    for (const [h, [, value]] of found.predictions.entries()) {
      expect(found.lowerBoundP10[h]!).toBeLessThanOrEqual(value);
      expect(found.upperBoundP90[h]!).toBeGreaterThanOrEqual(value);
    }
    expect(found).toMatchObject({
      tenantId: 'acme',
      metric: 'cpu_utilization',
      granularity: 'daily',
      generatedAt: at(90),
      seasonalityDetected: 'daily',
    });
  });
  it('grows less sure with every step', async () => {
    const { upperBoundP90: high, lowerBoundP10: low } = await orThrow(
      engine().forecastMetric('acme', 'instance_count'),
    );
    const widths = high.map((value, h) => value - low[h]!);
    for (let h = 1; h < widths.length; h++) expect(widths[h]!).toBeGreaterThanOrEqual(widths[h - 1]! - 1e-9);
    expect(widths.at(-1)!).toBeGreaterThan(widths[0]!);
  });
  it.each([
    ['hourly', 48],
    ['daily', 2],
    ['weekly', 1],
    ['monthly', 1],
  ] as const)('covers two days in %s steps', async (granularity, steps) => {
    const found = await orThrow(engine().forecastMetric('acme', 'cpu_utilization', 2, granularity));
    expect(found.predictions.length).toBe(steps);
    expect(found.upperBoundP90.length).toBe(steps);
  });
  it('holds the quantiles asked for', async () => {
    const found = await orThrow(
      engine({}, { confidenceLevels: [0.05, 0.95] }).forecastMetric('acme', 'cpu_utilization'),
    );
    expect(Object.keys(found.quantiles).sort()).toEqual(['0.05', '0.1', '0.5', '0.9', '0.95', '0.99']);
    expect(found.quantiles['0.95']![5]!).toBeGreaterThanOrEqual(found.quantiles['0.9']![5]!);
  });
  it('keeps percentages from 0 to 100', async () => {
    const steep = acme(
      'cpu_utilization',
      usage(60, (day) => Math.min(100, 40 + day)),
    );
    const found = await orThrow(engine({ usage: [steep], now: dateAt(60) }).forecastMetric('acme', 'cpu_utilization'));
    expect(Math.max(...found.upperBoundP90, ...found.quantiles['0.99']!)).toBeLessThanOrEqual(100);
  });
  it('follows peaks where they decide', async () => {
    const mean = await orThrow(engine().forecastMetric('acme', 'cpu_utilization'));
    const peaks = await orThrow(
      engine({}, { aggregation: { cpu_utilization: 'maximum' } }).forecastMetric('acme', 'cpu_utilization'),
    );
    expect(peaks.predictions[0]![1] - mean.predictions[0]![1]).toBeGreaterThan(7);
  });
  it('forgets the level before a migration', async () => {
    const moved = acme(
      'instance_count',
      usage(
        90,
        noisy((day) => (day < 55 ? 100 : 40), 1),
      ),
    );
    const found = await orThrow(engine({ usage: [moved] }).forecastMetric('acme', 'instance_count'));
    expect(found.regimeChangedAt).toBe(at(55));
    for (const [, value] of found.predictions) expect(Math.abs(value - 40)).toBeLessThan(5);
  });
  it('is a typed error on 14 days minus one point, naming what there is', async () => {
    const short = engine({ usage: [acme('cpu_utilization', cpu.slice(0, 14 * 24 - 1))], now: dateAt(14) });
    const outcome = await short.forecastMetric('acme', 'cpu_utilization')();
    expect(outcome).toMatchObject({ left: { _tag: 'InsufficientHistory', points: 335, neededDays: 14 } });
    const enough = engine({ usage: [acme('cpu_utilization', cpu.slice(0, 14 * 24))], now: dateAt(14) });
    expect(await enough.forecastMetric('acme', 'cpu_utilization')()).toMatchObject({ _tag: 'Right' });
  });
  it('is kept in the store and published to the monitor', async () => {
    const ports = setting();
    const found = await orThrow(engineOn(ports).forecastMetric('acme', 'cpu_utilization'));
    expect(ports.publishedForecasts).toEqual([found]);
    expect(
      await ports.forecasts.latestForecasts(
        { tenantId: 'acme', metric: 'cpu_utilization', limit: 5 },
        new AbortController().signal,
      ),
    ).toEqual([found]);
  });
  it('survives a monitor that is away, and notes it', async () => {
    const ports = setting();
    const monitor = { publishForecast: () => Promise.reject(new Error('503')) };
    expect(await engineOn({ ...ports, monitor }).forecastMetric('acme', 'cpu_utilization')()).toMatchObject({
      _tag: 'Right',
    });
    expect(ports.logLines.map(({ message }) => message).join()).toContain('503');
  });
  it('is an error where the usage port throws, answers nonsense or another tenant', async () => {
    const ports = setting();
    const withUsage = (readUsage: () => unknown) =>
      engineOn({ ...ports, usage: { readUsage } as never }).forecastMetric('acme', 'cpu_utilization')();
    expect(
      await withUsage(() => {
        throw new Error('down');
      }),
    ).toMatchObject({ left: { _tag: 'PortFailure', port: 'usage' } });
    expect(
      await withUsage(() => ({ tenantId: 'acme', metric: 'cpu_utilization', points: [{ timestamp: 1, value: NaN }] })),
    ).toMatchObject({ left: { _tag: 'DecodeError' } });
    expect(await withUsage(() => ({ tenantId: 'other', metric: 'cpu_utilization', points: cpu }))).toMatchObject({
      left: { _tag: 'ForeignTenant', got: 'other' },
    });
    expect(await withUsage(() => ({ tenantId: 'acme', metric: 'request_rate', points: cpu }))).toMatchObject({
      left: { _tag: 'DecodeError' },
    });
  });
  it.each([
    ['', 'cpu_utilization', 30, 'daily'],
    ['acme', 'gpu', 30, 'daily'],
    ['acme', 'cpu_utilization', NaN, 'daily'],
    ['acme', 'cpu_utilization', -1, 'daily'],
    ['acme', 'cpu_utilization', 30, 'yearly'],
    [null, undefined, {}, []],
  ])('answers %j %j %j %j with an error, and never throws', async (...given) => {
    const call = engine().forecastMetric as (...values: readonly unknown[]) => () => Promise<{ _tag: string }>;
    expect((await call.apply(engine(), given)())._tag).toBe('Left');
  });
  it('answers wrong options with an error', async () => {
    const outcome = await engine({}, { confidenceLevels: [2] }).forecastMetric('acme', 'cpu_utilization')();
    expect(outcome).toMatchObject({ left: { _tag: 'DecodeError' } });
  });
});

describe('whatever it is given', () => {
  const hostile: readonly unknown[] = [
    null,
    undefined,
    1,
    'x',
    [],
    {},
    { points: null },
    { points: [null, {}] },
    { metric: '__proto__', now: NaN },
  ];
  const METHODS = [
    'forecastMetric',
    'generateCapacityRecommendations',
    'projectCapacityExhaustion',
    'runWhatIfScenario',
    'estimateReservedCapacitySavings',
    'getHistoricalAccuracy',
    'trainCustomModel',
  ] as const;
  it.each(METHODS)('%s answers with a value', async (method) => {
    for (const subject of [engine(), engineOn({} as never), engineOn(null as never, null as never)]) {
      for (const value of hostile) {
        const call = subject[method] as (...given: readonly unknown[]) => () => Promise<{ _tag: string }>;
        for (const given of [
          [value, value, value, value],
          ['acme', value, value, value],
          ['acme', 'cpu_utilization', value, value],
        ]) {
          expect(['Left', 'Right']).toContain((await call.apply(subject, given)())._tag);
        }
      }
    }
  });
  it('the pure functions answer with a value', () => {
    for (const value of hostile)
      for (const call of [forecastUsage, projectExhaustion]) expect(call(value as never)._tag).toBe('Left');
  });
  it('an engine without its ports names the missing one', async () => {
    expect(await engineOn({} as never).forecastMetric('acme', 'cpu_utilization')()).toMatchObject({
      left: { _tag: 'MissingPort', port: 'usage' },
    });
  });
});

describe('calling off', () => {
  it('answers Cancelled to a fleet and to a scenario once the signal is aborted', async () => {
    const controller = new AbortController();
    const made = engine({}, { signal: controller.signal });
    expect((await made.forecastMetric('acme', 'cpu_utilization')())._tag).toBe('Right');
    controller.abort();
    const answers = [
      await made.forecastMetric('acme', 'cpu_utilization')(),
      await made.runWhatIfScenario('acme', { traffic_multiplier: 2 })(),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ _tag: 'Left', left: { _tag: 'Cancelled' } });
  });
});
