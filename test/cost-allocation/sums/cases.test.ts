import { describe, expect, it } from 'vitest';
import { sharePool, sumColumns, sumCsv, sumRows } from '../../../src/cost-allocation/sums/index.js';
import type { CostCategory } from '../../../src/cost-allocation/model/index.js';
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
