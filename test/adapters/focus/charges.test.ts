import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFocusConformance,
  readFocusCharges,
  readFocusRows,
  streamFocusCharges,
  type FocusChargeOptions,
  type FocusProgressOptions,
} from '../../../src/adapters/focus/index.js';
import { applyColumnRules } from '../../../src/cost-allocation/index.js';
import { isError } from '../../../src/errors/tagged.js';
import { Decimal } from '../../../src/money/decimal.js';
import { sum } from '../../../src/money/units.js';
import { orThrow } from '../../../src/prelude.js';
import { focusCsv, SPLIT_ORIGIN, type Cells } from './sample.js';

const SEPTEMBER_2 = Date.UTC(2024, 8, 2) / 1000;

async function charges(rows: readonly Cells[], options: FocusChargeOptions = {}) {
  return (await orThrow(readFocusCharges(focusCsv(...rows), options))).charges;
}

async function failure(text: string, options: FocusChargeOptions = {}): Promise<string> {
  const read = await readFocusCharges(text, options)();
  if (read._tag === 'Right' || !isError(read.left, 'InvalidFocus')) throw new Error('expected an InvalidFocus');
  return read.left.message;
}

describe('reading FOCUS into charges', () => {
  it('carries costs, usage, periods, tenant, resource and tags over', async () => {
    const [charge] = await charges([
      { BilledCost: '1.10', EffectiveCost: '0.90', Tags: '{"team":"a","n":1,"flag":true}' },
    ]);
    expect(JSON.parse(JSON.stringify(charge))).toEqual({
      chargeId: 'row-2',
      tenantId: 'acme',
      resourceId: 'vm-1',
      category: 'compute',
      currency: 'USD',
      cost: '0.9',
      billedCost: '1.1',
      listCost: '1',
      contractedCost: '1',
      usageQuantity: '2',
      usageUnit: 'Hours',
      start: SEPTEMBER_2,
      end: SEPTEMBER_2 + 86_400,
      billedFrom: Date.UTC(2024, 8, 1) / 1000,
      billedUntil: Date.UTC(2024, 9, 1) / 1000,
      tags: { team: 'a', n: '1', flag: 'true' },
      columns: {
        BillingAccountId: 'payer',
        ChargeCategory: 'Usage',
        ServiceCategory: 'Compute',
        SubAccountId: 'acme',
      },
    });
  });

  it('carries the columns that rules look at, equal ones once, and others by name', async () => {
    const rows = [
      { ServiceName: 'Amazon S3', RegionId: 'eu-west-1', ResourceId: 'arn:bucket/logs', InvoiceId: 'i1' },
      { ServiceName: 'Amazon S3', RegionId: 'eu-west-1', ResourceId: 'arn:bucket/data', InvoiceId: 'i1' },
      { ServiceName: 'Amazon EC2', RegionId: 'NULL', SubAccountId: 'other', InvoiceId: 'i2' },
    ];
    const read = await charges(rows, { columns: ['InvoiceId'] });
    expect(read.map(({ columns }) => [columns!['ServiceName'], columns!['RegionId'], columns!['InvoiceId']])).toEqual([
      ['Amazon S3', 'eu-west-1', 'i1'],
      ['Amazon S3', 'eu-west-1', 'i1'],
      ['Amazon EC2', undefined, 'i2'],
    ]);
    expect(read[1]!.columns).toBe(read[0]!.columns);
    const ruled = applyColumnRules(read, [
      { ruleId: 'resource', when: { column: 'resource', glob: '*/logs' }, set: { project: 'logs' } },
      { ruleId: 'region', when: { column: 'region', equals: 'eu-west-1' }, set: { tenant: 'europe' } },
      { ruleId: 'service', when: { column: 'service', glob: '*EC2' }, set: { project: 'machines' } },
      { ruleId: 'account', when: { column: 'account', equals: 'other' }, set: { tenant: 'others' } },
      { ruleId: 'invoice', when: { column: 'InvoiceId', equals: 'i1' }, set: { 'tag:invoice': 'first' } },
    ]);
    expect(orThrow(ruled).map(({ tenantId, projectId, tags }) => [tenantId, projectId, tags['invoice']])).toEqual([
      ['europe', 'logs', 'first'],
      ['europe', undefined, 'first'],
      ['others', 'machines', undefined],
    ]);
  });

  it.each([
    ['a header', `${'a,'.repeat(200_000)}a\n`, 'row 1: expected at most 10000 columns, got "200001 columns"'],
    ['a row', `a,b\n${'1,'.repeat(200_000)}1\n2,3\n`, 'row 2: expected 2 fields as in the header, got "200001 fields"'],
  ])('says how many columns there are in %s of too many', async (_, text, expected) => {
    const read = await readFocusRows(text)();
    expect(read).toMatchObject({
      left: { _tag: 'InvalidFocus', message: expect.stringContaining(expected) as string },
    });
  });

  it('takes tenant and project from a column, a tag or a function; a row without it is shared', async () => {
    const rows = [
      { ServiceName: 'shop', Tags: '{"team":"a"}' },
      { ServiceName: 'search', Tags: '{"team":""}' },
      { ServiceName: 'search', Tags: '{}' },
    ];
    const owners = async (options: FocusChargeOptions) =>
      (await charges(rows, options)).map(({ tenantId, projectId }) => [tenantId, projectId ?? null]);
    expect(await owners({ tenantOf: 'tag:team', projectOf: 'ServiceName' })).toEqual([
      ['a', 'shop'],
      [null, 'search'],
      [null, 'search'],
    ]);
    expect(await owners({ tenantOf: 'ServiceName', projectOf: 'tag:team' })).toEqual([
      ['shop', 'a'],
      ['search', null],
      ['search', null],
    ]);
    expect(await owners({ tenantOf: (row) => row.get('ServiceName') })).toEqual([
      ['shop', null],
      ['search', null],
      ['search', null],
    ]);
    expect(await owners({ tenantOf: 'tag:constructor' })).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(await failure(focusCsv(...rows), { tenantOf: 'Team' })).toMatch(/column Team: expected a header with it/);
  });

  it.each([
    ['2024-09-02 00:00:00', SEPTEMBER_2],
    ['2024-09-02', SEPTEMBER_2],
    ['2024-09-02T02:00:00+02:00', SEPTEMBER_2],
    ['2024-09-02T00:00:00.250Z', SEPTEMBER_2 + 0.25],
  ])('reads the instant %s, as UTC where it names no zone', async (text, expected) => {
    expect((await charges([{ ChargePeriodStart: text }]))[0]!.start).toBe(expected);
  });

  it.each(['', 'NULL'])('takes %j for null', async (cell) => {
    const [charge] = await charges([{ SubAccountId: cell, ResourceId: cell, Tags: cell, ConsumedQuantity: cell }]);
    expect(charge).toMatchObject({ tenantId: null, tags: {} });
    expect(charge).not.toHaveProperty('resourceId');
    expect(charge).not.toHaveProperty('usageQuantity');
  });

  it.each([
    ['effective', '1'],
    ['billed', '2'],
    ['list', '3'],
    ['contracted', '4'],
  ] as const)('takes the %s cost', async (cost, expected) => {
    const row = { EffectiveCost: '1', BilledCost: '2', ListCost: '3', ContractedCost: '4' };
    expect((await charges([row], { cost }))[0]!.cost.toFixed()).toBe(expected);
  });

  it('counts the purchase of a commitment by its billed cost alone', async () => {
    const rows = [
      {
        ChargeCategory: 'Purchase',
        CommitmentDiscountId: 'sp-1',
        BilledCost: '1200',
        EffectiveCost: '0',
        ListCost: '1200',
      },
      {
        CommitmentDiscountId: 'sp-1',
        CommitmentDiscountStatus: 'Used',
        BilledCost: '0',
        EffectiveCost: '100',
        ListCost: '150',
      },
    ];
    const totals = (['effective', 'billed', 'list'] as const).map(async (cost) =>
      sum((await charges(rows, { cost })).map((c) => c.cost)).toFixed(),
    );
    expect(await Promise.all(totals)).toEqual(['100', '1200', '150']);
    expect((await charges(rows))[0]!.category).toBe('reserved');
  });

  it('keeps negative lines and numbers with an exponent', async () => {
    expect(
      await charges([{ EffectiveCost: '-2.50' }, { EffectiveCost: '35.2E-7' }]).then((l) =>
        l.map((c) => c.cost.toFixed()),
      ),
    ).toEqual(['-2.5', '0.00000352']);
  });

  it('does not count a line twice that was split into others (40 + 35 + 25 of 100 are 100)', async () => {
    const part = (cost: string, id: string): Cells => ({
      ...SPLIT_ORIGIN,
      EffectiveCost: cost,
      AllocatedResourceId: id,
      AllocatedMethodDetails: '{"Elements":[{"AllocatedRatio":0.1}]}',
    });
    const rows = [{ EffectiveCost: '100', ...SPLIT_ORIGIN }, part('40', 'a'), part('35', 'b'), part('25', '')];
    const bill = await orThrow(readFocusCharges(focusCsv(...rows)));
    expect(sum(bill.charges.map((c) => c.cost)).toFixed()).toBe('100');
    expect(bill.counts).toMatchObject({ version: '1.3', rows: 4, splitOrigins: 1 });
  });

  it('takes hostile keys of tags as data', async () => {
    const [charge] = await charges([{ Tags: '{"__proto__":"x","constructor":"y"}' }]);
    expect(Object.entries(charge!.tags)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('gives the same charges however the file is cut into pieces', async () => {
    const text = focusCsv({ Tags: '{"é":"ü, \\"quoted\\""}', ResourceId: 'line\nbreak' }, { SubAccountId: 'ümlaut' });
    const whole = JSON.stringify(await orThrow(readFocusCharges(text)));
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = edges.slice(1).map((edge, i) => bytes.slice(edges[i], edge));
        expect(JSON.stringify(await orThrow(readFocusCharges(pieces)))).toBe(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('streams a long file in batches', async () => {
    const batches: number[] = [];
    for await (const batch of streamFocusCharges(focusCsv(...Array.from({ length: 2_500 }, () => ({})))))
      batches.push(orThrow(batch).length);
    expect(batches).toEqual([1_000, 1_000, 500]);
  });
});

describe('bills as the clouds write them', () => {
  it.each([
    ['AWS', '{"user:team":"web","aws:createdBy":"x"}', { 'user:team': 'web', 'aws:createdBy': 'x' }],
    ['Azure, without braces', '"team": "web","cost center": "7"', { team: 'web', 'cost center': '7' }],
    ['Google', '[{"key":"team","value":"web"},{"key":"n","value":5}]', { team: 'web', n: '5' }],
    ['Google, untagged', '[]', {}],
    ['Oracle, with blanks', ' { "Oracle-Tags.CreatedBy" : "a/b" } ', { 'Oracle-Tags.CreatedBy': 'a/b' }],
    [
      'numbers of any length',
      '{"id":12345678901234567890,"x":1.10,"big":1e400}',
      { id: '12345678901234567890', x: '1.10', big: '1e400' },
    ],
    ['true, null and escapes', '{"a":true,"b":null,"c\\"d":"e\\u00e9"}', { a: 'true', b: 'null', 'c"d': 'e\u00e9' }],
  ])('tags of %s', async (_, Tags, expected) => {
    expect((await charges([{ Tags }]))[0]!.tags).toEqual(expected);
  });

  it.each(['{"team":', '{"a":1}{"b":2}', '"team"', '[1]', '[{"value":"x"}]', 'null', '7'])(
    'tags that are none are refused: %s',
    async (Tags) => {
      expect(await failure(focusCsv({ Tags }))).toMatch(/column Tags: expected a JSON object of tags/);
    },
  );

  it.each([
    '2024-09-02 00:00:00 UTC',
    '2024-09-02 00:00:00+00',
    '2024-09-02T00:00:00+0000',
    '2024-09-02T05:30:00+05:30',
    '2024-09-02 00:00',
  ])('instant %s', async (text) => {
    expect((await charges([{ ChargePeriodStart: text }]))[0]!.start).toBe(SEPTEMBER_2);
  });

  it('without the columns that only some providers have', async () => {
    const csv = 'EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd\n1,USD,2024-09-02,2024-09-03\n';
    const {
      charges: [charge],
    } = await orThrow(readFocusCharges(csv, { tenantOf: () => 'all', categoryOf: () => 'compute' }));
    expect(charge).toMatchObject({ tenantId: 'all', category: 'compute', tags: {} });
    expect(await failure(csv, { categoryOf: () => 'compute' })).toMatch(
      /column SubAccountId: expected a header with it \(without SubAccountId, tenantOf must say whose a row is: "tag:team", another column, or a function\)/,
    );
  });
});

describe('tenants, projects and ids of charges', () => {
  it('come from the options', async () => {
    const options: FocusChargeOptions = {
      projectOf: (row) => row.get('ResourceId'),
      tenantOf: (row) => row.get('BillingAccountId'),
      categoryOf: () => 'storage',
    };
    expect((await charges([{}], options))[0]).toMatchObject({
      projectId: 'vm-1',
      tenantId: 'payer',
      category: 'storage',
    });
    expect((await charges([{ ResourceId: '' }], options))[0]).not.toHaveProperty('projectId');
    expect(
      await failure(focusCsv({}), {
        projectOf: () => {
          throw new Error('no');
        },
      }),
    ).toMatch(/expected tenantOf, projectOf and categoryOf to answer/);
  });

  it('are the same for a whole bill and for its parts, and never of two charges', async () => {
    const rows = [{ ResourceId: 'a' }, { ResourceId: 'b' }, { ResourceId: 'c' }];
    const ids = async (content: Parameters<typeof readFocusCharges>[0], options: FocusChargeOptions = {}) =>
      (await orThrow(readFocusCharges(content, options))).charges.map((one) => one.chargeId);
    const parts = [
      { name: 'x', content: focusCsv(rows[0]!, rows[1]!) },
      { name: 'y', content: focusCsv(rows[2]!) },
    ];
    expect(await ids(parts)).toEqual(await ids(focusCsv(...rows)));
    expect(await ids(parts, { source: 'aws/1' })).toEqual(['aws%2f1:row-2', 'aws%2f1:row-3', 'aws%2f1:row-4']);
    const same = (name: string, ...Ids: string[]) => ({ name, content: focusCsv(...Ids.map((Id) => ({ Id }))) });
    expect(await ids([same('a', '1', '2'), same('b', '1', 'b/1'), same('b/1', '1')], { idColumn: 'Id' })).toEqual([
      '1',
      '2',
      'b/1',
      'b/1',
      'b%2f1/1',
    ]);
  });
});

describe('a row that cannot be read', () => {
  const rows = [{}, { EffectiveCost: '1,0' }, { ChargePeriodStart: 'soon' }, { EffectiveCost: '4' }];

  it('ends the reading, or is collected with its place', async () => {
    expect(await failure(focusCsv(...rows))).toMatch(/row 3, column EffectiveCost/);
    const bill = await orThrow(readFocusCharges(focusCsv(...rows), { onBadRow: 'collect' }));
    expect(bill.charges.map((one) => [one.chargeId, one.cost.toFixed()])).toEqual([
      ['row-2', '1'],
      ['row-5', '4'],
    ]);
    expect(bill.badRows.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'EffectiveCost', '1,0'],
      [4, 'ChargePeriodStart', 'soon'],
    ]);
    expect(bill.counts).toMatchObject({ rows: 4, badRows: 2 });
  });

  it('is kept a thousand times, and counted always', async () => {
    const bill = await orThrow(
      readFocusCharges(focusCsv(...Array.from({ length: 1500 }, () => ({ EffectiveCost: 'x' }))), {
        onBadRow: 'collect',
      }),
    );
    expect([bill.badRows.length, bill.counts.badRows]).toEqual([1000, 1500]);
  });

  it('tells what the purchases of commitments were counted without', async () => {
    const purchase = { ChargeCategory: 'Purchase', CommitmentDiscountId: 'p', EffectiveCost: '40', BilledCost: '100' };
    const { counts, charges } = await orThrow(readFocusCharges(focusCsv(purchase, {})));
    expect([counts.commitmentPurchases, counts.commitmentPurchaseCost.toFixed()]).toEqual([1, '40']);
    expect(charges[0]).toMatchObject({ commitmentId: 'p', cost: new Decimal(0), purchaseCost: new Decimal(40) });
    const billed = await orThrow(readFocusCharges(focusCsv(purchase), { cost: 'billed' }));
    expect(billed.charges[0]!.purchaseCost).toBeUndefined();
  });
});

describe('a file that cannot be read names the place', () => {
  const good = focusCsv({}, {});
  it.each([
    ['an empty file', '', {}, 'FOCUS file: expected a header with FOCUS columns, got "an empty file"'],
    [
      'a number that is none',
      focusCsv({}, { EffectiveCost: '1,000' }),
      {},
      'FOCUS file, row 3, column EffectiveCost: expected a number such as 12.34 or 1234E-2, got "1,000"',
    ],
    [
      'a cost that is missing',
      focusCsv({ ContractedCost: 'NULL' }),
      { cost: 'contracted' },
      'FOCUS file, row 2, column ContractedCost: expected a cost (rows without one can be left out with withoutCost: "leaveOut"), got null',
    ],
    [
      'a date that is none',
      focusCsv({ ChargePeriodEnd: '2024-02-30' }),
      {},
      'FOCUS file, row 2, column ChargePeriodEnd: expected a date and time such as 2024-09-01T00:00:00Z, got "2024-02-30"',
    ],
    [
      'a reversed period',
      focusCsv({ ChargePeriodEnd: '2024-01-01' }),
      {},
      'FOCUS file, row 2, column ChargePeriodEnd: expected an end that is not before the start, got "2024-01-01"',
    ],
    [
      'tags that are no object',
      focusCsv({ Tags: '["a"]' }),
      {},
      'FOCUS file, row 2, column Tags: expected a JSON object of tags, or a list of { "key", "value" }, got "[\\"a\\"]"',
    ],
    [
      'a file cut off between fields',
      good.slice(0, -30),
      {},
      'FOCUS file, row 3: expected a closing quote (the file ends within this row: it was cut off), got "the end of the file"',
    ],
    [
      'a file cut off after a field',
      good.slice(0, good.lastIndexOf(',')),
      {},
      'FOCUS file, row 3: expected 22 fields as in the header (the file ends within this row: it was cut off), got "21 fields"',
    ],
    [
      'a row with too many fields',
      good.replace(/"1.00"/, '"1","00"'),
      {},
      'FOCUS file, row 2: expected 22 fields as in the header, got "23 fields"',
    ],
    [
      'a column that stands there twice',
      'A,A\n1,2\n',
      {},
      'FOCUS file, row 1, column A: expected one column of a name, got "two of them"',
    ],
  ] as const)('%s', async (_, text, options, message) => {
    expect(await failure(text, options)).toBe(message);
  });

  it('a header without needed columns', async () => {
    expect(await failure('BilledCost,Tags\n1,\n')).toMatch(
      /^FOCUS file, row 1, column EffectiveCost, BillingCurrency, .*: expected a header with it/,
    );
  });

  it('a source that breaks', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield focusCsv({});
      throw new Error('connection reset');
    }
    const read = await readFocusCharges(broken())();
    expect(read._tag === 'Left' && read.left.message).toMatch(
      /expected a source that can be read to its end, got Error: connection reset/,
    );
  });
});

describe('a long file', () => {
  const rowsOf = (count: number, SubAccountId = 'acme'): string =>
    focusCsv(...Array.from({ length: count }, () => ({ SubAccountId })));

  it('tells how far it is, and survives a listener that throws', async () => {
    const told: number[] = [];
    const onProgress = (rows: number): void => {
      told.push(rows);
      throw new Error('no');
    };
    const { counts } = await orThrow(readFocusCharges(rowsOf(2500), { onProgress }));
    expect(counts.rows).toBe(2500);
    expect(told).toEqual([0, 1000, 2000, 2500]);
  });

  it('is given up within a thousand rows when a timer calls it off', async () => {
    const control = new AbortController();
    const told: number[] = [];
    const onProgress = (rows: number): void => {
      told.push(rows);
      if (rows === 1000) setTimeout(() => control.abort(), 0);
    };
    const outcome = await readFocusCharges(rowsOf(50_000), { signal: control.signal, onProgress })();
    expect(outcome).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'Cancelled', message: 'reading a FOCUS file was cancelled' },
    });
    expect(told.at(-1)).toBeLessThan(50_000);
  });

  it.each<[string, (source: AsyncIterable<string>, following: FocusProgressOptions) => Promise<unknown>]>([
    ['readFocusCharges', (source, following) => readFocusCharges(source, following)()],
    ['readFocusRows', (source, following) => readFocusRows(source, following)()],
    ['checkFocusConformance', (source, following) => checkFocusConformance(source, following)()],
  ])('%s draws no more of it once it is called off', async (_name, read) => {
    const control = new AbortController();
    const told: number[] = [];
    let drawn = 0;
    async function* pieces(): AsyncGenerator<string> {
      yield rowsOf(3000);
      for (; drawn < 1000; drawn += 1) yield rowsOf(1000).replace(/^.*\n/, '');
    }
    const onProgress = (rows: number): void => {
      told.push(rows);
      if (rows === 2000) control.abort();
    };
    expect(await read(pieces(), { signal: control.signal, onProgress })).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'Cancelled' },
    });
    expect(told).toEqual([0, 1000, 2000]);
    expect(drawn).toBeLessThan(100);
  });

  it('that is called off at its very end is not answered', async () => {
    const control = new AbortController();
    const onProgress = (rows: number): void => (rows === 2500 ? control.abort() : undefined);
    expect(await readFocusCharges(rowsOf(2500), { signal: control.signal, onProgress })()).toMatchObject({
      left: { _tag: 'Cancelled' },
    });
  });

  it('of multi-byte characters is the same as text and as bytes, wherever it is cut', async () => {
    const text = rowsOf(900, 'Grüße 🚀 '.repeat(20));
    expect(await orThrow(readFocusCharges(text))).toEqual(
      await orThrow(readFocusCharges(new TextEncoder().encode(text))),
    );
    expect((await orThrow(readFocusCharges(text))).charges.at(-1)?.tenantId).toBe('Grüße 🚀 '.repeat(20));
  });

  it('given by its path says what is wanted', async () => {
    expect(await readFocusCharges('bill.csv')()).toMatchObject({
      left: { message: expect.stringContaining('give what the file holds, not its path') as string },
    });
  });
});
