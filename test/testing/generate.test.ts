import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Charge } from '../../src/cost-allocation/model/charge.js';
import {
  changeConfiguration,
  countingIds,
  fixedClock,
  generateBill,
  generateConfiguration,
  generateSeries,
  seededRandom,
} from '../../src/testing/index.js';

describe('a fixed clock', () => {
  it('stands still until it is told to go on, and hands out dates of its own', () => {
    const clock = fixedClock(new Date(1000));
    clock.now().setTime(0);
    expect(clock.now().getTime()).toBe(1000);
    clock.advance(1.5);
    expect(clock.now().getTime()).toBe(2500);
    clock.advance(-2.5);
    expect(clock.now().getTime()).toBe(0);
  });
});

describe('counting ids', () => {
  it('count from one, each source for itself', () => {
    const [a, b] = [countingIds('a'), countingIds()];
    expect([a.next(), a.next(), b.next()]).toEqual(['a-1', 'a-2', 'id-1']);
  });
});

describe('seeded random numbers', () => {
  it('are the published sequence of Mulberry32', () => {
    // From the reference implementation in C, seed 1.
    const random = seededRandom(1);
    expect([random.next(), random.next(), random.next()].map((x) => Math.round(x * 4_294_967_296))).toEqual([
      2693262067, 11749833, 2265367787,
    ]);
  });

  it('are uniform and normal as they say', () => {
    const random = seededRandom(7);
    const draws = Array.from({ length: 20_000 }, () => random.next());
    const normals = Array.from({ length: 20_000 }, () => random.normal());
    const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(Math.abs(mean(draws) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(mean(normals))).toBeLessThan(0.03);
    expect(Math.abs(mean(normals.map((x) => x * x)) - 1)).toBeLessThan(0.05);
    expect(draws.every((x) => x >= 0 && x < 1)).toBe(true);
  });
});

describe('what is generated', () => {
  it('is the same for the same seed and another for another', () => {
    const bill = { tenants: 3, charges: 20, start: 0, end: 86_400 };
    const series = { points: 30, start: 0, noise: 1, missing: 0.2 };
    for (const make of [
      (seed: number) => generateBill({ ...bill, seed }),
      (seed: number) => generateSeries({ ...series, seed }),
      (seed: number) => generateConfiguration(seed),
    ]) {
      expect(make(5)).toEqual(make(5));
      expect(make(5)).not.toEqual(make(6));
    }
  });

  it('is a bill whose charges are charges and lie in its period', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        (seed, tenants, days) => {
          const end = 1.7e9 + days * 86_400;
          const bill = generateBill({ seed, tenants, charges: 50, start: 1.7e9, end });
          const known = new Set<string | null>([null, ...bill.tenants.map(({ tenantId }) => tenantId)]);
          expect(bill.charges).toHaveLength(50);
          expect(bill.charges.every((charge) => Charge.is(charge) && charge.start >= 1.7e9 && charge.end <= end)).toBe(
            true,
          );
          expect(bill.charges.every(({ tenantId, start, end: until }) => known.has(tenantId) && start <= until)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('is a series of the level, trend, season and shifts asked for', () => {
    const values = generateSeries({
      seed: 1,
      points: 8,
      start: 100,
      step: 10,
      level: 5,
      trend: 2,
      seasons: [{ period: 4, amplitude: 3 }],
      shifts: [{ at: 6, by: 100 }],
    });
    expect(values.map(({ timestamp }) => timestamp)).toEqual([100, 110, 120, 130, 140, 150, 160, 170]);
    expect(values.map(({ value }) => Math.round(value * 1e6) / 1e6)).toEqual([5, 10, 9, 8, 13, 18, 117, 116]);
  });

  it('is a configuration that differs from its changed self in as many leaves as were changed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 10 }), (seed, changes) => {
        const before = leavesOf(generateConfiguration(seed));
        const after = leavesOf(changeConfiguration(generateConfiguration(seed), seed + 1, changes));
        expect(after).toHaveLength(before.length);
        expect(after.filter((leaf, i) => leaf !== before[i])).toHaveLength(Math.min(changes, before.length));
      }),
    );
  });
});

function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, `${path}/${key}`));
}
