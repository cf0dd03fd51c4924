import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateGroupedTask } from '../../src/cost-allocation/allocate.js';
import { rowsOfColumns } from '../../src/cost-allocation/charge-columns.js';
import { readCharges } from '../../src/cost-allocation/charge-reader.js';
import type { GroupedBill } from '../../src/cost-allocation/cost-sums.js';
import { groupCharges } from '../../src/cost-allocation/group-charges.js';
import { groupColumnsTask } from '../../src/cost-allocation/group-columns.js';
import { allocatePeriod, type Charge, type ChargeColumns, type ExchangeRate } from '../../src/cost-allocation/index.js';
import { groupingOptions, readConditions } from '../../src/cost-allocation/input.js';
import { runSync } from '../../src/host/chunked.js';
import { Decimal } from '../../src/money/decimal.js';
import { toUnits } from '../../src/money/units.js';
import { E, type Either, orThrow } from '../../src/prelude.js';
import type { Bill } from '../cost-allocation/bill.js';
import { randomBill } from './random-bill.js';
import { runs } from './runs.js';

type Units = 'doubles' | 'int64';
const form = fc.constantFrom<Units>('doubles', 'int64');

/** Charges that columns can state: all of them have a quantity or none has; amounts fit 64 bits at nine digits. */
const columnarBill = fc
  .tuple(randomBill, fc.boolean(), fc.infiniteStream(fc.constantFrom('USD', 'USD', 'EUR', 'JPY', 'KWD')))
  .map(([bill, hasUsage, currencies]): Bill => {
    const charges = bill.charges.map(({ usageQuantity, usageUnit, ...row }, i): Charge => {
      const usage = { usageQuantity: fitted(usageQuantity), ...(usageUnit === undefined ? {} : { usageUnit }) };
      const currency = currencies.next().value as string;
      return { ...row, chargeId: `row ${i}`, currency, cost: fitted(row.cost), ...(hasUsage ? usage : {}) };
    });
    return { ...bill, charges, keepLines: false, rates: ratesOf(charges) };
  });

function fitted(amount: Decimal = new Decimal(0)): Decimal {
  return amount.mod(1e9).toDecimalPlaces(9);
}

function ratesOf(charges: readonly Charge[]): ExchangeRate[] {
  const months = new Set(charges.map(({ start }) => new Date(Math.round(start * 1000)).toISOString().slice(0, 7)));
  return [...months].flatMap((month) =>
    ['EUR', 'JPY', 'KWD'].map((from) => ({ from, to: 'USD', month, rate: new Decimal('1.1') })),
  );
}

function columnsOf(charges: readonly Charge[], form: Units): ChargeColumns {
  const dictionary = <Name>(of: (charge: Charge) => Name) => {
    const names = [...new Set(charges.map(of))];
    return { codes: Uint16Array.from(charges, (charge) => names.indexOf(of(charge))), names };
  };
  const decimals = (of: (charge: Charge) => Decimal) => {
    const units = charges.map((charge) => toUnits(of(charge), 9));
    return { scale: 9, units: form === 'doubles' ? Float64Array.from(units, Number) : BigInt64Array.from(units) };
  };
  const hasUsage = charges.some((charge) => charge.usageQuantity !== undefined);
  return {
    rows: charges.length,
    tenantId: dictionary((charge) => charge.tenantId),
    category: dictionary((charge) => charge.category),
    cost: decimals((charge) => charge.cost),
    currency: dictionary((charge) => charge.currency),
    start: Float64Array.from(charges, (charge) => charge.start),
    end: Float64Array.from(charges, (charge) => charge.end),
    poolId: dictionary((charge) => charge.poolId ?? null),
    resourceId: dictionary((charge) => charge.resourceId ?? null),
    ...(hasUsage ? { usageQuantity: decimals((charge) => charge.usageQuantity!) } : {}),
    ...(hasUsage ? { usageUnit: dictionary((charge) => charge.usageUnit ?? null) } : {}),
  };
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));

/** Sums have no order. */
const byText = (bill: GroupedBill): unknown => ({
  ...bill,
  sums: bill.sums.map((sum) => textOf(Object.entries(sum).sort())).sort(),
});

const inWords = (grouped: Either<Error, GroupedBill>): unknown =>
  E.isLeft(grouped) ? grouped.left.message : byText(grouped.right);

type Damage = (columns: ChargeColumns) => ChargeColumns;

/** One wrong name in a dictionary, or one wrong number in a row. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('tenantId', 'category', 'currency', 'poolId', 'resourceId', 'usageUnit'),
      fc.constantFrom('', 7, undefined, 'cpu', 'XXX', '__proto__', null),
    )
    .map(([key, name]): Damage => (columns) => {
      const column = columns[key as 'tenantId'];
      if (column === undefined) return columns;
      return { ...columns, [key]: { ...column, names: [name, ...column.names.slice(1)] } };
    }),
  fc
    .tuple(
      fc.constantFrom('start', 'end', 'cost'),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e12, 0.5, 2 ** 60, 0, 1.7e9),
      fc.nat(14),
    )
    .map(([key, number, i]): Damage => (columns) => {
      const units = (key === 'cost' ? columns.cost.units : columns[key as 'start']) as Float64Array;
      if (i < units.length) units[i] = number;
      return columns;
    }),
  fc.constantFrom('rows', 'start', 'cost', 'poolId').map((key): Damage => (columns) => ({ ...columns, [key]: null })),
);

describe('a bill in columns', () => {
  it('has the groups and the scales of its rows, and is allocated as they are', () => {
    fc.assert(
      fc.property(columnarBill, form, (bill, units) => {
        const terms = orThrow(readConditions(bill));
        const rows = groupCharges(bill.charges, groupingOptions(terms));
        const columns = runSync(groupColumnsTask(columnsOf(bill.charges, units), groupingOptions(terms), 0));
        expect(E.map(byText)(columns)).toEqual(E.map(byText)(rows));
        const allocation = E.isLeft(columns) ? columns : runSync(allocateGroupedTask(columns.right, terms));
        expect(textOf(allocation)).toBe(textOf(allocatePeriod(bill)));
      }),
      { numRuns: runs(150) },
    );
  });

  it('has the errors of its rows, in words too', () => {
    fc.assert(
      fc.property(columnarBill, damage, (bill, damaged) => {
        const columns = damaged(columnsOf(bill.charges, 'doubles'));
        const plan = groupingOptions(orThrow(readConditions(bill)));
        const rows = rowsOfColumns(columns, 5);
        const read = E.isLeft(rows) ? rows : readCharges(rows.right);
        const plain = E.isLeft(read) ? read : groupCharges(read.right, plan);
        expect(inWords(runSync(groupColumnsTask(columns, plan, 5)))).toEqual(inWords(plain));
      }),
      { numRuns: runs(150) },
    );
  });
});
