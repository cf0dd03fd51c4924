import { FOCUS_1_2 } from './focus-1-2.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.1, written from its column definitions (FOCUS_Spec, CC-BY-4.0) as a difference from 1.2:
 * its columns, a currency that is always national, no rule on the zone of a charge that has none. No requirements model
 * was published for 1.1: the ids are those of 1.2.
 */
export const FOCUS_1_1: RuleSet = {
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
CurrencyFormat-A-001-C | Currency-related columns MUST be represented as a three-letter alphabetic code as dictated in the governing document ISO 4217:2015. | each(currency) is national-currency
`,
};
