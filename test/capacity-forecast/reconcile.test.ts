import { describe, expect, it } from 'vitest';
import { type ForecastPaths, reconcileForecasts } from '../../src/capacity-forecast/reconcile.js';
import { E, orThrow } from '../../src/prelude.js';
import type { EpochSeconds } from '../../src/time/period.js';

/** A forecast of two days with the same mean and the same distance to P10 and P90. */
function flat(mean: number, distance: number): ForecastPaths {
  const list = (value: number): number[] => [value, value];
  return {
    predictions: [0, 1].map((day) => [(day * 86_400) as EpochSeconds, mean] as const),
    quantiles: { '0.1': list(mean - distance), '0.5': list(mean), '0.9': list(mean + distance) },
    lowerBoundP10: list(mean - distance),
    upperBoundP90: list(mean + distance),
  };
}
const meanOf = (forecast: ForecastPaths | undefined): number => forecast!.predictions[0]![1];

describe('reconcileForecasts', () => {
  it('moves every forecast by its variance, as worked out by hand', () => {
    // Variances 1, 1 and 2: the gap of 8 is parted 1 : 1 : 2, and the sum moves the other way.
    const made = orThrow(
      reconcileForecasts([
        { id: 'fleet', forecast: flat(308, Math.SQRT2 * 3) },
        { id: 'a', parent: 'fleet', forecast: flat(100, 3) },
        { id: 'b', parent: 'fleet', forecast: flat(200, 3) },
      ]),
    );
    expect(meanOf(made.get('a'))).toBeCloseTo(102, 9);
    expect(meanOf(made.get('b'))).toBeCloseTo(202, 9);
    expect(meanOf(made.get('fleet'))).toBeCloseTo(304, 9);
  });

  it('holds the interval of a sum between the root of squares and the sum of its parts', () => {
    const distance = (own: number): number => {
      const made = orThrow(
        reconcileForecasts([
          { id: 'a', parent: 'all', forecast: flat(100, 3) },
          { id: 'b', parent: 'all', forecast: flat(100, 4) },
          { id: 'all', forecast: flat(200, own) },
        ]),
      ).get('all')!;
      return made.upperBoundP90[0]! - made.predictions[0]![1];
    };
    expect(distance(1)).toBeCloseTo(5, 9);
    expect(distance(6)).toBeCloseTo(6, 9);
    expect(distance(50)).toBeCloseTo(7, 9);
  });

  it('adds up over several levels', () => {
    const made = orThrow(
      reconcileForecasts([
        { id: 'fleet', forecast: flat(70, 5) },
        { id: 'web', parent: 'fleet', forecast: flat(45, 2) },
        { id: 'db', parent: 'fleet', forecast: flat(20, 2) },
        { id: 'web-1', parent: 'web', forecast: flat(20, 1) },
        { id: 'web-2', parent: 'web', forecast: flat(21, 1) },
      ]),
    );
    const [fleet, web, db, one, two] = ['fleet', 'web', 'db', 'web-1', 'web-2'].map((id) => meanOf(made.get(id)));
    expect(one! + two!).toBeCloseTo(web!, 9);
    expect(web! + db!).toBeCloseTo(fleet!, 9);
  });

  it('leaves forecasts that add up as they are, and nothing below zero', () => {
    const same = orThrow(
      reconcileForecasts([
        { id: 'all', forecast: flat(5, 1) },
        { id: 'a', parent: 'all', forecast: flat(5, 1) },
        { id: 'b', parent: 'all', forecast: flat(0, 1) },
      ]),
    );
    expect(meanOf(same.get('a'))).toBeCloseTo(5, 9);
    const low = orThrow(
      reconcileForecasts([
        { id: 'all', forecast: flat(1, 1) },
        { id: 'a', parent: 'all', forecast: flat(9, 1) },
        { id: 'b', parent: 'all', forecast: flat(0.1, 1) },
      ]),
    );
    expect(meanOf(low.get('b'))).toBe(0);
    expect(meanOf(low.get('all'))).toBeCloseTo(meanOf(low.get('a')), 9);
  });

  it.each([
    [[], 'a list of 1 to 2000 nodes'],
    [[{ id: 'a', parent: 'x', forecast: flat(1, 1) }], 'the parent of "a" in the list'],
    [
      [
        { id: 'a', parent: 'b', forecast: flat(1, 1) },
        { id: 'b', parent: 'a', forecast: flat(1, 1) },
      ],
      'no node is above itself',
    ],
    [
      [
        { id: 'a', forecast: flat(1, 1) },
        { id: 'b', forecast: { ...flat(1, 1), predictions: [] } },
      ],
      'the same steps',
    ],
  ])('refuses what is no hierarchy', (nodes, expected) => {
    const made = reconcileForecasts(nodes as never);
    expect(E.isLeft(made) && made.left.message).toContain(expected);
  });
});
