import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGrowth } from '../../src/capacity-forecast/exhaustion/growth.js';
import { levelsAhead } from '../../src/capacity-forecast/exhaustion/long-range-forecast.js';
import { findLastingCrossing } from '../../src/capacity-forecast/exhaustion/project-exhaustion.js';
import { bucketCalendar, bucketStart, toUsageGrid } from '../../src/capacity-forecast/grid.js';
import { toMeasurements } from '../../src/capacity-forecast/measurements.js';
import {
  FORECAST_GRANULARITIES,
  ForecastResult,
  forecastUsage,
  projectExhaustion,
  WhatIfScenario,
} from '../../src/capacity-forecast/index.js';
import { applyScenario } from '../../src/capacity-forecast/scenario.js';
import { decode } from '../../src/codec/decode.js';
import { E, orThrow } from '../../src/prelude.js';
import { getBucket } from '../../src/time/calendar.js';
import type { EpochSeconds } from '../../src/time/period.js';
import { at, DAY, HOUR, START } from '../capacity-forecast/simulated-usage.js';

const value = fc.double({ min: 0, max: 1e6, noNaN: true });
const point = fc.record({ timestamp: fc.integer({ min: 0, max: 60 * 24 }).map((hour) => START + hour * HOUR), value });
const points = fc.array(point, { minLength: 30, maxLength: 200 });
const input = (given: { timestamp: number; value: number }[]) =>
  ({ metric: 'request_rate', points: given, now: at(60) }) as const;

describe('calendar buckets as numbers', () => {
  it('are those of the time room, in every granularity', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -6e9, max: 6e9 }),
        fc.constantFrom(...FORECAST_GRANULARITIES),
        (seconds, granularity) => {
          const calendar = bucketCalendar(granularity);
          const index = calendar.indexOf(seconds);
          const bucket = orThrow(getBucket(seconds as EpochSeconds, granularity));
          expect([calendar.startOf(index), calendar.startOf(index + 1)]).toEqual([bucket.start, bucket.end]);
        },
      ),
    );
  });
});

describe('the grid', () => {
  it('is the same in whatever order points come', () => {
    fc.assert(
      fc.property(points, fc.infiniteStream(fc.nat()), (given, order) => {
        const shuffled = given
          .map((one) => [order.next().value, one] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, one]) => one);
        expect(toUsageGrid(toMeasurements(shuffled), 'daily', 'mean')).toEqual(
          toUsageGrid(toMeasurements(given), 'daily', 'mean'),
        );
      }),
      { numRuns: 50 },
    );
  });
  it('stays within what was measured, and loses no bucket between', () => {
    fc.assert(
      fc.property(points, fc.constantFrom('mean', 'maximum'), (given, how) => {
        const grid = toUsageGrid(toMeasurements(given), 'daily', how);
        const all = given.map((one) => one.value);
        for (const cell of grid.values.filter((one) => !Number.isNaN(one))) {
          expect(cell).toBeLessThanOrEqual(Math.max(...all) * (1 + 1e-12));
          expect(cell).toBeGreaterThanOrEqual(Math.min(...all) * (1 - 1e-12));
        }
        expect(bucketStart(grid, grid.values.length) - bucketStart(grid, 0)).toBe(grid.values.length * DAY);
      }),
    );
  });
});

describe('a forecast of usage', () => {
  it('is finite, ordered by level and within bounds, or a typed error', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(...FORECAST_GRANULARITIES), (given, granularity) => {
        const made = forecastUsage({ ...input(given), granularity, horizonDays: 5 });
        if (E.isLeft(made)) return /InsufficientHistory|UnusableSeries/.test(made.left._tag);
        for (const [h, [, mean]] of made.right.predictions.entries()) {
          const path = [
            made.right.lowerBoundP10,
            made.right.quantiles['0.5'],
            made.right.upperBoundP90,
            made.right.quantiles['0.99'],
          ].map((list) => list![h]!);
          expect([mean, ...path].every(Number.isFinite)).toBe(true);
          expect(path[0]).toBeGreaterThanOrEqual(0);
          expect([...path].sort((a, b) => a - b)).toEqual(path);
        }
        expect(made.right.confidenceScore).toBeGreaterThanOrEqual(0);
        expect(made.right.confidenceScore).toBeLessThanOrEqual(1);
        return true;
      }),
      { numRuns: 25 },
    );
  });
  it('goes over the wire and back unchanged', () => {
    fc.assert(
      fc.property(points, (given) => {
        const made = forecastUsage({ ...input(given), granularity: 'daily', horizonDays: 3 });
        if (E.isLeft(made)) return;
        const result: ForecastResult = { forecastId: 'f', tenantId: '__proto__', generatedAt: at(60), ...made.right };
        expect(
          orThrow(decode(ForecastResult, JSON.parse(JSON.stringify(ForecastResult.encode(result))), 'a forecast')),
        ).toEqual(result);
      }),
      { numRuns: 20 },
    );
  });
});

