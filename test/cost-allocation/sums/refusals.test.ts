import { describe, expect, it } from 'vitest';
import { sumColumns, sumCsv, sumRows, type CostColumns } from '../../../src/cost-allocation/sums/index.js';
import type { CostCategory } from '../../../src/cost-allocation/model/index.js';

const COLUMNS = { tenantId: 'tenant', category: 'category', cost: 'cost' };
const HEADER = 'tenant,category,cost,note\n';

function message(outcome: { readonly _tag: string; readonly left?: Error }): string {
  return outcome.left?.message ?? outcome._tag;
}

describe('rows that cannot be added up', () => {
  it.each<[string, unknown, string]>([
    [
      'a float',
      { tenantId: 'a', category: 'compute', cost: 0.1 },
      'row 1, cost: expected a decimal such as "12.34", got 0.1',
    ],
    [
      'text that is no number',
      { tenantId: 'a', category: 'compute', cost: '1,000' },
      'row 1, cost: expected a decimal such as "12.34", got "1,000"',
    ],
    [
      'half a number',
      { tenantId: 'a', category: 'compute', cost: '-.5' },
      'row 1, cost: expected a decimal such as "12.34", got "-.5"',
    ],
    [
      'an unknown category',
      { tenantId: 'a', category: 'Compute', cost: '1' },
      'row 1, category: expected one of compute, storage, network, shared, reserved, support, got "Compute"',
    ],
    [
      'a tenant without a name',
      { tenantId: '', category: 'compute', cost: '1' },
      'row 1, tenantId: expected a name, or null for a shared pool, got ""',
    ],
    ['no object', null, 'row 1, tenantId: expected a name, or null for a shared pool, got undefined'],
  ])('%s', (_, row, expected) => {
    const rows = [{ tenantId: 'x', category: 'compute', cost: '1' }, row];
    expect(message(sumRows(rows as Parameters<typeof sumRows>[0]))).toBe(expected);
  });
});

it.each([null, undefined, 1, {}])('no rows but %s', (rows) => {
  expect(message(sumRows(rows as never))).toMatch(/^row 0, rows: expected something that can be gone through/);
});

describe('columns that cannot be added up', () => {
  const good = {
    rows: 2,
    tenantId: { codes: Uint8Array.of(0, 0), names: ['a'] },
    category: { codes: Uint8Array.of(0, 0), names: ['compute' as CostCategory] },
    cost: { units: Float64Array.of(1, 2), scale: 2 },
  };
  it.each<[string, object, string]>([
    [
      'a code without a name',
      { tenantId: { codes: Uint8Array.of(0, 1), names: ['a'] } },
      'column tenantId, row 1: expected a code below 1, got 1',
    ],
    [
      'a fraction',
      { cost: { units: Float64Array.of(1, 0.5), scale: 2 } },
      'column cost, row 1: expected a safe integer, got 0.5',
    ],
    [
      'NaN',
      { cost: { units: Float64Array.of(Number.NaN, 1), scale: 2 } },
      'column cost, row 0: expected a safe integer, got NaN',
    ],
    [
      'a double beyond the safe integers',
      { cost: { units: Float64Array.of(1, 2 ** 53), scale: 2 } },
      'column cost, row 1: expected a safe integer, got 9007199254740992',
    ],
    [
      'too few units',
      { cost: { units: Float64Array.of(1), scale: 2 } },
      'column cost: expected a Float64Array or a BigInt64Array of at least 2 units, got {0}',
    ],
    [
      'a scale that is none',
      { cost: { units: Float64Array.of(1, 2), scale: -1 } },
      'column cost: expected a scale from 0 to 120, got -1',
    ],
    [
      'a category that is none',
      { category: { codes: Uint8Array.of(0, 0), names: ['cpu'] } },
      'column category: expected names out of compute, storage, network, shared, reserved, support, got "cpu"',
    ],
    [
      'no codes',
      { tenantId: { codes: [0, 0], names: ['a'] } },
      'column tenantId: expected a dictionary column with at least 2 codes, got {codes, names}',
    ],
  ])('%s', (_, change, expected) => {
    expect(message(sumColumns({ ...good, ...change } as CostColumns))).toBe(expected);
  });

  it('nothing at all', () => {
    expect(message(sumColumns(null as unknown as CostColumns))).toBe(
      'column rows: expected a whole number from 0, got undefined',
    );
  });
});

describe('CSV that cannot be added up', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'cost CSV: expected a header with the names of the columns, got "no line at all"'],
    [
      'a missing column',
      'tenant,cost\na,1\n',
      'cost CSV, row 1, column category: expected this column, got "tenant,cost"',
    ],
    [
      'an unknown category',
      `${HEADER}a,compute,1,\na,cpu,1,\n`,
      'cost CSV, row 3, column category: expected a known category, got "cpu"',
    ],
    [
      'an amount that is none',
      `${HEADER}a,compute,1e,\n`,
      'cost CSV, row 2, column cost: expected a decimal such as "12.34", got "1e"',
    ],
    [
      'a file cut off within a row',
      `${HEADER}a,compute,1,\na,compute`,
      'cost CSV, row 3: expected 4 fields as in the header, got "2 fields"',
    ],
    [
      'a file cut off behind the cost',
      `${HEADER}a,compute,1,\na,compute,12`,
      'cost CSV, row 3: expected 4 fields as in the header, got "3 fields"',
    ],
    [
      'a quote that nothing closes',
      `${HEADER}"a,compute,1,\n`,
      'cost CSV, row 2: expected a whole record, got "unclosed quote"',
    ],
    [
      'text behind a quote',
      `${HEADER}"a"b,compute,1,\n`,
      'cost CSV, row 2: expected a whole record, got "text after a quote"',
    ],
  ])('%s', async (_, text, expected) => {
    expect(message(await sumCsv(text, COLUMNS)())).toBe(expected);
  });

  it('no columns asked for', async () => {
    expect((await sumCsv(HEADER, null as never)())._tag).toBe('Left');
    expect((await sumCsv(null as never, COLUMNS)())._tag).toBe('Left');
  });

  it('one column asked for twice', async () => {
    expect(message(await sumCsv(HEADER, { ...COLUMNS, cost: 'tenant' })())).toBe(
      'cost CSV, row 1, column tenant: expected a column of its own, got "tenant,category,cost,note"',
    );
  });

  it('a source that breaks', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield HEADER;
      throw new Error('connection reset');
    }
    expect(message(await sumCsv(broken(), COLUMNS)())).toBe(
      'cost CSV: expected a source that can be read to its end, got Error: connection reset',
    );
  });
});
