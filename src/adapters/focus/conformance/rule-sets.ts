import type { FocusDataset, FocusVersion } from '../columns.js';
import { FOCUS_1_2 } from './focus-1-2.js';
import { FOCUS_1_3 } from './focus-1-3.js';
import { BILLING_PERIOD_1_4, INVOICE_DETAIL_1_4 } from './focus-1-4-invoices.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.4 on the Cost and Usage data set, as a difference from 1.3: ProviderName and
 * PublisherName are gone, InvoiceDetailId and CommitmentProgramEligibilityDetails are new, and an EffectiveCost without
 * any commitment is the BilledCost. Source: the column definitions of FOCUS_Spec (CC-BY-4.0); no requirements model was
 * published, the new rules are numbered in the order of the definitions.
 */
const FOCUS_1_4: RuleSet = {
  version: '1.4',
  dataset: 'CostAndUsage',
  base: FOCUS_1_3,
  without: ['ProviderName', 'PublisherName'],
  rules: String.raw`
CAU-CostAndUsage-D-077-C | InvoiceDetailId MUST be present when the invoice issuer supports payable invoices. |
  [PAYABLE_INVOICES_SUPPORTED] InvoiceDetailId is present
CAU-CostAndUsage-D-078-C | CommitmentProgramEligibilityDetails MUST be present when the provider supports commitment
  programs. | [COMMITMENT_PROGRAM_SUPPORTED] CommitmentProgramEligibilityDetails is present
CAU-CostAndUsage-D-033-O | InvoiceId MUST be present when the invoice issuer supports payable invoices. |
  [PAYABLE_INVOICES_SUPPORTED] InvoiceId is present
CAU-CostAndUsage-D-001-M | More parts. | + -077-C -078-C
CAU-InvoiceDetailId-C-000-C | The InvoiceDetailId column adheres to the following requirements: | all -001-M -002-M
  -003-C -006-O -007-M
CAU-InvoiceDetailId-C-001-M | InvoiceDetailId MUST be of type String. | InvoiceDetailId is string
CAU-InvoiceDetailId-C-002-M | InvoiceDetailId MUST conform to StringHandling requirements. | InvoiceDetailId is unicode
CAU-InvoiceDetailId-C-003-C | InvoiceDetailId nullability is defined as follows: | all -004-C -005-C
CAU-InvoiceDetailId-C-004-C | InvoiceDetailId MUST be null when the charge is not associated either with an invoice or
  with a pre-generated provisional invoice. | InvoiceDetailId is null if InvoiceId is null
CAU-InvoiceDetailId-C-005-C | InvoiceDetailId MUST NOT be null when the charge is associated with either an issued
  invoice or a pre-generated provisional invoice. | InvoiceDetailId is not null if InvoiceId is not null
CAU-InvoiceDetailId-C-006-O | InvoiceDetailId MAY be generated prior to an invoice being issued. | permission
CAU-InvoiceDetailId-C-007-M | InvoiceDetailId MUST uniquely identify a specific record within a given InvoiceId. | ? the
  invoice is needed
CAU-CommitmentProgramEligibilityDetails-C-000-C | The CommitmentProgramEligibilityDetails column adheres to the
  following requirements: | all -001-M -002-M -003-M -004-C -005-C
CAU-CommitmentProgramEligibilityDetails-C-001-M | CommitmentProgramEligibilityDetails MUST be of type String. |
  CommitmentProgramEligibilityDetails is string
CAU-CommitmentProgramEligibilityDetails-C-002-M | CommitmentProgramEligibilityDetails MUST conform to StringHandling
  requirements. | CommitmentProgramEligibilityDetails is unicode
CAU-CommitmentProgramEligibilityDetails-C-003-M | CommitmentProgramEligibilityDetails MUST conform to JsonObjectFormat
  requirements. | CommitmentProgramEligibilityDetails is json-object
CAU-CommitmentProgramEligibilityDetails-C-004-C | CommitmentProgramEligibilityDetails MUST NOT be null when a charge is
  eligible for a commitment program. | ? no column says whether it is so
CAU-CommitmentProgramEligibilityDetails-C-005-C | CommitmentProgramEligibilityDetails MUST have an array
  CommitmentPrograms of one or more objects, each with a ProgramType. | CommitmentProgramEligibilityDetails is
  commitment-programs
CAU-CostAndUsage-D-002-M | More parts. | + CAU-InvoiceDetailId-C-000-C CAU-CommitmentProgramEligibilityDetails-C-000-C
CAU-EffectiveCost-C-014-M | EffectiveCost MUST match the BilledCost in scenarios where this charge is not covering other
  eligible charges or is not covered by other eligible charges. | EffectiveCost = BilledCost if CommitmentDiscountId is
  null and ChargeCategory in ("Usage", "Credit")
CAU-EffectiveCost-C-000-M | More parts. | + -014-M
`,
};

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
