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
  rules: String.raw`
CostAndUsage-D-000-M | The CostAndUsage dataset adheres to the following requirements: | all -001-M -002-M
CostAndUsage-D-001-M | The CostAndUsage dataset adheres to the following additional requirements: | all -003-C -004-C -005-M -006-M -007-C -008-M -009-M -010-M -011-C -012-C -013-C -014-C -015-C -016-C -017-C -018-C -019-C -020-C -021-M -022-C -023-M -024-M -025-M -026-M -027-O -028-M -029-C -030-M -031-M -032-M -033-O -034-C -035-M -036-M -037-M -038-M -039-C -040-M -041-M -042-O -043-C -044-C -045-C -046-C -050-C -054-C -058-C -059-C -060-C -061-C -062-C -063-C -064-C -065-C -066-C -067-C -068-M
CostAndUsage-D-002-M | The CostAndUsage dataset adheres to the following additional requirements: | all AvailabilityZone-C-000-C BilledCost-C-000-M BillingAccountId-C-000-M BillingAccountName-C-000-M BillingAccountType-C-000-C BillingCurrency-C-000-M BillingPeriodEnd-C-000-M BillingPeriodStart-C-000-M CapacityReservationId-C-000-C CapacityReservationStatus-C-000-C ChargeCategory-C-000-M ChargeClass-C-000-M ChargeFrequency-C-000-O ChargeDescription-C-000-M ChargePeriodEnd-C-000-M ChargePeriodStart-C-000-M CommitmentDiscountCategory-C-000-C CommitmentDiscountId-C-000-C CommitmentDiscountName-C-000-C CommitmentDiscountStatus-C-000-C CommitmentDiscountType-C-000-C CommitmentDiscountUnit-C-000-C CommitmentDiscountQuantity-C-000-C ConsumedUnit-C-000-C ConsumedQuantity-C-000-C ContractedCost-C-000-M ContractedUnitPrice-C-000-C EffectiveCost-C-000-M InvoiceId-C-000-O InvoiceIssuerName-C-000-M ListCost-C-000-M ListUnitPrice-C-000-C PricingCategory-C-000-M PricingCurrency-C-000-C PricingCurrencyContractedUnitPrice-C-000-C PricingCurrencyEffectiveCost-C-000-C PricingCurrencyListUnitPrice-C-000-C PricingQuantity-C-000-M PricingUnit-C-000-M ProviderName-C-000-M PublisherName-C-000-M RegionId-C-000-C RegionName-C-000-C ResourceId-C-000-C ResourceName-C-000-C ResourceType-C-000-C SubAccountId-C-000-C SubAccountName-C-000-C ServiceCategory-C-000-M ServiceName-C-000-M ServiceSubcategory-C-000-O SkuId-C-000-C SkuMeter-C-000-C SkuPriceDetails-C-000-C SkuPriceId-C-000-C SubAccountType-C-000-C Tags-C-000-C
CostAndUsage-D-003-C | AvailabilityZone is RECOMMENDED to be present in a FOCUS dataset when the provider supports deploying resources or services within an availability zone. | [AVAILABILITY_ZONE_SUPPORTED] AvailabilityZone is present
CostAndUsage-D-004-C | ListUnitPrice MUST be present in a FOCUS dataset when the provider publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED] ListUnitPrice is present
CostAndUsage-D-005-M | BillingAccountName MUST be present in a FOCUS dataset. | BillingAccountName is present
CostAndUsage-D-006-M | BilledCost MUST be present in a FOCUS dataset. | BilledCost is present
CostAndUsage-D-007-C | BillingAccountType MUST be present in a FOCUS dataset when the provider supports more than one possible BillingAccountType value. | [MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED] BillingAccountType is present
CostAndUsage-D-008-M | ChargeCategory MUST be present in a FOCUS dataset. | ChargeCategory is present
CostAndUsage-D-009-M | BillingPeriodStart MUST be present in a FOCUS dataset. | BillingPeriodStart is present
CostAndUsage-D-010-M | BillingPeriodEnd MUST be present in a FOCUS dataset. | BillingPeriodEnd is present
CostAndUsage-D-011-C | ConsumedQuantity MUST be present in a FOCUS dataset when the provider supports the measurement of usage. | [USAGE_MEASUREMENT_SUPPORTED] ConsumedQuantity is present
CostAndUsage-D-012-C | CommitmentDiscountName MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountName is present
CostAndUsage-D-013-C | CommitmentDiscountId MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is present
CostAndUsage-D-014-C | CommitmentDiscountType MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountType is present
CostAndUsage-D-015-C | CommitmentDiscountUnit MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountUnit is present
CostAndUsage-D-016-C | CommitmentDiscountCategory MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountCategory is present
CostAndUsage-D-017-C | CommitmentDiscountStatus MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountStatus is present
CostAndUsage-D-018-C | CommitmentDiscountQuantity MUST be present in a FOCUS dataset when the provider supports commitment discounts. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountQuantity is present
CostAndUsage-D-019-C | SubAccountId MUST be present in a FOCUS dataset when the provider supports a sub account construct. | [SUB_ACCOUNT_SUPPORTED] SubAccountId is present
CostAndUsage-D-020-C | CapacityReservationStatus MUST be present in a FOCUS dataset when the provider supports capacity reservations. | [CAPACITY_RESERVATION_SUPPORTED] CapacityReservationStatus is present
CostAndUsage-D-021-M | PublisherName MUST be present in a FOCUS dataset. | PublisherName is present
CostAndUsage-D-022-C | PricingCategory MUST be present in a FOCUS dataset when the provider supports more than one pricing category across all SKUs. | [MULTIPLE_PRICING_CATEGORIES_SUPPORTED] PricingCategory is present
CostAndUsage-D-023-M | InvoiceIssuerName MUST be present in a FOCUS dataset. | InvoiceIssuerName is present
CostAndUsage-D-024-M | BillingAccountId MUST be present in a FOCUS dataset. | BillingAccountId is present
CostAndUsage-D-025-M | ChargeDescription MUST be present in a FOCUS dataset. | ChargeDescription is present
CostAndUsage-D-026-M | ChargeClass MUST be present in a FOCUS dataset. | ChargeClass is present
CostAndUsage-D-027-O | ChargeFrequency is RECOMMENDED to be present in a FOCUS dataset. | ChargeFrequency is present
CostAndUsage-D-028-M | ChargePeriodEnd MUST be present in a FOCUS dataset. | ChargePeriodEnd is present
CostAndUsage-D-029-C | SubAccountName MUST be present in a FOCUS dataset when the provider supports a sub account construct. | [SUB_ACCOUNT_SUPPORTED] SubAccountName is present
CostAndUsage-D-030-M | ContractedCost MUST be present in a FOCUS dataset. | ContractedCost is present
CostAndUsage-D-031-M | EffectiveCost MUST be present in a FOCUS dataset. | EffectiveCost is present
CostAndUsage-D-032-M | ListCost MUST be present in a FOCUS dataset. | ListCost is present
CostAndUsage-D-033-O | InvoiceId is RECOMMENDED to be present in a FOCUS dataset. | InvoiceId is present
CostAndUsage-D-034-C | ContractedUnitPrice MUST be present in a FOCUS dataset when the provider supports negotiated pricing concepts. | [NEGOTIATED_PRICING_SUPPORTED] ContractedUnitPrice is present
CostAndUsage-D-035-M | BillingCurrency MUST be present in a FOCUS dataset. | BillingCurrency is present
CostAndUsage-D-036-M | PricingQuantity MUST be present in a FOCUS dataset. | PricingQuantity is present
CostAndUsage-D-037-M | ChargePeriodStart MUST be present in a FOCUS dataset. | ChargePeriodStart is present
CostAndUsage-D-038-M | ProviderName MUST be present in a FOCUS dataset. | ProviderName is present
CostAndUsage-D-039-C | ResourceType MUST be present in a FOCUS dataset when the provider supports billing based on provisioned resources and supports assigning types to resources. | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] ResourceType is present
CostAndUsage-D-040-M | ServiceCategory MUST be present in a FOCUS dataset. | ServiceCategory is present
CostAndUsage-D-041-M | ServiceName MUST be present in a FOCUS dataset. | ServiceName is present
CostAndUsage-D-042-O | ServiceSubcategory is RECOMMENDED to be present in a FOCUS dataset. | ServiceSubcategory is present
CostAndUsage-D-043-C | ResourceId MUST be present in a FOCUS dataset when the provider supports billing based on provisioned resources. | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED] ResourceId is present
CostAndUsage-D-044-C | ResourceName MUST be present in a FOCUS dataset when the provider supports billing based on provisioned resources. | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED] ResourceName is present
CostAndUsage-D-045-C | PricingCurrency MUST be present in a FOCUS dataset when the provider supports pricing and billing in different currencies. | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrency is present
CostAndUsage-D-046-C | PricingCurrencyContractedUnitPrice presence in a FOCUS dataset is defined as follows: | all -047-C -048-C -049-C
CostAndUsage-D-047-C | PricingCurrencyContractedUnitPrice MUST be present in a FOCUS dataset when the provider supports prices in virtual currency and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED, VIRTUAL_CURRENCY_SUPPORTED] PricingCurrencyContractedUnitPrice is present
CostAndUsage-D-048-C | PricingCurrencyContractedUnitPrice is RECOMMENDED to be present in a FOCUS dataset when the provider supports pricing and billing in different currencies and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrencyContractedUnitPrice is present
CostAndUsage-D-049-C | PricingCurrencyContractedUnitPrice MAY be present in a FOCUS dataset in all other cases. | [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] permission
CostAndUsage-D-050-C | PricingCurrencyEffectiveCost presence in a FOCUS dataset is defined as follows: | all -051-C -052-C -053-C
CostAndUsage-D-051-C | PricingCurrencyEffectiveCost MUST be present in a FOCUS dataset when the provider supports prices in virtual currency and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED, VIRTUAL_CURRENCY_SUPPORTED] PricingCurrencyEffectiveCost is present
CostAndUsage-D-052-C | PricingCurrencyEffectiveCost is RECOMMENDED to be present in a FOCUS dataset when the provider supports pricing and billing in different currencies and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrencyEffectiveCost is present
CostAndUsage-D-053-C | PricingCurrencyEffectiveCost MAY be present in a FOCUS dataset in all other cases. | [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] permission
CostAndUsage-D-054-C | PricingCurrencyListUnitPrice presence in a FOCUS dataset is defined as follows: | all -055-C -056-C -057-C
CostAndUsage-D-055-C | PricingCurrencyListUnitPrice MUST be present in a FOCUS dataset when the provider supports prices in virtual currency and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED, VIRTUAL_CURRENCY_SUPPORTED] PricingCurrencyListUnitPrice is present
CostAndUsage-D-056-C | PricingCurrencyListUnitPrice is RECOMMENDED to be present in a FOCUS dataset when the provider supports pricing and billing in different currencies and publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] PricingCurrencyListUnitPrice is present
CostAndUsage-D-057-C | PricingCurrencyListUnitPrice MAY be present in a FOCUS dataset in all other cases. | [PUBLIC_PRICE_LIST_SUPPORTED, PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] permission
CostAndUsage-D-058-C | SkuPriceId MUST be present in a FOCUS dataset when the provider supports unit pricing concepts and publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] SkuPriceId is present
CostAndUsage-D-059-C | SkuMeter MUST be present in a FOCUS dataset when the provider supports unit pricing concepts and publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] SkuMeter is present
CostAndUsage-D-060-C | SkuId MUST be present in a FOCUS dataset when the provider supports unit pricing concepts and publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] SkuId is present
CostAndUsage-D-061-C | SkuPriceDetails MUST be present in a FOCUS dataset when the provider supports unit pricing concepts and publishes price lists, publicly or as part of contracting. | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] SkuPriceDetails is present
CostAndUsage-D-062-C | RegionName MUST be present in a FOCUS dataset when the provider supports deploying resources or services within a region. | [REGION_SUPPORTED] RegionName is present
CostAndUsage-D-063-C | RegionId MUST be present in a FOCUS dataset when the provider supports deploying resources or services within a region. | [REGION_SUPPORTED] RegionId is present
CostAndUsage-D-064-C | Tags MUST be present in a FOCUS dataset when the provider supports setting user or provider-defined tags. | [TAGGING_SUPPORTED] Tags is present
CostAndUsage-D-065-C | CapacityReservationId MUST be present in a FOCUS dataset when the provider supports capacity reservations. | [CAPACITY_RESERVATION_SUPPORTED] CapacityReservationId is present
CostAndUsage-D-066-C | ConsumedUnit MUST be present in a FOCUS dataset when the provider supports the measurement of usage. | [USAGE_MEASUREMENT_SUPPORTED] ConsumedUnit is present
CostAndUsage-D-067-C | SubAccountType MUST be present in a FOCUS dataset when the provider supports more than one possible SubAccountType value. | [MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED] SubAccountType is present
CostAndUsage-D-068-M | PricingUnit MUST be present in a FOCUS dataset. | PricingUnit is present
ColumnHandling-A-000-M | All columns defined by FOCUS MUST follow the following rules: | all -001-M -002-M -003-M -004-O -005-O -006-M -007-O -008-M -009-M -012-O -013-O -014-O
ColumnHandling-A-001-M | Column IDs MUST use Pascal case. | names(standard) match /^([A-Z][a-z0-9]*)+$/
ColumnHandling-A-002-M | Column IDs MUST NOT use abbreviations. | ? no column says whether it is so
ColumnHandling-A-003-M | Column IDs MUST be alphanumeric with no special characters. | names(standard) match /^[A-Za-z0-9]+$/
ColumnHandling-A-004-O | Column IDs SHOULD NOT use acronyms. | ? no column says whether it is so
ColumnHandling-A-005-O | Column IDs SHOULD NOT exceed 50 characters to accommodate column length restrictions of various data repositories. | names(all) match /^.{1,50}$/
ColumnHandling-A-006-M | Columns that have an ID and a Name MUST have the Id or Name suffix in the Column ID. | ? no column says whether it is so
ColumnHandling-A-007-O | Column display names MAY avoid the Name suffix if there are no other columns with the same name prefix. | permission
ColumnHandling-A-008-M | Columns with the Category suffix MUST be normalized. | ? no column says whether it is so
ColumnHandling-A-009-M | Custom (e.g., provider-defined) columns that are not defined by FOCUS but included in a FOCUS dataset MUST follow the following rules: | all -010-M -011-O
ColumnHandling-A-010-M | Custom columns MUST be prefixed with a consistent x_ prefix to identify them as external, custom columns and distinguish them from FOCUS columns to avoid conflicts in future releases. | names(foreign) match /^x_/
ColumnHandling-A-011-O | Custom columns SHOULD follow the same rules listed above for FOCUS columns. | names(custom) match /^x_[A-Z][A-Za-z0-9]*$/
ColumnHandling-A-012-O | All FOCUS columns SHOULD be first in the provided dataset. | names(foreign) come last
ColumnHandling-A-013-O | Custom columns SHOULD be listed after all FOCUS columns and SHOULD NOT be intermixed. | names(foreign) come last
ColumnHandling-A-014-O | Columns MAY be sorted alphabetically, but custom columns SHOULD be after all FOCUS columns. | permission
CurrencyFormat-A-000-C | The CurrencyFormat attribute adheres to the following requirements: | all -001-C -002-C
CurrencyFormat-A-001-C | Currency-related columns MUST be represented as a three-letter alphabetic code as dictated in the governing document ISO 4217:2015 when the value is presented in national currency (e.g., USD, EUR). | each(currency) is currency and BillingCurrency is national-currency
CurrencyFormat-A-002-C | Currency-related columns MUST conform to StringHandling requirements when the value is presented in virtual currency (e.g., credits, tokens). | each(currency) is unicode
DateTimeFormat-A-000-M | The DateTimeFormat attribute adheres to the following requirements: | all -001-M -002-M -003-M
DateTimeFormat-A-001-M | Date/time values MUST be in UTC (Coordinated Universal Time) to avoid ambiguity and ensure consistency across different time zones. | each(date-time) lacks /[+-](?!00:?00$)\d\d:?\d\d$/ unless iso-utc
DateTimeFormat-A-002-M | Date/time values format MUST be aligned with ISO 8601 standard, which provides a globally recognized format for representing dates and times (see ISO 8601-1:2019 governing document for details). | each(date-time) matches /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d(:?\d\d)?)?$/ unless iso-utc
DateTimeFormat-A-003-M | Values providing information about a specific moment in time MUST be represented in the extended ISO 8601 format with UTC offset ('YYYY-MM-DDTHH:mm:ssZ') and conform to the following guidelines: | all -004-M -005-M -006-M
DateTimeFormat-A-004-M | MUST Include the date and time components, separated with the letter 'T'. | each(date-time) matches /\dT\d/ unless iso-utc
DateTimeFormat-A-005-M | MUST Use two-digit hours (HH), minutes (mm), and seconds (ss). | each(date-time) matches /[T ]\d\d:\d\d:\d\d(?!\d)/ unless iso-utc
DateTimeFormat-A-006-M | MUST End with the 'Z' indicator to denote UTC (Coordinated Universal Time). | each(date-time) matches /Z$/ unless iso-utc
DiscountHandling-A-000-C | The DiscountHandling attribute adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-C -002-C -005-C -008-C -020-C
DiscountHandling-A-001-C | All applicable discounts SHOULD be applied to each row they pertain to and SHOULD NOT be negated in a separate row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-002-C | All discounts applied to a row MUST apply to the entire charge. | [COMMITMENT_DISCOUNT_SUPPORTED] all -003-C -004-C
DiscountHandling-A-003-C MUST | Multiple discounts MAY apply to a row, but they MUST apply to the entire charge covered by that row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-004-C | If a discount only applies to a portion of a charge, then the discounted portion of the charge MUST be split into a separate row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-005-C | Each discount MUST be identifiable using existing FOCUS columns. | [COMMITMENT_DISCOUNT_SUPPORTED] all -006-C -007-C
DiscountHandling-A-006-C | Rows with a commitment discount applied to them MUST include a CommitmentDiscountId. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is not null if CommitmentDiscountStatus is not null
DiscountHandling-A-007-C | If a provider applies a discount that cannot be represented by a FOCUS column, they SHOULD include additional columns to identify the source of the discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-008-C | Purchased discounts (e.g., commitment discounts) MUST be amortized. | [COMMITMENT_DISCOUNT_SUPPORTED] all -009-C -010-C -011-C -012-C -013-C -014-C -015-C -016-C -017-C -018-C -019-C
DiscountHandling-A-009-C | The BilledCost MUST be 0 for any row where the commitment covers the entire cost for the charge period. | [COMMITMENT_DISCOUNT_SUPPORTED] BilledCost = 0 if CommitmentDiscountStatus in ("Used", "Unused") and ChargeClass != "Correction"
DiscountHandling-A-010-C | The EffectiveCost MUST include the portion of the amortized purchase cost that applies to this row. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-011-C | The sum of the EffectiveCost for all rows where CommitmentDiscountStatus is "Used" or "Unused" for each CommitmentDiscountId over the entire duration of the commitment MUST be the same as the total BilledCost of the commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? the sum runs over the whole term of the commitment, a file over a part of it
DiscountHandling-A-012-C | The CommitmentDiscountId and ResourceId MUST be set to the ID assigned to the commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ResourceId = CommitmentDiscountId if ChargeCategory = "Purchase" and CommitmentDiscountId is not null
DiscountHandling-A-013-C | ChargeCategory MUST be set to "Purchase" on rows that represent a purchase of a commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ChargeCategory = "Purchase" if CommitmentDiscountQuantity is not null and CommitmentDiscountStatus is null
DiscountHandling-A-014-C | CommitmentDiscountStatus MUST be "Used" for ChargeCategory "Usage" rows that received a reduced price from a commitment. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountStatus = "Used" if ChargeCategory = "Usage" and CommitmentDiscountId is not null and ResourceId is not null and ResourceId != CommitmentDiscountId
DiscountHandling-A-015-C | CommitmentDiscountId MUST be set to the ID assigned to the discount. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is not null if CommitmentDiscountStatus = "Used"
DiscountHandling-A-016-C | ResourceId MUST be set to the ID of the resource that received the discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ResourceId != CommitmentDiscountId if CommitmentDiscountStatus = "Used" and CommitmentDiscountId is not null
DiscountHandling-A-017-C | If a commitment is not fully utilized, the provider MUST include a row that represents the unused portion of the commitment for that charge period. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
DiscountHandling-A-018-C | These rows MUST be represented with CommitmentDiscountStatus set to "Unused" and ChargeCategory set to "Usage". | [COMMITMENT_DISCOUNT_SUPPORTED] ChargeCategory = "Usage" if CommitmentDiscountStatus = "Unused"
DiscountHandling-A-019-C | Such rows MUST have their CommitmentDiscountId and ResourceId set to the ID assigned to the commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] CommitmentDiscountId is not null and ResourceId = CommitmentDiscountId if CommitmentDiscountStatus = "Unused"
DiscountHandling-A-020-C | Credits that are applied after the fact MUST use a ChargeCategory of "Credit". | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says whether it is so
KeyValueFormat-A-000-M | All key-value related columns defined in the FOCUS specification MUST follow the key-value formatting requirements listed below. | all -001-M -002-M -003-M -004-M
KeyValueFormat-A-001-M | Key-Value Format columns MUST contain a serialized JSON string, consistent with the ECMA 404 definition of an object. | each(key-value) is json-object
KeyValueFormat-A-002-M | Keys in a key-value pair MUST be unique within an object. | each(key-value) is unique-keys
KeyValueFormat-A-003-M | Values in a key-value pair MUST be one of the following types: number, string, true, false, or null. | each(key-value) is scalar-values
KeyValueFormat-A-004-M | Values in a key-value pair MUST NOT be an object or an array. | each(key-value) is flat
NullHandling-A-000-M | All columns defined in the FOCUS specification MUST follow the null handling requirements listed below. | all -001-C -002-M
NullHandling-A-001-C | Columns MUST use NULL when there isn't a value that can be specified for a nullable column. | each(any) is not placeholder
NullHandling-A-002-M | Columns MUST NOT use empty strings or placeholder values such as 0 for numeric columns or "Not Applicable" for string columns to represent a null or not having a value, regardless of whether the column allows nulls or not. | each(any) is not placeholder and nulls are alike
NumericFormat-A-000-M | All columns capturing a numeric value, defined in the FOCUS specification, MUST follow the formatting requirements listed below. | all -001-O -002-M -003-M -004-M -005-M -006-M -007-M -008-M -009-M -010-M -011-M -012-M -013-O
NumericFormat-A-001-O | Custom numeric value capturing columns SHOULD adopt the same format requirements over time. | ? other billing periods are needed
NumericFormat-A-002-M | Columns with a Numeric value format MUST contain a single numeric value. | each(numeric) lacks /\d[\s;|]+[-+]?\d|^\s*\[/ unless numeric
NumericFormat-A-003-M | Numeric values MUST be expressed as an integer value, a decimal value, or a value expressed in scientific notation. | each(numeric) is decimal
NumericFormat-A-004-M | Fractional notation MUST NOT be used. | each(numeric) lacks /\d\s*\/\s*\d|[¼½¾⅐-⅞]/ unless numeric
NumericFormat-A-005-M | Numeric values expressed using scientific notation MUST be expressed using E notation "mEn" with a real number m and an integer n indicating a value of "m x 10^n". | each(numeric) lacks /\d\s*[x×*·]\s*10|10\s*\^|\de\s|\s[eE]\s*[-+]?\d|\d[eE][-+]?\d+\./ unless numeric
NumericFormat-A-006-M | The sign of the exponent MUST only be expressed as part of the exponent value if n is negative. | each(numeric) lacks /[eE]\+/ unless numeric
NumericFormat-A-007-M | Numeric values MUST NOT be expressed with mathematical symbols, functions, or operators. | each(numeric) lacks /[*×·÷\/^=<>~≈√∑±()]|\d\s*[-+]\s*\d(?<![eE][-+]\d)|[a-z]\s*\(/ unless numeric
NumericFormat-A-008-M | Numeric values MUST NOT contain qualifiers or additional characters (e.g., currency symbols, units of measure, etc.). | each(numeric) lacks /[^\d\s.,eE+\-*×·÷\/^=<>()xX;:|]|^[eE]|[eE]$/ unless numeric
NumericFormat-A-009-M | Numeric values MUST NOT contain commas or punctuation marks except for a single decimal point (".") if required to express a decimal value. | each(numeric) lacks /[,;:'’_!?\x22]|\..*\.|^\.|\.$/ unless numeric
NumericFormat-A-010-M | Numeric values MUST NOT include a character to represent a sign for a positive value. | each(numeric) lacks /^\s*\+/ unless numeric
NumericFormat-A-011-M | A negative sign (-) MUST indicate a negative value. | each(numeric) lacks /^\s*\(.*\)\s*$|\d\s*-\s*$|[−–—]|\d\s*(CR|DR)$/ unless numeric
NumericFormat-A-012-M | Columns with a Numeric value format MUST present one of the following values as the "Data type" in the column definition. | ? no column says whether it is so
NumericFormat-A-013-O | Providers SHOULD define precision and scale for Numeric Format columns using one of the following precision values in a data definition document that providers publish. | ? the documentation of the provider is needed
StringHandling-A-000-M | All columns of type String defined in the FOCUS specification MUST follow the string handling requirements listed below. | all -001-M -002-O -003-M -004-M -005-M -006-M -007-M -008-C
StringHandling-A-001-M | String values MUST be valid Unicode strings. | each(string) is unicode
StringHandling-A-002-O | Custom string value capturing columns SHOULD adopt the same requirements over time. | ? other billing periods are needed
StringHandling-A-003-M | String values MUST maintain the original casing, spacing, and other relevant consistency factors as specified by providers and end-users. | ? no column says whether it is so
StringHandling-A-004-M | Charges to mutable entities (e.g., resource names) MUST be accurately reflected in corresponding charges incurred after the change. | ? other billing periods are needed
StringHandling-A-005-M | Charges to mutable entities MUST NOT alter charges incurred before the change, preserving data integrity and auditability for all charge records. | ? other billing periods are needed
StringHandling-A-006-M | Immutable string values that refer to the same entity (e.g., resource identifiers, region identifiers, etc.) MUST remain consistent and unchanged across all billing periods. | ? other billing periods are needed
StringHandling-A-007-M | Empty strings and strings consisting solely of spaces SHOULD NOT be used in not-nullable string columns. | each(string) is not blank
StringHandling-A-008-C | When a record is provided after a change to a mutable string value and the ChargeClass is "Correction", the record MAY contain the altered value. | permission
UnitFormat-A-000-M | All columns defined in FOCUS specifying Unit Format as a value format MUST follow the requirements listed below. | all -001-M -002-O -003-M -004-C
UnitFormat-A-001-M | Units SHOULD be expressed as a single unit of measure adhering to one of the following three formats. | each(unit) is unit
UnitFormat-A-002-O | Units MAY be expressed with a unit quantity or time interval. If a unit quantity or time interval is used, the unit quantity or time interval MUST be expressed as a whole number. | permission
UnitFormat-A-003-M | Unit values and components of columns using the Unit Format MUST use a capitalization scheme that is consistent with the capitalization scheme used in this attribute if that term is listed in this section. | each(unit) is unit-spelling
UnitFormat-A-004-C | Units SHOULD be composed of the list of recommended units listed in this section unless the unit value covers a dimension not listed in the recommended unit set, or if the unit covers a count-based unit distinct from recommended values in the count dimension listed in this section. | ? no column says whether it is so
AvailabilityZone-C-000-C | The AvailabilityZone column adheres to the following requirements: | [AVAILABILITY_ZONE_SUPPORTED] all -001-M -002-M -003-C
AvailabilityZone-C-001-M | AvailabilityZone MUST be of type String. | AvailabilityZone is string
AvailabilityZone-C-002-M | AvailabilityZone MUST conform to StringHandling requirements. | AvailabilityZone is unicode
AvailabilityZone-C-003-C | AvailabilityZone MUST be null when a charge is not specific to an availability zone. | ? no column says whether it is so
BilledCost-C-000-M | The BilledCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-C -006-M -007-M
BilledCost-C-001-M | BilledCost MUST be of type Decimal. | BilledCost is decimal
BilledCost-C-002-M | BilledCost MUST conform to NumericFormat requirements. | BilledCost is numeric
BilledCost-C-003-M | BilledCost MUST NOT be null. | BilledCost is not null
BilledCost-C-004-M | BilledCost MUST be a valid decimal value. | BilledCost is decimal
BilledCost-C-005-C | BilledCost MUST be 0 for charges where payments are received by a third party (e.g., marketplace transactions). | ? no column says who receives the payment: a reseller is an issuer other than the provider, and is paid
BilledCost-C-006-M | BilledCost MUST be denominated in the BillingCurrency. | ? a number does not show its currency
BilledCost-C-007-M | The sum of the BilledCost for a given InvoiceId MUST match the sum of the payable amount provided in the corresponding invoice with the same id generated by the InvoiceIssuer. | ? the invoice is another document: see reconcileInvoice
BillingAccountId-C-000-M | The BillingAccountId column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-O
BillingAccountId-C-001-M | BillingAccountId MUST NOT be null. | BillingAccountId is not null
BillingAccountId-C-002-M | BillingAccountId MUST be of type String. | BillingAccountId is string
BillingAccountId-C-003-M | BillingAccountId MUST conform to StringHandling requirements. | BillingAccountId is unicode
BillingAccountId-C-004-M | BillingAccountId MUST be a unique identifier within a provider. | ? other data of the provider is needed
BillingAccountId-C-005-O | BillingAccountId SHOULD be a fully-qualified identifier. | ? other data of the provider is needed
BillingAccountName-C-000-M | The BillingAccountName column adheres to the following requirements: | all -001-M -002-M -003-C
BillingAccountName-C-001-M | BillingAccountName MUST be of type String. | BillingAccountName is string
BillingAccountName-C-002-M | BillingAccountName MUST conform to StringHandling requirements. | BillingAccountName is unicode
BillingAccountName-C-003-C | BillingAccountName MUST NOT be null when the provider supports assigning a display name for the billing account. | [ACCOUNT_NAMING_SUPPORTED] BillingAccountName is not null
BillingAccountType-C-000-C | The BillingAccountType column adheres to the following requirements: | [MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED] all -001-M -002-M -003-C -006-M
BillingAccountType-C-001-M | BillingAccountType MUST be of type String. | BillingAccountType is string
BillingAccountType-C-002-M | BillingAccountType MUST conform to StringHandling requirements. | BillingAccountType is unicode
BillingAccountType-C-003-C | BillingAccountType nullability is defined as follows: | all -004-C -005-C
BillingAccountType-C-004-C | BillingAccountType MUST be null when BillingAccountId is null. | BillingAccountType is null if BillingAccountId is null
BillingAccountType-C-005-C | BillingAccountType MUST NOT be null when BillingAccountId is not null. | BillingAccountType is not null if BillingAccountId is not null
BillingAccountType-C-006-M | BillingAccountType MUST be a consistent, readable display value. | ? no column says whether it is so
BillingCurrency-C-000-M | The BillingCurrency column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-M -006-M
BillingCurrency-C-001-M | BillingCurrency MUST be of type String. | BillingCurrency is string
BillingCurrency-C-002-M | BillingCurrency MUST conform to StringHandling requirements. | BillingCurrency is unicode
BillingCurrency-C-003-M | BillingCurrency MUST conform to CurrencyFormat requirements. | BillingCurrency is currency
BillingCurrency-C-004-M | BillingCurrency MUST NOT be null. | BillingCurrency is not null
BillingCurrency-C-005-M | BillingCurrency MUST match the currency used in the invoice generated by the invoice issuer. | ? the invoice is another document: see reconcileInvoice
BillingCurrency-C-006-M | BillingCurrency MUST be expressed in national currency (e.g., USD, EUR). | BillingCurrency is national-currency
BillingPeriodEnd-C-000-M | The BillingPeriodEnd column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
BillingPeriodEnd-C-001-M | BillingPeriodEnd MUST be of type Date/Time. | BillingPeriodEnd is date-time
BillingPeriodEnd-C-002-M | BillingPeriodEnd MUST conform to DateTimeFormat requirements. | BillingPeriodEnd is iso-utc
BillingPeriodEnd-C-003-M | BillingPeriodEnd MUST NOT be null. | BillingPeriodEnd is not null
BillingPeriodEnd-C-004-M | BillingPeriodEnd MUST be the exclusive end bound of the billing period. | BillingPeriodStart < BillingPeriodEnd
BillingPeriodStart-C-000-M | The BillingPeriodStart column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
BillingPeriodStart-C-001-M | BillingPeriodStart MUST be of type Date/Time. | BillingPeriodStart is date-time
BillingPeriodStart-C-002-M | BillingPeriodStart MUST conform to DateTimeFormat requirements. | BillingPeriodStart is iso-utc
BillingPeriodStart-C-003-M | BillingPeriodStart MUST NOT be null. | BillingPeriodStart is not null
BillingPeriodStart-C-004-M | BillingPeriodStart MUST be the inclusive start bound of the billing period. | BillingPeriodStart < BillingPeriodEnd
CapacityReservationId-C-000-C | The CapacityReservationId column adheres to the following requirements: | [CAPACITY_RESERVATION_SUPPORTED] all -001-M -002-M -003-C -007-C
CapacityReservationId-C-001-M | CapacityReservationId MUST be of type String. | CapacityReservationId is string
CapacityReservationId-C-002-M | CapacityReservationId MUST conform to StringHandling requirements. | CapacityReservationId is unicode
CapacityReservationId-C-003-C | CapacityReservationId nullability is defined as follows: | all -004-C -005-C -006-C
CapacityReservationId-C-004-C | CapacityReservationId MUST be null when a charge is not related to a capacity reservation. | ? no column says whether it is so
CapacityReservationId-C-005-C | CapacityReservationId MUST NOT be null when a charge represents the unused portion of a capacity reservation. | CapacityReservationId is not null if CapacityReservationStatus = "Unused"
CapacityReservationId-C-006-C | CapacityReservationId SHOULD NOT be null when a charge is related to a capacity reservation. | CapacityReservationId is not null if CapacityReservationStatus is not null
CapacityReservationId-C-007-C | When CapacityReservationId is not null, CapacityReservationId adheres to the following additional requirements: | all -008-M -009-O
CapacityReservationId-C-008-M | CapacityReservationId MUST be a unique identifier within the provider. | ? other data of the provider is needed
CapacityReservationId-C-009-O | CapacityReservationId SHOULD be a fully-qualified identifier. | ? other data of the provider is needed
CapacityReservationStatus-C-000-C | The CapacityReservationStatus column adheres to the following requirements: | [CAPACITY_RESERVATION_SUPPORTED] all -001-M -002-C -005-C
CapacityReservationStatus-C-001-M | CapacityReservationStatus MUST be of type String. | CapacityReservationStatus is string
CapacityReservationStatus-C-002-C | CapacityReservationStatus nullability is defined as follows: | all -003-C -004-C
CapacityReservationStatus-C-003-C | CapacityReservationStatus MUST be null when CapacityReservationId is null. | CapacityReservationStatus is null if CapacityReservationId is null
CapacityReservationStatus-C-004-C | CapacityReservationStatus MUST NOT be null when CapacityReservationId is not null and ChargeCategory is "Usage". | CapacityReservationStatus is not null if CapacityReservationId is not null and ChargeCategory = "Usage"
CapacityReservationStatus-C-005-C | When CapacityReservationStatus is not null, CapacityReservationStatus adheres to the following additional requirements: | all -006-M -007-C -008-C
CapacityReservationStatus-C-006-M | CapacityReservationStatus MUST be one of the allowed values. | CapacityReservationStatus in ("Used", "Unused")
CapacityReservationStatus-C-007-C | CapacityReservationStatus MUST be "Unused" when the charge represents the unused portion of a capacity reservation. | ? no column says whether it is so
CapacityReservationStatus-C-008-C | CapacityReservationStatus MUST be "Used" when the charge represents the used portion of a capacity reservation. | ? no column says whether it is so
ChargeCategory-C-000-M | The ChargeCategory column adheres to the following requirements: | all -001-M -002-M -003-M
ChargeCategory-C-001-M | ChargeCategory MUST be of type String. | ChargeCategory is string
ChargeCategory-C-002-M | ChargeCategory MUST NOT be null. | ChargeCategory is not null
ChargeCategory-C-003-M | ChargeCategory MUST be one of the allowed values. | ChargeCategory in ("Usage", "Purchase", "Tax", "Credit", "Adjustment")
ChargeClass-C-000-M | The ChargeClass column adheres to the following requirements: | all -001-M -002-C -005-C
ChargeClass-C-001-M | ChargeClass MUST be of type String. | ChargeClass is string
ChargeClass-C-002-C | ChargeClass nullability is defined as follows: | all -003-C -004-C
ChargeClass-C-003-C | ChargeClass MUST be null when the row does not represent a correction or when it represents a correction within the current billing period. | ? no column says whether it is so
ChargeClass-C-004-C | ChargeClass MUST NOT be null when the row represents a correction to a previously invoiced billing period. | ? the invoice is needed
ChargeClass-C-005-C | ChargeClass MUST be "Correction" when ChargeClass is not null. | ChargeClass = "Correction" if ChargeClass is not null
ChargeDescription-C-000-M | The ChargeDescription column adheres to the following requirements: | all -001-M -002-M -003-O -004-O
ChargeDescription-C-001-M | ChargeDescription MUST be of type String. | ChargeDescription is string
ChargeDescription-C-002-M | ChargeDescription MUST conform to StringHandling requirements. | ChargeDescription is unicode
ChargeDescription-C-003-O | ChargeDescription SHOULD NOT be null. | ChargeDescription is not null
ChargeDescription-C-004-O | ChargeDescription maximum length SHOULD be provided in the corresponding FOCUS Metadata Schema. | ? the documentation of the provider is needed
ChargeFrequency-C-000-O | The ChargeFrequency column adheres to the following requirements: | all -001-M -002-M -003-M -004-C
ChargeFrequency-C-001-M | ChargeFrequency MUST be of type String. | ChargeFrequency is string
ChargeFrequency-C-002-M | ChargeFrequency MUST NOT be null. | ChargeFrequency is not null
ChargeFrequency-C-003-M | ChargeFrequency MUST be one of the allowed values. | ChargeFrequency in ("One-Time", "Recurring", "Usage-Based")
ChargeFrequency-C-004-C | ChargeFrequency MUST NOT be "Usage-Based" when ChargeCategory is "Purchase". | ChargeFrequency != "Usage-Based" if ChargeCategory = "Purchase"
ChargePeriodEnd-C-000-M | The ChargePeriodEnd column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
ChargePeriodEnd-C-001-M | ChargePeriodEnd MUST be of type Date/Time. | ChargePeriodEnd is date-time
ChargePeriodEnd-C-002-M | ChargePeriodEnd MUST conform to DateTimeFormat requirements. | ChargePeriodEnd is iso-utc
ChargePeriodEnd-C-003-M | ChargePeriodEnd MUST NOT be null. | ChargePeriodEnd is not null
ChargePeriodEnd-C-004-M | ChargePeriodEnd MUST be the exclusive end bound of the effective period of the charge. | ChargePeriodStart < ChargePeriodEnd
ChargePeriodStart-C-000-M | The ChargePeriodStart column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
ChargePeriodStart-C-001-M | ChargePeriodStart MUST be of type Date/Time. | ChargePeriodStart is date-time
ChargePeriodStart-C-002-M | ChargePeriodStart MUST conform to DateTimeFormat requirements. | ChargePeriodStart is iso-utc
ChargePeriodStart-C-003-M | ChargePeriodStart MUST NOT be null. | ChargePeriodStart is not null
ChargePeriodStart-C-004-M | ChargePeriodStart MUST be the inclusive start bound of the effective period of the charge. | ChargePeriodStart < ChargePeriodEnd
CommitmentDiscountCategory-C-000-C | The CommitmentDiscountCategory column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-C -005-M
CommitmentDiscountCategory-C-001-M | CommitmentDiscountCategory MUST be of type String. | CommitmentDiscountCategory is string
CommitmentDiscountCategory-C-002-C | CommitmentDiscountCategory nullability is defined as follows: | all -003-C -004-C
CommitmentDiscountCategory-C-003-C | CommitmentDiscountCategory MUST be null when CommitmentDiscountId is null. | CommitmentDiscountCategory is null if CommitmentDiscountId is null
CommitmentDiscountCategory-C-004-C | CommitmentDiscountCategory MUST NOT be null when CommitmentDiscountId is not null. | CommitmentDiscountCategory is not null if CommitmentDiscountId is not null
CommitmentDiscountCategory-C-005-M | CommitmentDiscountCategory MUST be one of the allowed values. | CommitmentDiscountCategory in ("Spend", "Usage")
CommitmentDiscountId-C-000-C | The CommitmentDiscountId column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C -006-C
CommitmentDiscountId-C-001-M | CommitmentDiscountId MUST be of type String. | CommitmentDiscountId is string
CommitmentDiscountId-C-002-M | CommitmentDiscountId MUST conform to StringHandling requirements. | CommitmentDiscountId is unicode
CommitmentDiscountId-C-003-C | CommitmentDiscountId nullability is defined as follows: | all -004-C -005-C
CommitmentDiscountId-C-004-C | CommitmentDiscountId MUST be null when a charge is not related to a commitment discount. | ? no column says whether it is so
CommitmentDiscountId-C-005-C | CommitmentDiscountId MUST NOT be null when a charge is related to a commitment discount. | CommitmentDiscountId is not null if CommitmentDiscountStatus is not null or CommitmentDiscountQuantity is not null
CommitmentDiscountId-C-006-C | When CommitmentDiscountId is not null, CommitmentDiscountId adheres to the following additional requirements: | all -007-M -008-C
CommitmentDiscountId-C-007-M | CommitmentDiscountId MUST be a unique identifier within the provider. | ? other data of the provider is needed
CommitmentDiscountId-C-008-C | CommitmentDiscountId SHOULD be a fully-qualified identifier. | ? other data of the provider is needed
CommitmentDiscountName-C-000-C | The CommitmentDiscountName column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C -004-C
CommitmentDiscountName-C-001-M | CommitmentDiscountName MUST be of type String. | CommitmentDiscountName is string
CommitmentDiscountName-C-002-M | CommitmentDiscountName MUST conform to StringHandling requirements. | CommitmentDiscountName is unicode
CommitmentDiscountName-C-003-C | CommitmentDiscountName nullability is defined as follows: | all -004-C -005-C
CommitmentDiscountName-C-004-C | CommitmentDiscountName MUST be null when CommitmentDiscountId is null. | CommitmentDiscountName is null if CommitmentDiscountId is null
CommitmentDiscountName-C-005-C | When CommitmentDiscountId is not null, CommitmentDiscountName adheres to the following additional requirements: | all -006-C -007-C
CommitmentDiscountName-C-006-C | CommitmentDiscountName MUST NOT be null when a display name can be assigned to a commitment discount. | ? no column says whether it is so
CommitmentDiscountName-C-007-C | CommitmentDiscountName MAY be null when a display name cannot be assigned to a commitment discount. | permission
CommitmentDiscountQuantity-C-000-C | The CommitmentDiscountQuantity column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C -004-C -008-C
CommitmentDiscountQuantity-C-001-M | CommitmentDiscountQuantity MUST be of type Decimal. | CommitmentDiscountQuantity is decimal
CommitmentDiscountQuantity-C-002-M | CommitmentDiscountQuantity MUST conform to NumericFormat requirements. | CommitmentDiscountQuantity is numeric
CommitmentDiscountQuantity-C-003-C | CommitmentDiscountQuantity nullability is defined as follows: | all -004-C -007-C
CommitmentDiscountQuantity-C-004-C | When ChargeCategory is "Usage" or "Purchase" and CommitmentDiscountId is not null, CommitmentDiscountQuantity adheres to the following additional requirements: | all -005-C -006-C
CommitmentDiscountQuantity-C-005-C | CommitmentDiscountQuantity MUST NOT be null when ChargeClass is not "Correction". | CommitmentDiscountQuantity is not null if ChargeCategory in ("Usage", "Purchase") and CommitmentDiscountId is not null and ChargeClass != "Correction"
CommitmentDiscountQuantity-C-006-C | CommitmentDiscountQuantity MAY be null when ChargeClass is "Correction". | permission
CommitmentDiscountQuantity-C-007-C | CommitmentDiscountQuantity MUST be null in all other cases. | CommitmentDiscountQuantity is null if not (ChargeCategory in ("Usage", "Purchase") and CommitmentDiscountId is not null)
CommitmentDiscountQuantity-C-008-C | When CommitmentDiscountQuantity is not null, CommitmentDiscountQuantity adheres to the following additional requirements: | all -009-M -010-C -013-C
CommitmentDiscountQuantity-C-009-M | CommitmentDiscountQuantity MUST be a valid decimal value. | CommitmentDiscountQuantity is decimal
CommitmentDiscountQuantity-C-010-C | When ChargeCategory is "Purchase", CommitmentDiscountQuantity adheres to the following additional requirements: | all -011-C -012-C
CommitmentDiscountQuantity-C-011-C | CommitmentDiscountQuantity MUST be the quantity of CommitmentDiscountUnit, paid fully or partially upfront, that is eligible for consumption over the commitment discount's term when ChargeFrequency is "One-Time". | ? no column says whether it is so
CommitmentDiscountQuantity-C-012-C | CommitmentDiscountQuantity MUST be the quantity of CommitmentDiscountUnit that is eligible for consumption for each charge period that corresponds with the purchase when ChargeFrequency is "Recurring". | ? no column says whether it is so
CommitmentDiscountQuantity-C-013-C | When ChargeCategory is "Usage", CommitmentDiscountQuantity adheres to the following additional requirements: | all -014-C -015-C
CommitmentDiscountQuantity-C-014-C | CommitmentDiscountQuantity MUST be the metered quantity of CommitmentDiscountUnit that is consumed in a given charge period when CommitmentDiscountStatus is "Used". | ? no column says whether it is so
CommitmentDiscountQuantity-C-015-C | CommitmentDiscountQuantity MUST be the remaining, unused quantity of CommitmentDiscountUnit in a given charge period when CommitmentDiscountStatus is "Unused". | ? no column says whether it is so
CommitmentDiscountStatus-C-000-C | The CommitmentDiscountStatus column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-C -005-M
CommitmentDiscountStatus-C-001-M | CommitmentDiscountStatus MUST be of type String. | CommitmentDiscountStatus is string
CommitmentDiscountStatus-C-002-C | CommitmentDiscountStatus nullability is defined as follows: | all -003-C -004-C
CommitmentDiscountStatus-C-003-C | CommitmentDiscountStatus MUST be null when CommitmentDiscountId is null. | CommitmentDiscountStatus is null if CommitmentDiscountId is null
CommitmentDiscountStatus-C-004-C | CommitmentDiscountStatus MUST NOT be null when CommitmentDiscountId is not null and Charge Category is "Usage". | CommitmentDiscountStatus is not null if CommitmentDiscountId is not null and ChargeCategory = "Usage"
CommitmentDiscountStatus-C-005-M | CommitmentDiscountStatus MUST be one of the allowed values. | CommitmentDiscountStatus in ("Used", "Unused")
CommitmentDiscountType-C-000-C | The CommitmentDiscountType column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C
CommitmentDiscountType-C-001-M | CommitmentDiscountType MUST be of type String. | CommitmentDiscountType is string
CommitmentDiscountType-C-002-M | CommitmentDiscountType MUST conform to StringHandling requirements. | CommitmentDiscountType is unicode
CommitmentDiscountType-C-003-C | CommitmentDiscountType nullability is defined as follows: | all -004-C -005-C
CommitmentDiscountType-C-004-C | CommitmentDiscountType MUST be null when CommitmentDiscountId is null. | CommitmentDiscountType is null if CommitmentDiscountId is null
CommitmentDiscountType-C-005-C | CommitmentDiscountType MUST NOT be null when CommitmentDiscountId is not null. | CommitmentDiscountType is not null if CommitmentDiscountId is not null
CommitmentDiscountUnit-C-000-C | The CommitmentDiscountUnit column adheres to the following requirements: | [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-M -004-C -007-C
CommitmentDiscountUnit-C-001-M | CommitmentDiscountUnit MUST be of type String. | CommitmentDiscountUnit is string
CommitmentDiscountUnit-C-002-M | CommitmentDiscountUnit MUST conform to StringHandling requirements. | CommitmentDiscountUnit is unicode
CommitmentDiscountUnit-C-003-M | CommitmentDiscountUnit SHOULD conform to UnitFormat requirements. | CommitmentDiscountUnit is unit
CommitmentDiscountUnit-C-004-C | CommitmentDiscountUnit nullability is defined as follows: | all -005-C -006-C
CommitmentDiscountUnit-C-005-C | CommitmentDiscountUnit MUST be null when CommitmentDiscountQuantity is null. | CommitmentDiscountUnit is null if CommitmentDiscountQuantity is null
CommitmentDiscountUnit-C-006-C | CommitmentDiscountUnit MUST NOT be null when CommitmentDiscountQuantity is not null. | CommitmentDiscountUnit is not null if CommitmentDiscountQuantity is not null
CommitmentDiscountUnit-C-007-C | When CommitmentDiscountUnit is not null, CommitmentDiscountUnit adheres to the following additional requirements: | all -008-M -009-M -010-C
CommitmentDiscountUnit-C-008-M | CommitmentDiscountUnit MUST remain consistent over time for a given CommitmentDiscountId. | CommitmentDiscountId has one CommitmentDiscountUnit
CommitmentDiscountUnit-C-009-M | CommitmentDiscountUnit MUST represent the unit used to measure the commitment discount. | ? no column says whether it is so
CommitmentDiscountUnit-C-010-C | When accounting for commitment discount flexibility, the CommitmentDiscountUnit value SHOULD reflect this consideration. | ? no column says whether it is so
ConsumedQuantity-C-000-C | The ConsumedQuantity column adheres to the following requirements: | [USAGE_MEASUREMENT_SUPPORTED] all -001-M -002-M -003-C -008-C
ConsumedQuantity-C-001-M | ConsumedQuantity MUST be of type Decimal. | ConsumedQuantity is decimal
ConsumedQuantity-C-002-M | ConsumedQuantity MUST conform to NumericFormat requirements. | ConsumedQuantity is numeric
ConsumedQuantity-C-003-C | ConsumedQuantity nullability is defined as follows: | all -004-C -005-C
ConsumedQuantity-C-004-C | ConsumedQuantity MUST be null when ChargeCategory is not "Usage", or when ChargeCategory is "Usage" and CommitmentDiscountStatus is "Unused". | ConsumedQuantity is null if ChargeCategory != "Usage" or CommitmentDiscountStatus = "Unused"
ConsumedQuantity-C-005-C | When ChargeCategory is "Usage" and CommitmentDiscountStatus is not "Unused", ConsumedQuantity adheres to the following additional requirements: | all -006-C -007-C
ConsumedQuantity-C-006-C | ConsumedQuantity MUST NOT be null when ChargeClass is not "Correction". | ConsumedQuantity is not null if ChargeCategory = "Usage" and CommitmentDiscountStatus != "Unused" and ChargeClass != "Correction"
ConsumedQuantity-C-007-C | ConsumedQuantity MAY be null when ChargeClass is "Correction". | permission
ConsumedQuantity-C-008-C | ConsumedQuantity MUST be a valid decimal value when not null. | ConsumedQuantity is decimal
ConsumedUnit-C-000-C | The ConsumedUnit column adheres to the following requirements: | [USAGE_MEASUREMENT_SUPPORTED] all -001-M -002-M -003-O -004-C
ConsumedUnit-C-001-M | ConsumedUnit MUST be of type String. | ConsumedUnit is string
ConsumedUnit-C-002-M | ConsumedUnit MUST conform to StringHandling requirements. | ConsumedUnit is unicode
ConsumedUnit-C-003-O | ConsumedUnit SHOULD conform to UnitFormat requirements. | ConsumedUnit is unit
ConsumedUnit-C-004-C | ConsumedUnit nullability is defined as follows: | [USAGE_MEASUREMENT_SUPPORTED] all -005-C -006-C
ConsumedUnit-C-005-C | ConsumedUnit MUST be null when ConsumedQuantity is null. | ConsumedUnit is null if ConsumedQuantity is null
ConsumedUnit-C-006-C | ConsumedUnit MUST NOT be null when ConsumedQuantity is not null. | ConsumedUnit is not null if ConsumedQuantity is not null
ContractedCost-C-000-M | The ContractedCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-M -006-C -009-C -010-C
ContractedCost-C-001-M | ContractedCost MUST be of type Decimal. | ContractedCost is decimal
ContractedCost-C-002-M | ContractedCost MUST conform to NumericFormat requirements. | ContractedCost is numeric
ContractedCost-C-003-M | ContractedCost MUST NOT be null. | ContractedCost is not null
ContractedCost-C-004-M | ContractedCost MUST be a valid decimal value. | ContractedCost is decimal
ContractedCost-C-005-M | ContractedCost MUST be denominated in the BillingCurrency. | ? a number does not show its currency
ContractedCost-C-006-C | When ContractedUnitPrice is null, ContractedCost adheres to the following additional requirements: | all -007-C -008-C
ContractedCost-C-007-C | ContractedCost of a charge calculated based on other charges (e.g., when the ChargeCategory is "Tax") MUST be calculated based on the ContractedCost of those related charges. | ? no column says which charges are related
ContractedCost-C-008-C | ContractedCost of a charge unrelated to other charges (e.g., when the ChargeCategory is "Credit") MUST match the BilledCost. | ContractedCost = BilledCost if ContractedUnitPrice is null and ChargeCategory = "Credit"
ContractedCost-C-009-C | The product of ContractedUnitPrice and PricingQuantity MUST match the ContractedCost when ContractedUnitPrice is not null, PricingQuantity is not null, and ChargeClass is not "Correction". | ContractedUnitPrice * PricingQuantity = ContractedCost if ContractedUnitPrice is not null and PricingQuantity is not null and ChargeClass != "Correction"
ContractedCost-C-010-C | Discrepancies in ContractedCost, ContractedUnitPrice, or PricingQuantity MAY exist when ChargeClass is "Correction". | permission
ContractedUnitPrice-C-000-C | The ContractedUnitPrice column adheres to the following requirements: | [NEGOTIATED_PRICING_SUPPORTED] all -001-M -004-M -008-C -012-C
ContractedUnitPrice-C-001-M | ContractedUnitPrice adheres to the following additional requirements: | all -002-M -003-M
ContractedUnitPrice-C-002-M | ContractedUnitPrice MUST be of type Decimal. | ContractedUnitPrice is decimal
ContractedUnitPrice-C-003-M | ContractedUnitPrice MUST conform to NumericFormat requirements. | ContractedUnitPrice is numeric
ContractedUnitPrice-C-004-M | ContractedUnitPrice nullability is defined as follows: | all -005-C -006-C -007-O
ContractedUnitPrice-C-005-C | ContractedUnitPrice MUST be null when ChargeCategory is "Tax". | ContractedUnitPrice is null if ChargeCategory = "Tax"
ContractedUnitPrice-C-006-C | ContractedUnitPrice MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | ContractedUnitPrice is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
ContractedUnitPrice-C-007-O | ContractedUnitPrice MAY be null in all other cases. | permission
ContractedUnitPrice-C-008-C | When ContractedUnitPrice is not null, ContractedUnitPrice adheres to the following additional requirements: | all -009-C -010-C -011-C
ContractedUnitPrice-C-009-C | ContractedUnitPrice MUST be a non-negative decimal value. | ContractedUnitPrice >= 0 if ContractedUnitPrice is not null
ContractedUnitPrice-C-010-C | ContractedUnitPrice MUST be denominated in the BillingCurrency. | ? a number does not show its currency
ContractedUnitPrice-C-011-C | The product of ContractedUnitPrice and PricingQuantity MUST match the ContractedCost when PricingQuantity is not null and ChargeClass is not "Correction". | ContractedUnitPrice * PricingQuantity = ContractedCost if ContractedUnitPrice is not null and PricingQuantity is not null and ChargeClass != "Correction"
ContractedUnitPrice-C-012-C | Discrepancies in ContractedUnitPrice, ContractedCost, or PricingQuantity MAY exist when ChargeClass is "Correction". | permission
EffectiveCost-C-000-M | The EffectiveCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-C -006-M -007-O -008-C -011-C
EffectiveCost-C-001-M | EffectiveCost MUST be of type Decimal. | EffectiveCost is decimal
EffectiveCost-C-002-M | EffectiveCost MUST conform to NumericFormat requirements. | EffectiveCost is numeric
EffectiveCost-C-003-M | EffectiveCost MUST NOT be null. | EffectiveCost is not null
EffectiveCost-C-004-M | EffectiveCost MUST be a valid decimal value. | EffectiveCost is decimal
EffectiveCost-C-005-C | EffectiveCost MUST be 0 when ChargeCategory is "Purchase" and the purchase is intended to cover future eligible charges. | EffectiveCost = 0 if ChargeCategory = "Purchase" and CommitmentDiscountId is not null
EffectiveCost-C-006-M | EffectiveCost MUST be denominated in the BillingCurrency. | ? a number does not show its currency
EffectiveCost-C-007-O | The sum of EffectiveCost in a given billing period MAY not match the sum of the invoices received for the same billing period for a billing account. | permission
EffectiveCost-C-008-C | When ChargeCategory is not "Usage" or "Purchase", EffectiveCost adheres to the following additional requirements: | all -009-C -010-C
EffectiveCost-C-009-C | EffectiveCost of a charge calculated based on other charges (e.g., when the ChargeCategory is "Tax") MUST be calculated based on the EffectiveCost of those related charges. | ? no column says which charges are related
EffectiveCost-C-010-C | EffectiveCost of a charge unrelated to other charges (e.g., when the ChargeCategory is "Credit") MUST match the BilledCost. | EffectiveCost = BilledCost if ChargeCategory = "Credit"
EffectiveCost-C-011-C | Charges for a given CommitmentDiscountId adhere to the following additional requirements: | all -012-C -013-C
EffectiveCost-C-012-C | The sum of EffectiveCost where ChargeCategory is "Usage" MUST equal the sum of BilledCost where ChargeCategory is "Purchase". | ? the sum runs over the whole term of the commitment, a file over a part of it
EffectiveCost-C-013-C | The sum of EffectiveCost where ChargeCategory is "Usage" MUST equal the sum of EffectiveCost where ChargeCategory is "Usage" and CommitmentDiscountStatus is "Used", plus the sum of EffectiveCost where ChargeCategory is "Usage" and CommitmentDiscountStatus is "Unused". | sum(EffectiveCost) = sum(EffectiveCost when CommitmentDiscountStatus in ("Used", "Unused")) per CommitmentDiscountId if ChargeCategory = "Usage"
InvoiceId-C-000-O SHOULD | The InvoiceId column adheres to the following requirements: | all -001-M -002-M -003-C -006-O -007-C
InvoiceId-C-001-M | InvoiceId MUST be of type String. | InvoiceId is string
InvoiceId-C-002-M | InvoiceId MUST conform to StringHandling requirements. | InvoiceId is unicode
InvoiceId-C-003-C | InvoiceId nullability is defined as follows: | all -004-C -005-C
InvoiceId-C-004-C | InvoiceId MUST be null when the charge is not associated either with an invoice or with a pre-generated provisional invoice. | ? no column says whether a charge stands on an invoice
InvoiceId-C-005-C | InvoiceId MUST NOT be null when the charge is associated with either an issued invoice or a pre-generated provisional invoice. | ? no column says whether a charge stands on an invoice
InvoiceId-C-006-O | InvoiceId MAY be generated prior to an invoice being issued. | permission
InvoiceId-C-007-C | InvoiceId MUST be associated with the related charge and BillingAccountId when a pre-generated invoice or provisional invoice exists. | ? the invoice is needed
InvoiceIssuerName-C-000-M | The InvoiceIssuerName column adheres to the following requirements: | all -001-M -002-M -003-M
InvoiceIssuerName-C-001-M | InvoiceIssuerName MUST be of type String. | InvoiceIssuerName is string
InvoiceIssuerName-C-002-M | InvoiceIssuerName MUST conform to StringHandling requirements. | InvoiceIssuerName is unicode
InvoiceIssuerName-C-003-M | InvoiceIssuerName MUST NOT be null. | InvoiceIssuerName is not null
ListCost-C-000-M | The ListCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-M -006-C -009-C -010-C
ListCost-C-001-M | ListCost MUST be of type Decimal. | ListCost is decimal
ListCost-C-002-M | ListCost MUST conform to NumericFormat requirements. | ListCost is numeric
ListCost-C-003-M | ListCost MUST NOT be null. | ListCost is not null
ListCost-C-004-M | ListCost MUST be a valid decimal value. | ListCost is decimal
ListCost-C-005-M | ListCost MUST be denominated in the BillingCurrency. | ? a number does not show its currency
ListCost-C-006-C | When ListUnitPrice is null, ListCost adheres to the following additional requirements: | all -007-C -008-C
ListCost-C-007-C | ListCost of a charge calculated based on other charges (e.g., when the ChargeCategory is "Tax") MUST be calculated based on the ListCost of those related charges. | ? no column says which charges are related
ListCost-C-008-C | ListCost of a charge unrelated to other charges (e.g., when the ChargeCategory is "Credit") MUST match the BilledCost. | ListCost = BilledCost if ListUnitPrice is null and ChargeCategory = "Credit"
ListCost-C-009-C | The product of ListUnitPrice and PricingQuantity MUST match the ListCost when ListUnitPrice is not null, PricingQuantity is not null, and ChargeClass is not "Correction". | ListUnitPrice * PricingQuantity = ListCost if ListUnitPrice is not null and PricingQuantity is not null and ChargeClass != "Correction"
ListCost-C-010-C | Discrepancies in ListCost, ListUnitPrice, or PricingQuantity MAY exist when ChargeClass is "Correction". | permission
ListUnitPrice-C-000-C | The ListUnitPrice column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED] all -001-M -002-M -003-M -007-C
ListUnitPrice-C-001-M | ListUnitPrice MUST be of type Decimal. | ListUnitPrice is decimal
ListUnitPrice-C-002-M | ListUnitPrice MUST conform to NumericFormat requirements. | ListUnitPrice is numeric
ListUnitPrice-C-003-M | ListUnitPrice nullability is defined as follows: | all -004-C -005-C -006-O
ListUnitPrice-C-004-C | ListUnitPrice MUST be null when ChargeCategory is "Tax". | ListUnitPrice is null if ChargeCategory = "Tax"
ListUnitPrice-C-005-C | ListUnitPrice MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | ListUnitPrice is not null if ChargeClass != "Correction" and ChargeCategory in ("Usage", "Purchase")
ListUnitPrice-C-006-O | ListUnitPrice MAY be null in all other cases. | permission
ListUnitPrice-C-007-C | When ListUnitPrice is not null, ListUnitPrice adheres to the following additional requirements: | all -008-M -009-M -010-C -011-C
ListUnitPrice-C-008-M | ListUnitPrice MUST be a non-negative decimal value. | ListUnitPrice >= 0
ListUnitPrice-C-009-M | ListUnitPrice MUST be denominated in the BillingCurrency. | ? a number does not show its currency
ListUnitPrice-C-010-C | The product of ListUnitPrice and PricingQuantity MUST match the ListCost when PricingQuantity is not null and ChargeClass is not "Correction". | ListUnitPrice * PricingQuantity = ListCost if ListUnitPrice is not null and PricingQuantity is not null and ChargeClass != "Correction"
ListUnitPrice-C-011-C | Discrepancies in ListUnitPrice, ListCost, or PricingQuantity MAY exist when ChargeClass is "Correction". | permission
PricingCategory-C-000-M | The PricingCategory column adheres to the following requirements: | all -001-M -002-M -006-C
PricingCategory-C-001-M | PricingCategory MUST be of type String. | PricingCategory is string
PricingCategory-C-002-M | PricingCategory nullability is defined as follows: | all -003-C -004-C -005-O
PricingCategory-C-003-C | PricingCategory MUST be null when ChargeCategory is "Tax". | PricingCategory is null if ChargeCategory = "Tax"
PricingCategory-C-004-C | PricingCategory MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | PricingCategory is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
PricingCategory-C-005-O | PricingCategory MAY be null in all other cases. | permission
PricingCategory-C-006-C | When PricingCategory is not null, PricingCategory adheres to the following additional requirements: | all -007-M -008-C -009-C -010-C -011-C
PricingCategory-C-007-M | PricingCategory MUST be one of the allowed values. | PricingCategory in ("Standard", "Committed", "Dynamic", "Other")
PricingCategory-C-008-C | PricingCategory MUST be "Standard" when pricing is predetermined at the agreed upon rate for the billing account. | ? no column says whether it is so
PricingCategory-C-009-C | PricingCategory MUST be "Committed" when the charge is subject to an existing commitment discount and is not the purchase of the commitment discount. | PricingCategory = "Committed" if ChargeCategory = "Usage" and CommitmentDiscountId is not null and ChargeClass != "Correction"
PricingCategory-C-010-C | PricingCategory MUST be "Dynamic" when pricing is determined by the provider and may change over time, regardless of predetermined agreement pricing. | ? other billing periods are needed
PricingCategory-C-011-C | PricingCategory MUST be "Other" when there is a pricing model but none of the allowed values apply. | ? no column says whether it is so
PricingCurrency-C-000-C | The PricingCurrency column adheres to the following requirements: | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -004-M
PricingCurrency-C-001-M | PricingCurrency MUST be of type String. | PricingCurrency is string
PricingCurrency-C-002-M | PricingCurrency MUST conform to StringHandling requirements. | PricingCurrency is unicode
PricingCurrency-C-003-M | PricingCurrency MUST conform to CurrencyFormat requirements. | PricingCurrency is currency
PricingCurrency-C-004-M | PricingCurrency MUST NOT be null. | PricingCurrency is not null
PricingCurrencyContractedUnitPrice-C-000-C | The PricingCurrencyContractedUnitPrice column adheres to the following requirements: | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -007-C
PricingCurrencyContractedUnitPrice-C-001-M | PricingCurrencyContractedUnitPrice MUST be of type Decimal. | PricingCurrencyContractedUnitPrice is decimal
PricingCurrencyContractedUnitPrice-C-002-M | PricingCurrencyContractedUnitPrice MUST conform to NumericFormat requirements. | PricingCurrencyContractedUnitPrice is numeric
PricingCurrencyContractedUnitPrice-C-003-M | PricingCurrencyContractedUnitPrice nullability is defined as follows: | all -004-C -005-C -006-O
PricingCurrencyContractedUnitPrice-C-004-C | PricingCurrencyContractedUnitPrice MUST be null when ChargeCategory is "Tax". | PricingCurrencyContractedUnitPrice is null if ChargeCategory = "Tax"
PricingCurrencyContractedUnitPrice-C-005-C | PricingCurrencyContractedUnitPrice MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | PricingCurrencyContractedUnitPrice is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
PricingCurrencyContractedUnitPrice-C-006-O | PricingCurrencyContractedUnitPrice MAY be null in all other cases. | permission
PricingCurrencyContractedUnitPrice-C-007-C | When PricingCurrencyContractedUnitPrice is not null, PricingCurrencyContractedUnitPrice adheres to the following additional requirements: | all -008-C -009-C -010-C
PricingCurrencyContractedUnitPrice-C-008-C | PricingCurrencyContractedUnitPrice MUST be a non-negative decimal value. | PricingCurrencyContractedUnitPrice >= 0
PricingCurrencyContractedUnitPrice-C-009-C | PricingCurrencyContractedUnitPrice MUST be denominated in the PricingCurrency. | ? a number does not show its currency
PricingCurrencyContractedUnitPrice-C-010-C | Discrepancies in PricingCurrencyContractedUnitPrice, ContractedCost, or PricingQuantity MAY exist when ChargeClass is "Correction". | permission
PricingCurrencyEffectiveCost-C-000-C | The PricingCurrencyEffectiveCost column adheres to the following requirements: | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -004-M -005-M -006-M
PricingCurrencyEffectiveCost-C-001-M | PricingCurrencyEffectiveCost MUST be of type Decimal. | PricingCurrencyEffectiveCost is decimal
PricingCurrencyEffectiveCost-C-002-M | PricingCurrencyEffectiveCost MUST conform to NumericFormat requirements. | PricingCurrencyEffectiveCost is numeric
PricingCurrencyEffectiveCost-C-003-M | PricingCurrencyEffectiveCost MUST NOT be null. | PricingCurrencyEffectiveCost is not null
PricingCurrencyEffectiveCost-C-004-M | PricingCurrencyEffectiveCost MUST be a valid decimal value. | PricingCurrencyEffectiveCost is decimal
PricingCurrencyEffectiveCost-C-005-M | PricingCurrencyEffectiveCost MUST be 0 in the event of prepaid purchases or purchases that are applicable to previous usage. | PricingCurrencyEffectiveCost = 0 if ChargeCategory = "Purchase" and CommitmentDiscountId is not null
PricingCurrencyEffectiveCost-C-006-M | PricingCurrencyEffectiveCost MUST be denominated in the PricingCurrency. | ? a number does not show its currency
PricingCurrencyListUnitPrice-C-000-C | The PricingCurrencyListUnitPrice column adheres to the following requirements: | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -007-C
PricingCurrencyListUnitPrice-C-001-M | PricingCurrencyListUnitPrice MUST be of type Decimal. | PricingCurrencyListUnitPrice is decimal
PricingCurrencyListUnitPrice-C-002-M | PricingCurrencyListUnitPrice MUST conform to NumericFormat requirements. | PricingCurrencyListUnitPrice is numeric
PricingCurrencyListUnitPrice-C-003-M | PricingCurrencyListUnitPrice nullability is defined as follows: | all -004-C -005-C -006-O
PricingCurrencyListUnitPrice-C-004-C | PricingCurrencyListUnitPrice MUST be null when ChargeCategory is "Tax". | PricingCurrencyListUnitPrice is null if ChargeCategory = "Tax"
PricingCurrencyListUnitPrice-C-005-C | PricingCurrencyListUnitPrice MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | PricingCurrencyListUnitPrice is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
PricingCurrencyListUnitPrice-C-006-O | PricingCurrencyListUnitPrice MAY be null in all other cases. | permission
PricingCurrencyListUnitPrice-C-007-C | When PricingCurrencyListUnitPrice is not null, PricingCurrencyListUnitPrice adheres to the following additional requirements: | all -008-M -009-M -010-C
PricingCurrencyListUnitPrice-C-008-M | PricingCurrencyListUnitPrice MUST be a non-negative decimal value. | PricingCurrencyListUnitPrice >= 0
PricingCurrencyListUnitPrice-C-009-M | PricingCurrencyListUnitPrice MUST be denominated in the PricingCurrency. | ? a number does not show its currency
PricingCurrencyListUnitPrice-C-010-C | Discrepancies in PricingCurrencyListUnitPrice, ListCost, or PricingQuantity MAY be addressed independently when ChargeClass is "Correction". | permission
PricingQuantity-C-000-M | The PricingQuantity column adheres to the following requirements: | all -001-M -002-M -003-M -007-C
PricingQuantity-C-001-M | PricingQuantity MUST be of type Decimal. | PricingQuantity is decimal
PricingQuantity-C-002-M | PricingQuantity MUST conform to NumericFormat requirements. | PricingQuantity is numeric
PricingQuantity-C-003-M | PricingQuantity nullability is defined as follows: | all -004-C -005-C -006-O
PricingQuantity-C-004-C | PricingQuantity MUST be null when ChargeCategory is "Tax". | PricingQuantity is null if ChargeCategory = "Tax"
PricingQuantity-C-005-C | PricingQuantity MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | PricingQuantity is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
PricingQuantity-C-006-O | PricingQuantity MAY be null in all other cases. | permission
PricingQuantity-C-007-C | When PricingQuantity is not null, PricingQuantity adheres to the following additional requirements: | all -008-M -009-C -010-C
PricingQuantity-C-008-M | PricingQuantity MUST be a valid decimal value. | PricingQuantity is decimal
PricingQuantity-C-009-C | The product of PricingQuantity and a unit price (e.g., ContractedUnitPrice) MUST match the corresponding cost metric (e.g., ContractedCost) when the unit price is not null and ChargeClass is not "Correction". | (ContractedUnitPrice is null or ContractedUnitPrice * PricingQuantity = ContractedCost) and (ListUnitPrice is null or ListUnitPrice * PricingQuantity = ListCost) if PricingQuantity is not null and ChargeClass != "Correction"
PricingQuantity-C-010-C | Discrepancies in PricingQuantity, unit prices (e.g., ContractedUnitPrice), or costs (e.g., ContractedCost) MAY exist when ChargeClass is "Correction". | permission
PricingUnit-C-000-M | The PricingUnit column adheres to the following requirements: | all -001-M -002-M -003-O -004-C -007-C
PricingUnit-C-001-M | PricingUnit MUST be of type String. | PricingUnit is string
PricingUnit-C-002-M | PricingUnit MUST conform to StringHandling requirements. | PricingUnit is unicode
PricingUnit-C-003-O | PricingUnit SHOULD conform to UnitFormat requirements. | PricingUnit is unit
PricingUnit-C-004-C | PricingUnit nullability is defined as follows: | all -005-C -006-C
PricingUnit-C-005-C | PricingUnit MUST be null when PricingQuantity is null. | PricingUnit is null if PricingQuantity is null
PricingUnit-C-006-C | PricingUnit MUST NOT be null when PricingQuantity is not null. | PricingUnit is not null if PricingQuantity is not null
PricingUnit-C-007-C | When PricingUnit is not null, PricingUnit adheres to the following additional requirements: | all -008-M -009-C
PricingUnit-C-008-M | PricingUnit MUST be semantically equal to the corresponding pricing measurement unit provided in provider-published price list. | ? the price list is needed
PricingUnit-C-009-C | PricingUnit MUST be semantically equal to the corresponding pricing measurement unit provided in invoice, when the invoice includes a pricing measurement unit. | ? the invoice is needed
ProviderName-C-000-M | The ProviderName column adheres to the following requirements: | all -001-M -002-M -003-M
ProviderName-C-001-M | ProviderName MUST be of type String. | ProviderName is string
ProviderName-C-002-M | ProviderName MUST conform to StringHandling requirements. | ProviderName is unicode
ProviderName-C-003-M | ProviderName MUST NOT be null. | ProviderName is not null
PublisherName-C-000-M | The PublisherName column adheres to the following requirements: | all -001-M -002-M -003-M
PublisherName-C-001-M | PublisherName MUST be of type String. | PublisherName is string
PublisherName-C-002-M | PublisherName MUST conform to StringHandling requirements. | PublisherName is unicode
PublisherName-C-003-M | PublisherName MUST NOT be null. | PublisherName is not null
RegionId-C-000-C | The RegionId column adheres to the following requirements: | [REGION_SUPPORTED] all -001-M -002-M -003-C
RegionId-C-001-M | RegionId MUST be of type String. | RegionId is string
RegionId-C-002-M | RegionId MUST conform to StringHandling requirements. | RegionId is unicode
RegionId-C-003-C | RegionId nullability is defined as follows: | all -004-C -005-C
RegionId-C-004-C | RegionId MUST NOT be null when a resource or service is operated in or managed from a distinct region. | RegionId is not null if RegionName is not null
RegionId-C-005-C | RegionId MAY be null when a resource or service is not operated in or managed from a distinct region. | permission
RegionName-C-000-C | The RegionName column adheres to the following requirements: | [REGION_SUPPORTED] all -001-M -002-M -003-C
RegionName-C-001-M | RegionName MUST be of type String. | RegionName is string
RegionName-C-002-M | RegionName MUST conform to StringHandling requirements. | RegionName is unicode
RegionName-C-003-C | RegionName nullability is defined as follows: | all -004-C -005-C
RegionName-C-004-C | RegionName MUST be null when RegionId is null. | RegionName is null if RegionId is null
RegionName-C-005-C | RegionName MUST NOT be null when RegionId is not null. | RegionName is not null if RegionId is not null
ResourceId-C-000-C | The ResourceId column adheres to the following requirements: | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] all -001-M -002-M -003-C -006-C
ResourceId-C-001-M | ResourceId MUST be of type String. | ResourceId is string
ResourceId-C-002-M | ResourceId MUST conform to StringHandling requirements. | ResourceId is unicode
ResourceId-C-003-C | ResourceId nullability is defined as follows: | all -004-C -005-C
ResourceId-C-004-C | ResourceId MUST be null when a charge is not related to a resource. | ? no column says whether it is so
ResourceId-C-005-C | ResourceId MUST NOT be null when a charge is related to a resource. | ResourceId is not null if ResourceName is not null or ResourceType is not null
ResourceId-C-006-C | When ResourceId is not null, ResourceId adheres to the following additional requirements: | all -007-M -008-O
ResourceId-C-007-M | ResourceId MUST be a unique identifier within the provider. | ? other data of the provider is needed
ResourceId-C-008-O | ResourceId SHOULD be a fully-qualified identifier. | ? other data of the provider is needed
ResourceName-C-000-C | The ResourceName column adheres to the following requirements: | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] all -001-M -002-M -003-C -006-C
ResourceName-C-001-M | ResourceName MUST be of type String. | ResourceName is string
ResourceName-C-002-M | ResourceName MUST conform to StringHandling requirements. | ResourceName is unicode
ResourceName-C-003-C | ResourceName nullability is defined as follows: | all -004-C -005-C
ResourceName-C-004-C | ResourceName MUST be null when ResourceId is null or when the resource does not have an assigned display name. | ResourceName is null if ResourceId is null
ResourceName-C-005-C | ResourceName MUST NOT be null when ResourceId is not null and the resource has an assigned display name. | ? no column says whether it is so
ResourceName-C-006-C | ResourceName MUST NOT duplicate ResourceId when the resource is not provisioned interactively or only has a system-generated ResourceId. | ? no column says whether it is so
ResourceType-C-000-C | The ResourceType column adheres to the following requirements: | [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] all -001-M -002-M -003-C
ResourceType-C-001-M | ResourceType MUST be of type String. | ResourceType is string
ResourceType-C-002-M | ResourceType MUST conform to StringHandling requirements. | ResourceType is unicode
ResourceType-C-003-C | ResourceType nullability is defined as follows: | all -004-C -005-C
ResourceType-C-004-C | ResourceType MUST be null when ResourceId is null. | ResourceType is null if ResourceId is null
ResourceType-C-005-C | ResourceType MUST NOT be null when ResourceId is not null. | ResourceType is not null if ResourceId is not null
ServiceCategory-C-000-M | The ServiceCategory column adheres to the following requirements: | all -001-M -002-M -003-M
ServiceCategory-C-001-M | ServiceCategory MUST be of type String. | ServiceCategory is string
ServiceCategory-C-002-M | ServiceCategory MUST NOT be null. | ServiceCategory is not null
ServiceCategory-C-003-M | ServiceCategory MUST be one of the allowed values. | ServiceCategory in ("AI and Machine Learning", "Analytics", "Business Applications", "Compute", "Databases", "Developer Tools", "Multicloud", "Identity", "Integration", "Internet of Things", "Management and Governance", "Media", "Migration", "Mobile", "Networking", "Security", "Storage", "Web", "Other")
ServiceName-C-000-M | The ServiceName column adheres to the following requirements: | all -001-M -002-M -003-M -004-C -007-C
ServiceName-C-001-M | ServiceName MUST be of type String. | ServiceName is string
ServiceName-C-002-M | ServiceName MUST conform to StringHandling requirements. | ServiceName is unicode
ServiceName-C-003-M | ServiceName MUST NOT be null. | ServiceName is not null
ServiceName-C-004-C | The relationship between ServiceName and ServiceCategory is defined as follows: | all -005-C -006-C
ServiceName-C-005-C | ServiceName MUST have one and only one ServiceCategory that best aligns with its primary purpose, except when no suitable ServiceCategory is available. | ServiceName has one ServiceCategory
ServiceName-C-006-C | ServiceName MUST be associated with the ServiceCategory "Other" when no suitable ServiceCategory is available. | ? no column says whether it is so
ServiceName-C-007-C SHOULD | The relationship between ServiceName and ServiceSubcategory is defined as follows: | all -008-C -009-C
ServiceName-C-008-C | ServiceName SHOULD have one and only one ServiceSubcategory that best aligns with its primary purpose, except when no suitable ServiceSubcategory is available. | ServiceName has one ServiceSubcategory
ServiceName-C-009-C | ServiceName SHOULD be associated with the ServiceSubcategory "Other" when no suitable ServiceSubcategory is available. | ? no column says whether it is so
ServiceSubcategory-C-000-O SHOULD | The ServiceSubcategory column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
ServiceSubcategory-C-001-M | ServiceSubcategory MUST be of type String. | ServiceSubcategory is string
ServiceSubcategory-C-002-M | ServiceSubcategory MUST NOT be null. | ServiceSubcategory is not null
ServiceSubcategory-C-003-M | ServiceSubcategory MUST be one of the allowed values. | ServiceSubcategory in subcategories
ServiceSubcategory-C-004-M | ServiceSubcategory MUST have one and only one parent ServiceCategory as specified in the allowed values below. | ServiceSubcategory in subcategories of ServiceCategory
SkuId-C-000-C | The SkuId column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] all -001-M -002-M -003-M -007-M -011-C -012-O
SkuId-C-001-M | SkuId MUST be of type String. | SkuId is string
SkuId-C-002-M | SkuId MUST conform to StringHandling requirements. | SkuId is unicode
SkuId-C-003-M | SkuId nullability is defined as follows: | all -004-C -005-C -006-O
SkuId-C-004-C | SkuId MUST be null when ChargeCategory is "Tax". | SkuId is null if ChargeCategory = "Tax"
SkuId-C-005-C | SkuId MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | SkuId is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
SkuId-C-006-O | SkuId MAY be null in all other cases. | permission
SkuId-C-007-M | SkuId for a given SKU adheres to the following additional requirements: | all -008-M -009-M -010-M
SkuId-C-008-M | SkuId MUST remain consistent across billing accounts or contracts. | ? other accounts and contracts are needed
SkuId-C-009-M | SkuId MUST remain consistent across PricingCategory values. | ? other accounts and contracts are needed
SkuId-C-010-M | SkuId MUST remain consistent regardless of any other factors that might impact the price but do not affect the functionality of the SKU. | ? other accounts and contracts are needed
SkuId-C-011-C | SkuId MUST be associated with a given resource or service when ChargeCategory is "Usage" or "Purchase". | ServiceName is not null or ResourceId is not null if SkuId is not null and ChargeCategory in ("Usage", "Purchase")
SkuId-C-012-O | SkuId MAY equal SkuPriceId. | permission
SkuMeter-C-000-C | The SkuMeter column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] all -001-M -002-M -003-C -006-O
SkuMeter-C-001-M | SkuMeter MUST be of type String. | SkuMeter is string
SkuMeter-C-002-M | SkuMeter MUST conform to StringHandling requirements. | SkuMeter is unicode
SkuMeter-C-003-C | SkuMeter nullability is defined as follows: | all -004-C -005-C
SkuMeter-C-004-C | SkuMeter MUST be null when SkuId is null. | SkuMeter is null if SkuId is null
SkuMeter-C-005-C | SkuMeter SHOULD NOT be null when SkuId is not null. | SkuMeter is not null if SkuId is not null
SkuMeter-C-006-O | SkuMeter SHOULD remain consistent over time for a given SkuId. | SkuId has one SkuMeter
SkuPriceDetails-C-000-C | The SkuPriceDetails column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] all -001-M -002-O -003-C -006-C -019-M
SkuPriceDetails-C-001-M | SkuPriceDetails MUST conform to KeyValueFormat requirements. | SkuPriceDetails is key-value
SkuPriceDetails-C-002-O | SkuPriceDetails property keys SHOULD conform to PascalCase format. | SkuPriceDetails is pascal-case-keys
SkuPriceDetails-C-003-C | SkuPriceDetails nullability is defined as follows: | all -004-C -005-C
SkuPriceDetails-C-004-C | SkuPriceDetails MUST be null when SkuPriceId is null. | SkuPriceDetails is null if SkuPriceId is null
SkuPriceDetails-C-005-C | SkuPriceDetails MAY be null when SkuPriceId is not null. | permission
SkuPriceDetails-C-006-C | When SkuPriceDetails is not null, SkuPriceDetails adheres to the following additional requirements: | all -007-M -008-M -009-C -010-C -011-O -012-O -016-O -017-C -018-C
SkuPriceDetails-C-007-M | SkuPriceDetails MUST be associated with a given SkuPriceId. | SkuPriceId is not null if SkuPriceDetails is not null
SkuPriceDetails-C-008-M | SkuPriceDetails MUST NOT include properties that are not applicable to the corresponding SkuPriceId. | ? no column says whether it is so
SkuPriceDetails-C-009-C | SkuPriceDetails SHOULD include all FOCUS-defined SKU Price properties listed below that are applicable to the corresponding SkuPriceId. | ? no column says whether it is so
SkuPriceDetails-C-010-C | SkuPriceDetails MUST include the FOCUS-defined SKU Price property when an equivalent property is included as a Provider-defined property. | ? no column says whether it is so
SkuPriceDetails-C-011-O | SkuPriceDetails MAY include properties that are already captured in other dedicated columns. | permission
SkuPriceDetails-C-012-O SHOULD | SkuPriceDetails properties for a given SkuPriceId adhere to the following additional requirements: | all -013-O -014-O -015-O
SkuPriceDetails-C-013-O | Existing SkuPriceDetails properties SHOULD remain consistent over time. | ? other billing periods are needed
SkuPriceDetails-C-014-O | Existing SkuPriceDetails properties SHOULD NOT be removed. | ? no column says whether it is so
SkuPriceDetails-C-015-O | Additional SkuPriceDetails properties MAY be added over time. | permission
SkuPriceDetails-C-016-O | Property key SHOULD remain consistent across comparable SKUs having that property, and the values for this key SHOULD remain in a consistent format. | ? other billing periods are needed
SkuPriceDetails-C-017-C | Property key MUST begin with the string "x_" unless it is a FOCUS-defined property. | SkuPriceDetails is prefixed-custom-keys
SkuPriceDetails-C-018-C | Property value MUST represent the value for a single PricingUnit when the property holds a numeric value. | ? no column says whether it is so
SkuPriceDetails-C-019-M | FOCUS-defined SKU Price properties adhere to the following additional requirements: | all -020-M -021-M -022-C
SkuPriceDetails-C-020-M | Property key MUST match the spelling and casing specified for the FOCUS-defined property. | SkuPriceDetails is spelled-keys
SkuPriceDetails-C-021-M | Property value MUST be of the type specified for that property. | SkuPriceDetails is typed-values
SkuPriceDetails-C-022-C | Property value MUST represent the value for a single PricingUnit, denominated in the unit of measure specified for that property when the property holds a numeric value. | ? a number does not show its currency
SkuPriceId-C-000-C | The SkuPriceId column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] all -001-M -002-M -003-M -007-C
SkuPriceId-C-001-M | SkuPriceId MUST be of type String. | SkuPriceId is string
SkuPriceId-C-002-M | SkuPriceId MUST conform to StringHandling requirements. | SkuPriceId is unicode
SkuPriceId-C-003-M | SkuPriceId nullability is defined as follows: | all -004-C -005-C -006-O
SkuPriceId-C-004-C | SkuPriceId MUST be null when ChargeCategory is "Tax". | SkuPriceId is null if ChargeCategory = "Tax"
SkuPriceId-C-005-C | SkuPriceId MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction". | SkuPriceId is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
SkuPriceId-C-006-O | SkuPriceId MAY be null in all other cases. | permission
SkuPriceId-C-007-C | When SkuPriceId is not null, SkuPriceId adheres to the following additional requirements: | all -008-M -009-M -010-M -011-O -012-C -013-M -014-C -015-C
SkuPriceId-C-008-M | SkuPriceId MUST have one and only one parent SkuId. | SkuPriceId has one SkuId
SkuPriceId-C-009-M | SkuPriceId MUST remain consistent over time. | ? other billing periods are needed
SkuPriceId-C-010-M | SkuPriceId MUST remain consistent across billing accounts or contracts. | ? other accounts and contracts are needed
SkuPriceId-C-011-O | SkuPriceId MAY equal SkuId. | permission
SkuPriceId-C-012-C | SkuPriceId MUST be associated with a given resource or service when ChargeCategory is "Usage" or "Purchase". | ServiceName is not null or ResourceId is not null if SkuPriceId is not null and ChargeCategory in ("Usage", "Purchase")
SkuPriceId-C-013-M | SkuPriceId MUST reference a SKU Price in a provider-supplied price list, enabling the lookup of detailed information about the SKU Price. | ? the price list is needed
SkuPriceId-C-014-C | SkuPriceId MUST support the lookup of the ListUnitPrice when the provider publishes unit prices exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED] ? the price list is needed
SkuPriceId-C-015-C | SkuPriceId MUST support the verification of the given ContractedUnitPrice when the provider supports negotiated pricing concepts. | [NEGOTIATED_PRICING_SUPPORTED] ? the price list is needed
SubAccountId-C-000-C | The SubAccountId column adheres to the following requirements: | [SUB_ACCOUNT_SUPPORTED] all -001-M -002-M -003-C
SubAccountId-C-001-M | SubAccountId MUST be of type String. | SubAccountId is string
SubAccountId-C-002-M | SubAccountId MUST conform to StringHandling requirements. | SubAccountId is unicode
SubAccountId-C-003-C | SubAccountId nullability is defined as follows: | all -004-C -005-C
SubAccountId-C-004-C | SubAccountId MUST be null when a charge is not related to a sub account. | ? no column says whether it is so
SubAccountId-C-005-C | SubAccountId MUST NOT be null when a charge is related to a sub account. | SubAccountId is not null if SubAccountName is not null or SubAccountType is not null
SubAccountName-C-000-C | The SubAccountName column adheres to the following requirements: | [SUB_ACCOUNT_SUPPORTED] all -001-M -002-M -003-C
SubAccountName-C-001-M | SubAccountName MUST be of type String. | SubAccountName is string
SubAccountName-C-002-M | SubAccountName MUST conform to StringHandling requirements. | SubAccountName is unicode
SubAccountName-C-003-C | SubAccountName nullability is defined as follows: | all -004-C -005-C
SubAccountName-C-004-C | SubAccountName MUST be null when SubAccountId is null. | SubAccountName is null if SubAccountId is null
SubAccountName-C-005-C | SubAccountName MUST NOT be null when SubAccountId is not null. | SubAccountName is not null if SubAccountId is not null
SubAccountType-C-000-C | The SubAccountType column adheres to the following requirements: | [MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED] all -001-M -002-M -003-C -006-M
SubAccountType-C-001-M | SubAccountType MUST be of type String. | SubAccountType is string
SubAccountType-C-002-M | SubAccountType MUST conform to StringHandling requirements. | SubAccountType is unicode
SubAccountType-C-003-C | SubAccountType nullability is defined as follows: | all -004-C -005-C
SubAccountType-C-004-C | SubAccountType MUST be null when SubAccountId is null. | SubAccountType is null if SubAccountId is null
SubAccountType-C-005-C | SubAccountType MUST NOT be null when SubAccountId is not null. | SubAccountType is not null if SubAccountId is not null
SubAccountType-C-006-M | SubAccountType MUST be a consistent, readable display value. | ? no column says whether it is so
Tags-C-000-C | The Tags column adheres to the following requirements: | [TAGGING_SUPPORTED] all -001-M -002-O -003-C -011-M -014-M
Tags-C-001-M | Tags MUST conform to KeyValueFormat requirements. | Tags is key-value
Tags-C-002-O | Tags MAY be null. | permission
Tags-C-003-C | When Tags is not null, Tags adheres to the following additional requirements: | all -004-M -005-M -006-M -007-O -008-M -009-M -010-C
Tags-C-004-M | Tags MUST include all user-defined and provider-defined tags. | ? no column says whether it is so
Tags-C-005-M | Tags MUST only include finalized tags. | ? other billing periods are needed
Tags-C-006-M | Tags SHOULD include tag keys with corresponding non-null values for a given resource. | Tags is non-null-values
Tags-C-007-O | Tags MAY include tag keys with a null value for a given resource depending on the provider's tag finalization process. | permission
Tags-C-008-M | Tag keys that do not support corresponding values, MUST have a corresponding true (boolean) value set. | ? no column says whether it is so
Tags-C-009-M | Provider SHOULD publish tag finalization methods and semantics within their respective documentation. | ? other billing periods are needed
Tags-C-010-C | Provider MUST NOT alter tag values unless applying true (boolean) to valueless tags. | ? no column says whether it is so
Tags-C-011-M | Provider-defined tags adhere to the following additional requirements: | all -012-M -013-M
Tags-C-012-M | Provider-defined tag keys MUST be prefixed with a predetermined, provider-specified tag key prefix that is unique to each corresponding provider-specified tag scheme. | ? the tag schemes of the provider are needed
Tags-C-013-M | Provider SHOULD publish all provider-specified tag key prefixes within their respective documentation. | ? the documentation of the provider is needed
Tags-C-014-M | User-defined tags adhere to the following additional requirements: | all -015-C -016-C -017-M
Tags-C-015-C | Provider MUST prefix all but one user-defined tag scheme with a predetermined, provider-specified tag key prefix that is unique to each corresponding user-defined tag scheme when the provider has more than one user-defined tag scheme. | ? the tag schemes of the provider are needed
Tags-C-016-C | Provider MUST NOT prefix tag keys when the provider has only one user-defined tag scheme. | ? the tag schemes of the provider are needed
Tags-C-017-M | Provider MUST NOT allow reserved tag key prefixes to be used as prefixes for any user-defined tag keys within a prefixless user-defined tag scheme. | ? the tag schemes of the provider are needed
`,
};
