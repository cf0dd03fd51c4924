import type { FocusDataset, FocusVersion } from '../columns.js';
import { FOCUS_1_2 } from './focus-1-2.js';
import { FOCUS_1_3 } from './focus-1-3.js';
import { FOCUS_1_4 } from './focus-1-4.js';
import { BILLING_PERIOD_1_4, INVOICE_DETAIL_1_4 } from './focus-1-4-invoices.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.1, written from its column definitions (FOCUS_Spec, CC-BY-4.0) as a difference from 1.2:
 * its columns, a currency that is always national, no rule on the zone of a charge that has none. No requirements model
 * was published for 1.1: the ids are those of 1.2.
 */
const FOCUS_1_1: RuleSet = {
  version: '1.1',
  dataset: 'CostAndUsage',
  base: FOCUS_1_2,
  without: [
    'BillingAccountType',
    'InvoiceId',
    'PricingCurrency',
    'PricingCurrencyContractedUnitPrice',
    'PricingCurrencyEffectiveCost',
    'PricingCurrencyListUnitPrice',
    'SubAccountType',
    'CurrencyFormat-A-002-C',
    'AvailabilityZone-C-003-C',
    'BilledCost-C-005-C',
  ],
  rules: String.raw`
CurrencyFormat-A-001-C | Currency-related columns MUST be represented as a three-letter alphabetic code as dictated in
  the governing document ISO 4217:2015. | each(currency) is national-currency
`,
};

/**
 * The requirements of FOCUS 1.0, written from its column definitions (FOCUS_Spec, CC-BY-4.0) as a difference from 1.1:
 * its columns, and a consumed quantity that hangs on the charge category alone. The ids are those of 1.2.
 */
const FOCUS_1_0: RuleSet = {
  version: '1.0',
  dataset: 'CostAndUsage',
  base: FOCUS_1_1,
  without: [
    'CapacityReservationId',
    'CapacityReservationStatus',
    'CommitmentDiscountQuantity',
    'CommitmentDiscountUnit',
    'ServiceSubcategory',
    'SkuMeter',
    'SkuPriceDetails',
    'CommitmentDiscountId-C-008-C',
  ],
  rules: String.raw`
ConsumedQuantity-C-004-C | ConsumedQuantity MUST be null when ChargeCategory is not "Usage". | ConsumedQuantity is null
  if ChargeCategory != "Usage"
ConsumedQuantity-C-006-C | ConsumedQuantity MUST NOT be null when ChargeCategory is "Usage" and ChargeClass is not
  "Correction". | ConsumedQuantity is not null if ChargeCategory = "Usage" and ChargeClass != "Correction" and
  CommitmentDiscountStatus != "Unused"
DiscountHandling-A-013-C | ChargeCategory MUST be set to "Purchase" on rows that represent a purchase of a commitment
  discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says which rows are purchases
`,
};

const COST_AND_USAGE: Readonly<Record<FocusVersion, RuleSet>> = {
  '1.0': FOCUS_1_0,
  '1.1': FOCUS_1_1,
  '1.2': FOCUS_1_2,
  '1.3': FOCUS_1_3,
  '1.4': FOCUS_1_4,
};

/** The requirements of a version on a data set; Invoice Detail and Billing Period came with 1.4. */
export function ruleSetOf(version: FocusVersion, dataset: FocusDataset): RuleSet {
  if (dataset === 'InvoiceDetail') return INVOICE_DETAIL_1_4;
  return dataset === 'BillingPeriod' ? BILLING_PERIOD_1_4 : COST_AND_USAGE[version];
}

/**
 * What no requirement says, or only that of a later version, and what all the same is a sign of something wrong in a
 * bill. The ids are not of the requirements model.
 */
export const OBSERVATIONS: RuleSet = {
  version: '1.0',
  dataset: 'CostAndUsage',
  rules: String.raw`
EffectiveCost-X-001-O | EffectiveCost SHOULD match BilledCost where no commitment and no purchase is involved (a MUST in
  1.4). | EffectiveCost = BilledCost if CommitmentDiscountId is null and ChargeCategory != "Purchase"
ChargePeriodStart-X-001-O | ChargePeriodStart SHOULD NOT be before BillingPeriodStart unless ChargeClass is
  "Correction". | ChargePeriodStart >= BillingPeriodStart if ChargeClass != "Correction"
ChargePeriodEnd-X-001-O | ChargePeriodEnd SHOULD NOT be after BillingPeriodEnd unless ChargeClass is "Correction". |
  ChargePeriodEnd <= BillingPeriodEnd if ChargeClass != "Correction" and ChargeCategory != "Purchase"
BilledCost-X-001-O | BilledCost of usage SHOULD NOT be negative unless ChargeClass is "Correction". | BilledCost >= 0 if
  ChargeCategory = "Usage" and ChargeClass != "Correction"
AvailabilityZone-X-001-O | AvailabilityZone SHOULD be an identifier: a decimal number there comes from a shifted column.
  | AvailabilityZone lacks /^\d*\.\d+$/
`,
};
