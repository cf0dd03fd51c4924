/** Random bills for the laws of the sums, in all of its forms. */
import fc from 'fast-check';
import { COST_CATEGORIES } from '../../../src/cost-allocation/model/cost-category.js';
import type { CostColumns, CostRow } from '../../../src/cost-allocation/sums/index.js';
import { Decimal } from '../../../src/money/decimal.js';
import { fromUnits, toUnits } from '../../../src/money/units.js';

export const tenantId = fc.oneof(
  fc.constantFrom('a', 'b', 'é', '__proto__', 'constructor', 'with,comma', 'with "quotes"', 'line\nbreak', ' padded '),
  fc.string({ minLength: 1, maxLength: 12 }).filter((id) => id !== 'NULL' && !id.includes('\r')),
);

/** Everyday amounts, and amounts around and far beyond what a double or 64 bits hold. */
const units = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -1_000_000, max: 100_000_000 }).map(BigInt) },
  { weight: 2, arbitrary: fc.maxSafeInteger().map(BigInt) },
  { weight: 1, arbitrary: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) },
);

export function bill(amount = units, places = fc.nat(18)): fc.Arbitrary<CostRow[]> {
  const row = fc.record({
    tenantId: fc.option(tenantId, { freq: 6 }),
    category: fc.constantFrom(...COST_CATEGORIES),
    cost: fc.tuple(amount, places).map(([n, scale]) => fromUnits(n, scale)),
  });
  return fc.array(row, { maxLength: 60 });
}

/** The plain way: a map of decimals, added one by one. */
export function referenceEntries(rows: readonly CostRow[]): [string | null, string, string][] {
  const sums = new Map<string | null, Map<string, Decimal>>();
  for (const { tenantId, category, cost } of rows) {
    const ofTenant = sums.get(tenantId) ?? new Map<string, Decimal>();
    sums.set(tenantId, ofTenant.set(category, (ofTenant.get(category) ?? new Decimal(0)).plus(cost as Decimal)));
  }
  const names = [...sums.keys()].filter((id) => id !== null).sort();
  return [...names, ...(sums.has(null) ? [null] : [])].flatMap((id) =>
    COST_CATEGORIES.flatMap((category): [string | null, string, string][] => {
      const sum = sums.get(id)!.get(category);
      return sum === undefined || sum.isZero() ? [] : [[id, category, sum.toFixed()]];
    }),
  );
}

export function columnsOf(rows: readonly CostRow[], form: 'doubles' | 'int64', scale: number): CostColumns {
  const tenants = [...new Set(rows.map((row) => row.tenantId))];
  const costs = rows.map((row) => toUnits(row.cost as Decimal, scale));
  return {
    rows: rows.length,
    tenantId: { codes: Uint32Array.from(rows, (row) => tenants.indexOf(row.tenantId)), names: tenants },
    category: { codes: Uint8Array.from(rows, (row) => COST_CATEGORIES.indexOf(row.category)), names: COST_CATEGORIES },
    cost: { scale, units: form === 'doubles' ? Float64Array.from(costs, Number) : BigInt64Array.from(costs) },
  };
}

export function csvOf(rows: readonly CostRow[], lineEnd = '\n'): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row, i) => [
    String(i),
    quoted(row.tenantId ?? ''),
    '"{""a"": ""x,\n""}"',
    row.category,
    (row.cost as Decimal).toFixed(),
    '"tail, ""quoted"""',
  ]);
  return [['id', 'tenant', 'tags', 'category', 'cost', 'note'], ...lines]
    .map((line) => line.join(',') + lineEnd)
    .join('');
}
