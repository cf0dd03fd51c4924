import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readFocusCharges, readFocusRows, type FocusContent } from '../../../src/adapters/focus/index.js';
import { allocatePeriod, month } from '../../../src/cost-allocation/index.js';
import { orThrow } from '../../../src/prelude.js';
import { focusCsv, type Cells } from './sample.js';

const BASE = {
  BillingCurrency: 'USD',
  SubAccountId: 'acme',
  ChargeCategory: 'Usage',
  ServiceCategory: 'Compute',
  BilledCost: '1',
  ChargePeriodStart: '2026-02-10T00:00:00Z',
  ChargePeriodEnd: '2026-02-11T00:00:00Z',
};

/** A Parquet file of some rows: the columns given, and the base as text. */
function parquet(columns: readonly ColumnSource[], codec: 'UNCOMPRESSED' | 'SNAPPY' = 'SNAPPY'): Uint8Array {
  const count = (columns[0]!.data as unknown[]).length;
  const given = new Set(columns.map(({ name }) => name));
  const rest = Object.entries(BASE)
    .filter(([name]) => !given.has(name))
    .map(([name, value]): ColumnSource => ({ name, data: Array.from({ length: count }, () => value), type: 'STRING' }));
  return new Uint8Array(parquetWriteBuffer({ columnData: [...columns, ...rest], codec }));
}

const costs = async (content: FocusContent): Promise<string[]> =>
  (await orThrow(readFocusCharges(content))).charges.map(({ cost }) => cost.toFixed());

describe('a Parquet file that is not what it says', () => {
  const plain = (): Uint8Array =>
    Uint8Array.from(parquet([{ name: 'EffectiveCost', data: [1.5, 2.5], type: 'DOUBLE' }], 'UNCOMPRESSED'));
  const errorOf = async (content: Uint8Array): Promise<unknown> => {
    const read = await readFocusCharges(content)();
    return read._tag === 'Left' ? [read.left._tag, (read.left.cause as Error).message] : read.right;
  };

  it('is refused where a page has a size below zero, which hyparquet would read for ever', async () => {
    const bytes = plain();
    // The first page: three fields of four bytes, each a byte of type and a number in zigzag.
    expect([...bytes.subarray(4, 10)].map((byte, i) => (i % 2 === 0 ? byte : 0))).toEqual([0x15, 0, 0x15, 0, 0x15, 0]);
    bytes[9]! |= 1;
    expect(await errorOf(bytes)).toEqual(['InvalidFocus', 'a page outside its column']);
  });

  it('is refused where a kilobyte holds millions of values', async () => {
    const data = new Array<number>(400_000).fill(1);
    const bytes = parquet([{ name: 'EffectiveCost', data, type: 'DOUBLE' }]);
    expect(bytes.length).toBeLessThan(50_000);
    expect(await errorOf(bytes)).toEqual([
      'InvalidFocus',
      expect.stringMatching(/^\d+ values in a file of \d+ bytes$/) as string,
    ]);
  });

  it('is refused where a page does not say how long its levels are', async () => {
    const bytes = plain();
    // Field 8 of the first page, its header: six numbers, of which all but the first three are cut off by the end.
    const found = bytes.findIndex((byte, at) => byte === 0x5c && bytes[at + 7] === 0x15 && at < 20);
    expect(found).toBeGreaterThan(0);
    bytes[found + 7] = 0;
    expect(await errorOf(bytes)).toEqual(['InvalidFocus', 'a page that does not say what it holds']);
  });

  it('is refused where a run of equal values is longer than its page', async () => {
    const bytes = plain();
    const found = bytes.findIndex((_, at) => [0, 3, 3].every((byte, i) => bytes[at + i] === byte));
    expect(found).toBeGreaterThan(0);
    bytes[found + 1] = 0x7e;
    expect(await errorOf(bytes)).toEqual(['InvalidFocus', 'a run of 63 values in a page of 2']);
  });
});

