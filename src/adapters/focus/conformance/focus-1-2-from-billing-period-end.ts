/** The rules of FOCUS 1.2 on BillingPeriodEnd to ListUnitPrice. Source as in focus-1-2.ts. */
export const RULES_FROM_BILLING_PERIOD_END: string = String.raw`
BillingPeriodEnd-C-000-M | The BillingPeriodEnd column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M
BillingPeriodEnd-C-001-M | BillingPeriodEnd MUST be of type Date/Time. | BillingPeriodEnd is date-time
BillingPeriodEnd-C-002-M | BillingPeriodEnd MUST conform to DateTimeFormat requirements. | BillingPeriodEnd is iso-utc
BillingPeriodEnd-C-003-M | BillingPeriodEnd MUST NOT be null. | BillingPeriodEnd is not null
BillingPeriodEnd-C-004-M | BillingPeriodEnd MUST be the exclusive end bound of the billing period. | BillingPeriodStart
  < BillingPeriodEnd
BillingPeriodStart-C-000-M | The BillingPeriodStart column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M
BillingPeriodStart-C-001-M | BillingPeriodStart MUST be of type Date/Time. | BillingPeriodStart is date-time
BillingPeriodStart-C-002-M | BillingPeriodStart MUST conform to DateTimeFormat requirements. | BillingPeriodStart is
  iso-utc
BillingPeriodStart-C-003-M | BillingPeriodStart MUST NOT be null. | BillingPeriodStart is not null
BillingPeriodStart-C-004-M | BillingPeriodStart MUST be the inclusive start bound of the billing period. |
  BillingPeriodStart < BillingPeriodEnd
CapacityReservationId-C-000-C | The CapacityReservationId column adheres to the following requirements: |
  [CAPACITY_RESERVATION_SUPPORTED] all -001-M -002-M -003-C -007-C
CapacityReservationId-C-001-M | CapacityReservationId MUST be of type String. | CapacityReservationId is string
CapacityReservationId-C-002-M | CapacityReservationId MUST conform to StringHandling requirements. |
  CapacityReservationId is unicode
CapacityReservationId-C-003-C | CapacityReservationId nullability is defined as follows: | all -004-C -005-C -006-C
CapacityReservationId-C-004-C | CapacityReservationId MUST be null when a charge is not related to a capacity
  reservation. | ? no column says whether it is so
CapacityReservationId-C-005-C | CapacityReservationId MUST NOT be null when a charge represents the unused portion of a
  capacity reservation. | CapacityReservationId is not null if CapacityReservationStatus = "Unused"
CapacityReservationId-C-006-C | CapacityReservationId SHOULD NOT be null when a charge is related to a capacity
  reservation. | CapacityReservationId is not null if CapacityReservationStatus is not null
CapacityReservationId-C-007-C | When CapacityReservationId is not null, CapacityReservationId adheres to the following
  additional requirements: | all -008-M -009-O
CapacityReservationId-C-008-M | CapacityReservationId MUST be a unique identifier within the provider. | ? other data of
  the provider is needed
CapacityReservationId-C-009-O | CapacityReservationId SHOULD be a fully-qualified identifier. | ? other data of the
  provider is needed
CapacityReservationStatus-C-000-C | The CapacityReservationStatus column adheres to the following requirements: |
  [CAPACITY_RESERVATION_SUPPORTED] all -001-M -002-C -005-C
CapacityReservationStatus-C-001-M | CapacityReservationStatus MUST be of type String. | CapacityReservationStatus is
  string
CapacityReservationStatus-C-002-C | CapacityReservationStatus nullability is defined as follows: | all -003-C -004-C
CapacityReservationStatus-C-003-C | CapacityReservationStatus MUST be null when CapacityReservationId is null. |
  CapacityReservationStatus is null if CapacityReservationId is null
CapacityReservationStatus-C-004-C | CapacityReservationStatus MUST NOT be null when CapacityReservationId is not null
  and ChargeCategory is "Usage". | CapacityReservationStatus is not null if CapacityReservationId is not null and
  ChargeCategory = "Usage"
CapacityReservationStatus-C-005-C | When CapacityReservationStatus is not null, CapacityReservationStatus adheres to the
  following additional requirements: | all -006-M -007-C -008-C
CapacityReservationStatus-C-006-M | CapacityReservationStatus MUST be one of the allowed values. |
  CapacityReservationStatus in ("Used", "Unused")
CapacityReservationStatus-C-007-C | CapacityReservationStatus MUST be "Unused" when the charge represents the unused
  portion of a capacity reservation. | ? no column says whether it is so
CapacityReservationStatus-C-008-C | CapacityReservationStatus MUST be "Used" when the charge represents the used portion
  of a capacity reservation. | ? no column says whether it is so
ChargeCategory-C-000-M | The ChargeCategory column adheres to the following requirements: | all -001-M -002-M -003-M
ChargeCategory-C-001-M | ChargeCategory MUST be of type String. | ChargeCategory is string
ChargeCategory-C-002-M | ChargeCategory MUST NOT be null. | ChargeCategory is not null
ChargeCategory-C-003-M | ChargeCategory MUST be one of the allowed values. | ChargeCategory in ("Usage", "Purchase",
  "Tax", "Credit", "Adjustment")
ChargeClass-C-000-M | The ChargeClass column adheres to the following requirements: | all -001-M -002-C -005-C
ChargeClass-C-001-M | ChargeClass MUST be of type String. | ChargeClass is string
ChargeClass-C-002-C | ChargeClass nullability is defined as follows: | all -003-C -004-C
ChargeClass-C-003-C | ChargeClass MUST be null when the row does not represent a correction or when it represents a
  correction within the current billing period. | ? no column says whether it is so
ChargeClass-C-004-C | ChargeClass MUST NOT be null when the row represents a correction to a previously invoiced billing
  period. | ? the invoice is needed
ChargeClass-C-005-C | ChargeClass MUST be "Correction" when ChargeClass is not null. | ChargeClass = "Correction" if
  ChargeClass is not null
ChargeDescription-C-000-M | The ChargeDescription column adheres to the following requirements: | all -001-M -002-M
  -003-O -004-O
ChargeDescription-C-001-M | ChargeDescription MUST be of type String. | ChargeDescription is string
ChargeDescription-C-002-M | ChargeDescription MUST conform to StringHandling requirements. | ChargeDescription is
  unicode
ChargeDescription-C-003-O | ChargeDescription SHOULD NOT be null. | ChargeDescription is not null
ChargeDescription-C-004-O | ChargeDescription maximum length SHOULD be provided in the corresponding FOCUS Metadata
  Schema. | ? the documentation of the provider is needed
ChargeFrequency-C-000-O | The ChargeFrequency column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-C
ChargeFrequency-C-001-M | ChargeFrequency MUST be of type String. | ChargeFrequency is string
ChargeFrequency-C-002-M | ChargeFrequency MUST NOT be null. | ChargeFrequency is not null
ChargeFrequency-C-003-M | ChargeFrequency MUST be one of the allowed values. | ChargeFrequency in ("One-Time",
  "Recurring", "Usage-Based")
ChargeFrequency-C-004-C | ChargeFrequency MUST NOT be "Usage-Based" when ChargeCategory is "Purchase". | ChargeFrequency
  != "Usage-Based" if ChargeCategory = "Purchase"
ChargePeriodEnd-C-000-M | The ChargePeriodEnd column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M
ChargePeriodEnd-C-001-M | ChargePeriodEnd MUST be of type Date/Time. | ChargePeriodEnd is date-time
ChargePeriodEnd-C-002-M | ChargePeriodEnd MUST conform to DateTimeFormat requirements. | ChargePeriodEnd is iso-utc
ChargePeriodEnd-C-003-M | ChargePeriodEnd MUST NOT be null. | ChargePeriodEnd is not null
ChargePeriodEnd-C-004-M | ChargePeriodEnd MUST be the exclusive end bound of the effective period of the charge. |
  ChargePeriodStart < ChargePeriodEnd
ChargePeriodStart-C-000-M | The ChargePeriodStart column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M
ChargePeriodStart-C-001-M | ChargePeriodStart MUST be of type Date/Time. | ChargePeriodStart is date-time
ChargePeriodStart-C-002-M | ChargePeriodStart MUST conform to DateTimeFormat requirements. | ChargePeriodStart is
  iso-utc
ChargePeriodStart-C-003-M | ChargePeriodStart MUST NOT be null. | ChargePeriodStart is not null
ChargePeriodStart-C-004-M | ChargePeriodStart MUST be the inclusive start bound of the effective period of the charge. |
  ChargePeriodStart < ChargePeriodEnd
CommitmentDiscountCategory-C-000-C | The CommitmentDiscountCategory column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-C -005-M
CommitmentDiscountCategory-C-001-M | CommitmentDiscountCategory MUST be of type String. | CommitmentDiscountCategory is
  string
CommitmentDiscountCategory-C-002-C | CommitmentDiscountCategory nullability is defined as follows: | all -003-C -004-C
CommitmentDiscountCategory-C-003-C | CommitmentDiscountCategory MUST be null when CommitmentDiscountId is null. |
  CommitmentDiscountCategory is null if CommitmentDiscountId is null
CommitmentDiscountCategory-C-004-C | CommitmentDiscountCategory MUST NOT be null when CommitmentDiscountId is not null.
  | CommitmentDiscountCategory is not null if CommitmentDiscountId is not null
CommitmentDiscountCategory-C-005-M | CommitmentDiscountCategory MUST be one of the allowed values. |
  CommitmentDiscountCategory in ("Spend", "Usage")
CommitmentDiscountId-C-000-C | The CommitmentDiscountId column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C -006-C
CommitmentDiscountId-C-001-M | CommitmentDiscountId MUST be of type String. | CommitmentDiscountId is string
CommitmentDiscountId-C-002-M | CommitmentDiscountId MUST conform to StringHandling requirements. | CommitmentDiscountId
  is unicode
CommitmentDiscountId-C-003-C | CommitmentDiscountId nullability is defined as follows: | all -004-C -005-C
CommitmentDiscountId-C-004-C | CommitmentDiscountId MUST be null when a charge is not related to a commitment discount.
  | ? no column says whether it is so
CommitmentDiscountId-C-005-C | CommitmentDiscountId MUST NOT be null when a charge is related to a commitment discount.
  | CommitmentDiscountId is not null if CommitmentDiscountStatus is not null or CommitmentDiscountQuantity is not null
CommitmentDiscountId-C-006-C | When CommitmentDiscountId is not null, CommitmentDiscountId adheres to the following
  additional requirements: | all -007-M -008-C
CommitmentDiscountId-C-007-M | CommitmentDiscountId MUST be a unique identifier within the provider. | ? other data of
  the provider is needed
CommitmentDiscountId-C-008-C | CommitmentDiscountId SHOULD be a fully-qualified identifier. | ? other data of the
  provider is needed
CommitmentDiscountName-C-000-C | The CommitmentDiscountName column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C -004-C
CommitmentDiscountName-C-001-M | CommitmentDiscountName MUST be of type String. | CommitmentDiscountName is string
CommitmentDiscountName-C-002-M | CommitmentDiscountName MUST conform to StringHandling requirements. |
  CommitmentDiscountName is unicode
CommitmentDiscountName-C-003-C | CommitmentDiscountName nullability is defined as follows: | all -004-C -005-C
CommitmentDiscountName-C-004-C | CommitmentDiscountName MUST be null when CommitmentDiscountId is null. |
  CommitmentDiscountName is null if CommitmentDiscountId is null
CommitmentDiscountName-C-005-C | When CommitmentDiscountId is not null, CommitmentDiscountName adheres to the following
  additional requirements: | all -006-C -007-C
CommitmentDiscountName-C-006-C | CommitmentDiscountName MUST NOT be null when a display name can be assigned to a
  commitment discount. | ? no column says whether it is so
CommitmentDiscountName-C-007-C | CommitmentDiscountName MAY be null when a display name cannot be assigned to a
  commitment discount. | permission
CommitmentDiscountQuantity-C-000-C | The CommitmentDiscountQuantity column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C -004-C -008-C
CommitmentDiscountQuantity-C-001-M | CommitmentDiscountQuantity MUST be of type Decimal. | CommitmentDiscountQuantity is
  decimal
CommitmentDiscountQuantity-C-002-M | CommitmentDiscountQuantity MUST conform to NumericFormat requirements. |
  CommitmentDiscountQuantity is numeric
CommitmentDiscountQuantity-C-003-C | CommitmentDiscountQuantity nullability is defined as follows: | all -004-C -007-C
CommitmentDiscountQuantity-C-004-C | When ChargeCategory is "Usage" or "Purchase" and CommitmentDiscountId is not null,
  CommitmentDiscountQuantity adheres to the following additional requirements: | all -005-C -006-C
CommitmentDiscountQuantity-C-005-C | CommitmentDiscountQuantity MUST NOT be null when ChargeClass is not "Correction". |
  CommitmentDiscountQuantity is not null if ChargeCategory in ("Usage", "Purchase") and CommitmentDiscountId is not null
  and ChargeClass != "Correction"
CommitmentDiscountQuantity-C-006-C | CommitmentDiscountQuantity MAY be null when ChargeClass is "Correction". |
  permission
CommitmentDiscountQuantity-C-007-C | CommitmentDiscountQuantity MUST be null in all other cases. |
  CommitmentDiscountQuantity is null if not (ChargeCategory in ("Usage", "Purchase") and CommitmentDiscountId is not
  null)
CommitmentDiscountQuantity-C-008-C | When CommitmentDiscountQuantity is not null, CommitmentDiscountQuantity adheres to
  the following additional requirements: | all -009-M -010-C -013-C
CommitmentDiscountQuantity-C-009-M | CommitmentDiscountQuantity MUST be a valid decimal value. |
  CommitmentDiscountQuantity is decimal
CommitmentDiscountQuantity-C-010-C | When ChargeCategory is "Purchase", CommitmentDiscountQuantity adheres to the
  following additional requirements: | all -011-C -012-C
CommitmentDiscountQuantity-C-011-C | CommitmentDiscountQuantity MUST be the quantity of CommitmentDiscountUnit, paid
  fully or partially upfront, that is eligible for consumption over the commitment discount's term when ChargeFrequency
  is "One-Time". | ? no column says whether it is so
CommitmentDiscountQuantity-C-012-C | CommitmentDiscountQuantity MUST be the quantity of CommitmentDiscountUnit that is
  eligible for consumption for each charge period that corresponds with the purchase when ChargeFrequency is
  "Recurring". | ? no column says whether it is so
CommitmentDiscountQuantity-C-013-C | When ChargeCategory is "Usage", CommitmentDiscountQuantity adheres to the following
  additional requirements: | all -014-C -015-C
CommitmentDiscountQuantity-C-014-C | CommitmentDiscountQuantity MUST be the metered quantity of CommitmentDiscountUnit
  that is consumed in a given charge period when CommitmentDiscountStatus is "Used". | ? no column says whether it is so
CommitmentDiscountQuantity-C-015-C | CommitmentDiscountQuantity MUST be the remaining, unused quantity of
  CommitmentDiscountUnit in a given charge period when CommitmentDiscountStatus is "Unused". | ? no column says whether
  it is so
CommitmentDiscountStatus-C-000-C | The CommitmentDiscountStatus column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-C -005-M
CommitmentDiscountStatus-C-001-M | CommitmentDiscountStatus MUST be of type String. | CommitmentDiscountStatus is string
CommitmentDiscountStatus-C-002-C | CommitmentDiscountStatus nullability is defined as follows: | all -003-C -004-C
CommitmentDiscountStatus-C-003-C | CommitmentDiscountStatus MUST be null when CommitmentDiscountId is null. |
  CommitmentDiscountStatus is null if CommitmentDiscountId is null
CommitmentDiscountStatus-C-004-C | CommitmentDiscountStatus MUST NOT be null when CommitmentDiscountId is not null and
  Charge Category is "Usage". | CommitmentDiscountStatus is not null if CommitmentDiscountId is not null and
  ChargeCategory = "Usage"
CommitmentDiscountStatus-C-005-M | CommitmentDiscountStatus MUST be one of the allowed values. |
  CommitmentDiscountStatus in ("Used", "Unused")
CommitmentDiscountType-C-000-C | The CommitmentDiscountType column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-C
CommitmentDiscountType-C-001-M | CommitmentDiscountType MUST be of type String. | CommitmentDiscountType is string
CommitmentDiscountType-C-002-M | CommitmentDiscountType MUST conform to StringHandling requirements. |
  CommitmentDiscountType is unicode
CommitmentDiscountType-C-003-C | CommitmentDiscountType nullability is defined as follows: | all -004-C -005-C
CommitmentDiscountType-C-004-C | CommitmentDiscountType MUST be null when CommitmentDiscountId is null. |
  CommitmentDiscountType is null if CommitmentDiscountId is null
CommitmentDiscountType-C-005-C | CommitmentDiscountType MUST NOT be null when CommitmentDiscountId is not null. |
  CommitmentDiscountType is not null if CommitmentDiscountId is not null
CommitmentDiscountUnit-C-000-C | The CommitmentDiscountUnit column adheres to the following requirements: |
  [COMMITMENT_DISCOUNT_SUPPORTED] all -001-M -002-M -003-M -004-C -007-C
CommitmentDiscountUnit-C-001-M | CommitmentDiscountUnit MUST be of type String. | CommitmentDiscountUnit is string
CommitmentDiscountUnit-C-002-M | CommitmentDiscountUnit MUST conform to StringHandling requirements. |
  CommitmentDiscountUnit is unicode
CommitmentDiscountUnit-C-003-M | CommitmentDiscountUnit SHOULD conform to UnitFormat requirements. |
  CommitmentDiscountUnit is unit
CommitmentDiscountUnit-C-004-C | CommitmentDiscountUnit nullability is defined as follows: | all -005-C -006-C
CommitmentDiscountUnit-C-005-C | CommitmentDiscountUnit MUST be null when CommitmentDiscountQuantity is null. |
  CommitmentDiscountUnit is null if CommitmentDiscountQuantity is null
CommitmentDiscountUnit-C-006-C | CommitmentDiscountUnit MUST NOT be null when CommitmentDiscountQuantity is not null. |
  CommitmentDiscountUnit is not null if CommitmentDiscountQuantity is not null
CommitmentDiscountUnit-C-007-C | When CommitmentDiscountUnit is not null, CommitmentDiscountUnit adheres to the
  following additional requirements: | all -008-M -009-M -010-C
CommitmentDiscountUnit-C-008-M | CommitmentDiscountUnit MUST remain consistent over time for a given
  CommitmentDiscountId. | CommitmentDiscountId has one CommitmentDiscountUnit
CommitmentDiscountUnit-C-009-M | CommitmentDiscountUnit MUST represent the unit used to measure the commitment discount.
  | ? no column says whether it is so
CommitmentDiscountUnit-C-010-C | When accounting for commitment discount flexibility, the CommitmentDiscountUnit value
  SHOULD reflect this consideration. | ? no column says whether it is so
ConsumedQuantity-C-000-C | The ConsumedQuantity column adheres to the following requirements: |
  [USAGE_MEASUREMENT_SUPPORTED] all -001-M -002-M -003-C -008-C
ConsumedQuantity-C-001-M | ConsumedQuantity MUST be of type Decimal. | ConsumedQuantity is decimal
ConsumedQuantity-C-002-M | ConsumedQuantity MUST conform to NumericFormat requirements. | ConsumedQuantity is numeric
ConsumedQuantity-C-003-C | ConsumedQuantity nullability is defined as follows: | all -004-C -005-C
ConsumedQuantity-C-004-C | ConsumedQuantity MUST be null when ChargeCategory is not "Usage", or when ChargeCategory is
  "Usage" and CommitmentDiscountStatus is "Unused". | ConsumedQuantity is null if ChargeCategory != "Usage" or
  CommitmentDiscountStatus = "Unused"
ConsumedQuantity-C-005-C | When ChargeCategory is "Usage" and CommitmentDiscountStatus is not "Unused", ConsumedQuantity
  adheres to the following additional requirements: | all -006-C -007-C
ConsumedQuantity-C-006-C | ConsumedQuantity MUST NOT be null when ChargeClass is not "Correction". | ConsumedQuantity is
  not null if ChargeCategory = "Usage" and CommitmentDiscountStatus != "Unused" and ChargeClass != "Correction"
ConsumedQuantity-C-007-C | ConsumedQuantity MAY be null when ChargeClass is "Correction". | permission
ConsumedQuantity-C-008-C | ConsumedQuantity MUST be a valid decimal value when not null. | ConsumedQuantity is decimal
ConsumedUnit-C-000-C | The ConsumedUnit column adheres to the following requirements: | [USAGE_MEASUREMENT_SUPPORTED]
  all -001-M -002-M -003-O -004-C
ConsumedUnit-C-001-M | ConsumedUnit MUST be of type String. | ConsumedUnit is string
ConsumedUnit-C-002-M | ConsumedUnit MUST conform to StringHandling requirements. | ConsumedUnit is unicode
ConsumedUnit-C-003-O | ConsumedUnit SHOULD conform to UnitFormat requirements. | ConsumedUnit is unit
ConsumedUnit-C-004-C | ConsumedUnit nullability is defined as follows: | [USAGE_MEASUREMENT_SUPPORTED] all -005-C -006-C
ConsumedUnit-C-005-C | ConsumedUnit MUST be null when ConsumedQuantity is null. | ConsumedUnit is null if
  ConsumedQuantity is null
ConsumedUnit-C-006-C | ConsumedUnit MUST NOT be null when ConsumedQuantity is not null. | ConsumedUnit is not null if
  ConsumedQuantity is not null
ContractedCost-C-000-M | The ContractedCost column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M -005-M -006-C -009-C -010-C
ContractedCost-C-001-M | ContractedCost MUST be of type Decimal. | ContractedCost is decimal
ContractedCost-C-002-M | ContractedCost MUST conform to NumericFormat requirements. | ContractedCost is numeric
ContractedCost-C-003-M | ContractedCost MUST NOT be null. | ContractedCost is not null
ContractedCost-C-004-M | ContractedCost MUST be a valid decimal value. | ContractedCost is decimal
ContractedCost-C-005-M | ContractedCost MUST be denominated in the BillingCurrency. | ? a number does not show its
  currency
ContractedCost-C-006-C | When ContractedUnitPrice is null, ContractedCost adheres to the following additional
  requirements: | all -007-C -008-C
ContractedCost-C-007-C | ContractedCost of a charge calculated based on other charges (e.g., when the ChargeCategory is
  "Tax") MUST be calculated based on the ContractedCost of those related charges. | ? no column says which charges are
  related
ContractedCost-C-008-C | ContractedCost of a charge unrelated to other charges (e.g., when the ChargeCategory is
  "Credit") MUST match the BilledCost. | ContractedCost = BilledCost if ContractedUnitPrice is null and ChargeCategory =
  "Credit"
ContractedCost-C-009-C | The product of ContractedUnitPrice and PricingQuantity MUST match the ContractedCost when
  ContractedUnitPrice is not null, PricingQuantity is not null, and ChargeClass is not "Correction". |
  ContractedUnitPrice * PricingQuantity = ContractedCost if ContractedUnitPrice is not null and PricingQuantity is not
  null and ChargeClass != "Correction"
ContractedCost-C-010-C | Discrepancies in ContractedCost, ContractedUnitPrice, or PricingQuantity MAY exist when
  ChargeClass is "Correction". | permission
ContractedUnitPrice-C-000-C | The ContractedUnitPrice column adheres to the following requirements: |
  [NEGOTIATED_PRICING_SUPPORTED] all -001-M -004-M -008-C -012-C
ContractedUnitPrice-C-001-M | ContractedUnitPrice adheres to the following additional requirements: | all -002-M -003-M
ContractedUnitPrice-C-002-M | ContractedUnitPrice MUST be of type Decimal. | ContractedUnitPrice is decimal
ContractedUnitPrice-C-003-M | ContractedUnitPrice MUST conform to NumericFormat requirements. | ContractedUnitPrice is
  numeric
ContractedUnitPrice-C-004-M | ContractedUnitPrice nullability is defined as follows: | all -005-C -006-C -007-O
ContractedUnitPrice-C-005-C | ContractedUnitPrice MUST be null when ChargeCategory is "Tax". | ContractedUnitPrice is
  null if ChargeCategory = "Tax"
ContractedUnitPrice-C-006-C | ContractedUnitPrice MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and
  ChargeClass is not "Correction". | ContractedUnitPrice is not null if ChargeCategory in ("Usage", "Purchase") and
  ChargeClass != "Correction"
ContractedUnitPrice-C-007-O | ContractedUnitPrice MAY be null in all other cases. | permission
ContractedUnitPrice-C-008-C | When ContractedUnitPrice is not null, ContractedUnitPrice adheres to the following
  additional requirements: | all -009-C -010-C -011-C
ContractedUnitPrice-C-009-C | ContractedUnitPrice MUST be a non-negative decimal value. | ContractedUnitPrice >= 0 if
  ContractedUnitPrice is not null
ContractedUnitPrice-C-010-C | ContractedUnitPrice MUST be denominated in the BillingCurrency. | ? a number does not show
  its currency
ContractedUnitPrice-C-011-C | The product of ContractedUnitPrice and PricingQuantity MUST match the ContractedCost when
  PricingQuantity is not null and ChargeClass is not "Correction". | ContractedUnitPrice * PricingQuantity =
  ContractedCost if ContractedUnitPrice is not null and PricingQuantity is not null and ChargeClass != "Correction"
ContractedUnitPrice-C-012-C | Discrepancies in ContractedUnitPrice, ContractedCost, or PricingQuantity MAY exist when
  ChargeClass is "Correction". | permission
EffectiveCost-C-000-M | The EffectiveCost column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M -005-C -006-M -007-O -008-C -011-C
EffectiveCost-C-001-M | EffectiveCost MUST be of type Decimal. | EffectiveCost is decimal
EffectiveCost-C-002-M | EffectiveCost MUST conform to NumericFormat requirements. | EffectiveCost is numeric
EffectiveCost-C-003-M | EffectiveCost MUST NOT be null. | EffectiveCost is not null
EffectiveCost-C-004-M | EffectiveCost MUST be a valid decimal value. | EffectiveCost is decimal
EffectiveCost-C-005-C | EffectiveCost MUST be 0 when ChargeCategory is "Purchase" and the purchase is intended to cover
  future eligible charges. | EffectiveCost = 0 if ChargeCategory = "Purchase" and CommitmentDiscountId is not null
EffectiveCost-C-006-M | EffectiveCost MUST be denominated in the BillingCurrency. | ? a number does not show its
  currency
EffectiveCost-C-007-O | The sum of EffectiveCost in a given billing period MAY not match the sum of the invoices
  received for the same billing period for a billing account. | permission
EffectiveCost-C-008-C | When ChargeCategory is not "Usage" or "Purchase", EffectiveCost adheres to the following
  additional requirements: | all -009-C -010-C
EffectiveCost-C-009-C | EffectiveCost of a charge calculated based on other charges (e.g., when the ChargeCategory is
  "Tax") MUST be calculated based on the EffectiveCost of those related charges. | ? no column says which charges are
  related
EffectiveCost-C-010-C | EffectiveCost of a charge unrelated to other charges (e.g., when the ChargeCategory is "Credit")
  MUST match the BilledCost. | EffectiveCost = BilledCost if ChargeCategory = "Credit"
EffectiveCost-C-011-C | Charges for a given CommitmentDiscountId adhere to the following additional requirements: | all
  -012-C -013-C
EffectiveCost-C-012-C | The sum of EffectiveCost where ChargeCategory is "Usage" MUST equal the sum of BilledCost where
  ChargeCategory is "Purchase". | ? the sum runs over the whole term of the commitment, a file over a part of it
EffectiveCost-C-013-C | The sum of EffectiveCost where ChargeCategory is "Usage" MUST equal the sum of EffectiveCost
  where ChargeCategory is "Usage" and CommitmentDiscountStatus is "Used", plus the sum of EffectiveCost where
  ChargeCategory is "Usage" and CommitmentDiscountStatus is "Unused". | sum(EffectiveCost) = sum(EffectiveCost when
  CommitmentDiscountStatus in ("Used", "Unused")) per CommitmentDiscountId if ChargeCategory = "Usage"
InvoiceId-C-000-O SHOULD | The InvoiceId column adheres to the following requirements: | all -001-M -002-M -003-C -006-O
  -007-C
InvoiceId-C-001-M | InvoiceId MUST be of type String. | InvoiceId is string
InvoiceId-C-002-M | InvoiceId MUST conform to StringHandling requirements. | InvoiceId is unicode
InvoiceId-C-003-C | InvoiceId nullability is defined as follows: | all -004-C -005-C
InvoiceId-C-004-C | InvoiceId MUST be null when the charge is not associated either with an invoice or with a
  pre-generated provisional invoice. | ? no column says whether a charge stands on an invoice
InvoiceId-C-005-C | InvoiceId MUST NOT be null when the charge is associated with either an issued invoice or a
  pre-generated provisional invoice. | ? no column says whether a charge stands on an invoice
InvoiceId-C-006-O | InvoiceId MAY be generated prior to an invoice being issued. | permission
InvoiceId-C-007-C | InvoiceId MUST be associated with the related charge and BillingAccountId when a pre-generated
  invoice or provisional invoice exists. | ? the invoice is needed
InvoiceIssuerName-C-000-M | The InvoiceIssuerName column adheres to the following requirements: | all -001-M -002-M
  -003-M
InvoiceIssuerName-C-001-M | InvoiceIssuerName MUST be of type String. | InvoiceIssuerName is string
InvoiceIssuerName-C-002-M | InvoiceIssuerName MUST conform to StringHandling requirements. | InvoiceIssuerName is
  unicode
InvoiceIssuerName-C-003-M | InvoiceIssuerName MUST NOT be null. | InvoiceIssuerName is not null
ListCost-C-000-M | The ListCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M -005-M
  -006-C -009-C -010-C
ListCost-C-001-M | ListCost MUST be of type Decimal. | ListCost is decimal
ListCost-C-002-M | ListCost MUST conform to NumericFormat requirements. | ListCost is numeric
ListCost-C-003-M | ListCost MUST NOT be null. | ListCost is not null
ListCost-C-004-M | ListCost MUST be a valid decimal value. | ListCost is decimal
ListCost-C-005-M | ListCost MUST be denominated in the BillingCurrency. | ? a number does not show its currency
ListCost-C-006-C | When ListUnitPrice is null, ListCost adheres to the following additional requirements: | all -007-C
  -008-C
ListCost-C-007-C | ListCost of a charge calculated based on other charges (e.g., when the ChargeCategory is "Tax") MUST
  be calculated based on the ListCost of those related charges. | ? no column says which charges are related
ListCost-C-008-C | ListCost of a charge unrelated to other charges (e.g., when the ChargeCategory is "Credit") MUST
  match the BilledCost. | ListCost = BilledCost if ListUnitPrice is null and ChargeCategory = "Credit"
ListCost-C-009-C | The product of ListUnitPrice and PricingQuantity MUST match the ListCost when ListUnitPrice is not
  null, PricingQuantity is not null, and ChargeClass is not "Correction". | ListUnitPrice * PricingQuantity = ListCost
  if ListUnitPrice is not null and PricingQuantity is not null and ChargeClass != "Correction"
ListCost-C-010-C | Discrepancies in ListCost, ListUnitPrice, or PricingQuantity MAY exist when ChargeClass is
  "Correction". | permission
ListUnitPrice-C-000-C | The ListUnitPrice column adheres to the following requirements: | [PUBLIC_PRICE_LIST_SUPPORTED]
  all -001-M -002-M -003-M -007-C
ListUnitPrice-C-001-M | ListUnitPrice MUST be of type Decimal. | ListUnitPrice is decimal
ListUnitPrice-C-002-M | ListUnitPrice MUST conform to NumericFormat requirements. | ListUnitPrice is numeric
ListUnitPrice-C-003-M | ListUnitPrice nullability is defined as follows: | all -004-C -005-C -006-O
ListUnitPrice-C-004-C | ListUnitPrice MUST be null when ChargeCategory is "Tax". | ListUnitPrice is null if
  ChargeCategory = "Tax"
ListUnitPrice-C-005-C | ListUnitPrice MUST NOT be null when ChargeCategory is "Usage" or "Purchase" and ChargeClass is
  not "Correction". | ListUnitPrice is not null if ChargeClass != "Correction" and ChargeCategory in ("Usage",
  "Purchase")
ListUnitPrice-C-006-O | ListUnitPrice MAY be null in all other cases. | permission
ListUnitPrice-C-007-C | When ListUnitPrice is not null, ListUnitPrice adheres to the following additional requirements:
  | all -008-M -009-M -010-C -011-C
ListUnitPrice-C-008-M | ListUnitPrice MUST be a non-negative decimal value. | ListUnitPrice >= 0
ListUnitPrice-C-009-M | ListUnitPrice MUST be denominated in the BillingCurrency. | ? a number does not show its
  currency
ListUnitPrice-C-010-C | The product of ListUnitPrice and PricingQuantity MUST match the ListCost when PricingQuantity is
  not null and ChargeClass is not "Correction". | ListUnitPrice * PricingQuantity = ListCost if ListUnitPrice is not
  null and PricingQuantity is not null and ChargeClass != "Correction"
ListUnitPrice-C-011-C | Discrepancies in ListUnitPrice, ListCost, or PricingQuantity MAY exist when ChargeClass is
  "Correction". | permission
`;
