import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignAtLeastCost } from '../../../src/drift/compare/pairing.js';

/** The least cost over every injective choice of columns. */
function leastByTrying(cost: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  if (row === cost.length) return 0;
  const choices = cost[row]!.flatMap((price, column) =>
    taken.includes(column) ? [] : [price + leastByTrying(cost, row + 1, [...taken, column])],
  );
  return Math.min(...choices);
}

describe('the assignment', () => {
  it('costs what the best of all assignments costs', () => {
    const matrices = fc.integer({ min: 1, max: 5 }).chain((rows) =>
      fc.integer({ min: rows, max: 6 }).chain((columns) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
    );
    fc.assert(
      fc.property(matrices, (cost) => {
        const columns = cost[0]!.length;
        const chosen = assignAtLeastCost(Float64Array.from(cost.flat()), cost.length, columns);
        expect(new Set(chosen).size).toBe(cost.length);
        expect(cost.reduce((sum, row, i) => sum + row[chosen[i]!]!, 0)).toBe(leastByTrying(cost));
      }),
      { numRuns: 300 },
    );
  });
});
