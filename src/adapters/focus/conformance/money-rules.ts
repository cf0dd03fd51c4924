import type { Decimal } from '../../../money/decimal.js';
import { instantOf, numberOf } from '../cell-values.js';
import type { FocusRow } from '../focus-row.js';
import { lineRule, type ConformanceRule } from './rule.js';

/** How the costs, prices, quantities and periods of one line must fit together. */
export const MONEY_RULES: ReadonlyArray<ConformanceRule> = [
  lineRule(
    {
      id: 'effective-equals-billed',
      section: 'EffectiveCost',
      demand: 'Where no commitment or purchase is involved, EffectiveCost equals BilledCost.',
      column: 'EffectiveCost',
    },
    (row) =>
      row.get('CommitmentDiscountId') === null &&
      row.get('ChargeCategory') !== 'Purchase' &&
      differ(row, 'EffectiveCost', 'BilledCost'),
  ),
  lineRule(
    {
      id: 'commitment-purchase-effective',
      section: 'EffectiveCost',
      demand: 'The EffectiveCost of a purchase that covers future charges is zero.',
      column: 'EffectiveCost',
    },
    (row) =>
      row.get('ChargeCategory') === 'Purchase' &&
      row.get('CommitmentDiscountId') !== null &&
      isNotZero(row, 'EffectiveCost'),
  ),
  lineRule(
    {
      id: 'used-commitment-billed',
      section: 'BilledCost',
      demand: 'The BilledCost of usage that a commitment covers is zero.',
      column: 'BilledCost',
    },
    (row) => row.get('CommitmentDiscountStatus') === 'Used' && isNotZero(row, 'BilledCost'),
  ),
  productRule('list-cost-product', 'ListCost', 'ListUnitPrice'),
  productRule('contracted-cost-product', 'ContractedCost', 'ContractedUnitPrice'),
  lineRule(
    {
      id: 'negative-usage',
      section: 'ChargeClass',
      demand: 'Usage with a negative cost is a correction and says so.',
      column: 'BilledCost',
    },
    (row) =>
      row.get('ChargeCategory') === 'Usage' && !isCorrection(row) && number(row, 'BilledCost')?.isNegative() === true,
  ),
  lineRule(
    {
      id: 'period-order',
      section: 'ChargePeriodEnd',
      demand: 'A charge period starts before it ends.',
      column: 'ChargePeriodEnd',
    },
    (row) => !(instant(row, 'ChargePeriodStart') < instant(row, 'ChargePeriodEnd')) && bothInstants(row),
  ),
  lineRule(
    {
      id: 'charge-in-billing-period',
      section: 'BillingPeriodStart',
      demand: 'The period of a charge that is no correction lies within its billing period.',
      column: 'ChargePeriodStart',
    },
    (row) =>
      !isCorrection(row) &&
      (instant(row, 'ChargePeriodStart') < instant(row, 'BillingPeriodStart') ||
        instant(row, 'ChargePeriodEnd') > instant(row, 'BillingPeriodEnd')),
  ),
];

function productRule(id: string, cost: string, price: string): ConformanceRule {
  return lineRule(
    {
      id,
      section: cost,
      demand: `${cost} equals ${price} times PricingQuantity, to the last digit, except in corrections.`,
      column: cost,
    },
    (row) => {
      const [total, unit, quantity] = [number(row, cost), number(row, price), number(row, 'PricingQuantity')];
      if (total === undefined || unit === undefined || quantity === undefined || isCorrection(row)) return false;
      return !unit.times(quantity).equals(total);
    },
  );
}

function isCorrection(row: FocusRow): boolean {
  return row.get('ChargeClass') === 'Correction';
}

function differ(row: FocusRow, left: string, right: string): boolean {
  const [a, b] = [number(row, left), number(row, right)];
  return a !== undefined && b !== undefined && !a.equals(b);
}

function isNotZero(row: FocusRow, column: string): boolean {
  return number(row, column)?.isZero() === false;
}

function number(row: FocusRow, column: string): Decimal | undefined {
  return numberOf(row.get(column) ?? '');
}

/** NaN, which compares with nothing, where the cell is no instant. */
function instant(row: FocusRow, column: string): number {
  return instantOf(row.get(column) ?? '') ?? Number.NaN;
}

function bothInstants(row: FocusRow): boolean {
  return !Number.isNaN(instant(row, 'ChargePeriodStart')) && !Number.isNaN(instant(row, 'ChargePeriodEnd'));
}
