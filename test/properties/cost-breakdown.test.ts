import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustBill,
  type AdjustmentRuleDraft,
  allocatePeriod,
  amortize,
  correctionLines,
  costBy,
  type CostKey,
  invoiceLines,
  type InvoiceKey,
  type PeriodAllocation,
} from '../../src/cost-allocation/index.js';
import { Decimal } from '../../src/money/decimal.js';
import { sum } from '../../src/money/units.js';
import { E, orThrow } from '../../src/prelude.js';
import { type Bill, D, JUNE } from '../cost-allocation/bill.js';
import { randomBill } from './random-bill.js';
import { runs } from './runs.js';

const KEYS: readonly CostKey[] = ['tenant', 'project', 'resource', 'category', 'tag:team', 'tag:__proto__'];
const BY: readonly InvoiceKey[] = ['project', 'resource', 'tag:team'];
/** Pools that share everything in a circle are the one thing that a random bill may rightly be refused for. */
const allocated = (bill: Bill): PeriodAllocation | undefined => {
  const outcome = allocatePeriod(bill);
  return E.isRight(outcome) ? outcome.right : undefined;
};
type Row = Readonly<Record<string, string | null | Decimal>> & { readonly amount: Decimal };
/** Sums of rows by some of their keys, as text; sums of zero are left out. */
const folded = (rows: readonly Row[], keys: readonly CostKey[]): Record<string, string> => {
  const sums = new Map<string, Decimal>();
  for (const row of rows) {
    const name = JSON.stringify(keys.map((key) => row[key]));
    sums.set(name, (sums.get(name) ?? new Decimal(0)).plus(row.amount));
  }
  const found = [...sums].filter(([, amount]) => !amount.isZero()).map(([name, amount]) => [name, amount.toFixed()]);
  return Object.fromEntries(found.sort(([a], [b]) => (a! < b! ? -1 : 1)));
};
const rowsBy = (allocation: PeriodAllocation, keys: readonly CostKey[]): readonly Row[] =>
  orThrow(costBy(allocation, keys));
const someKeys = fc.shuffledSubarray([...KEYS]);

describe('a breakdown', () => {
  it('adds up to the bill at every order and depth, and more keys to fewer', () => {
    fc.assert(
      fc.property(randomBill, someKeys, fc.nat(6), (bill, keys, depth) => {
        const allocation = allocated(bill);
        if (allocation === undefined) return;
        const rows = rowsBy(allocation, keys);
        expect(sum(rows.map((row) => row.amount)).eq(allocation.total)).toBe(true);
        const fewer = keys.slice(0, depth);
        expect(folded(rows, fewer)).toEqual(folded(rowsBy(allocation, fewer), fewer));
      }),
      { numRuns: runs(300) },
    );
  });
  it('holds every tenant to its total and every category to its breakdown', () => {
    fc.assert(
      fc.property(randomBill, (bill) => {
        const allocation = allocated(bill);
        if (allocation === undefined) return;
        const totals = allocation.results.map((r) => ({ tenant: r.tenantId, amount: r.totalAllocated }));
        const cells = allocation.results.flatMap((r) =>
          Object.entries(r.breakdown).map(([category, amount]) => ({ tenant: r.tenantId, category, amount })),
        );
        const deep = rowsBy(allocation, KEYS);
        expect(folded(deep, ['tenant'])).toEqual(folded(totals, ['tenant']));
        expect(folded(deep, ['tenant', 'category'])).toEqual(folded(cells, ['tenant', 'category']));
      }),
      { numRuns: runs(200) },
    );
  });
  it('is the charges themselves where nothing is shared', () => {
    const isWhole = ({ start, end }: { start: number; end: number }): boolean =>
      start * 1000 >= (JUNE.start as Date).getTime() && end * 1000 < (JUNE.end as Date).getTime();
    fc.assert(
      fc.property(randomBill, (bill) => {
        const charges = bill.charges.filter((charge) => charge.tenantId !== null && isWhole(charge as never));
        const allocation = allocated({
          ...bill,
          charges,
          ownership: [],
          reservations: [],
          rules: [],
        } as Bill)!;
        const expected = charges.map((charge) => ({
          project: charge.projectId ?? null,
          resource: charge.resourceId ?? null,
          'tag:team': Object.hasOwn(charge.tags ?? {}, 'team') ? charge.tags!['team']! : null,
          amount: charge.cost as Decimal,
        }));
        const keys = ['project', 'resource', 'tag:team'] as const;
        expect(folded(rowsBy(allocation, keys), keys)).toEqual(folded(expected, keys));
      }),
      { numRuns: runs(200) },
    );
  });
  it('leaves no trace of the order of the charges', () => {
    fc.assert(
      fc.property(randomBill, someKeys, (bill, keys) => {
        const [there, back] = [bill, { ...bill, charges: [...bill.charges].reverse() }].map(allocated);
        if (there !== undefined) expect(rowsBy(back!, keys)).toEqual(rowsBy(there, keys));
      }),
      { numRuns: runs(100) },
    );
  });
});

/** How many random bills the first law is held to: `BILLS=100000 npm run properties -- cost-breakdown`. */
const BILLS = Number(process.env['BILLS'] ?? runs(300));
const size = fc.constantFrom<Partial<AdjustmentRuleDraft>>(
  { percent: D('7.5') },
  { amount: D('3.33'), per: 'bill' },
  { percent: D('0.001'), cap: D('5') },
  { percent: D('2'), minimum: D('1.01'), upToBase: true },
  {
    tiers: [
      { from: D('0'), percent: D('3') },
      { from: D('100'), percent: D('1.25') },
    ],
  },
  {
    tierMode: 'volume',
    tiers: [
      { from: D('0'), percent: D('9') },
      { from: D('50'), percent: D('0.3') },
    ],
  },
);
const adjustment = fc.tuple(size, fc.constantFrom('markup', 'discount', 'fee', 'credit'), fc.boolean()).map(
  ([how, kind, some]) =>
    ({
      ...how,
      kind,
      ...(some && { when: { column: 'category', in: ['compute', 'shared'] }, base: 'adjusted' }),
    }) as Omit<AdjustmentRuleDraft, 'ruleId'>,
);

