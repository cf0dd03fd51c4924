import { describe, expect, it } from 'vitest';
import type { CostCategory } from '../../../src/cost-allocation/model/cost-category.js';
import { type CostColumns, sharePool, sumColumns, sumCsv, sumRows } from '../../../src/cost-allocation/sums/index.js';
import { orThrow } from '../../../src/prelude.js';

const COMPUTE = { codes: new Uint8Array(4), names: ['compute' as CostCategory] };

describe('exact sums', () => {
  it('a million times 0.000000001 is 0.001', () => {
    const row = { tenantId: 'a', category: 'compute' as const, cost: '0.000000001' };
    expect(
      orThrow(sumRows(Array.from({ length: 1_000_000 }, () => row)))
        .cost('a', 'compute')
        .toFixed(),
    ).toBe('0.001');
  });

  it('widen where 64 bits would wrap: four times the largest is 36,893,488,147.419103228 at scale 9', () => {
    const units = BigInt64Array.of(2n ** 63n - 1n, 2n ** 63n - 1n, 2n ** 63n - 1n, 2n ** 63n - 1n);
    const columns = {
      rows: 4,
      tenantId: { codes: new Uint8Array(4), names: ['a'] },
      category: COMPUTE,
      cost: { units, scale: 9 },
    };
    expect(orThrow(sumColumns(columns)).cost('a', 'compute').toFixed()).toBe('36893488147.419103228');
  });

  it('widen where doubles would round: 2^53 - 1 and 2 and -4', () => {
    const units = Float64Array.of(Number.MAX_SAFE_INTEGER, 2, -4, 0);
    const columns = {
      rows: 4,
      tenantId: { codes: new Uint8Array(4), names: ['a'] },
      category: COMPUTE,
      cost: { units, scale: 0 },
    };
    expect(orThrow(sumColumns(columns)).cost('a', 'compute').toFixed()).toBe('9007199254740989');
  });

  it('put tenants in order of code units, the pools of nobody last, whatever the order of the rows', () => {
    const ids = ['b', 'é', 'a', null, 'B', '__proto__'];
    const rows = ids.map((tenantId) => ({ tenantId, category: 'compute' as const, cost: '1' }));
    const expected = ['B', '__proto__', 'a', 'b', 'é', null];
    expect(orThrow(sumRows(rows)).tenantIds).toEqual(expected);
    expect(orThrow(sumRows(rows.toReversed())).tenantIds).toEqual(expected);
  });

  it('are nothing for a bill without lines', async () => {
    expect(orThrow(sumRows([])).entries()).toEqual([]);
    expect(orThrow(sumColumns()).entries()).toEqual([]);
    expect(
      orThrow(
        await sumCsv('tenant,category,cost\n', { tenantId: 'tenant', category: 'category', cost: 'cost' })(),
      ).entries(),
    ).toEqual([]);
  });

  it('take amounts with an exponent, integers and 30 digits', () => {
    const rows = ['35.2E-7', 5n, '0.000000000000000000000000000001', '123456789012345678901234567890'].map((cost) => ({
      tenantId: 'a',
      category: 'compute' as const,
      cost,
    }));
    expect(orThrow(sumRows(rows)).cost('a', 'compute').toFixed()).toBe(
      '123456789012345678901234567895.000003520000000000000000000001',
    );
  });
});

describe('CSV', () => {
  const columns = {
    tenantId: 'SubAccountId',
    category: 'ServiceCategory',
    cost: 'BilledCost',
    categories: { Compute: 'compute', Storage: 'storage' } as const,
  };

  it('is read by the names and the categories of its own, with a mark of byte order, CRLF, quotes and blank lines', async () => {
    const text =
      '\uFEFF"BilledCost",Tags,ServiceCategory,SubAccountId\r\n1.50,"{""a"": ""\r\n""}",Compute,"x, ""y"""\r\n\r\n2,,Storage,NULL\r\n-0.25,,Compute,"x, ""y"""';
    expect(orThrow(await sumCsv(text, columns)()).entries()).toEqual([
      ['x, "y"', 'compute', '1.25'],
      [null, 'storage', '2'],
    ]);
  });

  it('does not mistake the end of a line with CRLF for a part of a name, where only some lines end so', async () => {
    const lines = ['1,Compute,"a\r"\n', '2,Compute,a\r\n', '4,Compute,a\n', '8,Compute,"a\r"\n', '16,Compute,a\r\n'];
    const text = `BilledCost,ServiceCategory,SubAccountId\n${lines.join('')}`;
    expect(orThrow(await sumCsv(text, columns)()).entries()).toEqual([
      ['a', 'compute', '22'],
      ['a\r', 'compute', '9'],
    ]);
  });

  it('takes amounts of every spelling that decimals have, known ids or not', async () => {
    const small = ['1', '-0.5', '1e-3', '2', '0.000000000000001', '00.25'];
    const amounts = [...small, '123456789012345.5', '9007199254740993'];
    // Added up with Python's decimal module.
    const text = `BilledCost,ServiceCategory,SubAccountId,x\n${amounts.map((cost) => `${cost},Compute,a,\n`).join('')}`;
    const cost = orThrow(await sumCsv(text, columns)()).cost('a', 'compute');
    expect(cost.toFixed()).toBe('9130656043753341.251000000000001');
  });
});

describe('sharing a pool', () => {
  const matrix = (...costs: [string, string][]) =>
    orThrow(sumRows(costs.map(([tenantId, cost]) => ({ tenantId, category: 'compute' as const, cost }))));
  const shares = (costs: [string, string][], pool: string, scale = 2) => {
    const { tenantIds, shares: parts } = orThrow(sharePool(matrix(...costs), pool, scale));
    return Object.fromEntries(tenantIds.map((id, i) => [id, parts[i]!.toFixed()]));
  };

  it.each<[string, [string, string][], string, Record<string, string>]>([
    [
      'by direct cost',
      [
        ['a', '75'],
        ['b', '25'],
      ],
      '99.99',
      { a: '74.99', b: '25' },
    ],
    [
      'ties to the smaller id',
      [
        ['c', '1'],
        ['a', '1'],
        ['b', '1'],
      ],
      '100.00',
      { a: '33.34', b: '33.33', c: '33.33' },
    ],
    [
      'a negative pool as the mirror',
      [
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ],
      '-100.00',
      { a: '-33.34', b: '-33.33', c: '-33.33' },
    ],
    [
      'nothing to a tenant with a credit',
      [
        ['a', '100'],
        ['b', '-20'],
      ],
      '80',
      { a: '80', b: '0' },
    ],
    [
      'equally where nobody costs anything',
      [
        ['a', '0'],
        ['b', '0'],
      ],
      '0.03',
      { a: '0.02', b: '0.01' },
    ],
    ['to nobody where there is nobody', [], '50', { __unallocated__: '50' }],
    [
      'exactly beyond doubles',
      [
        ['a', '1e20'],
        ['b', '2e20'],
      ],
      '1e20',
      { a: '33333333333333333333.33', b: '66666666666666666666.67' },
    ],
  ])('%s', (_, costs, pool, expected) => {
    expect(shares(costs, pool)).toEqual(expected);
  });
});

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
