import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFocusConformance,
  costWeightedShares,
  readFocusCharges,
  readFocusRows,
  splitFocusRow,
  writeFocusCsv,
  type FocusRow,
  type FocusShare,
} from '../../../src/adapters/focus/index.js';
import { SUMMABLE } from '../../../src/adapters/focus/columns.js';
import { allocatedRatios } from '../../../src/adapters/focus/split.js';
import { Decimal } from '../../../src/money/decimal.js';
import { sum } from '../../../src/money/units.js';
import { orThrow } from '../../../src/prelude.js';
import { focusCsv, type Cells } from './sample.js';

const share = (resourceId: string | null, ...weights: string[]): FocusShare => ({
  resourceId,
  elements: weights.map((weight) => ({ weight: new Decimal(weight) })),
});
const rowsOf = (...rows: readonly Cells[]): Promise<ReadonlyArray<FocusRow>> =>
  orThrow(readFocusRows(focusCsv(...rows)));

describe('splitting a FOCUS charge', () => {
  it('fills the five columns and keeps the dimensions of the origin', async () => {
    const [origin] = await rowsOf({ BilledCost: '100', EffectiveCost: '100', Tags: '{"env":"prod"}' });
    const shares: FocusShare[] = [
      {
        resourceId: 'pod-a',
        resourceName: 'Pod A',
        tags: { env: 'dev', team: 'a' },
        elements: [{ weight: new Decimal(3), usageUnit: 'CPU', usageQuantity: new Decimal('0.5') }],
      },
      share(null, '1'),
    ];
    const parts = orThrow(splitFocusRow(origin!, { methodId: 'by-cpu', shares }));
    const columns = [
      'BilledCost',
      'ListUnitPrice',
      'ConsumedQuantity',
      'SubAccountId',
      'AllocatedMethodId',
      'AllocatedMethodDetails',
      'AllocatedResourceId',
      'AllocatedResourceName',
      'AllocatedTags',
    ];
    expect(parts.map((part) => columns.map((column) => part.get(column)))).toEqual([
      [
        '75',
        '0.50',
        '1.5',
        'acme',
        'by-cpu',
        '{"Elements":[{"AllocatedRatio":0.75,"UsageUnit":"CPU","UsageQuantity":0.5}]}',
        'pod-a',
        'Pod A',
        '{"team":"a"}',
      ],
      ['25', '0.50', '0.5', 'acme', 'by-cpu', '{"Elements":[{"AllocatedRatio":0.25}]}', null, null, null],
    ]);
  });

  it('gives parts that add up to every metric of the origin, and ratios that add up to 1', async () => {
    const amount = fc
      .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(18))
      .map(([n, places]) => new Decimal(n.toString()).div(new Decimal(10).pow(places)).toFixed());
    const weight = fc
      .tuple(fc.nat(1_000_000), fc.nat(6))
      .map(([n, places]) => new Decimal(n).div(10 ** places).toFixed());
    const weights = fc.array(fc.array(weight, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(amount, amount, weights, async (billed, quantity, lists) => {
        fc.pre(lists.flat().some((w) => !new Decimal(w).isZero()));
        const [origin] = await rowsOf({ BilledCost: billed, PricingQuantity: quantity });
        const shares = lists.map((list, i) => share(i === 0 ? null : `r${i}`, ...list));
        const parts = orThrow(splitFocusRow(origin!, { methodId: 'm', shares }));
        for (const column of SUMMABLE.filter((name) => origin!.get(name) !== null)) {
          expect(sum(parts.map((p) => new Decimal(p.get(column)!))).equals(new Decimal(origin!.get(column)!))).toBe(
            true,
          );
        }
        expect(sum(parts.flatMap((p) => allocatedRatios(p.get('AllocatedMethodDetails')!))).toFixed()).toBe('1');
      }),
      { numRuns: 150 },
    );
  });

  it('reads back with the same totals after being written', async () => {
    const rows = await rowsOf(
      { EffectiveCost: '10.01', Tags: '{"a, \\"b\\"":"c\\nd"}' },
      { EffectiveCost: '-0.02', SubAccountId: '' },
    );
    const parts = rows.flatMap((row) =>
      orThrow(splitFocusRow(row, { methodId: 'm', shares: [share('a', '1'), share('b', '1'), share(null, '1')] })),
    );
    const { charges, counts } = await orThrow(readFocusCharges([...writeFocusCsv(parts)]));
    expect(counts).toMatchObject({ version: '1.3', rows: 6 });
    expect(sum(charges.map((c) => c.cost)).toFixed()).toBe('9.99');
    expect(charges[0]!.tags).toEqual({ 'a, "b"': 'c\nd' });
  });

  it.each([
    ['no shares', []],
    ['a weight below zero', [share('a', '-1')]],
    ['weights that are all zero', [share('a', '0')]],
    ['a resource twice', [share('a', '1'), share('a', '2')]],
    ['a share without elements', [share('a')]],
    [
      'a quantity without a unit',
      [{ resourceId: 'a', elements: [{ weight: new Decimal(1), usageQuantity: new Decimal(1) }] }],
    ],
  ])('refuses %s', async (_, shares) => {
    const [origin] = await rowsOf({});
    expect(splitFocusRow(origin!, { methodId: 'm', shares })).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'InvalidFocusSplit' },
    });
  });
});