describe('the first law, extended', () => {
  it('charges and amortization are what every level adds up to and what is excluded; with adjustments, invoiced', () => {
    const purchases = fc.infiniteStream(fc.constantFrom(undefined, undefined, D('12.5'), D('-0.01'), D('1e-9')));
    const unused = fc.constantFrom('exclude' as const, 'owner' as const, 'pool' as const);
    const rules = fc.array(adjustment, { maxLength: 3 });
    fc.assert(
      fc.property(randomBill, purchases, unused, someKeys, rules, (bill, bought, unusedCommitments, keys, drafts) => {
        const charges = bill.charges.map((charge) => {
          const purchaseCost = bought.next().value;
          return purchaseCost === undefined ? charge : { ...charge, purchaseCost };
        });
        const allocation = allocated({ ...bill, charges, unusedCommitments } as Bill);
        if (allocation === undefined) return;
        const charged = charges.flatMap(({ cost, purchaseCost }) => [cost, purchaseCost ?? D('0')]);
        const reserved = bill.reservations!.map((reservation) => orThrow(amortize(reservation, JUNE)));
        const excluded = sum(allocation.excluded.map(({ cost }) => cost));
        const owed = sum([...charged, ...reserved])
          .minus(excluded)
          .toFixed();
        expect(allocation.total.toFixed()).toBe(owed);
        for (let depth = 0; depth <= keys.length; depth += 1) {
          expect(sum(rowsBy(allocation, keys.slice(0, depth)).map(({ amount }) => amount)).toFixed()).toBe(owed);
        }
        expect(new Set(allocation.excluded.map(({ reason }) => reason)).size).toBe(allocation.excluded.length);
        const rows = orThrow(costBy(allocation, ['tenant', 'category', 'project']));
        const adjusted = orThrow(
          adjustBill({ period: JUNE, rows, rules: drafts.map((draft, i) => ({ ...draft, ruleId: `r${i}` })) }),
        );
        const lines = sum(adjusted.lines.map(({ amount }) => amount));
        expect(adjusted.invoiced.toFixed()).toBe(new Decimal(owed).plus(lines).toFixed());
        expect(sum(adjusted.tenants.map(({ invoiced }) => invoiced)).eq(adjusted.invoiced)).toBe(true);
      }),
      { numRuns: BILLS },
    );
  }, 3_600_000);
});

describe('invoice lines', () => {
  const scale = fc.constantFrom(0, 2, 3, 9);
  it('add up to the rounded bill, and neither a line nor a tenant moves by a whole unit', () => {
    fc.assert(
      fc.property(randomBill, scale, fc.shuffledSubarray([...BY]), (bill, digits, by) => {
        const allocation = allocated(bill);
        if (allocation === undefined) return;
        const lines = orThrow(invoiceLines(allocation, { scale: digits, by }));
        const unit = new Decimal(10).pow(-digits);
        const rounded = allocation.total.toDecimalPlaces(digits, Decimal.ROUND_HALF_EVEN);
        expect(sum(lines.map((line) => line.amount)).eq(rounded)).toBe(true);
        for (const line of lines) {
          expect(line.amount.decimalPlaces()).toBeLessThanOrEqual(digits);
          expect(line.amount.minus(line.exactAmount).abs().lt(unit)).toBe(true);
        }
        for (const { tenantId, totalAllocated } of allocation.results) {
          const own = sum(lines.filter((line) => line.tenantId === tenantId).map((line) => line.amount));
          expect(own.minus(totalAllocated).abs().lt(unit)).toBe(true);
        }
        expect(new Set(lines.map((line) => line.lineId)).size).toBe(lines.length);
        expect(orThrow(invoiceLines(allocation, { scale: digits, by }))).toEqual(lines);
      }),
      { numRuns: runs(200) },
    );
  });
  it('with their corrections are the lines of the corrected month', () => {
    fc.assert(
      fc.property(randomBill, randomBill, scale, fc.nat(15), (bill, other, digits, kept) => {
        const better = { ...bill, charges: [...bill.charges.slice(0, kept), ...other.charges.slice(kept)] };
        const [closed, corrected] = [allocated(bill), allocated(better)];
        if (closed === undefined || corrected === undefined) return;
        const issued = orThrow(invoiceLines(closed, { scale: digits, by: ['project'] }));
        const corrections = orThrow(correctionLines(issued, corrected, { scale: digits, by: ['project'] }));
        const all = sum([...issued, ...corrections].map((line) => line.amount));
        expect(all.eq(corrected.total.toDecimalPlaces(digits, Decimal.ROUND_HALF_EVEN))).toBe(true);
        const unit = new Decimal(10).pow(-digits);
        const exact = new Map<string, Decimal>();
        for (const line of [...issued, ...corrections]) {
          const id = line.corrects ?? line.lineId;
          exact.set(id, (exact.get(id) ?? new Decimal(0)).plus(line.amount));
        }
        for (const line of orThrow(invoiceLines(corrected, { scale: digits, by: ['project'] }))) {
          expect((exact.get(line.lineId) ?? new Decimal(0)).minus(line.exactAmount).abs().lt(unit)).toBe(true);
        }
        const again = correctionLines([...issued, ...corrections], corrected, { scale: digits, by: ['project'] });
        expect(orThrow(again)).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });
});
