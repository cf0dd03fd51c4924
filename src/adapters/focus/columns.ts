/** The versions of FOCUS that are read. */
export type FocusVersion = '1.0' | '1.1' | '1.2' | '1.3';

/** The columns of FOCUS 1.0, in the specification's order. */
const FOCUS_1_0 =
  'AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd ' +
  'BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd ' +
  'ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName ' +
  'CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost ' +
  'ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity ' +
  'PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType ' +
  'ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags';

/** What each later version adds. */
const ADDED: Readonly<Record<Exclude<FocusVersion, '1.0'>, string>> = {
  '1.1':
    'CapacityReservationId CapacityReservationStatus CommitmentDiscountQuantity CommitmentDiscountUnit ' +
    'ServiceSubcategory SkuMeter SkuPriceDetails',
  '1.2':
    'BillingAccountType InvoiceId PricingCurrency PricingCurrencyContractedUnitPrice PricingCurrencyEffectiveCost ' +
    'PricingCurrencyListUnitPrice SubAccountType',
  '1.3':
    'AllocatedMethodDetails AllocatedMethodId AllocatedResourceId AllocatedResourceName AllocatedTags ' +
    'ContractApplied HostProviderName ServiceProviderName',
};

/** All columns of a version: 43, 50, 57 and 65 of them. */
export const FOCUS_COLUMNS: Readonly<Record<FocusVersion, ReadonlyArray<string>>> = {
  '1.0': FOCUS_1_0.split(' '),
  '1.1': `${FOCUS_1_0} ${ADDED['1.1']}`.split(' '),
  '1.2': `${FOCUS_1_0} ${ADDED['1.1']} ${ADDED['1.2']}`.split(' '),
  '1.3': `${FOCUS_1_0} ${ADDED['1.1']} ${ADDED['1.2']} ${ADDED['1.3']}`.split(' '),
};

/** The version that a file follows: the latest of which it has a column that came with it. */
export function versionOf(columns: ReadonlyArray<string>): FocusVersion {
  const present = new Set(columns);
  for (const version of ['1.3', '1.2', '1.1'] as const) {
    if (ADDED[version].split(' ').some((name) => present.has(name))) return version;
  }
  return '1.0';
}

/** The columns that hold money or quantities and may be added up: what the parts of a split charge must add up to. */
export const SUMMABLE: ReadonlyArray<string> = [
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'ConsumedQuantity',
  'PricingQuantity',
  'CommitmentDiscountQuantity',
  'PricingCurrencyEffectiveCost',
];