describe('exhaustion', () => {
  it('comes later, or as late, with more capacity, and P99 before P90 before P50', () => {
    fc.assert(
      fc.property(
        points,
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (given, capacity, factor) => {
          const small = projectExhaustion({ ...input(given), capacity });
          const large = projectExhaustion({ ...input(given), capacity: capacity * factor });
          if (E.isLeft(small) || E.isLeft(large)) return;
          const order = (dates: typeof small.right): number[] =>
            [dates.p99Date, dates.p90Date, dates.p50Date].map((date) => date ?? Infinity);
          expect(order(small.right)).toEqual([...order(small.right)].sort((a, b) => a - b));
          // Interpolated dates carry the rounding of the deviates.
          expect(
            (large.right.p90Date ?? Infinity) - (small.right.p90Date ?? Infinity) >= -60 ||
              large.right.p90Date === null,
          ).toBe(true);
          for (const date of order(small.right)) expect(date).toBeGreaterThanOrEqual(at(60));
        },
      ),
      { numRuns: 30 },
    );
  });
  it('chances are probabilities that fall with the value', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 10, maxLength: 60 }),
        fc.array(value, { minLength: 2, maxLength: 10 }),
        fc.nat(400),
        (given, levels, ahead) => {
          const longRange = fitGrowth(Float64Array.from(given), { period: 7, lasting: 7, kind: 'level' });
          if (longRange === undefined) return;
          const chances = [...levels]
            .sort((a, b) => a - b)
            .map((level) => levelsAhead(longRange).exceedance(ahead, level));
          for (const [i, chance] of chances.entries()) {
            expect(chance >= 0 && chance <= 1).toBe(true);
            expect(chance).toBeLessThanOrEqual((chances[i - 1] ?? 1) + 1e-6);
          }
        },
      ),
    );
  });
  it('a crossing lies where the path crosses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 7 }),
        (path, threshold, season) => {
          const crossing = findLastingCrossing(path, threshold, season);
          if (crossing === undefined) return;
          expect(path[Math.ceil(crossing)]).toBeGreaterThanOrEqual(threshold);
        },
      ),
    );
  });
});

describe('a scenario', () => {
  const baseline = orThrow(
    forecastUsage({
      ...input(Array.from({ length: 60 }, (_, day) => ({ timestamp: at(day), value: 50 + day }))),
      granularity: 'daily',
      horizonDays: 10,
    }),
  );
  const result: ForecastResult = { forecastId: 'f', tenantId: 'acme', generatedAt: at(60), ...baseline };
  const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
  it('twice in a row is the product once', () => {
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        const times = (forecast: ForecastResult, by: number): ForecastResult =>
          applyScenario(forecast, {
            removed: [],
            factors: [{ factor: by, at: -Infinity, until: Infinity, rampDays: 0 }],
            additions: [],
          });
        const twice = times(times(result, a), b).predictions.map(([, one]) => one);
        const once = times(result, a * b).predictions.map(([, one]) => one);
        for (const [h, one] of twice.entries()) expect(one).toBeCloseTo(once[h]!, 6);
      }),
    );
  });
  it('keeps quantiles in order', () => {
    fc.assert(
      fc.property(
        factor,
        value,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('own', 'traffic'),
        (by, amount, uncertainty, dependence) => {
          const found = applyScenario(result, {
            removed: [],
            factors: [{ factor: by, at: -Infinity, until: Infinity, rampDays: 0 }],
            additions: [{ amount, uncertainty, dependence, at: at(63), rampDays: 3 }],
          });
          for (const [h, low] of found.lowerBoundP10.entries()) {
            expect(low).toBeLessThanOrEqual(found.quantiles['0.5']![h]! + 1e-6);
            expect(found.upperBoundP90[h]!).toBeGreaterThanOrEqual(found.quantiles['0.5']![h]! - 1e-6);
          }
        },
      ),
    );
  });
  it('of any shape is read or refused, never thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (anything) => {
        expect(['Left', 'Right']).toContain(decode(WhatIfScenario, anything, 'the scenario')._tag);
      }),
    );
  });
});
