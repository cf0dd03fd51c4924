import type { FocusDataset, FocusVersion } from '../columns.js';
import { FOCUS_1_2 } from './focus-1-2.js';
import { BILLING_PERIOD_1_4, INVOICE_DETAIL_1_4 } from './focus-1-4-invoices.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.3 on the Cost and Usage data set, as a difference from 1.2: split cost allocation,
 * contract commitments and the names of providers. From 1.3 on the model puts `CAU-` before the ids.
 *
 * Source: `specification/requirements_model/` and the column definitions of FOCUS_Spec (CC-BY-4.0), in the shape of
 * 2026-04. Ids of AllocatedMethodDetails and AllocatedResourceId are the official ones; the other new columns are
 * numbered in the same way, in the order of their definitions.
 */
const FOCUS_1_3: RuleSet = {
  version: '1.3',
  dataset: 'CostAndUsage',
  base: FOCUS_1_2,
  prefix: 'CAU-',
  rules: String.raw`
CAU-CostAndUsage-D-069-C | AllocatedMethodDetails is RECOMMENDED to be present in a FOCUS dataset when the data
  generator supports split cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedMethodDetails is
  present
CAU-CostAndUsage-D-070-C | AllocatedMethodId MUST be present in a FOCUS dataset when the data generator supports split
  cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedMethodId is present
CAU-CostAndUsage-D-071-C | AllocatedResourceId MUST be present in a FOCUS dataset when the data generator supports split
  cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedResourceId is present
CAU-CostAndUsage-D-072-C | AllocatedResourceName MUST be present in a FOCUS dataset when the data generator supports
  split cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedResourceName is present
CAU-CostAndUsage-D-073-C | AllocatedTags MUST be present in a FOCUS dataset when the data generator supports split cost
  allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedTags is present
CAU-CostAndUsage-D-074-C | ContractApplied MUST be present in a FOCUS dataset when the provider supports contract
  commitments. | [CONTRACT_COMMITMENT_SUPPORTED] ContractApplied is present
CAU-CostAndUsage-D-075-M | HostProviderName MUST be present in a FOCUS dataset. | HostProviderName is present
CAU-CostAndUsage-D-076-M | ServiceProviderName MUST be present in a FOCUS dataset. | ServiceProviderName is present
CAU-CostAndUsage-D-001-M | More parts. | + -069-C -070-C -071-C -072-C -073-C -074-C -075-M -076-M
CAU-AllocatedMethodId-C-000-C | The AllocatedMethodId column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-C -006-M
CAU-AllocatedMethodId-C-001-M | AllocatedMethodId MUST be of type String. | AllocatedMethodId is string
CAU-AllocatedMethodId-C-002-M | AllocatedMethodId MUST conform to StringHandling requirements. | AllocatedMethodId is
  unicode
CAU-AllocatedMethodId-C-003-C | AllocatedMethodId nullability is defined as follows: | all -004-C -005-C
CAU-AllocatedMethodId-C-004-C | AllocatedMethodId MUST be null when a charge is not related to a data
  generator-calculated split cost allocation. | ? no column says whether it is so
CAU-AllocatedMethodId-C-005-C | AllocatedMethodId MUST NOT be null when a charge is related to a data
  generator-calculated split cost allocation. | AllocatedMethodId is not null if AllocatedResourceId is not null or
  AllocatedMethodDetails is not null
CAU-AllocatedMethodId-C-006-M | Documentation of a split cost allocation method MUST make reference to a single
  AllocatedMethodId value. | ? the documentation of the provider is needed
CAU-AllocatedMethodDetails-C-000-C | The AllocatedMethodDetails column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-M -004-C -007-C
CAU-AllocatedMethodDetails-C-001-M | AllocatedMethodDetails MUST be of type String. | AllocatedMethodDetails is string
CAU-AllocatedMethodDetails-C-002-M | AllocatedMethodDetails MUST conform to StringHandling requirements. |
  AllocatedMethodDetails is unicode
CAU-AllocatedMethodDetails-C-003-M | AllocatedMethodDetails MUST conform to JsonObjectFormat requirements. |
  AllocatedMethodDetails is json-object
CAU-AllocatedMethodDetails-C-004-C | AllocatedMethodDetails nullability is defined as follows: | all -005-C -006-C
CAU-AllocatedMethodDetails-C-005-C | AllocatedMethodDetails MUST be null when a charge is not related to a data
  generator-calculated split cost allocation. | AllocatedMethodDetails is null if AllocatedMethodId is null
CAU-AllocatedMethodDetails-C-006-C | AllocatedMethodDetails SHOULD NOT be null when a charge is related to a data
  generator-calculated split cost allocation. | AllocatedMethodDetails is not null if AllocatedMethodId is not null
CAU-AllocatedMethodDetails-C-007-C | AllocatedMethodDetailsObject MUST adhere to the following requirements: | all
  CAU-AllocatedMethodDetailsObject-O-000-C
CAU-AllocatedMethodDetailsObject-O-000-C | The AllocatedMethodDetailsObject MUST adhere to the following requirements: |
  all -001-M -002-C -003-M -004-M
CAU-AllocatedMethodDetailsObject-O-001-M | AllocatedMethodDetailsObject MUST have an array Elements of objects, each
  with a numeric AllocatedRatio. | AllocatedMethodDetails is allocation-elements
CAU-AllocatedMethodDetailsObject-O-002-C | UsageUnit MUST be present if UsageQuantity is provided. |
  AllocatedMethodDetails is allocation-units
CAU-AllocatedMethodDetailsObject-O-003-M | Keys MUST begin with the string "x_" unless they are FOCUS-defined. |
  AllocatedMethodDetails is allocation-keys
CAU-AllocatedMethodDetailsObject-O-004-M | The sum of AllocatedRatio across all allocated charges related to a single
  origin charge MUST be equal to 1. | ? no column says which charges come of one origin
CAU-AllocatedResourceId-C-000-C | The AllocatedResourceId column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-C -007-C
CAU-AllocatedResourceId-C-001-M | AllocatedResourceId MUST be of type String. | AllocatedResourceId is string
CAU-AllocatedResourceId-C-002-M | AllocatedResourceId MUST conform to StringHandling requirements. | AllocatedResourceId
  is unicode
CAU-AllocatedResourceId-C-003-C | AllocatedResourceId nullability is defined as follows: | all -004-C -005-C -006-C
CAU-AllocatedResourceId-C-004-C | AllocatedResourceId MUST be null when a charge is not related to a data
  generator-calculated split cost allocation. | AllocatedResourceId is null if AllocatedMethodId is null
CAU-AllocatedResourceId-C-005-C | AllocatedResourceId MUST be null when a charge represents the unallocated portion of
  the origin charge after split cost allocation. | ? no column says whether it is so
CAU-AllocatedResourceId-C-006-C | AllocatedResourceId MUST NOT be null when a charge represents the allocated portion of
  the origin charge. | ? no column says whether it is so
CAU-AllocatedResourceId-C-007-C | When AllocatedResourceId is not null, AllocatedResourceId adheres to the following
  additional requirements: | all -008-O -009-O
CAU-AllocatedResourceId-C-008-O | AllocatedResourceId SHOULD be a locally unique identifier within the associated
  ResourceId and ChargePeriod. | ? other data of the provider is needed
CAU-AllocatedResourceId-C-009-O | AllocatedResourceId MAY NOT be unique across ResourceId or ChargePeriod values. |
  permission
CAU-AllocatedResourceName-C-000-C | The AllocatedResourceName column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-C -006-O
CAU-AllocatedResourceName-C-001-M | AllocatedResourceName MUST be of type String. | AllocatedResourceName is string
CAU-AllocatedResourceName-C-002-M | AllocatedResourceName MUST conform to StringHandling requirements. |
  AllocatedResourceName is unicode
CAU-AllocatedResourceName-C-003-C | AllocatedResourceName nullability is defined as follows: | all -004-C -005-C
CAU-AllocatedResourceName-C-004-C | AllocatedResourceName MUST be null when AllocatedResourceId is null. |
  AllocatedResourceName is null if AllocatedResourceId is null
CAU-AllocatedResourceName-C-005-C | AllocatedResourceName MUST NOT be null when AllocatedResourceId is not null. |
  AllocatedResourceName is not null if AllocatedResourceId is not null
CAU-AllocatedResourceName-C-006-O | AllocatedResourceName MAY duplicate AllocatedResourceId when a separate display name
  is not applicable. | permission
CAU-AllocatedTags-C-000-C | The AllocatedTags column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-C -005-C
CAU-AllocatedTags-C-001-M | AllocatedTags MUST conform to KeyValueFormat requirements. | AllocatedTags is key-value
CAU-AllocatedTags-C-002-C | AllocatedTags nullability is defined as follows: | all -003-C -004-O
CAU-AllocatedTags-C-003-C | AllocatedTags MUST be null when a charge is not related to a data generator-calculated split
  cost allocation. | AllocatedTags is null if AllocatedMethodId is null
CAU-AllocatedTags-C-004-O | AllocatedTags MAY be null in all other cases. | permission
CAU-AllocatedTags-C-005-C | When AllocatedTags is not null, AllocatedTags adheres to the following additional
  requirements: | all -006-M -007-M
CAU-AllocatedTags-C-006-M | AllocatedTags MUST NOT include tags already present in Tags. | AllocatedTags keys apart from
  Tags
CAU-AllocatedTags-C-007-M | AllocatedTags MUST include all applicable tags for the AllocatedResourceId. | ? other data
  of the provider is needed
CAU-ContractApplied-C-000-C | The ContractApplied column adheres to the following requirements: |
  [CONTRACT_COMMITMENT_SUPPORTED] all -001-M -002-C -003-C
CAU-ContractApplied-C-001-M | ContractApplied MUST conform to JsonObjectFormat requirements. | ContractApplied is
  json-list-of-objects
CAU-ContractApplied-C-002-C | ContractApplied MUST be null when a charge is not related to a contract commitment. | ? no
  column says whether it is so
CAU-ContractApplied-C-003-C | ContractApplied MUST NOT be null when a charge is related to a contract commitment. | ? no
  column says whether it is so
CAU-HostProviderName-C-000-M | The HostProviderName column adheres to the following requirements: | all -001-M -002-M
  -003-M
CAU-HostProviderName-C-001-M | HostProviderName MUST be of type String. | HostProviderName is string
CAU-HostProviderName-C-002-M | HostProviderName MUST conform to StringHandling requirements. | HostProviderName is
  unicode
CAU-HostProviderName-C-003-M | HostProviderName MUST NOT be null. | HostProviderName is not null
CAU-ServiceProviderName-C-000-M | The ServiceProviderName column adheres to the following requirements: | all -001-M
  -002-M -003-M
CAU-ServiceProviderName-C-001-M | ServiceProviderName MUST be of type String. | ServiceProviderName is string
CAU-ServiceProviderName-C-002-M | ServiceProviderName MUST conform to StringHandling requirements. | ServiceProviderName
  is unicode
CAU-ServiceProviderName-C-003-M | ServiceProviderName MUST NOT be null. | ServiceProviderName is not null
CAU-CostAndUsage-D-002-M | More parts. | + CAU-AllocatedMethodId-C-000-C CAU-AllocatedMethodDetails-C-000-C
  CAU-AllocatedResourceId-C-000-C CAU-AllocatedResourceName-C-000-C CAU-AllocatedTags-C-000-C
  CAU-ContractApplied-C-000-C CAU-HostProviderName-C-000-M CAU-ServiceProviderName-C-000-M
CAU-NullHandling-A-001-C | Columns MUST use NULL when there isn't a value that can be specified for a nullable column. |
  each(any but HostProviderName) is not placeholder
CAU-NullHandling-A-002-M | Columns MUST NOT use empty strings or placeholder values such as 0 for numeric columns or
  "Not Applicable" for string columns to represent a null or not having a value, regardless of whether the column allows
  nulls or not. | each(any but HostProviderName) is not placeholder and nulls are alike
`,
};

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
