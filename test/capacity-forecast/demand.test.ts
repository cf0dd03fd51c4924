import { describe, expect, it } from 'vitest';
import { fitDemand } from '../../src/capacity-forecast/demand.js';
import { dailyPath } from '../../src/capacity-forecast/daily-path.js';
import { findLevelChanges } from '../../src/capacity-forecast/exhaustion/level-changes.js';
import { exhaustDemand, projectExhaustion } from '../../src/capacity-forecast/exhaustion/project-exhaustion.js';
import { forecastDemand, forecastUsage } from '../../src/capacity-forecast/forecast-usage.js';
import type { UsageDataPoint } from '../../src/capacity-forecast/index.js';
import { orThrow } from '../../src/prelude.js';
import { fitLine } from '../../src/stats/least-squares.js';
import type { EpochSeconds } from '../../src/time/period.js';
import { normalSource } from './simulated-noise.js';

const DAY = 86_400;
const HOUR = 3_600;
const NOW = 1_772_409_600 as EpochSeconds; // 2026-03-02T00:00Z, a Monday

/** Measurements of a level, a function of the days since the first, up to now. */
function measure(days: number, level: (day: number) => number, step = DAY): UsageDataPoint[] {
  return Array.from({ length: Math.round((days * DAY) / step) }, (_, i) => ({
    timestamp: NOW - days * DAY + i * step,
    value: level((i * step) / DAY),
  }));
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('one fitted demand', () => {
  const noise = normalSource(7);
  const points = measure(100, (day) => 300 + 3 * day + 6 * noise());
  const demand = orThrow(fitDemand({ metric: 'storage_used_gb', points, now: NOW }));

  it('has a path that crosses a capacity on the day that the date says', () => {
    const forecast = orThrow(forecastDemand(demand, { horizonDays: 200 }));
    for (const capacity of [630, 700, 900]) {
      const { p50Date } = orThrow(exhaustDemand(demand, { capacity }));
      const at = forecast.quantiles['0.5']!.findIndex((value) => value >= capacity);
      expect(Math.abs(forecast.predictions[at]![0] - p50Date!)).toBeLessThan(DAY);
      expect(Math.abs((p50Date! - NOW) / DAY - (capacity - 600) / 3)).toBeLessThan(4);
    }
  });

  it('says what the functions say that start from measurements', () => {
    const shared = { metric: 'storage_used_gb' as const, points, now: NOW };
    expect(orThrow(forecastDemand(demand, { horizonDays: 20 }))).toEqual(
      orThrow(forecastUsage({ ...shared, granularity: 'daily', horizonDays: 20 })),
    );
    expect(orThrow(exhaustDemand(demand, { capacity: 800 }))).toEqual(
      orThrow(projectExhaustion({ ...shared, capacity: 800 })),
    );
  });

  it('carries a straight line: no bias of 3 percent of the growth ahead, and never far from least squares', () => {
    const horizons = [30, 90, 180, 365];
    const bias = horizons.map(() => 0);
    for (let seed = 1; seed <= 10; seed++) {
      const error = normalSource(100 + seed);
      const line = measure(100, (day) => 300 + 3 * day + 6 * error());
      const fitted = fitLine(Float64Array.from(line, ({ value }) => value));
      const fit = orThrow(fitDemand({ metric: 'storage_used_gb', points: line, now: NOW }));
      const { predictions } = orThrow(forecastDemand(fit, { horizonDays: 365, seasonality: 'none' }));
      horizons.forEach((ahead, k) => {
        const value = predictions[ahead - 1]![1];
        bias[k]! += (value - 300 - 3 * (99 + ahead)) / (3 * ahead) / 10;
        expect(Math.abs(value - fitted.start - fitted.slope * (99 + ahead))).toBeLessThan(0.03 * 3 * ahead);
      });
    }
    for (const share of bias) expect(Math.abs(share)).toBeLessThan(0.015);
  });

  it('is less sure of amounts that add up than of a line, by the root of time at least', () => {
    let sum = 300;
    const amounts = measure(100, () => (sum += 3 + 3 * noise()));
    const walk = orThrow(fitDemand({ metric: 'storage_used_gb', points: amounts, now: NOW }));
    const width = (of: typeof walk, day: number): number => dailyPath(of, 120).levelOffsets(0.9)[day - 1]!;
    expect(width(walk, 100) / width(walk, 25)).toBeGreaterThan(1.8);
    expect(width(walk, 100)).toBeGreaterThan(2 * width(demand, 100));
  });
});

describe('hours, days and weeks', () => {
  const noise = normalSource(3);
  const bursts = measure(60, () => 100 * Math.exp(0.5 * noise() - 0.125), HOUR);

  it('add up to each other, where hours are skewed as well', () => {
    const shared = { metric: 'request_rate' as const, points: bursts, now: NOW };
    const hours = orThrow(forecastUsage({ ...shared, granularity: 'hourly', horizonDays: 14 })).predictions;
    const days = orThrow(forecastUsage({ ...shared, granularity: 'daily', horizonDays: 30 })).predictions;
    for (let day = 0; day < 14; day++) {
      const own = hours.slice(24 * day, 24 * (day + 1)).map(([, value]) => value);
      expect(mean(own)).toBeCloseTo(days[day]![1], 6);
    }
    const weeks = orThrow(forecastUsage({ ...shared, granularity: 'weekly', horizonDays: 28 })).predictions;
    expect(mean(days.slice(0, 7).map(([, value]) => value))).toBeCloseTo(weeks[0]![1], 6);
  });

  it('agree where demand falls to nothing in the middle of a week', () => {
    // 2 a day less: at 19 now, below nothing from the tenth day on.
    const points = measure(60, (day) => 139 - 2 * day);
    const made = orThrow(fitDemand({ metric: 'storage_used_gb', points, now: NOW }));
    const days = orThrow(forecastDemand(made, { horizonDays: 14 })).predictions.map(([, value]) => value);
    const [, second] = orThrow(forecastDemand(made, { granularity: 'weekly', horizonDays: 14 })).predictions;
    expect(days[7]).toBeGreaterThan(0);
    expect(days[13]).toBe(0);
    expect(second![1]).toBeCloseTo(mean(days.slice(7)), 9);
  });

  it.each([1e-9, 1, 1e12])('are the same in a unit of %f where no noise says what is exact', (unit) => {
    // One step, two weeks flat and six days: the step happened once, and nothing else moves.
    const points = measure(20, (day) => unit * (day < 14 ? 100 : 120));
    const made = orThrow(
      forecastUsage({ metric: 'storage_used_gb', points, now: NOW, granularity: 'daily', horizonDays: 9 }),
    );
    for (const value of made.quantiles['0.99']!) expect(value / unit).toBeCloseTo(120, 6);
  });

  it('follow a clock that was put forward two weeks ago', () => {
    const change = 46;
    const office = (day: number): number => {
      const hour = Math.round((day % 1) * 24) + (day >= change ? 2 : 1);
      return hour >= 9 && hour < 17 ? 100 : 20;
    };
    const points = measure(60, (day) => office(day) + noise(), HOUR);
    const { predictions } = orThrow(
      forecastUsage({ metric: 'request_rate', points, now: NOW, granularity: 'hourly', horizonDays: 7 }),
    );
    const wrong = predictions.filter(([at, value]) => Math.abs(value - office((at - NOW) / DAY + 60)) > 40);
    expect(wrong).toEqual([]);
  });

  it('reach a month ahead at the end of a month', () => {
    const now = (Date.UTC(2026, 2, 31, 12) / 1000) as EpochSeconds;
    const points = measure(80, (day) => 100 + day, HOUR).map(({ timestamp, value }) => ({
      timestamp: timestamp + now - NOW,
      value,
    }));
    const made = orThrow(
      forecastUsage({ metric: 'request_rate', points, now, granularity: 'monthly', horizonDays: 30 }),
    );
    expect(made.predictions.map(([at]) => new Date(at * 1000).toISOString().slice(0, 7))).toEqual([
      '2026-03',
      '2026-04',
    ]);
  });
});

describe('changes of level', () => {
  const noise = normalSource(11);
  const days = (count: number, level: (day: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, day) => level(day));

  it('moves what came before a single clean-up onto the new level', () => {
    const { values, start, changes } = findLevelChanges(
      days(100, (day) => 500 + 2 * day - (day >= 60 ? 120 : 0) + noise()),
    );
    expect(changes).toEqual([{ at: 60, kind: 'moved' }]);
    expect(start).toBe(0);
    expect(values[0]! / 380).toBeCloseTo(1, 1);
  });

  it('cuts where growth is another from a day on', () => {
    const { start } = findLevelChanges(
      days(100, (day) => 400 + (day < 70 ? 0.5 * day : 35 + 3 * (day - 70)) + noise()),
    );
    expect(Math.abs(start - 70)).toBeLessThanOrEqual(3);
  });

  it('takes steps that recur for growth: their middle is a line', () => {
    const { stepwise, values } = findLevelChanges(days(105, (day) => 500 + 20 * Math.floor(day / 14) + 0.2 * noise()));
    expect(stepwise).toBe(true);
    expect(values[28]!).toBeCloseTo(530, 0);
    expect(Number.isNaN(values[30]!)).toBe(true);
  });

  it('leaves a walk whole', () => {
    let level = 500;
    expect(findLevelChanges(days(100, () => (level += 0.5 + 3 * noise()))).changes).toEqual([]);
  });
});

describe('days of which nights are not measured', () => {
  const noise = normalSource(19);
  const hourOf = (timestamp: number): number => (timestamp / HOUR) % 24;
  const truth = (hour: number): number => 50 + 20 * Math.sin((2 * Math.PI * (hour - 8)) / 24);
  const all = measure(60, () => 0, HOUR).map(({ timestamp }) => ({
    timestamp,
    value: truth(hourOf(timestamp)) + noise(),
  }));
  const since = NOW - 25 * DAY;
  const isNight = ({ timestamp }: UsageDataPoint): boolean => hourOf(timestamp) < 7 || hourOf(timestamp) > 19;

  it.each([
    ['cease to be measured', all.filter((point) => !isNight(point) || point.timestamp < since)],
    ['begin to be measured', all.filter((point) => !isNight(point) || point.timestamp >= since)],
  ])('keep level and hours where nights %s', (_, points) => {
    const demand = orThrow(fitDemand({ metric: 'request_rate', points, now: NOW }));
    expect(demand.change).toBeUndefined();
    const days = orThrow(forecastDemand(demand, { horizonDays: 14 })).predictions;
    for (const [, value] of days) expect(Math.abs(value - 50)).toBeLessThan(1);
    const hours = orThrow(forecastDemand(demand, { horizonDays: 2, granularity: 'hourly' })).predictions;
    for (const [at, value] of hours) expect(Math.abs(value - truth(hourOf(at)))).toBeLessThan(4);
  });
});
