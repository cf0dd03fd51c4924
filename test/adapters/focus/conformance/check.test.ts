import { describe, expect, it } from 'vitest';
import { checkFocusConformance, FOCUS_COLUMNS } from '../../../src/adapters/focus/index.js';
import { orThrow } from '../../../src/prelude.js';
import { focusCsv, type Cells } from './sample.js';

async function violations(...rows: readonly Cells[]): Promise<Record<string, number>> {
  const report = await orThrow(checkFocusConformance(focusCsv(...rows)));
  return Object.fromEntries(report.violations.filter((v) => v.rule !== 'missing-column').map((v) => [v.rule, v.count]));
}

it('knows how many columns each version has', () => {
  expect(Object.values(FOCUS_COLUMNS).map((columns) => new Set(columns).size)).toEqual([43, 50, 57, 65]);
});

describe('the conformance report', () => {
  it.each<[string, Cells, Record<string, number>]>([
    ['nothing in an ordinary line', { InvoiceIssuerName: 'issuer', ServiceName: 'VM' }, {}],
    [
      'instants without T and Z',
      { BillingPeriodStart: '2024-09-01 00:00:00', ChargePeriodEnd: '2024-09-03 00:00:00' },
      { 'date-time-format': 2 },
    ],
    [
      'numbers with signs and separators',
      { ListCost: '+1', ConsumedQuantity: '1,000', BilledCost: '1E+0' },
      { 'numeric-format': 3 },
    ],
    ['a null that must not be', { BilledCost: '' }, { 'never-null': 1 }],
    ['null as empty text beside NULL', { ResourceId: 'NULL' }, { 'one-null': 4 }],
    [
      'a value that is not listed',
      { ChargeFrequency: 'Usage-based', ServiceCategory: 'compute' },
      { 'allowed-value': 2 },
    ],
    ['an unknown currency', { BillingCurrency: 'Dollar' }, { 'currency-code': 1 }],
    ['tags that are no flat object', { Tags: '{"a":{"b":1}}' }, { 'key-value-format': 1 }],
    ['a price for a zone', { AvailabilityZone: '0.02' }, { 'number-for-a-zone': 1 }],
    ['effective cost other than billed', { EffectiveCost: '2' }, { 'effective-equals-billed': 1 }],
    [
      'a purchase with an effective cost',
      { ChargeCategory: 'Purchase', CommitmentDiscountId: 'sp' },
      { 'commitment-purchase-effective': 1 },
    ],
    [
      'covered usage that is billed',
      { CommitmentDiscountId: 'sp', CommitmentDiscountStatus: 'Used' },
      { 'used-commitment-billed': 1 },
    ],
    ['a list cost that is not price times quantity', { ListUnitPrice: '0.51' }, { 'list-cost-product': 1 }],
    ['the same in a correction', { ListUnitPrice: '0.51', ChargeClass: 'Correction' }, {}],
    ['negative usage', { BilledCost: '-1', EffectiveCost: '-1' }, { 'negative-usage': 1 }],
    [
      'a charge outside its billing period',
      { BillingPeriodEnd: '2024-09-02T12:00:00Z' },
      { 'charge-in-billing-period': 1 },
    ],
    ['an empty charge period', { ChargePeriodEnd: '2024-09-02T00:00:00Z' }, { 'period-order': 1 }],
    ['a column that is no part of FOCUS', { Id: '1', x_mine: '2' }, { 'foreign-column': 1 }],
    ['half a split', { AllocatedResourceId: 'a' }, { 'allocated-columns-together': 1 }],
  ])('finds %s', async (_, row, expected) => {
    expect(await violations({ InvoiceIssuerName: 'issuer', ServiceName: 'VM', ...row })).toEqual(expected);
  });

  it('names rule, section, demand, counts and the first places', async () => {
    const rows = [{}, { EffectiveCost: '2' }, { EffectiveCost: '3' }, { EffectiveCost: '4' }];
    const report = await orThrow(checkFocusConformance(focusCsv(...rows), { examples: 2 }));
    expect(report).toMatchObject({ version: '1.0', rows: 4, conforms: false });
    expect(report.violations.find((v) => v.rule === 'effective-equals-billed')).toEqual({
      rule: 'effective-equals-billed',
      section: 'EffectiveCost',
      count: 3,
      rows: 3,
      demand: 'Where no commitment or purchase is involved, EffectiveCost equals BilledCost.',
      examples: [
        { row: 3, column: 'EffectiveCost', value: '2' },
        { row: 4, column: 'EffectiveCost', value: '3' },
      ],
    });
  });

  it('finds nothing in a file that conforms', async () => {
    const all = Object.fromEntries(FOCUS_COLUMNS['1.3'].map((column) => [column, '']));
    const row = {
      ...all,
      BilledCost: '1',
      BillingAccountId: 'p',
      BillingCurrency: 'USD',
      ChargeCategory: 'Usage',
      ContractedCost: '1',
      EffectiveCost: '1',
      InvoiceIssuerName: 'i',
      ListCost: '1',
      ServiceCategory: 'Compute',
      ServiceName: 's',
      BillingPeriodStart: '2024-09-01T00:00:00Z',
      BillingPeriodEnd: '2024-10-01T00:00:00Z',
      ChargePeriodStart: '2024-09-01T00:00:00Z',
      ChargePeriodEnd: '2024-09-02T00:00:00Z',
    };
    expect(await orThrow(checkFocusConformance(focusCsv(row)))).toEqual({
      version: '1.3',
      rows: 1,
      conforms: true,
      violations: [],
    });
  });
});
