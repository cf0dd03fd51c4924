import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planInstances } from '../../src/capacity-forecast/instances.js';
import { formatDecimal } from '../../src/money/decimal.js';
import { E, orThrow } from '../../src/prelude.js';

const large = { instanceType: 'large', size: 8, hourly: '0.40' };
const small = { instanceType: 'small', size: 2, hourly: '0.11' };
const catalog = { currency: 'EUR', types: [large, small] };

describe('the cheapest instances', () => {
  it('hold the demand: 13 is one large and three small (0.73), two large are 0.80', () => {
    const plan = orThrow(planInstances(13, catalog));
    expect(plan.instances).toEqual([
      { instanceType: 'large', count: 1 },
      { instanceType: 'small', count: 3 },
    ]);
    expect(formatDecimal(plan.hourlyCost)).toBe('0.73');
    expect(plan).toMatchObject({ usableSize: 14, zones: 1, currency: 'EUR' });
    // 15 and 16 need a fourth small one: 0.84 is more than 0.80.
    expect(orThrow(planInstances(15, catalog)).instances).toEqual([{ instanceType: 'large', count: 2 }]);
  });
  it('are spread over zones so that the rest holds all where the spare ones are lost', () => {
    // 44 over two of three zones are 22 each: two large and three small.
    const plan = orThrow(planInstances(44, { ...catalog, zones: 3, spareZones: 1 }));
    expect(plan.instances).toEqual([
      { instanceType: 'large', count: 6 },
      { instanceType: 'small', count: 9 },
    ]);
    expect(formatDecimal(plan.hourlyCost)).toBe('3.39');
    expect(plan.usableSize).toBe(44);
  });
  it('run the largest unit of demand whole: of 8 only two units of 3 count, 2 is too small', () => {
    const plan = orThrow(planInstances(13, { ...catalog, largestUnit: 3 }));
    expect(plan.instances).toEqual([{ instanceType: 'large', count: 3 }]);
    expect(plan.usableSize).toBe(18);
  });
  it('are none for no demand', () => {
    expect(orThrow(planInstances(0, catalog))).toMatchObject({ instances: [], usableSize: 0 });
  });
  it('of equal cost are the fewer, then those first by name, in any order of the catalog', () => {
    const types = [
      { instanceType: 'b', size: 4, hourly: '0.20' },
      { instanceType: 'a', size: 4, hourly: '0.20' },
      { instanceType: 'c', size: 2, hourly: '0.10' },
    ];
    for (const order of [types, types.toReversed()])
      expect(orThrow(planInstances(8, { currency: 'EUR', types: order })).instances).toEqual([
        { instanceType: 'a', count: 2 },
      ]);
  });
  it('cost what trying every combination finds', () => {
    const type = fc.record({ size: fc.integer({ min: 1, max: 24 }), cents: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(fc.tuple(type, type, type), fc.integer({ min: 1, max: 120 }), (kinds, half) => {
        const demand = half / 2;
        const types = kinds.map(({ size, cents }, i) => ({
          instanceType: `t${i}`,
          size: size / 2,
          hourly: (cents / 100).toFixed(2),
        }));
        const [a, b, c] = kinds as [(typeof kinds)[0], (typeof kinds)[0], (typeof kinds)[0]];
        let least = Infinity;
        for (let i = 0; i <= Math.ceil(half / a.size); i++)
          for (let j = 0; j <= Math.ceil(half / b.size); j++) {
            const left = Math.max(0, half - i * a.size - j * b.size);
            least = Math.min(least, i * a.cents + j * b.cents + Math.ceil(left / c.size) * c.cents);
          }
        const plan = orThrow(planInstances(demand, { currency: 'EUR', types }));
        expect(plan.hourlyCost.times(100).toNumber()).toBe(least);
        expect(plan.usableSize).toBeGreaterThanOrEqual(demand);
      }),
      { numRuns: 200 },
    );
  });
  it('are found for ten million units in bounded time', () => {
    const plan = orThrow(planInstances(1e7, { currency: 'EUR', types: [large, { ...small, size: 1.5 }] }));
    expect(plan.instances).toEqual([{ instanceType: 'large', count: 1_250_000 }]);
  });
});

describe('what is no catalog', () => {
  it.each([
    [{ ...catalog, largestUnit: 9 }, 'catalog.largestUnit', /at most the size of the largest type, 8/],
    [{ ...catalog, types: [] }, 'catalog', /at least one type/],
    [{ ...catalog, zones: 2, spareZones: 2 }, 'catalog', /fewer spare zones than zones/],
    [{ ...catalog, types: [large, large] }, 'catalog', /each type once/],
    [{ ...catalog, types: [{ ...large, sise: 3 }] }, 'catalog.types[0]', /the fields instance_type, size, hourly/],
    [{ ...catalog, types: [{ ...large, hourly: 'dear' }] }, 'catalog.types[0].hourly', /hourly/],
    [{ ...catalog, current: [{ instanceType: 'huge', count: 1 }] }, 'catalog', /current types of the catalog/],
    [null, 'catalog', /an instance catalog/],
  ])('%j is an error of %s', (given, option, message) => {
    const found = planInstances(5, given as never);
    expect(E.isLeft(found) && found.left).toMatchObject({ _tag: 'InvalidForecastOption', option });
    expect(E.isLeft(found) && found.left.message).toMatch(message);
  });
  it.each([NaN, -1, Infinity, '5', undefined])('a demand of %j is an error', (demand) => {
    expect(E.isLeft(planInstances(demand as number, catalog))).toBe(true);
  });
});