describe('a bill in Parquet', () => {
  it.each(['UNCOMPRESSED', 'SNAPPY'] as const)('has its doubles as their shortest decimals (%s)', async (codec) => {
    const data = [0.1, 1e-7, 123456.789, -2.5, 5e-324, 1e21, 0.1 + 0.2];
    const expected = [
      '0.1',
      '0.0000001',
      '123456.789',
      '-2.5',
      `0.${'0'.repeat(323)}5`,
      `1${'0'.repeat(21)}`,
      '0.30000000000000004',
    ];
    expect(await costs(parquet([{ name: 'EffectiveCost', data: data.slice(0, 4), type: 'DOUBLE' }], codec))).toEqual(
      expected.slice(0, 4),
    );
    const rows = await orThrow(readFocusRows(parquet([{ name: 'EffectiveCost', data, type: 'DOUBLE' }], codec)));
    expect(rows.map((row) => row.get('EffectiveCost'))).toEqual(expected);
  });

  it('has its instants in milliseconds, its text and its nulls', async () => {
    const columns: ColumnSource[] = [
      { name: 'EffectiveCost', data: [1, 2], type: 'DOUBLE' },
      {
        name: 'ChargePeriodStart',
        data: [new Date('2026-02-10T01:02:03Z'), new Date('2026-02-10T00:00:00.250Z')],
        type: 'TIMESTAMP',
      },
      { name: 'ResourceId', data: ['größe', null], type: 'STRING' },
    ];
    const { charges } = await orThrow(readFocusCharges(parquet(columns)));
    expect(charges.map(({ start, resourceId }) => [start, resourceId])).toEqual([
      [Date.UTC(2026, 1, 10, 1, 2, 3) / 1000, 'größe'],
      [Date.UTC(2026, 1, 10) / 1000 + 0.25, undefined],
    ]);
  });

  it('has tags as JSON with every digit', async () => {
    const Tags: ColumnSource = {
      name: 'Tags',
      data: ['{"n":12345678901234567890,"__proto__":"p"}', '[{"key":"a","value":"b"}]'],
      type: 'STRING',
    };
    const { charges } = await orThrow(
      readFocusCharges(parquet([{ name: 'EffectiveCost', data: [1, 2], type: 'DOUBLE' }, Tags])),
    );
    expect(charges.map(({ tags }) => Object.entries(tags))).toEqual([
      [
        ['n', '12345678901234567890'],
        ['__proto__', 'p'],
      ],
      [['a', 'b']],
    ]);
  });

  it('gives the same charges and the same digest of the record as CSV and gzip, whole, in pieces and in five files', async () => {
    const rows = Array.from({ length: 23 }, (_, i): Cells => ({
      EffectiveCost: String(i / 8),
      ResourceId: i % 3 === 0 ? '' : `r-${i}`,
      Tags: `{"i":"${i}"}`,
    }));
    const csv = focusCsv(...rows);
    const [header, ...lines] = csv.trim().split('\n');
    const parts = [0, 5, 10, 15, 20].map((from) => `${[header, ...lines.slice(from, from + 5)].join('\n')}\n`);
    const asParquet = (text: string): Uint8Array => {
      const [names, ...cells] = text
        .trim()
        .split('\n')
        .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!.replaceAll('""', '"')));
      const columnData = names!.map((name, at): ColumnSource => {
        const data = cells.map((row) => row[at]!);
        return name.endsWith('Cost')
          ? { name, data: data.map(Number), type: 'DOUBLE' }
          : { name, data: data.map((cell) => cell || null), type: 'STRING' };
      });
      return new Uint8Array(parquetWriteBuffer({ columnData }));
    };
    const pieces = (bytes: Uint8Array): Uint8Array[] =>
      Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(7 * i, 7 * i + 7));
    const named = (contents: ReadonlyArray<string | Uint8Array>) =>
      contents.map((content, i) => ({ name: `part-${i}`, content }));
    const september = orThrow(month('2024-09'));
    const tenants = [{ tenantId: 'acme', tier: 'pro', createdAt: 0, deletedAt: null }];
    const read = async (content: FocusContent): Promise<string> => {
      const { charges } = await orThrow(readFocusCharges(content));
      const { record, total } = orThrow(allocatePeriod({ period: september, tenants, charges }));
      // 0 + 1/8 + … + 22/8
      expect(total.toFixed()).toBe('31.625');
      return `${record.digest} ${JSON.stringify(charges)}`;
    };
    const whole = await read(csv);
    const others: FocusContent[] = [
      gzipSync(csv),
      pieces(gzipSync(csv)),
      Buffer.concat([gzipSync(csv.slice(0, 500)), gzipSync(csv.slice(500))]),
      asParquet(csv),
      pieces(asParquet(csv)),
      named(parts),
      named(parts.map((part) => gzipSync(part))),
      named(parts.map(asParquet)),
    ];
    for (const other of others) expect(await read(other)).toBe(whole);
  });

  it('of DuckDB has decimals, whole numbers, instants, maps and lists as they are (gzip)', async () => {
    const [first, second] = await orThrow(
      readFocusRows(readFileSync(new URL('duckdb-types.parquet', import.meta.url))),
    );
    expect(Object.fromEntries(first!.columns.map((name) => [name, first!.get(name)]))).toEqual({
      d4: '1.23',
      d18: '123456789.123456789',
      d38: '1234567890123456789012.123456789012',
      f: '0.1',
      x: '0.000000001',
      i: '9007199254740993',
      dt: '2026-02-10',
      ts: '2026-02-10T01:02:03.000456Z',
      tz: '2026-02-10T01:02:03Z',
      ms: '2026-02-10T01:02:03.500Z',
      ns: '2026-02-10T01:02:03.000000001Z',
      m: '{"team":"web","__proto__":"p","10":"x","2":"y"}',
      l: '[{"key":"a","value":"b"},{"key":"c","value":null}]',
      s: '{"k":1.5,"d":1.10}',
      b: 'true',
      t: 'größe',
      j: '{"a":1}',
    });
    expect(['d4', 'd18', 'd38', 'f', 'i', 'm', 'l', 's', 'dt'].map((name) => second!.get(name))).toEqual([
      '-0.01',
      '-0.000000001',
      '-0.000000000001',
      '-2.5',
      '-1',
      '{}',
      '[]',
      null,
      null,
    ]);
  });

  it('that is cut off, or damaged, says so', async () => {
    const bytes = parquet([{ name: 'EffectiveCost', data: [1], type: 'DOUBLE' }]);
    expect(await readFocusCharges(bytes.subarray(0, bytes.length - 9))()).toMatchObject({
      _tag: 'Left',
      left: { message: expect.stringContaining('Parquet to its end') as string },
    });
    const damaged = bytes.slice();
    damaged.fill(255, 4, 40);
    expect(await readFocusCharges(damaged)()).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidFocus' } });
  });
});
