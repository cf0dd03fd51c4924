import { minorUnits } from '../../../money/currency.js';
import { E } from '../../../prelude.js';
import { jsonObject } from '../cell-values.js';
import { SERVICE_CATEGORIES } from '../cost-category.js';
import { cellRule, lineRule, type ConformanceRule } from './rule.js';

const DATE_TIME_COLUMNS = ['BillingPeriodStart', 'BillingPeriodEnd', 'ChargePeriodStart', 'ChargePeriodEnd'];
const NUMBER_COLUMNS = [
  'BilledCost',
  'CommitmentDiscountQuantity',
  'ConsumedQuantity',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'ListCost',
  'ListUnitPrice',
  'PricingQuantity',
  'PricingCurrencyContractedUnitPrice',
  'PricingCurrencyEffectiveCost',
  'PricingCurrencyListUnitPrice',
];
/** Columns that no version lets be null. */
const NEVER_NULL = [
  'BilledCost',
  'BillingAccountId',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'ServiceCategory',
  'ServiceName',
];
const ALLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['CapacityReservationStatus', new Set(['Used', 'Unused'])],
  ['ChargeCategory', new Set(['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'])],
  ['ChargeClass', new Set(['Correction'])],
  ['ChargeFrequency', new Set(['One-Time', 'Recurring', 'Usage-Based'])],
  ['CommitmentDiscountCategory', new Set(['Spend', 'Usage'])],
  ['CommitmentDiscountStatus', new Set(['Used', 'Unused'])],
  ['PricingCategory', new Set(['Standard', 'Dynamic', 'Committed', 'Other'])],
  ['ServiceCategory', new Set(SERVICE_CATEGORIES.keys())],
]);
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/** NumericFormat: digits and a point, or `mEn`; an exponent above zero has no sign. */
const NUMERIC = /^-?\d+(\.\d+)?(E(-\d+|\d+))?$/;

/** What single cells must look like. */
export const CELL_RULES: ReadonlyArray<ConformanceRule> = [
  cellRule(
    {
      id: 'date-time-format',
      section: 'DateTimeFormat',
      demand: 'Instants are written YYYY-MM-DDTHH:mm:ssZ, in UTC.',
      columns: DATE_TIME_COLUMNS,
    },
    (text) => !DATE_TIME.test(text),
  ),
  cellRule(
    {
      id: 'numeric-format',
      section: 'NumericFormat',
      demand: 'Numbers are plain digits with a point, or mEn, without signs of plus, of thousands or of currency.',
      columns: NUMBER_COLUMNS,
    },
    (text) => !NUMERIC.test(text),
  ),
  {
    id: 'never-null',
    section: 'NullHandling',
    demand: 'These columns are never null.',
    check: (row) =>
      NEVER_NULL.flatMap((column) =>
        row.columns.includes(column) && row.get(column) === null ? [{ column, value: null }] : [],
      ),
  },
  {
    id: 'one-null',
    section: 'NullHandling',
    demand: 'Null is never written as empty text: a line does not use both NULL and an empty field.',
    check: (row) => {
      if (!row.columns.some((column) => row.raw(column) === 'NULL')) return [];
      return row.columns.flatMap((column) => (row.raw(column) === '' ? [{ column, value: '' }] : []));
    },
  },
  {
    id: 'allowed-value',
    section: 'the allowed values of each column',
    demand: 'The value is one of those that the specification lists, spelled as it does.',
    check: (row) =>
      [...ALLOWED].flatMap(([column, allowed]) => {
        const value = row.get(column);
        return value === null || allowed.has(value) ? [] : [{ column, value }];
      }),
  },
  cellRule(
    {
      id: 'currency-code',
      section: 'CurrencyFormat',
      demand: 'Currencies are codes of ISO 4217.',
      columns: ['BillingCurrency'],
    },
    (text) => E.isLeft(minorUnits(text)),
  ),
  cellRule(
    {
      id: 'key-value-format',
      section: 'KeyValueFormat',
      demand: 'Tags are a JSON object of texts, numbers, true, false or null.',
      columns: ['Tags', 'AllocatedTags'],
    },
    (text) => {
      const tags = jsonObject(text);
      return tags === undefined || Object.values(tags).some((value) => typeof value === 'object' && value !== null);
    },
  ),
  cellRule(
    {
      id: 'number-for-a-zone',
      section: 'AvailabilityZone',
      demand: 'An availability zone is an identifier; a decimal number there comes from a shifted column.',
      columns: ['AvailabilityZone'],
    },
    (text) => /^\d*\.\d+$/.test(text),
  ),
  lineRule(
    {
      id: 'allocated-columns-together',
      section: 'DataGeneratorCalculatedSplitCostAllocationHandling (1.3)',
      demand: 'Where a charge is no part of a split, all Allocated columns are null.',
      column: 'AllocatedMethodId',
    },
    (row) =>
      row.get('AllocatedMethodId') === null &&
      ['AllocatedMethodDetails', 'AllocatedResourceId', 'AllocatedResourceName', 'AllocatedTags'].some(
        (c) => row.get(c) !== null,
      ),
  ),
];
