import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocatePeriod, type Charge } from '../../src/cost-allocation/index.js';
import { sharePool, sumColumns, sumCsv, sumRows } from '../../src/cost-allocation/sums/index.js';
import { Decimal } from '../../src/money/decimal.js';
import { sum } from '../../src/money/units.js';
import { orThrow } from '../../src/prelude.js';
import { bill, columnsOf, csvOf, referenceEntries } from '../cost-allocation/sums/bills.js';
import { runs } from './runs.js';

const COLUMNS = { tenantId: 'tenant', category: 'category', cost: 'cost' };
const START = Date.UTC(2024, 8, 1) / 1000;
const END = Date.UTC(2024, 9, 1) / 1000;

describe('sums have the digits of adding decimals one by one', () => {
  it('from rows with decimals', () => {
    fc.assert(
      fc.property(bill(), (rows) => {
        expect(orThrow(sumRows(rows)).entries()).toEqual(referenceEntries(rows));
      }),
      { numRuns: runs(500) },
    );
  });

  it('from rows with text', () => {
    fc.assert(
      fc.property(bill(), (rows) => {
        const texts = rows.map((row) => ({ ...row, cost: (row.cost as Decimal).toFixed() }));
        expect(orThrow(sumRows(texts)).entries()).toEqual(referenceEntries(rows));
      }),
      { numRuns: runs(500) },
    );
  });

  it('from columns of 64-bit integers, which may overflow as a sum', () => {
    const int64 = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
    fc.assert(
      fc.property(bill(int64, fc.constant(9)), (rows) => {
        expect(orThrow(sumColumns(columnsOf(rows, 'int64', 9))).entries()).toEqual(referenceEntries(rows));
      }),
      { numRuns: runs(500) },
    );
  });

  it('from columns of doubles, in one batch or in several', () => {
    const safe = fc.oneof(fc.maxSafeInteger(), fc.integer()).map(BigInt);
    fc.assert(
      fc.property(bill(safe, fc.constant(9)), fc.nat(60), (rows, cut) => {
        const batches = [rows.slice(0, cut), rows.slice(cut)].map((part) => columnsOf(part, 'doubles', 9));
        expect(orThrow(sumColumns(...batches)).entries()).toEqual(referenceEntries(rows));
        expect(orThrow(sumColumns(columnsOf(rows, 'doubles', 9))).entries()).toEqual(referenceEntries(rows));
      }),
      { numRuns: runs(500) },
    );
  });

  it('from CSV, however it is cut into pieces and its lines end', async () => {
    await fc.assert(
      fc.asyncProperty(
        bill(),
        fc.array(fc.nat(4000), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, cuts, lineEnd) => {
          const bytes = new TextEncoder().encode(csvOf(rows, lineEnd));
          const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
          const pieces = edges.slice(1).map((edge, i) => bytes.slice(edges[i], edge));
          expect(orThrow(await sumCsv(pieces, COLUMNS)()).entries()).toEqual(referenceEntries(rows));
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

it('sums and shares of a pool are those of allocatePeriod', () => {
  const everyday = bill(fc.integer({ min: -1_000, max: 10_000_000 }).map(BigInt), fc.nat(6)).map((rows) =>
    rows.map((row): Charge => ({
      ...row,
      category: row.tenantId === null ? 'shared' : row.category === 'shared' ? 'compute' : row.category,
      cost: new Decimal(row.cost as Decimal),
      chargeId: '',
      currency: 'EUR',
      start: START,
      end: END,
      tags: {},
    })),
  );
  fc.assert(
    fc.property(everyday, (rows) => {
      const charges = rows.map((row, i) => ({ ...row, chargeId: `c${i}` }));
      const matrix = orThrow(sumRows(charges));
      const tenants = matrix.tenantIds.filter((id) => id !== null);
      // Where nobody costs anything, the reference divides among the active tenants of the registry, which is another
      // matter.
      fc.pre(tenants.some((id) => sum(matrix.categories.map((category) => matrix.cost(id, category))).greaterThan(0)));
      const reference = orThrow(
        allocatePeriod({
          charges,
          period: { start: new Date(START * 1000), end: new Date(END * 1000) },
          tenants: tenants.map((id) => ({ tenantId: id, tier: 'standard', createdAt: START, deletedAt: null })),
          rules: [],
          currency: 'EUR',
        }),
      );
      const { tenantIds, shares } = orThrow(sharePool(matrix, matrix.cost(null, 'shared'), 2));
      const share = new Map(tenantIds.map((id, i) => [id, shares[i]!]));
      for (const { tenantId, breakdown } of reference.results) {
        const ours = matrix.categories.map((category) => {
          const direct = matrix.cost(tenantId, category);
          return category === 'shared' ? direct.plus(share.get(tenantId) ?? 0).toFixed() : direct.toFixed();
        });
        expect(ours).toEqual(matrix.categories.map((category) => breakdown[category].toFixed()));
      }
      expect(
        sum(shares)
          .plus(sum(tenants.flatMap((id) => matrix.categories.map((c) => matrix.cost(id, c)))))
          .toFixed(),
      ).toBe(reference.total.toFixed());
    }),
    { numRuns: runs(200) },
  );
});
