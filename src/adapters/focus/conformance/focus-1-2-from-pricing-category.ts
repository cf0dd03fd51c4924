/** The rules of FOCUS 1.2 on PricingCategory to Tags. Source as in focus-1-2.ts. */
export const RULES_FROM_PRICING_CATEGORY: string = String.raw`
PricingCategory-C-000-M | The PricingCategory column adheres to the following requirements: | all -001-M -002-M -006-C
PricingCategory-C-001-M | PricingCategory MUST be of type String. | PricingCategory is string
PricingCategory-C-002-M | PricingCategory nullability is defined as follows: | all -003-C -004-C -005-O
PricingCategory-C-003-C | PricingCategory MUST be null when ChargeCategory is "Tax". | PricingCategory is null if
  ChargeCategory = "Tax"
PricingCategory-C-004-C | PricingCategory MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass
  is not "Correction". | PricingCategory is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass !=
  "Correction"
PricingCategory-C-005-O | PricingCategory MAY be null in all other cases. | permission
PricingCategory-C-006-C | When PricingCategory is not null, PricingCategory adheres to the following additional
  requirements: | all -007-M -008-C -009-C -010-C -011-C
PricingCategory-C-007-M | PricingCategory MUST be one of the allowed values. | PricingCategory in ("Standard",
  "Committed", "Dynamic", "Other")
PricingCategory-C-008-C | PricingCategory MUST be "Standard" when pricing is predetermined at the agreed upon rate for
  the billing account. | ? no column says whether it is so
PricingCategory-C-009-C | PricingCategory MUST be "Committed" when the charge is subject to an existing commitment
  discount and is not the purchase of the commitment discount. | PricingCategory = "Committed" if ChargeCategory =
  "Usage" and CommitmentDiscountId is not null and ChargeClass != "Correction"
PricingCategory-C-010-C | PricingCategory MUST be "Dynamic" when pricing is determined by the provider and may change
  over time, regardless of predetermined agreement pricing. | ? other billing periods are needed
PricingCategory-C-011-C | PricingCategory MUST be "Other" when there is a pricing model but none of the allowed values
  apply. | ? no column says whether it is so
PricingCurrency-C-000-C | The PricingCurrency column adheres to the following requirements: |
  [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -004-M
PricingCurrency-C-001-M | PricingCurrency MUST be of type String. | PricingCurrency is string
PricingCurrency-C-002-M | PricingCurrency MUST conform to StringHandling requirements. | PricingCurrency is unicode
PricingCurrency-C-003-M | PricingCurrency MUST conform to CurrencyFormat requirements. | PricingCurrency is currency
PricingCurrency-C-004-M | PricingCurrency MUST NOT be null. | PricingCurrency is not null
PricingCurrencyContractedUnitPrice-C-000-C | The PricingCurrencyContractedUnitPrice column adheres to the following
  requirements: | [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -007-C
PricingCurrencyContractedUnitPrice-C-001-M | PricingCurrencyContractedUnitPrice MUST be of type Decimal. |
  PricingCurrencyContractedUnitPrice is decimal
PricingCurrencyContractedUnitPrice-C-002-M | PricingCurrencyContractedUnitPrice MUST conform to NumericFormat
  requirements. | PricingCurrencyContractedUnitPrice is numeric
PricingCurrencyContractedUnitPrice-C-003-M | PricingCurrencyContractedUnitPrice nullability is defined as follows: | all
  -004-C -005-C -006-O
PricingCurrencyContractedUnitPrice-C-004-C | PricingCurrencyContractedUnitPrice MUST be null when ChargeCategory is
  "Tax". | PricingCurrencyContractedUnitPrice is null if ChargeCategory = "Tax"
PricingCurrencyContractedUnitPrice-C-005-C | PricingCurrencyContractedUnitPrice MUST NOT be null when ChargeCategory is
  "Usage" or "Purchase" and ChargeClass is not "Correction". | PricingCurrencyContractedUnitPrice is not null if
  ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
PricingCurrencyContractedUnitPrice-C-006-O | PricingCurrencyContractedUnitPrice MAY be null in all other cases. |
  permission
PricingCurrencyContractedUnitPrice-C-007-C | When PricingCurrencyContractedUnitPrice is not null,
  PricingCurrencyContractedUnitPrice adheres to the following additional requirements: | all -008-C -009-C -010-C
PricingCurrencyContractedUnitPrice-C-008-C | PricingCurrencyContractedUnitPrice MUST be a non-negative decimal value. |
  PricingCurrencyContractedUnitPrice >= 0
PricingCurrencyContractedUnitPrice-C-009-C | PricingCurrencyContractedUnitPrice MUST be denominated in the
  PricingCurrency. | ? a number does not show its currency
PricingCurrencyContractedUnitPrice-C-010-C | Discrepancies in PricingCurrencyContractedUnitPrice, ContractedCost, or
  PricingQuantity MAY exist when ChargeClass is "Correction". | permission
PricingCurrencyEffectiveCost-C-000-C | The PricingCurrencyEffectiveCost column adheres to the following requirements: |
  [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -004-M -005-M -006-M
PricingCurrencyEffectiveCost-C-001-M | PricingCurrencyEffectiveCost MUST be of type Decimal. |
  PricingCurrencyEffectiveCost is decimal
PricingCurrencyEffectiveCost-C-002-M | PricingCurrencyEffectiveCost MUST conform to NumericFormat requirements. |
  PricingCurrencyEffectiveCost is numeric
PricingCurrencyEffectiveCost-C-003-M | PricingCurrencyEffectiveCost MUST NOT be null. | PricingCurrencyEffectiveCost is
  not null
PricingCurrencyEffectiveCost-C-004-M | PricingCurrencyEffectiveCost MUST be a valid decimal value. |
  PricingCurrencyEffectiveCost is decimal
PricingCurrencyEffectiveCost-C-005-M | PricingCurrencyEffectiveCost MUST be 0 in the event of prepaid purchases or
  purchases that are applicable to previous usage. | PricingCurrencyEffectiveCost = 0 if ChargeCategory = "Purchase" and
  CommitmentDiscountId is not null
PricingCurrencyEffectiveCost-C-006-M | PricingCurrencyEffectiveCost MUST be denominated in the PricingCurrency. | ? a
  number does not show its currency
PricingCurrencyListUnitPrice-C-000-C | The PricingCurrencyListUnitPrice column adheres to the following requirements: |
  [PRICING_BILLING_CURRENCY_DIFFERENCES_SUPPORTED] all -001-M -002-M -003-M -007-C
PricingCurrencyListUnitPrice-C-001-M | PricingCurrencyListUnitPrice MUST be of type Decimal. |
  PricingCurrencyListUnitPrice is decimal
PricingCurrencyListUnitPrice-C-002-M | PricingCurrencyListUnitPrice MUST conform to NumericFormat requirements. |
  PricingCurrencyListUnitPrice is numeric
PricingCurrencyListUnitPrice-C-003-M | PricingCurrencyListUnitPrice nullability is defined as follows: | all -004-C
  -005-C -006-O
PricingCurrencyListUnitPrice-C-004-C | PricingCurrencyListUnitPrice MUST be null when ChargeCategory is "Tax". |
  PricingCurrencyListUnitPrice is null if ChargeCategory = "Tax"
PricingCurrencyListUnitPrice-C-005-C | PricingCurrencyListUnitPrice MUST NOT be null when ChargeCategory is "Usage" or
  "Purchase" and ChargeClass is not "Correction". | PricingCurrencyListUnitPrice is not null if ChargeCategory in
  ("Usage", "Purchase") and ChargeClass != "Correction"
PricingCurrencyListUnitPrice-C-006-O | PricingCurrencyListUnitPrice MAY be null in all other cases. | permission
PricingCurrencyListUnitPrice-C-007-C | When PricingCurrencyListUnitPrice is not null, PricingCurrencyListUnitPrice
  adheres to the following additional requirements: | all -008-M -009-M -010-C
PricingCurrencyListUnitPrice-C-008-M | PricingCurrencyListUnitPrice MUST be a non-negative decimal value. |
  PricingCurrencyListUnitPrice >= 0
PricingCurrencyListUnitPrice-C-009-M | PricingCurrencyListUnitPrice MUST be denominated in the PricingCurrency. | ? a
  number does not show its currency
PricingCurrencyListUnitPrice-C-010-C | Discrepancies in PricingCurrencyListUnitPrice, ListCost, or PricingQuantity MAY
  be addressed independently when ChargeClass is "Correction". | permission
PricingQuantity-C-000-M | The PricingQuantity column adheres to the following requirements: | all -001-M -002-M -003-M
  -007-C
PricingQuantity-C-001-M | PricingQuantity MUST be of type Decimal. | PricingQuantity is decimal
PricingQuantity-C-002-M | PricingQuantity MUST conform to NumericFormat requirements. | PricingQuantity is numeric
PricingQuantity-C-003-M | PricingQuantity nullability is defined as follows: | all -004-C -005-C -006-O
PricingQuantity-C-004-C | PricingQuantity MUST be null when ChargeCategory is "Tax". | PricingQuantity is null if
  ChargeCategory = "Tax"
PricingQuantity-C-005-C | PricingQuantity MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass
  is not "Correction". | PricingQuantity is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass !=
  "Correction"
PricingQuantity-C-006-O | PricingQuantity MAY be null in all other cases. | permission
PricingQuantity-C-007-C | When PricingQuantity is not null, PricingQuantity adheres to the following additional
  requirements: | all -008-M -009-C -010-C
PricingQuantity-C-008-M | PricingQuantity MUST be a valid decimal value. | PricingQuantity is decimal
PricingQuantity-C-009-C | The product of PricingQuantity and a unit price (e.g., ContractedUnitPrice) MUST match the
  corresponding cost metric (e.g., ContractedCost) when the unit price is not null and ChargeClass is not "Correction".
  | (ContractedUnitPrice is null or ContractedUnitPrice * PricingQuantity = ContractedCost) and (ListUnitPrice is null
  or ListUnitPrice * PricingQuantity = ListCost) if PricingQuantity is not null and ChargeClass != "Correction"
PricingQuantity-C-010-C | Discrepancies in PricingQuantity, unit prices (e.g., ContractedUnitPrice), or costs (e.g.,
  ContractedCost) MAY exist when ChargeClass is "Correction". | permission
PricingUnit-C-000-M | The PricingUnit column adheres to the following requirements: | all -001-M -002-M -003-O -004-C
  -007-C
PricingUnit-C-001-M | PricingUnit MUST be of type String. | PricingUnit is string
PricingUnit-C-002-M | PricingUnit MUST conform to StringHandling requirements. | PricingUnit is unicode
PricingUnit-C-003-O | PricingUnit SHOULD conform to UnitFormat requirements. | PricingUnit is unit
PricingUnit-C-004-C | PricingUnit nullability is defined as follows: | all -005-C -006-C
PricingUnit-C-005-C | PricingUnit MUST be null when PricingQuantity is null. | PricingUnit is null if PricingQuantity is
  null
PricingUnit-C-006-C | PricingUnit MUST NOT be null when PricingQuantity is not null. | PricingUnit is not null if
  PricingQuantity is not null
PricingUnit-C-007-C | When PricingUnit is not null, PricingUnit adheres to the following additional requirements: | all
  -008-M -009-C
PricingUnit-C-008-M | PricingUnit MUST be semantically equal to the corresponding pricing measurement unit provided in
  provider-published price list. | ? the price list is needed
PricingUnit-C-009-C | PricingUnit MUST be semantically equal to the corresponding pricing measurement unit provided in
  invoice, when the invoice includes a pricing measurement unit. | ? the invoice is needed
ProviderName-C-000-M | The ProviderName column adheres to the following requirements: | all -001-M -002-M -003-M
ProviderName-C-001-M | ProviderName MUST be of type String. | ProviderName is string
ProviderName-C-002-M | ProviderName MUST conform to StringHandling requirements. | ProviderName is unicode
ProviderName-C-003-M | ProviderName MUST NOT be null. | ProviderName is not null
PublisherName-C-000-M | The PublisherName column adheres to the following requirements: | all -001-M -002-M -003-M
PublisherName-C-001-M | PublisherName MUST be of type String. | PublisherName is string
PublisherName-C-002-M | PublisherName MUST conform to StringHandling requirements. | PublisherName is unicode
PublisherName-C-003-M | PublisherName MUST NOT be null. | PublisherName is not null
RegionId-C-000-C | The RegionId column adheres to the following requirements: | [REGION_SUPPORTED] all -001-M -002-M
  -003-C
RegionId-C-001-M | RegionId MUST be of type String. | RegionId is string
RegionId-C-002-M | RegionId MUST conform to StringHandling requirements. | RegionId is unicode
RegionId-C-003-C | RegionId nullability is defined as follows: | all -004-C -005-C
RegionId-C-004-C | RegionId MUST NOT be null when a resource or service is operated in or managed from a distinct
  region. | RegionId is not null if RegionName is not null
RegionId-C-005-C | RegionId MAY be null when a resource or service is not operated in or managed from a distinct region.
  | permission
RegionName-C-000-C | The RegionName column adheres to the following requirements: | [REGION_SUPPORTED] all -001-M -002-M
  -003-C
RegionName-C-001-M | RegionName MUST be of type String. | RegionName is string
RegionName-C-002-M | RegionName MUST conform to StringHandling requirements. | RegionName is unicode
RegionName-C-003-C | RegionName nullability is defined as follows: | all -004-C -005-C
RegionName-C-004-C | RegionName MUST be null when RegionId is null. | RegionName is null if RegionId is null
RegionName-C-005-C | RegionName MUST NOT be null when RegionId is not null. | RegionName is not null if RegionId is not
  null
ResourceId-C-000-C | The ResourceId column adheres to the following requirements: |
  [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] all -001-M -002-M -003-C -006-C
ResourceId-C-001-M | ResourceId MUST be of type String. | ResourceId is string
ResourceId-C-002-M | ResourceId MUST conform to StringHandling requirements. | ResourceId is unicode
ResourceId-C-003-C | ResourceId nullability is defined as follows: | all -004-C -005-C
ResourceId-C-004-C | ResourceId MUST be null when a charge is not related to a resource. | ? no column says whether it
  is so
ResourceId-C-005-C | ResourceId MUST NOT be null when a charge is related to a resource. | ResourceId is not null if
  ResourceName is not null or ResourceType is not null
ResourceId-C-006-C | When ResourceId is not null, ResourceId adheres to the following additional requirements: | all
  -007-M -008-O
ResourceId-C-007-M | ResourceId MUST be a unique identifier within the provider. | ? other data of the provider is
  needed
ResourceId-C-008-O | ResourceId SHOULD be a fully-qualified identifier. | ? other data of the provider is needed
ResourceName-C-000-C | The ResourceName column adheres to the following requirements: |
  [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] all -001-M -002-M -003-C -006-C
ResourceName-C-001-M | ResourceName MUST be of type String. | ResourceName is string
ResourceName-C-002-M | ResourceName MUST conform to StringHandling requirements. | ResourceName is unicode
ResourceName-C-003-C | ResourceName nullability is defined as follows: | all -004-C -005-C
ResourceName-C-004-C | ResourceName MUST be null when ResourceId is null or when the resource does not have an assigned
  display name. | ResourceName is null if ResourceId is null
ResourceName-C-005-C | ResourceName MUST NOT be null when ResourceId is not null and the resource has an assigned
  display name. | ? no column says whether it is so
ResourceName-C-006-C | ResourceName MUST NOT duplicate ResourceId when the resource is not provisioned interactively or
  only has a system-generated ResourceId. | ? no column says whether it is so
ResourceType-C-000-C | The ResourceType column adheres to the following requirements: |
  [BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED, RESOURCE_TYPE_ASSIGNMENT_SUPPORTED] all -001-M -002-M -003-C
ResourceType-C-001-M | ResourceType MUST be of type String. | ResourceType is string
ResourceType-C-002-M | ResourceType MUST conform to StringHandling requirements. | ResourceType is unicode
ResourceType-C-003-C | ResourceType nullability is defined as follows: | all -004-C -005-C
ResourceType-C-004-C | ResourceType MUST be null when ResourceId is null. | ResourceType is null if ResourceId is null
ResourceType-C-005-C | ResourceType MUST NOT be null when ResourceId is not null. | ResourceType is not null if
  ResourceId is not null
ServiceCategory-C-000-M | The ServiceCategory column adheres to the following requirements: | all -001-M -002-M -003-M
ServiceCategory-C-001-M | ServiceCategory MUST be of type String. | ServiceCategory is string
ServiceCategory-C-002-M | ServiceCategory MUST NOT be null. | ServiceCategory is not null
ServiceCategory-C-003-M | ServiceCategory MUST be one of the allowed values. | ServiceCategory in ("AI and Machine
  Learning", "Analytics", "Business Applications", "Compute", "Databases", "Developer Tools", "Multicloud", "Identity",
  "Integration", "Internet of Things", "Management and Governance", "Media", "Migration", "Mobile", "Networking",
  "Security", "Storage", "Web", "Other")
ServiceName-C-000-M | The ServiceName column adheres to the following requirements: | all -001-M -002-M -003-M -004-C
  -007-C
ServiceName-C-001-M | ServiceName MUST be of type String. | ServiceName is string
ServiceName-C-002-M | ServiceName MUST conform to StringHandling requirements. | ServiceName is unicode
ServiceName-C-003-M | ServiceName MUST NOT be null. | ServiceName is not null
ServiceName-C-004-C | The relationship between ServiceName and ServiceCategory is defined as follows: | all -005-C
  -006-C
ServiceName-C-005-C | ServiceName MUST have one and only one ServiceCategory that best aligns with its primary purpose,
  except when no suitable ServiceCategory is available. | ServiceName has one ServiceCategory
ServiceName-C-006-C | ServiceName MUST be associated with the ServiceCategory "Other" when no suitable ServiceCategory
  is available. | ? no column says whether it is so
ServiceName-C-007-C SHOULD | The relationship between ServiceName and ServiceSubcategory is defined as follows: | all
  -008-C -009-C
ServiceName-C-008-C | ServiceName SHOULD have one and only one ServiceSubcategory that best aligns with its primary
  purpose, except when no suitable ServiceSubcategory is available. | ServiceName has one ServiceSubcategory
ServiceName-C-009-C | ServiceName SHOULD be associated with the ServiceSubcategory "Other" when no suitable
  ServiceSubcategory is available. | ? no column says whether it is so
ServiceSubcategory-C-000-O SHOULD | The ServiceSubcategory column adheres to the following requirements: | all -001-M
  -002-M -003-M -004-M
ServiceSubcategory-C-001-M | ServiceSubcategory MUST be of type String. | ServiceSubcategory is string
ServiceSubcategory-C-002-M | ServiceSubcategory MUST NOT be null. | ServiceSubcategory is not null
ServiceSubcategory-C-003-M | ServiceSubcategory MUST be one of the allowed values. | ServiceSubcategory in subcategories
ServiceSubcategory-C-004-M | ServiceSubcategory MUST have one and only one parent ServiceCategory as specified in the
  allowed values below. | ServiceSubcategory in subcategories of ServiceCategory
SkuId-C-000-C | The SkuId column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED,
  UNIT_PRICING_SUPPORTED] all -001-M -002-M -003-M -007-M -011-C -012-O
SkuId-C-001-M | SkuId MUST be of type String. | SkuId is string
SkuId-C-002-M | SkuId MUST conform to StringHandling requirements. | SkuId is unicode
SkuId-C-003-M | SkuId nullability is defined as follows: | all -004-C -005-C -006-O
SkuId-C-004-C | SkuId MUST be null when ChargeCategory is "Tax". | SkuId is null if ChargeCategory = "Tax"
SkuId-C-005-C | SkuId MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not "Correction".
  | SkuId is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
SkuId-C-006-O | SkuId MAY be null in all other cases. | permission
SkuId-C-007-M | SkuId for a given SKU adheres to the following additional requirements: | all -008-M -009-M -010-M
SkuId-C-008-M | SkuId MUST remain consistent across billing accounts or contracts. | ? other accounts and contracts are
  needed
SkuId-C-009-M | SkuId MUST remain consistent across PricingCategory values. | ? other accounts and contracts are needed
SkuId-C-010-M | SkuId MUST remain consistent regardless of any other factors that might impact the price but do not
  affect the functionality of the SKU. | ? other accounts and contracts are needed
SkuId-C-011-C | SkuId MUST be associated with a given resource or service when ChargeCategory is "Usage" or "Purchase".
  | ServiceName is not null or ResourceId is not null if SkuId is not null and ChargeCategory in ("Usage", "Purchase")
SkuId-C-012-O | SkuId MAY equal SkuPriceId. | permission
SkuMeter-C-000-C | The SkuMeter column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED,
  UNIT_PRICING_SUPPORTED] all -001-M -002-M -003-C -006-O
SkuMeter-C-001-M | SkuMeter MUST be of type String. | SkuMeter is string
SkuMeter-C-002-M | SkuMeter MUST conform to StringHandling requirements. | SkuMeter is unicode
SkuMeter-C-003-C | SkuMeter nullability is defined as follows: | all -004-C -005-C
SkuMeter-C-004-C | SkuMeter MUST be null when SkuId is null. | SkuMeter is null if SkuId is null
SkuMeter-C-005-C | SkuMeter SHOULD NOT be null when SkuId is not null. | SkuMeter is not null if SkuId is not null
SkuMeter-C-006-O | SkuMeter SHOULD remain consistent over time for a given SkuId. | SkuId has one SkuMeter
SkuPriceDetails-C-000-C | The SkuPriceDetails column adheres to the following requirements: |
  [PUBLIC_PRICE_LIST_SUPPORTED, UNIT_PRICING_SUPPORTED] all -001-M -002-O -003-C -006-C -019-M
SkuPriceDetails-C-001-M | SkuPriceDetails MUST conform to KeyValueFormat requirements. | SkuPriceDetails is key-value
SkuPriceDetails-C-002-O | SkuPriceDetails property keys SHOULD conform to PascalCase format. | SkuPriceDetails is
  pascal-case-keys
SkuPriceDetails-C-003-C | SkuPriceDetails nullability is defined as follows: | all -004-C -005-C
SkuPriceDetails-C-004-C | SkuPriceDetails MUST be null when SkuPriceId is null. | SkuPriceDetails is null if SkuPriceId
  is null
SkuPriceDetails-C-005-C | SkuPriceDetails MAY be null when SkuPriceId is not null. | permission
SkuPriceDetails-C-006-C | When SkuPriceDetails is not null, SkuPriceDetails adheres to the following additional
  requirements: | all -007-M -008-M -009-C -010-C -011-O -012-O -016-O -017-C -018-C
SkuPriceDetails-C-007-M | SkuPriceDetails MUST be associated with a given SkuPriceId. | SkuPriceId is not null if
  SkuPriceDetails is not null
SkuPriceDetails-C-008-M | SkuPriceDetails MUST NOT include properties that are not applicable to the corresponding
  SkuPriceId. | ? no column says whether it is so
SkuPriceDetails-C-009-C | SkuPriceDetails SHOULD include all FOCUS-defined SKU Price properties listed below that are
  applicable to the corresponding SkuPriceId. | ? no column says whether it is so
SkuPriceDetails-C-010-C | SkuPriceDetails MUST include the FOCUS-defined SKU Price property when an equivalent property
  is included as a Provider-defined property. | ? no column says whether it is so
SkuPriceDetails-C-011-O | SkuPriceDetails MAY include properties that are already captured in other dedicated columns. |
  permission
SkuPriceDetails-C-012-O SHOULD | SkuPriceDetails properties for a given SkuPriceId adhere to the following additional
  requirements: | all -013-O -014-O -015-O
SkuPriceDetails-C-013-O | Existing SkuPriceDetails properties SHOULD remain consistent over time. | ? other billing
  periods are needed
SkuPriceDetails-C-014-O | Existing SkuPriceDetails properties SHOULD NOT be removed. | ? no column says whether it is so
SkuPriceDetails-C-015-O | Additional SkuPriceDetails properties MAY be added over time. | permission
SkuPriceDetails-C-016-O | Property key SHOULD remain consistent across comparable SKUs having that property, and the
  values for this key SHOULD remain in a consistent format. | ? other billing periods are needed
SkuPriceDetails-C-017-C | Property key MUST begin with the string "x_" unless it is a FOCUS-defined property. |
  SkuPriceDetails is prefixed-custom-keys
SkuPriceDetails-C-018-C | Property value MUST represent the value for a single PricingUnit when the property holds a
  numeric value. | ? no column says whether it is so
SkuPriceDetails-C-019-M | FOCUS-defined SKU Price properties adhere to the following additional requirements: | all
  -020-M -021-M -022-C
SkuPriceDetails-C-020-M | Property key MUST match the spelling and casing specified for the FOCUS-defined property. |
  SkuPriceDetails is spelled-keys
SkuPriceDetails-C-021-M | Property value MUST be of the type specified for that property. | SkuPriceDetails is
  typed-values
SkuPriceDetails-C-022-C | Property value MUST represent the value for a single PricingUnit, denominated in the unit of
  measure specified for that property when the property holds a numeric value. | ? a number does not show its currency
SkuPriceId-C-000-C | The SkuPriceId column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED,
  UNIT_PRICING_SUPPORTED] all -001-M -002-M -003-M -007-C
SkuPriceId-C-001-M | SkuPriceId MUST be of type String. | SkuPriceId is string
SkuPriceId-C-002-M | SkuPriceId MUST conform to StringHandling requirements. | SkuPriceId is unicode
SkuPriceId-C-003-M | SkuPriceId nullability is defined as follows: | all -004-C -005-C -006-O
SkuPriceId-C-004-C | SkuPriceId MUST be null when ChargeCategory is "Tax". | SkuPriceId is null if ChargeCategory =
  "Tax"
SkuPriceId-C-005-C | SkuPriceId MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is not
  "Correction". | SkuPriceId is not null if ChargeCategory in ("Usage", "Purchase") and ChargeClass != "Correction"
SkuPriceId-C-006-O | SkuPriceId MAY be null in all other cases. | permission
SkuPriceId-C-007-C | When SkuPriceId is not null, SkuPriceId adheres to the following additional requirements: | all
  -008-M -009-M -010-M -011-O -012-C -013-M -014-C -015-C
SkuPriceId-C-008-M | SkuPriceId MUST have one and only one parent SkuId. | SkuPriceId has one SkuId
SkuPriceId-C-009-M | SkuPriceId MUST remain consistent over time. | ? other billing periods are needed
SkuPriceId-C-010-M | SkuPriceId MUST remain consistent across billing accounts or contracts. | ? other accounts and
  contracts are needed
SkuPriceId-C-011-O | SkuPriceId MAY equal SkuId. | permission
SkuPriceId-C-012-C | SkuPriceId MUST be associated with a given resource or service when ChargeCategory is "Usage" or
  "Purchase". | ServiceName is not null or ResourceId is not null if SkuPriceId is not null and ChargeCategory in
  ("Usage", "Purchase")
SkuPriceId-C-013-M | SkuPriceId MUST reference a SKU Price in a provider-supplied price list, enabling the lookup of
  detailed information about the SKU Price. | ? the price list is needed
SkuPriceId-C-014-C | SkuPriceId MUST support the lookup of the ListUnitPrice when the provider publishes unit prices
  exclusive of discounts. | [PUBLIC_PRICE_LIST_SUPPORTED] ? the price list is needed
SkuPriceId-C-015-C | SkuPriceId MUST support the verification of the given ContractedUnitPrice when the provider
  supports negotiated pricing concepts. | [NEGOTIATED_PRICING_SUPPORTED] ? the price list is needed
SubAccountId-C-000-C | The SubAccountId column adheres to the following requirements: | [SUB_ACCOUNT_SUPPORTED] all
  -001-M -002-M -003-C
SubAccountId-C-001-M | SubAccountId MUST be of type String. | SubAccountId is string
SubAccountId-C-002-M | SubAccountId MUST conform to StringHandling requirements. | SubAccountId is unicode
SubAccountId-C-003-C | SubAccountId nullability is defined as follows: | all -004-C -005-C
SubAccountId-C-004-C | SubAccountId MUST be null when a charge is not related to a sub account. | ? no column says
  whether it is so
SubAccountId-C-005-C | SubAccountId MUST NOT be null when a charge is related to a sub account. | SubAccountId is not
  null if SubAccountName is not null or SubAccountType is not null
SubAccountName-C-000-C | The SubAccountName column adheres to the following requirements: | [SUB_ACCOUNT_SUPPORTED] all
  -001-M -002-M -003-C
SubAccountName-C-001-M | SubAccountName MUST be of type String. | SubAccountName is string
SubAccountName-C-002-M | SubAccountName MUST conform to StringHandling requirements. | SubAccountName is unicode
SubAccountName-C-003-C | SubAccountName nullability is defined as follows: | all -004-C -005-C
SubAccountName-C-004-C | SubAccountName MUST be null when SubAccountId is null. | SubAccountName is null if SubAccountId
  is null
SubAccountName-C-005-C | SubAccountName MUST NOT be null when SubAccountId is not null. | SubAccountName is not null if
  SubAccountId is not null
SubAccountType-C-000-C | The SubAccountType column adheres to the following requirements: |
  [MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED] all -001-M -002-M -003-C -006-M
SubAccountType-C-001-M | SubAccountType MUST be of type String. | SubAccountType is string
SubAccountType-C-002-M | SubAccountType MUST conform to StringHandling requirements. | SubAccountType is unicode
SubAccountType-C-003-C | SubAccountType nullability is defined as follows: | all -004-C -005-C
SubAccountType-C-004-C | SubAccountType MUST be null when SubAccountId is null. | SubAccountType is null if SubAccountId
  is null
SubAccountType-C-005-C | SubAccountType MUST NOT be null when SubAccountId is not null. | SubAccountType is not null if
  SubAccountId is not null
SubAccountType-C-006-M | SubAccountType MUST be a consistent, readable display value. | ? no column says whether it is
  so
Tags-C-000-C | The Tags column adheres to the following requirements: | [TAGGING_SUPPORTED] all -001-M -002-O -003-C
  -011-M -014-M
Tags-C-001-M | Tags MUST conform to KeyValueFormat requirements. | Tags is key-value
Tags-C-002-O | Tags MAY be null. | permission
Tags-C-003-C | When Tags is not null, Tags adheres to the following additional requirements: | all -004-M -005-M -006-M
  -007-O -008-M -009-M -010-C
Tags-C-004-M | Tags MUST include all user-defined and provider-defined tags. | ? no column says whether it is so
Tags-C-005-M | Tags MUST only include finalized tags. | ? other billing periods are needed
Tags-C-006-M | Tags SHOULD include tag keys with corresponding non-null values for a given resource. | Tags is
  non-null-values
Tags-C-007-O | Tags MAY include tag keys with a null value for a given resource depending on the provider's tag
  finalization process. | permission
Tags-C-008-M | Tag keys that do not support corresponding values, MUST have a corresponding true (boolean) value set. |
  ? no column says whether it is so
Tags-C-009-M | Provider SHOULD publish tag finalization methods and semantics within their respective documentation. | ?
  other billing periods are needed
Tags-C-010-C | Provider MUST NOT alter tag values unless applying true (boolean) to valueless tags. | ? no column says
  whether it is so
Tags-C-011-M | Provider-defined tags adhere to the following additional requirements: | all -012-M -013-M
Tags-C-012-M | Provider-defined tag keys MUST be prefixed with a predetermined, provider-specified tag key prefix that
  is unique to each corresponding provider-specified tag scheme. | ? the tag schemes of the provider are needed
Tags-C-013-M | Provider SHOULD publish all provider-specified tag key prefixes within their respective documentation. |
  ? the documentation of the provider is needed
Tags-C-014-M | User-defined tags adhere to the following additional requirements: | all -015-C -016-C -017-M
Tags-C-015-C | Provider MUST prefix all but one user-defined tag scheme with a predetermined, provider-specified tag key
  prefix that is unique to each corresponding user-defined tag scheme when the provider has more than one user-defined
  tag scheme. | ? the tag schemes of the provider are needed
Tags-C-016-C | Provider MUST NOT prefix tag keys when the provider has only one user-defined tag scheme. | ? the tag
  schemes of the provider are needed
Tags-C-017-M | Provider MUST NOT allow reserved tag key prefixes to be used as prefixes for any user-defined tag keys
  within a prefixless user-defined tag scheme. | ? the tag schemes of the provider are needed
`;
