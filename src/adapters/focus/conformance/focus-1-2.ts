import { RULES_FROM_BILLING_PERIOD_END } from './focus-1-2-from-billing-period-end.js';
import { RULES_FROM_PRICING_CATEGORY } from './focus-1-2-from-pricing-category.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.2 on the Cost and Usage data set: 621 of them, by their official ids.
 *
 * Source: the requirements model `focus_validator/rules/model-1.2.json` of finopsfoundation/focus_validator at 240cea2
 * (MIT); the sentences are those of the specification, FinOps-Open-Cost-and-Usage-Spec/FOCUS_Spec (CC-BY-4.0, Joint
 * Development Foundation Projects, LLC, FOCUS Series). The checks are written for this library in the language of
 * `parse-rules.ts`; where the model's machine form contradicts its sentence, the check follows the sentence.
 */
export const FOCUS_1_2: RuleSet = {
  version: '1.2',
  dataset: 'CostAndUsage',
  rules:
    String.raw`
CostAndUsage-D-000-M | The CostAndUsage dataset adheres to the following requirements: | all -001-M -002-M
CostAndUsage-D-001-M | The CostAndUsage dataset adheres to the following additional requirements: | all -003-C -004-C
  -005-M -006-M -007-C -008-M -009-M -010-M -011-C -012-C -013-C -014-C -015-C -016-C -017-C -018-C -019-C -020-C -021-M
  -022-C -023-M -024-M -025-M -026-M -027-O -028-M -029-C -030-M -031-M -032-M -033-O -034-C -035-M -036-M -037-M -038-M
  -039-C -040-M -041-M -042-O -043-C -044-C -045-C -046-C -050-C -054-C -058-C -059-C -060-C -061-C -062-C -063-C -064-C
  -065-C -066-C -067-C -068-M
CostAndUsage-D-002-M | The CostAndUsage dataset adheres to the following additional requirements: | all
  AvailabilityZone-C-000-C BilledCost-C-000-M BillingAccountId-C-000-M BillingAccountName-C-000-M
  BillingAccountType-C-000-C BillingCurrency-C-000-M BillingPeriodEnd-C-000-M BillingPeriodStart-C-000-M
  CapacityReservationId-C-000-C CapacityReservationStatus-C-000-C ChargeCategory-C-000-M ChargeClass-C-000-M
  ChargeFrequency-C-000-O ChargeDescription-C-000-M ChargePeriodEnd-C-000-M ChargePeriodStart-C-000-M
  CommitmentDiscountCategory-C-000-C CommitmentDiscountId-C-000-C CommitmentDiscountName-C-000-C
  CommitmentDiscountStatus-C-000-C CommitmentDiscountType-C-000-C CommitmentDiscountUnit-C-000-C
  CommitmentDiscountQuantity-C-000-C ConsumedUnit-C-000-C ConsumedQuantity-C-000-C ContractedCost-C-000-M
  ContractedUnitPrice-C-000-C EffectiveCost-C-000-M InvoiceId-C-000-O InvoiceIssuerName-C-000-M ListCost-C-000-M
  ListUnitPrice-C-000-C PricingCategory-C-000-M PricingCurrency-C-000-C PricingCurrencyContractedUnitPrice-C-000-C
  PricingCurrencyEffectiveCost-C-000-C PricingCurrencyListUnitPrice-C-000-C PricingQuantity-C-000-M PricingUnit-C-000-M
  ProviderName-C-000-M PublisherName-C-000-M RegionId-C-000-C RegionName-C-000-C ResourceId-C-000-C ResourceName-C-000-C
  ResourceType-C-000-C SubAccountId-C-000-C SubAccountName-C-000-C ServiceCategory-C-000-M ServiceName-C-000-M
  ServiceSubcategory-C-000-O SkuId-C-000-C SkuMeter-C-000-C SkuPriceDetails-C-000-C SkuPriceId-C-000-C
  SubAccountType-C-000-C Tags-C-000-C
CostAndUsage-D-003-C | AvailabilityZone is RECOMMENDED to be present in a FOCUS dataset when the provider supports
  deploying resources or services within an availability zone. | [AVAILABILITY_ZONE_SUPPORTED] AvailabilityZone is
  present
CostAndUsage-D-004-C | ListUnitPrice MUST be present in a FOCUS dataset when the provider publishes unit prices
  exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED] ListUnitPrice is present
CostAndUsage-D-005-M | BillingAccountName MUST be present in a FOCUS dataset. | BillingAccountName is present
CostAndUsage-D-006-M | BilledCost MUST be present in a FOCUS dataset. | BilledCost is present
CostAndUsage-D-007-C | BillingAccountType MUST be present in a FOCUS dataset when the provider supports more than one
  possible BillingAccountType value. | [MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED] BillingAccountType is present
CostAndUsage-D-008-M | ChargeCategory MUST be present in a FOCUS dataset. | ChargeCategory is present
CostAndUsage-D-009-M | BillingPeriodStart MUST be present in a FOCUS dataset. | BillingPeriodStart is present
CostAndUsage-D-010-M | BillingPeriodEnd MUST be present in a FOCUS dataset. | BillingPeriodEnd is present
CostAndUsage-D-011-C | ConsumedQuantity MUST be present in a FOCUS dataset when the provider supports the measurement of
  usage. | [USAGE_MEASUREMENT_SUPPORTED] ConsumedQuantity is present
CostAndUsage-D-012-C | CommitmentDiscountName MUST be present in a FOCUS dataset when the provider supports commitment
  discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountName is present
CostAndUsage-D-013-C | CommitmentDiscountId MUST be present in a FOCUS dataset when the provider supports commitment
  discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is present
CostAndUsage-D-014-C | CommitmentDiscountType MUST be present in a FOCUS dataset when the provider supports commitment
  discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountType is present
CostAndUsage-D-015-C | CommitmentDiscountUnit MUST be present in a FOCUS dataset when the provider supports commitment
  discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountUnit is present
CostAndUsage-D-016-C | CommitmentDiscountCategory MUST be present in a FOCUS dataset when the provider supports
  commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountCategory is present
CostAndUsage-D-017-C | CommitmentDiscountStatus MUST be present in a FOCUS dataset when the provider supports commitment
  discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountStatus is present
CostAndUsage-D-018-C | CommitmentDiscountQuantity MUST be present in a FOCUS dataset when the provider supports
  commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountQuantity is present
CostAndUsage-D-019-C | SubAccountId MUST be present in a FOCUS dataset when the provider supports a sub account
  construct. | [SUB_ACCOUNT_SUPPORTED] SubAccountId is present
CostAndUsage-D-020-C | CapacityReservationStatus MUST be present in a FOCUS dataset when the provider supports capacity
  reservations. | [CAPACITY_RESERVATION_SUPPORTED] CapacityReservationStatus is present
CostAndUsage-D-021-M | PublisherName MUST be present in a FOCUS dataset. | PublisherName is present
CostAndUsage-D-022-C | PricingCategory MUST be present in a FOCUS dataset when the provider supports more than one
  pricing category across all SKUs. | [MULTIPLE_PRICING_CATEGORIES_SUPPORTED] PricingCategory is present
CostAndUsage-D-023-M | InvoiceIssuerName MUST be present in a FOCUS dataset. | InvoiceIssuerName is present
CostAndUsage-D-024-M | BillingAccountId MUST be present in a FOCUS dataset. | BillingAccountId is present
CostAndUsage-D-025-M | ChargeDescription MUST be present in a FOCUS dataset. | ChargeDescription is present
CostAndUsage-D-026-M | ChargeClass MUST be present in a FOCUS dataset. | ChargeClass is present
CostAndUsage-D-027-O | ChargeFrequency is RECOMMENDED to be present in a FOCUS dataset. | ChargeFrequency is present
CostAndUsage-D-028-M | ChargePeriodEnd MUST be present in a FOCUS dataset. | ChargePeriodEnd is present
CostAndUsage-D-029-C | SubAccountName MUST be present in a FOCUS dataset when the provider supports a sub account
  construct. | [SUB_ACCOUNT_SUPPORTED] SubAccountName is present
CostAndUsage-D-030-M | ContractedCost MUST be present in a FOCUS dataset. | ContractedCost is present
CostAndUsage-D-031-M | EffectiveCost MUST be present in a FOCUS dataset. | EffectiveCost is present
CostAndUsage-D-032-M | ListCost MUST be present in a FOCUS dataset. | ListCost is present
CostAndUsage-D-033-O | InvoiceId is RECOMMENDED to be present in a FOCUS dataset. | InvoiceId is present
CostAndUsage-D-034-C | ContractedUnitPrice MUST be present in a FOCUS dataset when the provider supports negotiated
  pricing concepts. | [NEGOTIATED_PRICING_SUPPORTED] ContractedUnitPrice is present
CostAndUsage-D-035-M | BillingCurrency MUST be present in a FOCUS dataset. | BillingCurrency is present
CostAndUsage-D-036-M | PricingQuantity MUST be present in a FOCUS dataset. | PricingQuantity is present
CostAndUsage-D-037-M | ChargePeriodStart MUST be present in a FOCUS dataset. | ChargePeriodStart is present
CostAndUsage-D-038-M | ProviderName MUST be present in a FOCUS dataset. | ProviderName is present
CostAndUsage-D-039-C | ResourceType MUST be present in a FOCUS dataset when the provider supports billing based on
  provisioned resources and supports assigning types to resources. | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED,
  RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] ResourceType is present
CostAndUsage-D-040-M | ServiceCategory MUST be present in a FOCUS dataset. | ServiceCategory is present
CostAndUsage-D-041-M | ServiceName MUST be present in a FOCUS dataset. | ServiceName is present
CostAndUsage-D-042-O | ServiceSubcategory is RECOMMENDED to be present in a FOCUS dataset. | ServiceSubcategory is
  present
CostAndUsage-D-043-C | ResourceId MUST be present in a FOCUS dataset when the provider supports billing based on
  provisioned resources. | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED] ResourceId is present
CostAndUsage-D-044-C | ResourceName MUST be present in a FOCUS dataset when the provider supports billing based on
  provisioned resources. | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED] ResourceName is present
CostAndUsage-D-045-C | PricingCurrency MUST be present in a FOCUS dataset when the provider supports pricing and billing
  in different currencies. | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrency is present
CostAndUsage-D-046-C | PricingCurrencyContractedUnitPrice presence in a FOCUS dataset is defined as follows: | all
  -047-C -048-C -049-C
CostAndUsage-D-047-C | PricingCurrencyContractedUnitPrice MUST be present in a FOCUS dataset when the provider supports
  prices in virtual currency and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED,
  VIRTUAL_CURRENCY_SUPPORTED] PricingCurrencyContractedUnitPrice is present
CostAndUsage-D-048-C | PricingCurrencyContractedUnitPrice is RECOMMENDED to be present in a FOCUS dataset when the
  provider supports pricing and billing in different currencies and publishes unit prices exclusive of discounts. |
  [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrencyContractedUnitPrice is
  present
CostAndUsage-D-049-C | PricingCurrencyContractedUnitPrice MAY be present in a FOCUS dataset in all other cases. |
  [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] permission
CostAndUsage-D-050-C | PricingCurrencyEffectiveCost presence in a FOCUS dataset is defined as follows: | all -051-C
  -052-C -053-C
CostAndUsage-D-051-C | PricingCurrencyEffectiveCost MUST be present in a FOCUS dataset when the provider supports prices
  in virtual currency and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED,
  VIRTUAL_CURRENCY_SUPPORTED] PricingCurrencyEffectiveCost is present
CostAndUsage-D-052-C | PricingCurrencyEffectiveCost is RECOMMENDED to be present in a FOCUS dataset when the provider
  supports pricing and billing in different currencies and publishes unit prices exclusive of discounts. |
  [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrencyEffectiveCost is present
CostAndUsage-D-053-C | PricingCurrencyEffectiveCost MAY be present in a FOCUS dataset in all other cases. |
  [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] permission
CostAndUsage-D-054-C | PricingCurrencyListUnitPrice presence in a FOCUS dataset is defined as follows: | all -055-C
  -056-C -057-C
CostAndUsage-D-055-C | PricingCurrencyListUnitPrice MUST be present in a FOCUS dataset when the provider supports prices
  in virtual currency and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED,
  VIRTUAL_CURRENCY_SUPPORTED] PricingCurrencyListUnitPrice is present
CostAndUsage-D-056-C | PricingCurrencyListUnitPrice is RECOMMENDED to be present in a FOCUS dataset when the provider
  supports pricing and billing in different currencies and publishes unit prices exclusive of discounts. |
  [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrencyListUnitPrice is present
CostAndUsage-D-057-C | PricingCurrencyListUnitPrice MAY be present in a FOCUS dataset in all other cases. |
  [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] permission
CostAndUsage-D-058-C | SkuPriceId MUST be present in a FOCUS dataset when the provider supports unit pricing concepts
  and publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED]
  SkuPriceId is present
CostAndUsage-D-059-C | SkuMeter MUST be present in a FOCUS dataset when the provider supports unit pricing concepts and
  publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED]
  SkuMeter is present
CostAndUsage-D-060-C | SkuId MUST be present in a FOCUS dataset when the provider supports unit pricing concepts and
  publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED]
  SkuId is present
CostAndUsage-D-061-C | SkuPriceDetails MUST be present in a FOCUS dataset when the provider supports unit pricing
  concepts and publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED,
  UNIT_PRICING_SUPPORTED] SkuPriceDetails is present
CostAndUsage-D-062-C | RegionName MUST be present in a FOCUS dataset when the provider supports deploying resources or
  services within a region. | [REGION_SUPPORTED] RegionName is present
CostAndUsage-D-063-C | RegionId MUST be present in a FOCUS dataset when the provider supports deploying resources or
  services within a region. | [REGION_SUPPORTED] RegionId is present
CostAndUsage-D-064-C | Tags MUST be present in a FOCUS dataset when the provider supports setting user or
  provider-defined tags. | [TAGGING_SUPPORTED] Tags is present
CostAndUsage-D-065-C | CapacityReservationId MUST be present in a FOCUS dataset when the provider supports capacity
  reservations. | [CAPACITY_RESERVATION_SUPPORTED] CapacityReservationId is present
CostAndUsage-D-066-C | ConsumedUnit MUST be present in a FOCUS dataset when the provider supports the measurement of
  usage. | [USAGE_MEASUREMENT_SUPPORTED] ConsumedUnit is present
CostAndUsage-D-067-C | SubAccountType MUST be present in a FOCUS dataset when the provider supports more than one
  possible SubAccountType value. | [MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED] SubAccountType is present
CostAndUsage-D-068-M | PricingUnit MUST be present in a FOCUS dataset. | PricingUnit is present
ColumnHandling-A-000-M | All columns defined by FOCUS MUST follow the following rules: | all -001-M -002-M -003-M -004-O
  -005-O -006-M -007-O -008-M -009-M -012-O -013-O -014-O
ColumnHandling-A-001-M | Column IDs MUST use Pascal case. | names(standard) match /^([A-Z][a-z0-9]*)+$/
ColumnHandling-A-002-M | Column IDs MUST NOT use abbreviations. | ? no column says whether it is so
ColumnHandling-A-003-M | Column IDs MUST be alphanumeric with no special characters. | names(standard) match
  /^[A-Za-z0-9]+$/
ColumnHandling-A-004-O | Column IDs SHOULD NOT use acronyms. | ? no column says whether it is so
ColumnHandling-A-005-O | Column IDs SHOULD NOT exceed 50 characters to accommodate column length restrictions of various
  data repositories. | names(all) match /^.{1,50}$/
ColumnHandling-A-006-M | Columns that have an ID and a Name MUST have the Id or Name suffix in the Column ID. | ? no
  column says whether it is so
ColumnHandling-A-007-O | Column display names MAY avoid the Name suffix if there are no other columns with the same name
  prefix. | permission
ColumnHandling-A-008-M | Columns with the Category suffix MUST be normalized. | ? no column says whether it is so
ColumnHandling-A-009-M | Custom (e.g., provider-defined) columns that are not defined by FOCUS but included in a FOCUS
  dataset MUST follow the following rules: | all -010-M -011-O
ColumnHandling-A-010-M | Custom columns MUST be prefixed with a consistent x_ prefix to identify them as external,
  custom columns and distinguish them from FOCUS columns to avoid conflicts in future releases. | names(foreign) match
  /^x_/
ColumnHandling-A-011-O | Custom columns SHOULD follow the same rules listed above for FOCUS columns. | names(custom)
  match /^x_[A-Z][A-Za-z0-9]*$/
ColumnHandling-A-012-O | All FOCUS columns SHOULD be first in the provided dataset. | names(foreign) come last
ColumnHandling-A-013-O | Custom columns SHOULD be listed after all FOCUS columns and SHOULD NOT be intermixed. |
  names(foreign) come last
ColumnHandling-A-014-O | Columns MAY be sorted alphabetically, but custom columns SHOULD be after all FOCUS columns. |
  permission
CurrencyFormat-A-000-C | The CurrencyFormat attribute adheres to the following requirements: | all -001-C -002-C
CurrencyFormat-A-001-C | Currency-related columns MUST be represented as a three-letter alphabetic code as dictated in
  the governing document ISO 4217:2015 when the value is presented in national currency (e.g., USD, EUR). |
  each(currency) is currency and BillingCurrency is national-currency
CurrencyFormat-A-002-C | Currency-related columns MUST conform to StringHandling requirements when the value is
  presented in virtual currency (e.g., credits, tokens). | each(currency) is unicode
DateTimeFormat-A-000-M | The DateTimeFormat attribute adheres to the following requirements: | all -001-M -002-M -003-M
DateTimeFormat-A-001-M | Date/time values MUST be in UTC (Coordinated Universal Time) to avoid ambiguity and ensure
  consistency across different time zones. | each(date-time) lacks /[+-](?!00:?00$)\d\d:?\d\d$/ unless iso-utc
DateTimeFormat-A-002-M | Date/time values format MUST be aligned with ISO 8601 standard, which provides a globally
  recognized format for representing dates and times (see ISO 8601-1:2019 governing document for details). |
  each(date-time) matches /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d(:?\d\d)?)?$/ unless iso-utc
DateTimeFormat-A-003-M | Values providing information about a specific moment in time MUST be represented in the
  extended ISO 8601 format with UTC offset ('YYYY-MM-DDTHH:mm:ssZ') and conform to the following guidelines: | all
  -004-M -005-M -006-M
DateTimeFormat-A-004-M | MUST Include the date and time components, separated with the letter 'T'. | each(date-time)
  matches /\dT\d/ unless iso-utc
DateTimeFormat-A-005-M | MUST Use two-digit hours (HH), minutes (mm), and seconds (ss). | each(date-time) matches /[T
  ]\d\d:\d\d:\d\d(?!\d)/ unless iso-utc
DateTimeFormat-A-006-M | MUST End with the 'Z' indicator to denote UTC (Coordinated Universal Time). | each(date-time)
  matches /Z$/ unless iso-utc
DiscountHandling-A-000-C | The DiscountHandling attribute adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-C -002-C -005-C -008-C -020-C
DiscountHandling-A-001-C | All applicable discounts SHOULD be applied to each row they pertain to and SHOULD NOT be
  negated in a separate row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-002-C | All discounts applied to a row MUST apply to the entire charge. |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -003-C -004-C
DiscountHandling-A-003-C MUST | Multiple discounts MAY apply to a row, but they MUST apply to the entire charge covered
  by that row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-004-C | If a discount only applies to a portion of a charge, then the discounted portion of the
  charge MUST be split into a separate row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-005-C | Each discount MUST be identifiable using existing FOCUS columns. |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -006-C -007-C
DiscountHandling-A-006-C | Rows with a commitment discount applied to them MUST include a CommitmentDiscountId. |
  [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is not null if CommitmentDiscountStatus is not null
DiscountHandling-A-007-C | If a provider applies a discount that cannot be represented by a FOCUS column, they SHOULD
  include additional columns to identify the source of the discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says
  whether it is so
DiscountHandling-A-008-C | Purchased discounts (e.g., commitment discounts) MUST be amortized. |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -009-C -010-C -011-C -012-C -013-C -014-C -015-C -016-C -017-C -018-C -019-C
DiscountHandling-A-009-C | The BilledCost MUST be 0 for any row where the commitment covers the entire cost for the
  charge period. | [COMMITMENT_DISCOUNT_SUPPORTED] BilledCost = 0 if CommitmentDiscountStatus in ("Used", "Unused") and
  ChargeClass != "Correction"
DiscountHandling-A-010-C | The EffectiveCost MUST include the portion of the amortized purchase cost that applies to
  this row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-011-C | The sum of the EffectiveCost for all rows where CommitmentDiscountStatus is "Used" or
  "Unused" for each CommitmentDiscountId over the entire duration of the commitment MUST be the same as the total
  BilledCost of the commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? the sum runs over the whole term of the
  commitment, a file over a part of it
DiscountHandling-A-012-C | The CommitmentDiscountId and ResourceId MUST be set to the ID assigned to the commitment
  discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ResourceId = CommitmentDiscountId if ChargeCategory = "Purchase" and
  CommitmentDiscountId is not null
DiscountHandling-A-013-C | ChargeCategory MUST be set to "Purchase" on rows that represent a purchase of a commitment
  discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ChargeCategory = "Purchase" if CommitmentDiscountQuantity is not null and
  CommitmentDiscountStatus is null
DiscountHandling-A-014-C | CommitmentDiscountStatus MUST be "Used" for ChargeCategory "Usage" rows that received a
  reduced price from a commitment. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountStatus = "Used" if ChargeCategory
  = "Usage" and CommitmentDiscountId is not null and ResourceId is not null and ResourceId != CommitmentDiscountId
DiscountHandling-A-015-C | CommitmentDiscountId MUST be set to the ID assigned to the discount. |
  [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is not null if CommitmentDiscountStatus = "Used"
DiscountHandling-A-016-C | ResourceId MUST be set to the ID of the resource that received the discount. |
  [COMMITMENT_DISCOUNT_SUPPORTED] ResourceId != CommitmentDiscountId if CommitmentDiscountStatus = "Used" and
  CommitmentDiscountId is not null
DiscountHandling-A-017-C | If a commitment is not fully utilized, the provider MUST include a row that represents the
  unused portion of the commitment for that charge period. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it
  is so
DiscountHandling-A-018-C | These rows MUST be represented with CommitmentDiscountStatus set to "Unused" and
  ChargeCategory set to "Usage". | [COMMITMENT_DISCOUNT_SUPPORTED] ChargeCategory = "Usage" if CommitmentDiscountStatus
  = "Unused"
DiscountHandling-A-019-C | Such rows MUST have their CommitmentDiscountId and ResourceId set to the ID assigned to the
  commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is not null and ResourceId =
  CommitmentDiscountId if CommitmentDiscountStatus = "Unused"
DiscountHandling-A-020-C | Credits that are applied after the fact MUST use a ChargeCategory of "Credit". |
  [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
KeyValueFormat-A-000-M | All key-value related columns defined in the FOCUS specification MUST follow the key-value
  formatting requirements listed below. | all -001-M -002-M -003-M -004-M
KeyValueFormat-A-001-M | Key-Value Format columns MUST contain a serialized JSON string, consistent with the ECMA 404
  definition of an object. | each(key-value) is json-object
KeyValueFormat-A-002-M | Keys in a key-value pair MUST be unique within an object. | each(key-value) is unique-keys
KeyValueFormat-A-003-M | Values in a key-value pair MUST be one of the following types: number, string, true, false, or
  null. | each(key-value) is scalar-values
KeyValueFormat-A-004-M | Values in a key-value pair MUST NOT be an object or an array. | each(key-value) is flat
NullHandling-A-000-M | All columns defined in the FOCUS specification MUST follow the null handling requirements listed
  below. | all -001-C -002-M
NullHandling-A-001-C | Columns MUST use NULL when there isn't a value that can be specified for a nullable column. |
  each(any) is not placeholder
NullHandling-A-002-M | Columns MUST NOT use empty strings or placeholder values such as 0 for numeric columns or "Not
  Applicable" for string columns to represent a null or not having a value, regardless of whether the column allows
  nulls or not. | each(any) is not placeholder and nulls are alike
NumericFormat-A-000-M | All columns capturing a numeric value, defined in the FOCUS specification, MUST follow the
  formatting requirements listed below. | all -001-O -002-M -003-M -004-M -005-M -006-M -007-M -008-M -009-M -010-M
  -011-M -012-M -013-O
NumericFormat-A-001-O | Custom numeric value capturing columns SHOULD adopt the same format requirements over time. | ?
  other billing periods are needed
NumericFormat-A-002-M | Columns with a Numeric value format MUST contain a single numeric value. | each(numeric) lacks
  /\d[\s;|]+[-+]?\d|^\s*\[/ unless numeric
NumericFormat-A-003-M | Numeric values MUST be expressed as an integer value, a decimal value, or a value expressed in
  scientific notation. | each(numeric) is decimal
NumericFormat-A-004-M | Fractional notation MUST NOT be used. | each(numeric) lacks /\d\s*\/\s*\d|[¼½¾⅐-⅞]/ unless
  numeric
NumericFormat-A-005-M | Numeric values expressed using scientific notation MUST be expressed using E notation "mEn" with
  a real number m and an integer n indicating a value of "m x 10^n". | each(numeric) lacks
  /\d\s*[x×*·]\s*10|10\s*\^|\de\s|\s[eE]\s*[-+]?\d|\d[eE][-+]?\d+\./ unless numeric
NumericFormat-A-006-M | The sign of the exponent MUST only be expressed as part of the exponent value if n is negative.
  | each(numeric) lacks /[eE]\+/ unless numeric
NumericFormat-A-007-M | Numeric values MUST NOT be expressed with mathematical symbols, functions, or operators. |
  each(numeric) lacks /[*×·÷\/^=<>~≈√∑±()]|\d\s*[-+]\s*\d(?<![eE][-+]\d)|[a-z]\s*\(/ unless numeric
NumericFormat-A-008-M | Numeric values MUST NOT contain qualifiers or additional characters (e.g., currency symbols,
  units of measure, etc.). | each(numeric) lacks /[^\d\s.,eE+\-*×·÷\/^=<>()xX;:|]|^[eE]|[eE]$/ unless numeric
NumericFormat-A-009-M | Numeric values MUST NOT contain commas or punctuation marks except for a single decimal point
  (".") if required to express a decimal value. | each(numeric) lacks /[,;:'’_!?\x22]|\..*\.|^\.|\.$/ unless numeric
NumericFormat-A-010-M | Numeric values MUST NOT include a character to represent a sign for a positive value. |
  each(numeric) lacks /^\s*\+/ unless numeric
NumericFormat-A-011-M | A negative sign (-) MUST indicate a negative value. | each(numeric) lacks
  /^\s*\(.*\)\s*$|\d\s*-\s*$|[−–—]|\d\s*(CR|DR)$/ unless numeric
NumericFormat-A-012-M | Columns with a Numeric value format MUST present one of the following values as the "Data type"
  in the column definition. | ? no column says whether it is so
NumericFormat-A-013-O | Providers SHOULD define precision and scale for Numeric Format columns using one of the
  following precision values in a data definition document that providers publish. | ? the documentation of the provider
  is needed
StringHandling-A-000-M | All columns of type String defined in the FOCUS specification MUST follow the string handling
  requirements listed below. | all -001-M -002-O -003-M -004-M -005-M -006-M -007-M -008-C
StringHandling-A-001-M | String values MUST be valid Unicode strings. | each(string) is unicode
StringHandling-A-002-O | Custom string value capturing columns SHOULD adopt the same requirements over time. | ? other
  billing periods are needed
StringHandling-A-003-M | String values MUST maintain the original casing, spacing, and other relevant consistency
  factors as specified by providers and end-users. | ? no column says whether it is so
StringHandling-A-004-M | Charges to mutable entities (e.g., resource names) MUST be accurately reflected in
  corresponding charges incurred after the change. | ? other billing periods are needed
StringHandling-A-005-M | Charges to mutable entities MUST NOT alter charges incurred before the change, preserving data
  integrity and auditability for all charge records. | ? other billing periods are needed
StringHandling-A-006-M | Immutable string values that refer to the same entity (e.g., resource identifiers, region
  identifiers, etc.) MUST remain consistent and unchanged across all billing periods. | ? other billing periods are
  needed
StringHandling-A-007-M | Empty strings and strings consisting solely of spaces SHOULD NOT be used in not-nullable string
  columns. | each(string) is not blank
StringHandling-A-008-C | When a record is provided after a change to a mutable string value and the ChargeClass is
  "Correction", the record MAY contain the altered value. | permission
UnitFormat-A-000-M | All columns defined in FOCUS specifying Unit Format as a value format MUST follow the requirements
  listed below. | all -001-M -002-O -003-M -004-C
UnitFormat-A-001-M | Units SHOULD be expressed as a single unit of measure adhering to one of the following three
  formats. | each(unit) is unit
UnitFormat-A-002-O | Units MAY be expressed with a unit quantity or time interval. If a unit quantity or time interval
  is used, the unit quantity or time interval MUST be expressed as a whole number. | permission
UnitFormat-A-003-M | Unit values and components of columns using the Unit Format MUST use a capitalization scheme that
  is consistent with the capitalization scheme used in this attribute if that term is listed in this section. |
  each(unit) is unit-spelling
UnitFormat-A-004-C | Units SHOULD be composed of the list of recommended units listed in this section unless the unit
  value covers a dimension not listed in the recommended unit set, or if the unit covers a count-based unit distinct
  from recommended values in the count dimension listed in this section. | ? no column says whether it is so
AvailabilityZone-C-000-C | The AvailabilityZone column adheres to the following requirements: |
  [AVAILABILITY_ZONE_SUPPORTED] all -001-M -002-M -003-C
AvailabilityZone-C-001-M | AvailabilityZone MUST be of type String. | AvailabilityZone is string
AvailabilityZone-C-002-M | AvailabilityZone MUST conform to StringHandling requirements. | AvailabilityZone is unicode
AvailabilityZone-C-003-C | AvailabilityZone MUST be null when a charge is not specific to an availability zone. | ? no
  column says whether it is so
BilledCost-C-000-M | The BilledCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
  -005-C -006-M -007-M
BilledCost-C-001-M | BilledCost MUST be of type Decimal. | BilledCost is decimal
BilledCost-C-002-M | BilledCost MUST conform to NumericFormat requirements. | BilledCost is numeric
BilledCost-C-003-M | BilledCost MUST NOT be null. | BilledCost is not null
BilledCost-C-004-M | BilledCost MUST be a valid decimal value. | BilledCost is decimal
BilledCost-C-005-C | BilledCost MUST be 0 for charges where payments are received by a third party (e.g., marketplace
  transactions). | ? no column says who receives the payment: a reseller is an issuer other than the provider, and is
  paid
BilledCost-C-006-M | BilledCost MUST be denominated in the BillingCurrency. | ? a number does not show its currency
BilledCost-C-007-M | The sum of the BilledCost for a given InvoiceId MUST match the sum of the payable amount provided
  in the corresponding invoice with the same id generated by the InvoiceIssuer. | ? the invoice is another document: see
  reconcileInvoice
BillingAccountId-C-000-M | The BillingAccountId column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M -005-O
BillingAccountId-C-001-M | BillingAccountId MUST NOT be null. | BillingAccountId is not null
BillingAccountId-C-002-M | BillingAccountId MUST be of type String. | BillingAccountId is string
BillingAccountId-C-003-M | BillingAccountId MUST conform to StringHandling requirements. | BillingAccountId is unicode
BillingAccountId-C-004-M | BillingAccountId MUST be a unique identifier within a provider. | ? other data of the
  provider is needed
BillingAccountId-C-005-O | BillingAccountId SHOULD be a fully-qualified identifier. | ? other data of the provider is
  needed
BillingAccountName-C-000-M | The BillingAccountName column adheres to the following requirements: | all -001-M -002-M
  -003-C
BillingAccountName-C-001-M | BillingAccountName MUST be of type String. | BillingAccountName is string
BillingAccountName-C-002-M | BillingAccountName MUST conform to StringHandling requirements. | BillingAccountName is
  unicode
BillingAccountName-C-003-C | BillingAccountName MUST NOT be null when the provider supports assigning a display name for
  the billing account. | [ACCOUNT_NAMING_SUPPORTED] BillingAccountName is not null
BillingAccountType-C-000-C | The BillingAccountType column adheres to the following requirements: |
  [MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED] all -001-M -002-M -003-C -006-M
BillingAccountType-C-001-M | BillingAccountType MUST be of type String. | BillingAccountType is string
BillingAccountType-C-002-M | BillingAccountType MUST conform to StringHandling requirements. | BillingAccountType is
  unicode
BillingAccountType-C-003-C | BillingAccountType nullability is defined as follows: | all -004-C -005-C
BillingAccountType-C-004-C | BillingAccountType MUST be null when BillingAccountId is null. | BillingAccountType is null
  if BillingAccountId is null
BillingAccountType-C-005-C | BillingAccountType MUST NOT be null when BillingAccountId is not null. | BillingAccountType
  is not null if BillingAccountId is not null
BillingAccountType-C-006-M | BillingAccountType MUST be a consistent, readable display value. | ? no column says whether
  it is so
BillingCurrency-C-000-M | The BillingCurrency column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M -005-M -006-M
BillingCurrency-C-001-M | BillingCurrency MUST be of type String. | BillingCurrency is string
BillingCurrency-C-002-M | BillingCurrency MUST conform to StringHandling requirements. | BillingCurrency is unicode
BillingCurrency-C-003-M | BillingCurrency MUST conform to CurrencyFormat requirements. | BillingCurrency is currency
BillingCurrency-C-004-M | BillingCurrency MUST NOT be null. | BillingCurrency is not null
BillingCurrency-C-005-M | BillingCurrency MUST match the currency used in the invoice generated by the invoice issuer. |
  ? the invoice is another document: see reconcileInvoice
BillingCurrency-C-006-M | BillingCurrency MUST be expressed in national currency (e.g., USD, EUR). | BillingCurrency is
  national-currency
` +
    RULES_FROM_BILLING_PERIOD_END +
    RULES_FROM_PRICING_CATEGORY,
};
