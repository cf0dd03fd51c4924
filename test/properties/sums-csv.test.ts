import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COST_CATEGORIES } from '../../src/cost-allocation/model/cost-category.js';
import { type CostRow, sumCsv } from '../../src/cost-allocation/sums/index.js';
import { type Decimal } from '../../src/money/decimal.js';
import { fromUnits } from '../../src/money/units.js';
import { orThrow } from '../../src/prelude.js';
import { referenceEntries } from '../cost-allocation/sums/bills.js';
import { runs } from './runs.js';

const COLUMNS = { tenantId: 'tenant', category: 'category', cost: 'cost' };

/** Few tenants, so that most rows hold nothing new; lengths on both sides of whole words; bytes beyond ASCII. */
const TENANTS = ['a', 'abcd', 'abcde', 'abcdefgh', 'é', 'with,comma', 'with "quotes"', 'two\nlines', '€€€'];
const row = fc.record({
  tenantId: fc.constantFrom(null, ...TENANTS),
  category: fc.constantFrom(...COST_CATEGORIES),
  cost: fc
    .tuple(fc.oneof(fc.integer({ min: -99_999, max: 9_999_999 }), fc.maxSafeInteger()), fc.nat(9))
    .map(([units, scale]) => fromUnits(BigInt(units), scale)),
});
const bill: fc.Arbitrary<CostRow[]> = fc.array(row, { minLength: 1, maxLength: 80 });

/** How a file may be written: in any order of columns, with others between them, sparing of quotes or not. */
const form = fc.record({
  order: fc.shuffledSubarray(['id', 'tenant', 'note', 'category', 'tags', 'cost', 'more'], { minLength: 7 }),
  width: fc.integer({ min: 3, max: 7 }),
  quotes: fc.constantFrom('needed', 'all'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  // So that the reader goes through what it already knows.
  copies: fc.integer({ min: 1, max: 3 }),
});
type Form = typeof form extends fc.Arbitrary<infer F> ? F : never;

const cuts = fc.array(fc.nat(9000), { maxLength: 6 });

function linesOf(rows: readonly CostRow[], { order, width, quotes, lineEnd }: Form): string[] {
  const wanted = new Set(Object.values(COLUMNS));
  const others = order.filter((name) => !wanted.has(name)).slice(0, width - 3);
  const names = order.filter((name) => wanted.has(name) || others.includes(name));
  const write = (text: string): string =>
    quotes === 'all' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const cells = rows.map((charge, i): Record<string, string> => ({
    id: String(i),
    tenant: charge.tenantId ?? (i % 2 === 0 ? '' : 'NULL'),
    note: i % 3 === 0 ? '' : 'a note without quotes',
    category: charge.category,
    tags: `{"team":"${i % 5}","lines":"\n\n"}`,
    cost: (charge.cost as Decimal).toFixed(),
    more: 'x'.repeat(i % 11),
  }));
  const lines = [names, ...cells.map((cell) => names.map((name) => cell[name]!))];
  return lines.map((line) => line.map(write).join(',') + lineEnd);
}

function cut(text: string, at: readonly number[]): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const edges = [0, ...at.map((edge) => Math.min(edge, bytes.length)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, i) => bytes.slice(edges[i], edge));
}

describe('sums of CSV', () => {
  it('are those of adding decimals one by one, however the file is written and cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(bill, form, cuts, async (rows, written, at) => {
        const all = Array.from({ length: written.copies }, () => rows).flat();
        const text = linesOf(all, written).join('');
        expect(orThrow(await sumCsv(cut(text, at), COLUMNS)()).entries()).toEqual(referenceEntries(all));
      }),
      { numRuns: runs(300) },
    );
  });

  it('are the same where a piece begins with a row whose first field is empty', async () => {
    const header = 'tenant,category,cost\n,compute,1\n';
    const rows = ',compute,2\n'.repeat(200);
    const pieces = [header, rows].map((text) => new TextEncoder().encode(text));
    expect(orThrow(await sumCsv(pieces, COLUMNS)()).entries()).toEqual([[null, 'compute', '401']]);
  });

  it('are refused with the row and the column at fault, however the file is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(bill, form, cuts, fc.nat(239), async (rows, written, at, place) => {
        const all = Array.from({ length: written.copies }, () => rows).flat();
        const wrong = place % all.length;
        const lines = linesOf(all, written);
        const [broken] = linesOf([{ ...all[wrong]!, category: 'no such' as never }], written).slice(1);
        lines[wrong + 1] = broken!;
        const refused = await sumCsv(cut(lines.join(''), at), COLUMNS)();
        expect(refused).toMatchObject({ _tag: 'Left', left: { row: wrong + 2, column: 'category', value: 'no such' } });
      }),
      { numRuns: runs(200) },
    );
  });
});