describe('allocated rows written out', () => {
  const KEEPS = {
    BillingAccountName: 'Payer',
    ChargeDescription: 'hours',
    ChargeFrequency: 'Usage-Based',
    InvoiceIssuerName: 'N',
    PricingUnit: 'Hours',
    ServiceName: 'Boxes',
    ProviderName: 'N',
    PublisherName: 'N',
    ContractedUnitPrice: '0.50',
    InvoiceId: 'F',
    ServiceSubcategory: 'Virtual Machines',
    ResourceType: 'Machine',
    SubAccountName: 'Acme',
    PricingCategory: 'Standard',
    SkuId: 's',
    SkuPriceId: 'p',
    SkuMeter: 'm',
    AvailabilityZone: '',
    x_Mine: '1',
  };

  it.each([
    ['1.2', {}],
    ['1.3', { ServiceProviderName: 'N', HostProviderName: 'N' }],
    ['1.4', { ServiceProviderName: 'N', HostProviderName: 'N' }],
  ] as const)(
    'conform to FOCUS %s, prices times quantities too, where a third of each is not finite',
    async (version, more) => {
      const rows = await rowsOf({ ...KEEPS, ...more }, { ...KEEPS, ...more, ResourceId: 'vm-2', Tags: '{"a":"b"}' });
      const shares: FocusShare[] = [
        {
          resourceId: 'pod',
          resourceName: 'Pod',
          tags: { team: 'x' },
          elements: [{ weight: new Decimal(1), usageUnit: 'Hours', usageQuantity: new Decimal(3) }],
        },
        share('pod-2', '1'),
        share(null, '1'),
      ];
      const parts = rows.flatMap((row) => orThrow(splitFocusRow(row, { methodId: 'by-hours', shares })));
      const report = await orThrow(
        checkFocusConformance([...writeFocusCsv(parts, { version })], { applicability: [] }),
      );
      expect([report.version, report.rows, report.conforms, report.violations.map(({ ruleId }) => ruleId)]).toEqual([
        version,
        6,
        true,
        [],
      ]);
      const { charges } = await orThrow(readFocusCharges([...writeFocusCsv(parts, { version })]));
      expect(sum(charges.map((c) => c.cost)).toFixed()).toBe('2');
    },
  );
});

describe('shares over time', () => {
  const slice = (cost: string, weights: Record<string, string>) => ({
    cost: new Decimal(cost),
    weights: new Map(Object.entries(weights).map(([id, weight]) => [id, new Decimal(weight)])),
  });
  const ratios = async (slices: ReturnType<typeof slice>[]) => {
    const [origin] = await rowsOf({ BilledCost: '10' });
    const parts = orThrow(splitFocusRow(origin!, { methodId: 'm', shares: orThrow(costWeightedShares(slices)) }));
    return Object.fromEntries(parts.map((p) => [p.get('AllocatedResourceId'), p.get('BilledCost')]));
  };

  it('count by cost: an hour of 9 for A and one of 1 for B make 9 and 1', async () => {
    expect(await ratios([slice('9', { a: '1' }), slice('1', { b: '5' })])).toEqual({ a: '9', b: '1' });
  });

  it('are exact where the weights of an hour do not divide it', async () => {
    // a has 1/3 of the first half and 1/7 of the second: 10/42 of the whole.
    expect(await ratios([slice('5', { a: '1', b: '2' }), slice('5', { a: '1', b: '6' })])).toEqual({
      a: '2.38095238095',
      b: '7.61904761905',
    });
  });

  it('count alike where nothing was paid, and an hour without weights does not count', async () => {
    expect(await ratios([slice('0', { a: '1' }), slice('0', { b: '1' }), slice('0', { b: '0' })])).toEqual({
      a: '5',
      b: '5',
    });
  });

  it('are refused without any weight', () => {
    expect(costWeightedShares([slice('1', { a: '0' })])._tag).toBe('Left');
    expect(costWeightedShares([])._tag).toBe('Left');
  });
});
